//! Offline training of the shipped models.
