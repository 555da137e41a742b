//! Tests that span the documents, the generator and the generated crate.
