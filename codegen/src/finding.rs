//! What is wrong with the documents, the names or the module.

pub mod rule;

use crate::code::Code;
use crate::finding::rule::{Rule, Severity};
use crate::language::Tag;
use doc_tables::Span;

/// One thing that is wrong, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// The language of the document that breaks it, if it is a document.
    pub language: Option<Tag>,
    /// The codes that are concerned, in ascending order.
    pub codes: Vec<Code>,
    /// Where to look first.
    pub span: Span,
    /// What to see there; may be empty.
    pub label: String,
    /// Where else to look, and what to see there.
    pub context: Vec<(Span, String)>,
    /// One sentence, without a full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
    /// Whether an `[[allow]]` of the manifest accepts it.
    pub allowed: bool,
}

impl Finding {
    /// A finding that concerns no code and no language yet.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            language: None,
            codes: Vec::new(),
            span,
            label: String::new(),
            context: Vec::new(),
            message: message.into(),
            help: String::new(),
            allowed: false,
        }
    }

    /// Names the language.
    #[must_use]
    pub fn language(mut self, tag: &Tag) -> Self {
        self.language = Some(tag.clone());
        self
    }

    /// Names the codes.
    #[must_use]
    pub fn codes(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.codes = codes.into_iter().collect();
        self.codes.sort_unstable();
        self
    }

    /// Says what to see at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn context(mut self, span: Span, label: impl Into<String>) -> Self {
        self.context.push((span, label.into()));
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// What to put into the manifest to accept it, if that can be done.
    #[must_use]
    pub fn how_to_allow(&self) -> Option<String> {
        let language = self.language.as_ref().filter(|_| self.rule.can_be_allowed())?;
        let codes: Vec<String> = self.codes.iter().map(|code| format!("\"{code}\"")).collect();
        Some(format!(
            "if it is right as it is, accept it in the manifest:\n\
             [[allow]]\n\
             rule = \"{}\"\n\
             language = \"{language}\"\n\
             codes = [{}]\n\
             because = \"...\"",
            self.rule,
            codes.join(", ")
        ))
    }

    /// Whether no `[[allow]]` accepts it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.allowed
    }

    /// Whether nothing may be generated while this stands.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.is_open() && self.rule.severity() == Severity::Error
    }
}
