//! Findings that the manifest accepts, and acceptances that no longer have a finding.

use crate::code::Code;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::manifest::Allow;
use crate::wording::list;
use std::collections::HashSet;

/// Marks the findings that are accepted.
pub fn mark(findings: &mut [Finding], allow: &[Allow]) {
    for finding in findings {
        finding.allowed = allow.iter().any(|allow| accepts(allow, finding));
    }
}

/// The acceptances, or codes in them, for which there is no finding among all of a run.
#[must_use]
pub fn stale(findings: &[Finding], allow: &[Allow]) -> Vec<Finding> {
    allow.iter().filter_map(|allow| stale_one(findings, allow)).collect()
}

fn accepts(allow: &Allow, finding: &Finding) -> bool {
    allow.rule == finding.rule
        && allow.rule.can_be_allowed()
        && Some(&allow.language) == finding.language.as_ref()
        && finding.codes.iter().all(|code| allow.codes.contains(code))
}

fn accepts_part_of(allow: &Allow, finding: &Finding) -> bool {
    allow.rule == finding.rule
        && Some(&allow.language) == finding.language.as_ref()
        && finding.codes.iter().any(|code| allow.codes.contains(code))
}

fn stale_one(findings: &[Finding], allow: &Allow) -> Option<Finding> {
    let rule = allow.rule;
    let finding = |message: String| {
        Finding::new(Rule::StaleAllow, allow.span.clone(), message).language(&allow.language)
    };
    if !rule.can_be_allowed() {
        let help = format!("remove this [[allow]]; what can be accepted: {}", Rule::allowable());
        let finding = finding(format!("a {rule} cannot be accepted")).help(help);
        return Some(finding.codes(allow.codes.iter().copied()));
    }

    let language = allow.language.english_name();
    let mut accepted = findings.iter().filter(|finding| accepts(allow, finding)).peekable();
    if accepted.peek().is_none() {
        if let Some(larger) = findings.iter().find(|finding| accepts_part_of(allow, finding)) {
            let rest = larger.codes.iter().filter(|code| !allow.codes.contains(code));
            let rest = list(rest);
            let codes = list(&larger.codes);
            let message = format!("{rule} of {codes} is one finding; this accepts a part of it");
            let finding = finding(message).codes(allow.codes.iter().copied());
            return Some(finding.help(format!("add {rest} to its codes")));
        }
        let of = if allow.codes.is_empty() {
            String::new()
        } else {
            format!(" of {}", list(&allow.codes))
        };
        let message = format!("there is no {rule}{of} in the {language} document to accept");
        let finding = finding(message).codes(allow.codes.iter().copied());
        return Some(finding.help("remove this [[allow]]"));
    }
    let used: HashSet<Code> = accepted.flat_map(|finding| finding.codes.iter().copied()).collect();
    let unused = allow.codes.iter().copied().filter(|code| !used.contains(code));
    let unused: Vec<Code> = unused.collect();
    if unused.is_empty() {
        return None;
    }
    let codes = list(&unused);
    let message = format!("there is no {rule} of {codes} in the {language} document to accept");
    Some(finding(message).codes(unused).help(format!("remove {codes} from its codes")))
}
