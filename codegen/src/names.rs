//! The names, `names.toml`: the stable name, the category and the note of each reason.

pub mod edit;
mod parse;
pub mod propose;

use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::language::Tag;
use doc_tables::{Source, Span};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

/// The named reasons, in the order of the file.
#[derive(Clone, Debug)]
pub struct Names {
    /// The text, which findings point into.
    pub source: Arc<Source>,
    /// The reasons.
    pub reasons: Vec<NamedReason>,
    /// The codes that upstream dropped.
    pub retired: Vec<RetiredCode>,
    /// The categories that the file declares.
    pub categories: Vec<DeclaredCategory>,
    by_code: HashMap<Code, usize>,
}

/// A declared category.
#[derive(Clone, Debug)]
pub struct DeclaredCategory {
    /// The name, in kebab case.
    pub name: String,
    /// The place of the name in the file.
    pub span: Span,
    /// The meaning.
    pub meaning: String,
}

/// A reason with its stable name.
#[derive(Clone, Debug)]
pub struct NamedReason {
    /// The name of the Rust variant.
    pub name: String,
    /// The category, in kebab case.
    pub category: String,
    /// The place of the category in the file.
    pub category_span: Span,
    /// The codes that have this reason, each with its place in the file.
    pub codes: Vec<(Code, Span)>,
    /// Facts that the pages omit, for the documentation of the crate.
    pub note: Option<String>,
}

/// A code that upstream dropped. Old logs contain it forever.
#[derive(Clone, Debug)]
pub struct RetiredCode {
    /// The code.
    pub code: Code,
    /// The place of the code in the file.
    pub span: Span,
    /// The index of its reason.
    pub reason: usize,
    /// Its last text in each language.
    pub texts: BTreeMap<Tag, String>,
    /// The day since which upstream lacks it.
    pub since: Date,
}

impl Names {
    /// Reads and checks a file of names.
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(files::read(path)?)
    }

    /// Returns the declaration of a category.
    pub fn category(&self, name: &str) -> Option<&DeclaredCategory> {
        self.categories.iter().find(|category| category.name == name)
    }

    /// Returns the index in `reasons` of a code's reason.
    pub fn reason(&self, code: Code) -> Option<usize> {
        self.by_code.get(&code).copied()
    }

    /// Returns whether a code has no reason and is not retired.
    pub fn lacks(&self, code: Code) -> bool {
        self.reason(code).is_none() && self.retired.iter().all(|retired| retired.code != code)
    }
}
