//! `[[allow]]`: findings that the manifest accepts, and entries that no longer match any.

use super::{check_filled, check_language};
use crate::code::Code;
use crate::error::Error;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::text::{list, quoted};
use doc_tables::{Source, Span};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::Arc;
use toml::Spanned;

/// An accepted finding.
#[derive(Debug)]
pub struct Allow {
    /// The rule.
    pub rule: Rule,
    /// The place of the rule's name in the manifest.
    pub span: Span,
    /// The language of the document.
    pub language: Tag,
    /// The codes; empty if the rule is not about codes.
    pub codes: Vec<Code>,
    /// The codes that these are confused with.
    pub with: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAllow {
    rule: Spanned<String>,
    language: Spanned<Tag>,
    #[serde(default)]
    codes: Vec<Code>,
    #[serde(default)]
    with: Vec<Code>,
    because: Spanned<String>,
}

pub(super) fn check(
    raw: Vec<RawAllow>,
    languages: &[&Tag],
    source: &Arc<Source>,
) -> Result<Vec<Allow>, Error> {
    let mut allow = Vec::new();
    for raw in raw {
        let name = raw.rule.as_ref();
        let Some(rule) = Rule::from_name(name) else {
            let message = format!("there is no rule {}", quoted(name));
            return Err(Error::spanned(source, raw.rule.span(), message)
                .help(format!("the rules that can be accepted are {}", Rule::allowable())));
        };
        check_language(&raw.language, languages, source)?;
        check_filled(&raw.because, source, "`because`", "say why this finding is accepted")?;
        allow.push(Allow {
            rule,
            span: Span::new(source, raw.rule.span()),
            language: raw.language.into_inner(),
            codes: raw.codes,
            with: raw.with,
        });
    }
    Ok(allow)
}

/// Marks the findings that are accepted.
pub fn mark(findings: &mut Findings, allow: &[Allow]) {
    for finding in findings {
        let is_accepted = |tag: &&Tag| allow.iter().any(|allow| allow.accepts(finding, tag));
        finding.accepted = finding.languages.iter().filter(is_accepted).cloned().collect();
    }
}

/// Reports each `[[allow]]`, and each code in one, that matches no finding of a run.
pub fn stale(allow: &[Allow], findings: &mut Findings) {
    let stale: Vec<Finding> = allow.iter().filter_map(|allow| allow.stale(findings)).collect();
    findings.extend(stale);
}

impl Allow {
    fn concerns(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && finding.languages.contains(&self.language)
    }

    /// Returns whether this accepts a finding in one of its languages. If the finding confuses its
    /// codes with a code that `with` does not list, it is not accepted.
    fn accepts(&self, finding: &Finding, language: &Tag) -> bool {
        self.rule.can_be_allowed()
            && self.language == *language
            && self.concerns(finding)
            && finding.codes.iter().all(|code| self.codes.contains(code))
            && finding.with.iter().all(|code| self.with.contains(code))
    }

    fn stale(&self, findings: &Findings) -> Option<Finding> {
        let rule = self.rule;
        if !rule.can_be_allowed() {
            let help = format!(
                "remove this [[allow]]; the rules that can be accepted are {}",
                Rule::allowable()
            );
            return Some(self.finding(&self.codes, format!("`{rule}` cannot be accepted"), help));
        }
        let accepted = findings.iter().filter(|finding| self.accepts(finding, &self.language));
        let accepted: Vec<&Finding> = accepted.collect();
        if accepted.is_empty() {
            return Some(self.unmatched(findings));
        }
        let used: HashSet<&Code> = accepted.iter().flat_map(|finding| &finding.codes).collect();
        let unused = self.codes.iter().filter(|code| !used.contains(code)).copied();
        let unused: Vec<Code> = unused.collect();
        if unused.is_empty() {
            return None;
        }
        let codes = list(&unused);
        let message = format!("no finding matches {codes} of this [[allow]] any longer");
        Some(self.finding(&unused, message, format!("remove {codes} from its codes")))
    }

    /// Reports that this accepts no finding, or only a part of one.
    fn unmatched(&self, findings: &Findings) -> Finding {
        let accepts_part = |finding: &&Finding| {
            self.concerns(finding) && finding.codes.iter().any(|code| self.codes.contains(code))
        };
        let Some(larger) = findings.iter().find(accepts_part) else {
            let message = "this [[allow]] no longer matches any finding".to_owned();
            let help = "remove this [[allow]]; if it is for a new version of the page, run \
                        `cargo codegen update`";
            return self.finding(&self.codes, message, help.to_owned());
        };
        let (rule, codes) = (self.rule, list(&larger.codes));
        let message =
            format!("one {rule} finding covers {codes}; this [[allow]] accepts only a part of it");
        let missing = |all: &[Code], known: &[Code], key: &str| {
            let codes = list(all.iter().filter(|code| !known.contains(code)));
            (!codes.is_empty()).then(|| format!("{codes} to its `{key}`"))
        };
        let codes = missing(&larger.codes, &self.codes, "codes");
        let with = missing(&larger.with, &self.with, "with");
        let mut help = format!("add {}", list(codes.into_iter().chain(with)));
        let concerned = || findings.iter().filter(|finding| self.concerns(finding));
        let is_foreign = |code: &&Code| concerned().all(|finding| !finding.codes.contains(code));
        let foreign = list(self.codes.iter().filter(is_foreign));
        if !foreign.is_empty() {
            help += &format!("; remove {foreign}, which no finding matches, from its `codes`");
        }
        self.finding(&self.codes, message, help)
    }

    fn finding(&self, codes: &[Code], message: String, help: String) -> Finding {
        Finding::new(Rule::StaleAllow, self.span.clone(), message)
            .language(&self.language)
            .codes(codes.iter().copied())
            .help(help)
    }
}
