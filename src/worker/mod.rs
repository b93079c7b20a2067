//! What the page and its tagging worker say to each other, and the two browser ends.
