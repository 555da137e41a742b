//! The codes of one document: its code table, read row by row.

mod columns;
mod corrected;
mod numbers;
mod rows;
mod slots;
mod split;
mod unfit;

use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::manifest::Columns;
use crate::manifest::correction::Correction;
use crate::text::quoted;
use columns::{CodeTable, fit};
use doc_tables::{Document, Grid, Misplacement, Span, TableSyntax};
use std::collections::{BTreeMap, HashMap, HashSet};
use visible_text::is_invisible;

/// The codes of one document in document order, without duplicates.
#[derive(Debug)]
pub struct Catalog {
    /// The syntax of the table.
    pub layout: TableSyntax,
    /// The start of the table.
    pub span: Span,
    /// The codes. There is at least one.
    pub entries: Vec<Entry>,
    /// Codes whose row cannot be read.
    pub unreadable: HashSet<Code>,
    /// The indices of the codes among the entries.
    by_code: HashMap<Code, usize>,
}

/// One code with its reason.
#[derive(Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// The reason, with its white space normalised.
    pub reason: String,
    /// The place of the code.
    pub code_span: Span,
    /// The place of the reason.
    pub span: Span,
    /// Whether a `[[correction]]` replaces the reason of the document.
    pub corrected: bool,
}

/// Reads the code table of a document. The findings name the language and say why there is no
/// catalog, if the document has no usable table.
pub fn read(
    document: &Document,
    grids: &[Grid<'_>],
    language: Option<&Tag>,
    columns: &Columns,
    findings: &mut Findings,
) -> Option<Catalog> {
    let mut own = Findings::default();
    let catalog = find_table(document, grids, columns, &mut own)
        .and_then(|table| code_table(document, grids, &table, columns, &mut own));
    own.sort_by_key(|finding| finding.span.range.start);
    findings.extend(own.into_iter().map(|mut finding| {
        finding.languages = language.cloned().into_iter().collect();
        finding
    }));
    catalog
}

/// Finds the one table that lists codes.
fn find_table<'a>(
    document: &Document,
    grids: &'a [Grid<'a>],
    columns: &Columns,
    findings: &mut Findings,
) -> Option<CodeTable<'a>> {
    let mut tables: Vec<CodeTable<'_>> =
        grids.iter().filter_map(|grid| fit(grid, columns).ok()).collect();
    match tables.len() {
        0 => findings.push(unfit::no_code_table(document, grids, columns)),
        1 => {
            let table = tables.pop()?;
            unfit::unknown_headers(document, &table, findings);
            return Some(table);
        }
        _ => findings.push(unfit::ambiguous_table(document, &tables)),
    }
    None
}

fn code_table(
    document: &Document,
    grids: &[Grid<'_>],
    table: &CodeTable<'_>,
    columns: &Columns,
    findings: &mut Findings,
) -> Option<Catalog> {
    let entries = rows::read(document, table, findings);
    let unreadable = findings.iter().flat_map(|finding| finding.codes.clone()).collect();
    let entries = unique(entries, findings);
    group_and_leaf(&entries, findings);
    split::find(document, grids, table, columns, &entries, findings);
    lost_content(document, table.grid, findings);
    unclosed_table(document, table.grid, findings);
    broken_tags(document, findings);
    unsafe_text(&entries, findings);
    let span = document.span(&table.grid.range);
    (!entries.is_empty()).then(|| Catalog::new(table.grid.layout, span, entries, unreadable))
}

impl Catalog {
    /// Returns a catalog of entries whose codes differ.
    pub fn new(
        layout: TableSyntax,
        span: Span,
        entries: Vec<Entry>,
        unreadable: HashSet<Code>,
    ) -> Self {
        let by_code = entries.iter().enumerate().map(|(index, entry)| (entry.code, index));
        let by_code = by_code.collect();
        Self { layout, span, entries, unreadable, by_code }
    }

    /// Returns the entry of a code.
    pub fn entry(&self, code: Code) -> Option<&Entry> {
        self.entries.get(*self.by_code.get(&code)?)
    }

    /// Returns whether a code has a row, readable or not.
    pub fn has_row(&self, code: Code) -> bool {
        self.by_code.contains_key(&code) || self.unreadable.contains(&code)
    }

    /// Replaces the texts of rows that upstream got wrong, and reports each correction that upstream
    /// no longer needs.
    pub fn correct(&mut self, corrections: &[Correction], language: &Tag, findings: &mut Findings) {
        corrected::apply(corrections, language, self, findings);
    }
}

/// Keeps the first entry of each code.
fn unique(entries: Vec<Entry>, findings: &mut Findings) -> Vec<Entry> {
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

/// Reports errcodes with both a reason of their own and sub-codes.
fn group_and_leaf(entries: &[Entry], findings: &mut Findings) {
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
                "{} has both a reason of its own and sub-codes such as {}",
                leaf.code, group.code
            );
            findings.push(
                Finding::new(Rule::GroupAndLeaf, leaf.code_span.clone(), message)
                    .codes([leaf.code])
                    .context(group.code_span.clone(), "one of its sub-codes")
                    .help("give this row its sub-code, or correct its code"),
            );
        }
    }
}

/// Reports content inside or right after the table that belongs to no cell.
fn lost_content(document: &Document, grid: &Grid<'_>, findings: &mut Findings) {
    let lost = document.misplaced.iter().filter(|content| content.table == grid.range.start);
    for content in lost {
        let text = quoted(&document.source.text()[content.range.clone()]);
        let (message, help) = match content.kind {
            Misplacement::Outside => (
                format!("{text} belongs to no cell of its table"),
                "look for a missing or extra tag before it; in a Markdown table, for a blank line, or \
                 for a `|` that should be `\\|`",
            ),
            Misplacement::Hides => (
                format!("{text} hides rows or cells of the table"),
                "look for a missing quote, a mistyped `-->`, or a missing end tag",
            ),
        };
        let table = document.span(&grid.range);
        findings.push(
            Finding::new(Rule::LostContent, document.span(&content.range), message)
                .context(table, "the table")
                .help(help),
        );
    }
}

/// Reports a table that the document ends in, because its last rows may be missing.
fn unclosed_table(document: &Document, grid: &Grid<'_>, findings: &mut Findings) {
    if document.unclosed.contains(&grid.range.start) {
        let message = "the code table is never closed: the document ends in it";
        findings.push(
            Finding::new(Rule::UnclosedTable, document.span(&grid.range), message)
                .help("download the document again: its end may be missing"),
        );
    }
}

/// Reports tags that a browser does not recognise.
fn broken_tags(document: &Document, findings: &mut Findings) {
    for tag in &document.broken_tags {
        let message = format!(
            "this tag contains U+{:04X}, which is not white space in HTML",
            u32::from(tag.char)
        );
        findings.push(
            Finding::new(Rule::BrokenTag, document.span(&tag.range), message)
                .label("read as a space")
                .help("replace it by a space: browsers lose the cell of a broken tag"),
        );
    }
}

fn unsafe_text(entries: &[Entry], findings: &mut Findings) {
    for entry in entries {
        if let Some(char) = entry.reason.chars().find(|char| is_invisible(*char)) {
            let message = format!(
                "the reason of {} contains the invisible character U+{:04X}: {}",
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
