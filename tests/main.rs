//! Tests that span the documents, the generator and the generated crate.

mod after_update;
mod compiled;
mod documents;
mod exceptional_codes;
mod freshness;
mod hostile_texts;
mod made_up;
mod made_up_crates;
mod module_text;
mod optimized;
#[cfg(unix)]
mod pages;
mod readme;
mod second_reading;
mod snapshots;
mod sparse_codes;
mod supply_chain;
mod third_language;
#[cfg(unix)]
mod workflow;

use std::path::{Path, PathBuf};

/// Returns the root of the workspace, independently of the current directory.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
