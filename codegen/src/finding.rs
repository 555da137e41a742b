//! Findings: errors and warnings about the documents, the names or the module.

pub mod rule;

use crate::code::Code;
use crate::language::Tag;
use doc_tables::Span;
use rule::{Rule, Severity};
use std::fmt;

/// One error or warning, with its place.
#[derive(Clone, Debug)]
#[must_use]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// The languages whose documents show it; none for a finding about another file.
    pub languages: Vec<Tag>,
    /// The codes concerned, in ascending order.
    pub codes: Vec<Code>,
    /// The codes that these are confused with, in ascending order.
    pub with: Vec<Code>,
    /// The primary place.
    pub span: Span,
    /// The label of the primary place.
    pub label: Option<String>,
    /// Other places, with their labels.
    pub context: Vec<(Span, String)>,
    /// One sentence, without a full stop.
    pub message: String,
    /// The remedy.
    pub help: Option<Help>,
    /// The languages in which an `[[allow]]` of the manifest accepts it.
    pub accepted: Vec<Tag>,
}

/// A remedy.
#[derive(Clone, Debug)]
pub struct Help {
    /// One sentence, without a full stop.
    pub sentence: String,
    /// Blocks of TOML to paste into the manifest or the names; may be empty.
    pub blocks: Vec<String>,
}

impl<T: Into<String>> From<T> for Help {
    fn from(sentence: T) -> Self {
        Self { sentence: sentence.into(), blocks: Vec::new() }
    }
}

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        self.blocks.iter().try_for_each(|block| write!(f, "\n{block}"))
    }
}

impl Finding {
    /// Creates a finding without codes and language.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            languages: Vec::new(),
            codes: Vec::new(),
            with: Vec::new(),
            span,
            label: None,
            context: Vec::new(),
            message: message.into(),
            help: None,
            accepted: Vec::new(),
        }
    }

    /// Adds a language.
    pub fn language(mut self, tag: &Tag) -> Self {
        self.languages.push(tag.clone());
        self
    }

    /// Adds languages.
    pub fn languages<'a>(mut self, tags: impl IntoIterator<Item = &'a Tag>) -> Self {
        self.languages.extend(tags.into_iter().cloned());
        self
    }

    /// Sets the codes.
    pub fn codes(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.codes = codes.into_iter().collect();
        self.codes.sort_unstable();
        self
    }

    /// Sets the codes that these are confused with.
    pub fn with(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.with = codes.into_iter().collect();
        self.with.sort_unstable();
        self
    }

    /// Sets the label of the primary place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    pub fn context(mut self, span: Span, label: impl Into<String>) -> Self {
        self.context.push((span, label.into()));
        self
    }

    /// Sets the remedy.
    pub fn help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns the help, and the blocks that accept this finding in the manifest, if its rule allows that.
    pub fn helps(&self) -> impl Iterator<Item = Help> {
        self.help.clone().into_iter().chain(self.how_to_allow())
    }

    /// Returns the blocks that accept this finding in the manifest, if its rule allows that.
    pub fn how_to_allow(&self) -> Option<Help> {
        let open = self.languages.iter().filter(|tag| !self.accepted.contains(tag));
        let list = |codes: &[Code]| {
            let codes: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
            codes.join(", ")
        };
        let (rule, codes) = (self.rule, list(&self.codes));
        let with = match &self.with[..] {
            [] => String::new(),
            with => format!("with = [{}]\n", list(with)),
        };
        let blocks = open.map(|language| {
            format!(
                "[[allow]]\nrule = \"{rule}\"\nlanguage = \"{language}\"\ncodes = [{codes}]\n\
                 {with}because = \"...\""
            )
        });
        let blocks: Vec<String> = blocks.collect();
        let sentence = "if this is correct, accept it in the manifest:".to_owned();
        (rule.can_be_allowed() && !blocks.is_empty()).then_some(Help { sentence, blocks })
    }

    /// Returns whether an `[[allow]]` is missing for one of its languages. A finding without a language
    /// is always open.
    pub fn is_open(&self) -> bool {
        self.languages.is_empty() || self.accepted.len() < self.languages.len()
    }

    /// Returns whether it keeps the module from being generated.
    pub fn refuses(&self) -> bool {
        self.is_open() && self.rule.severity() == Severity::Error
    }
}

/// All findings of a run. Every stage adds its own.
pub type Findings = Vec<Finding>;
