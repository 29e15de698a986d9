//! The compiled table.
