//! The decisions that a person has to make, with the blocks to paste.

use super::{side_by_side, tables};
use indexmap::IndexMap;
use lvb_codegen::code::Code;
use lvb_codegen::finding::rule::{Rule, Severity};
use lvb_codegen::finding::{Finding, Help};
use lvb_codegen::names::propose::Proposals;
use lvb_codegen::text::count;
use lvb_codegen::text::markdown::{code, escape_for_github};
use lvb_codegen::upstream::drift::Drift;

/// The maximum number of findings in one part of a report, which may be cut between its parts.
const MAX_FINDINGS: usize = 20;

/// Returns a part for each decision, those about errors first. Findings with the same remedy are one
/// decision.
pub(super) fn decisions(drift: &Drift, proposals: &Proposals<'_>) -> Vec<String> {
    // `update` removes stale entries by itself.
    let is_stale = |rule: Rule| matches!(rule, Rule::StaleAllow | Rule::StaleCorrection);
    let findings =
        drift.outcome.findings.iter().filter(|found| found.is_open() && !is_stale(found.rule));
    let mut findings: Vec<&Finding> = findings.collect();
    findings.sort_by_key(|finding| finding.rule.severity() == Severity::Warning);
    let mut groups: IndexMap<(Rule, Option<&str>), Vec<&Finding>> = IndexMap::new();
    for finding in findings {
        let sentence = finding.help.as_ref().map(|help| help.sentence.as_str());
        groups.entry((finding.rule, sentence)).or_default().push(finding);
    }
    let parts = groups.values().flat_map(|group| group.chunks(MAX_FINDINGS)).enumerate();
    let parts = parts.map(|(index, findings)| {
        let heading = if index == 0 { "## Decide first\n\n" } else { "" };
        format!("{heading}{}", decision(drift, proposals, findings))
    });
    parts.collect()
}

/// Writes findings with their texts in all languages, and their remedy.
fn decision(drift: &Drift, proposals: &Proposals<'_>, findings: &[&Finding]) -> String {
    const MAX_CODES: usize = 40;
    let rule = findings[0].rule;
    let severity = rule.severity().name();
    let messages = if let [finding] = findings {
        prose(&finding.message)
    } else {
        let items = findings.iter().map(|each| format!("\n- {}", prose(&each.message)));
        format!("{}\n{}", count(findings.len(), "finding"), items.collect::<String>())
    };
    let mut text = format!("**{severity} `{rule}`**: {messages}\n");
    let codes = findings.iter().flat_map(|finding| finding.codes.iter().chain(&finding.with));
    let codes: Vec<Code> = codes.take(MAX_CODES).copied().collect();
    let rows = side_by_side::rows(drift, proposals, &codes);
    for part in tables("", &side_by_side::heading(drift), &rows) {
        text += &format!("\n{}", part.trim_start());
    }
    let helps: Vec<&Help> = findings.iter().filter_map(|finding| finding.help.as_ref()).collect();
    if let Some(help) = helps.first() {
        text += &format!("\n{}\n", prose(&help.sentence));
    }
    text += &fence(helps.into_iter());
    let allows: Vec<Help> = findings.iter().filter_map(|each| each.how_to_allow()).collect();
    if let Some(Help { sentence, .. }) = allows.first() {
        let (sentence, blocks) = (prose(sentence), fence(allows.iter()));
        text += &format!("\n<details><summary>{sentence}</summary>\n{blocks}\n</details>\n");
    }
    text
}

/// Writes blocks of TOML between fences longer than any in them.
fn fence<'a>(helps: impl Iterator<Item = &'a Help>) -> String {
    let blocks = helps.map(|help| help.blocks.join("\n")).filter(|blocks| !blocks.is_empty());
    let blocks: Vec<String> = blocks.collect();
    if blocks.is_empty() {
        return String::new();
    }
    format!("\n~~~~~~toml\n{}\n~~~~~~\n", blocks.join("\n\n").replace("~~~~~~", "~~~~~"))
}

/// Writes a message as Markdown. Its quotations become code.
fn prose(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    // Two backticks with nothing between them would join.
    let mut inner = parts.iter().skip(1).rev().skip(1);
    if parts.len().is_multiple_of(2) || inner.any(|part| part.is_empty()) {
        return escape_for_github(message);
    }
    let parts = parts.iter().enumerate();
    parts
        .map(|(index, part)| if index % 2 == 0 { escape_for_github(part) } else { code(part) })
        .collect()
}
