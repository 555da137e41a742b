//! Turns the documentation pages of Tencent Cloud LVB push interruption codes into the
//! generated module of the crate `lvb-codes`.
//!
//! The modules stand in the order in which data flows:
//!
//! | module | reads | gives |
//! |---|---|---|
//! | [`manifest`], [`names`] | `sources.toml`, `names.toml` | [`manifest::Manifest`], [`names::Names`] |
//! | [`doc_tables`] | one Markdown or HTML file | [`doc_tables::Document`]: its tables, as written |
//! | [`doc_tables::grids`] | a table with spans | [`doc_tables::Grid`]: the slots that the cells cover |
//! | [`catalog`] | the grids of a document | [`catalog::Catalog`]: its codes and their reasons |
//! | [`agreement`] | all catalogs, the names | [`agreement::Agreement`]: the one table they agree on |
//! | [`emit`] | the agreement | the text of the module |
//!
//! [`pipeline`] runs them as far as the agreement, [`generate`] to the end; [`diff`] compares two
//! catalogs, [`upstream::drift`] the documents with those that [`upstream`] has, [`update`] takes these in, and
//! [`names::propose`] thinks of names for them. What a document gets wrong is a [`finding::Finding`], under
//! a [`finding::rule::Rule`]; what stops the job is an [`error::Error`]. [`report`] shows both.

pub mod agreement;
pub mod catalog;
pub mod code;
pub mod compare;
pub mod diff;
pub mod emit;
pub mod error;
pub mod export;
pub mod extract;
pub mod files;
pub mod finding;
pub mod generate;
pub mod language;
pub mod manifest;
pub mod names;
pub mod pipeline;
pub mod report;
pub mod tables;
pub mod text;
mod toml_file;
pub mod update;
pub mod upstream;
pub mod wording;
