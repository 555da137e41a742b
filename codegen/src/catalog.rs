//! The codes of one document: its code table, read row by row and checked.

mod columns;
mod rows;

use crate::code::Code;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::language::Tag;
use crate::manifest::Columns;
use crate::text::quoted;
use doc_tables::Span;
use doc_tables::{Document, TableSyntax};
use doc_tables::{Grid, grids};
use std::collections::{BTreeMap, HashMap, HashSet};
use visible_text::is_invisible;

/// The codes of one document, in the order in which it lists them; each stands there once.
#[derive(Debug)]
pub struct Catalog {
    /// How the table is written.
    pub layout: TableSyntax,
    /// The start of the table.
    pub span: Span,
    /// The codes. There is at least one.
    pub entries: Vec<Entry>,
    /// Codes whose row is there, but cannot be read.
    pub unreadable: HashSet<Code>,
}

/// One code with its reason.
#[derive(Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// The reason, as it stands but for white space.
    pub reason: String,
    /// Where the code stands.
    pub code_span: Span,
    /// Where the reason stands.
    pub span: Span,
}

/// Reads the code table of a document.
///
/// `language` is what the findings name. There is no catalog if the document holds no usable
/// table; the findings say why.
///
/// # Errors
///
/// The spans of the document's tables are too large to form them.
pub fn read(
    document: &Document,
    language: Option<&Tag>,
    columns: &Columns,
) -> Result<(Option<Catalog>, Vec<Finding>), Error> {
    let grids = grids(document)?;
    let (catalog, mut findings) = match columns::find(document, &grids, columns) {
        Err(finding) => (None, vec![finding]),
        Ok((table, mut findings)) => {
            let entries = rows::read(document, &table, &mut findings);
            let unreadable = findings.iter().flat_map(|finding| finding.codes.clone()).collect();
            let entries = unique(entries, &mut findings);
            group_and_leaf(&entries, &mut findings);
            lost_content(document, table.grid, &mut findings);
            unclosed_table(document, table.grid, &mut findings);
            broken_tags(document, &mut findings);
            unsafe_text(&entries, &mut findings);
            let catalog = (!entries.is_empty()).then(|| Catalog {
                layout: table.grid.layout,
                span: document.span(&table.grid.range),
                entries,
                unreadable,
            });
            (catalog, findings)
        }
    };
    findings.sort_by_key(|finding| finding.span.range.start);
    for finding in &mut findings {
        finding.language = language.cloned();
    }
    Ok((catalog, findings))
}

/// Keeps the first entry of each code.
fn unique(entries: Vec<Entry>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut seen: HashMap<Code, usize> = HashMap::with_capacity(entries.len());
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let first = *seen.entry(entry.code).or_insert(kept.len());
        if let Some(first) = kept.get(first) {
            let message = format!("{} is listed twice", entry.code);
            findings.push(
                Finding::new(Rule::DuplicateCode, entry.code_span, message)
                    .codes([entry.code])
                    .context(first.code_span.clone(), "first listed here")
                    .help("remove one of the rows, or correct its code"),
            );
        } else {
            kept.push(entry);
        }
    }
    kept
}

/// A code either has a reason of its own or is split by sub-codes.
fn group_and_leaf(entries: &[Entry], findings: &mut Vec<Finding>) {
    let mut by_errcode: BTreeMap<u16, (Option<&Entry>, Option<&Entry>)> = BTreeMap::new();
    for entry in entries {
        let (leaf, group) = by_errcode.entry(entry.code.errcode).or_default();
        if entry.code.sub_errcode.is_none() {
            leaf.get_or_insert(entry);
        } else {
            group.get_or_insert(entry);
        }
    }
    for (leaf, group) in by_errcode.into_values() {
        if let (Some(leaf), Some(group)) = (leaf, group) {
            let message = format!(
                "{} has a reason of its own, but also sub-codes such as {}",
                leaf.code, group.code
            );
            findings.push(
                Finding::new(Rule::GroupAndLeaf, leaf.code_span.clone(), message)
                    .codes([leaf.code])
                    .context(group.code_span.clone(), "a sub-code of it")
                    .help("give this row its sub-code, or correct its code"),
            );
        }
    }
}

/// What is written into the table or right behind it, but does not get into it.
fn lost_content(document: &Document, grid: &Grid<'_>, findings: &mut Vec<Finding>) {
    let strays = document.misplaced.iter().filter(|stray| stray.table == grid.range.start);
    for stray in strays {
        let text = &document.source.text()[stray.range.clone()];
        let message =
            format!("{} is in no cell of the table that it is written into", quoted(text));
        let finding = Finding::new(Rule::LostContent, document.span(&stray.range), message);
        let table = document.span(&grid.range);
        findings.push(finding.context(table, "this is the table").help(
            "look for a tag that is lost, or one too many, before it; in a Markdown table, for a \
             blank line, or for a `|` that should be `\\|`",
        ));
    }
}

/// The document ends within the table, so its last rows may be lost.
fn unclosed_table(document: &Document, grid: &Grid<'_>, findings: &mut Vec<Finding>) {
    if document.unclosed.contains(&grid.range.start) {
        let message = "the code table is never closed: the document ends in it";
        findings.push(
            Finding::new(Rule::UnclosedTable, document.span(&grid.range), message)
                .help("take the document from its publisher again: its end may be lost"),
        );
    }
}

/// Tags that a browser takes for others than they are meant to be.
fn broken_tags(document: &Document, findings: &mut Vec<Finding>) {
    for tag in &document.broken_tags {
        let message = format!(
            "this tag has U+{:04X} in it, which HTML does not count as white space",
            u32::from(tag.char)
        );
        findings.push(
            Finding::new(Rule::BrokenTag, document.span(&tag.range), message)
                .label("read as if it were a space")
                .help("put a space there: browsers lose a cell whose tag is broken"),
        );
    }
}

fn unsafe_text(entries: &[Entry], findings: &mut Vec<Finding>) {
    for entry in entries {
        if let Some(char) = entry.reason.chars().find(|char| is_invisible(*char)) {
            let message = format!(
                "the reason of {} has U+{:04X} in it, which does not show: {}",
                entry.code,
                u32::from(char),
                quoted(&entry.reason)
            );
            findings.push(
                Finding::new(Rule::UnsafeText, entry.span.clone(), message)
                    .codes([entry.code])
                    .help("remove the character"),
            );
        }
    }
}
