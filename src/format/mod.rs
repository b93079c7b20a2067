//! Representations of a document outside this program, both directions.
