//! The document: an article with its annotations, the edits that change it, and their history.
