//! Reads the documentation pages that list the push interruption codes of Tencent Cloud LVB, and
//! writes the generated module of the crate `lvb-codes`.
//!
//! The modules in the order of flow:
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`checkout`] | the path of a manifest | a locked [`manifest`] with its [`names`] |
//! | [`pipeline`] | both | all of the following, stage by stage |
//! | [`doc_tables`] | a Markdown or HTML file | its tables as filled grids |
//! | [`catalog`] | the grids of a document | its codes and their texts, on a [`page`] |
//! | [`agreement`] | the pages of all languages, the names | the one table that they agree on |
//! | [`emit`] | the agreement | the text of the module |
//!
//! [`module`] reads a generated module back, and [`diff`] compares two catalogs. [`upstream`] fetches
//! published documents, compares them with the vendored ones, and plans an update. An error in a
//! document is a [`finding::Finding`] under a [`finding::rule::Rule`]; a failure that stops a command
//! is an [`error::Error`]. [`report`] shows both.

// Only the command line and the tests call this library.
#![allow(clippy::must_use_candidate, clippy::missing_errors_doc)]

pub mod agreement;
pub mod catalog;
pub mod checkout;
pub mod code;
pub mod diff;
pub mod emit;
pub mod error;
pub mod files;
pub mod finding;
pub mod language;
pub mod manifest;
pub mod module;
pub mod names;
pub mod page;
pub mod pipeline;
pub mod report;
pub mod text;
pub mod upstream;
