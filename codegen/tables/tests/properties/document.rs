//! Reading any file.

use doc_tables::{Cell, Document, Limit, NotText, Source, Span, grids, normalize, read};

/// Any bytes are read or refused, as Markdown and as HTML, and all ranges are parts of the source.
pub(crate) fn document(bytes: &[u8]) {
    for name in ["a.md", "a.html"] {
        match Source::from_bytes(name, bytes.to_vec()) {
            Ok(source) => match read(&source) {
                Ok(document) => check_document(&document),
                Err(exceeded) => check_span(&exceeded.span),
            },
            Err(NotText { line, byte, .. }) => {
                assert!(line <= 1 + bytes.iter().filter(|byte| **byte == b'\n').count());
                assert!(bytes.contains(&byte));
            }
        }
    }
}

/// A comment after the white space between two tags does not change the tables.
pub(crate) fn white_space(parts: &[&str]) {
    let mut commented = String::new();
    for (index, part) in parts.iter().enumerate() {
        commented += part;
        let before_tag = parts.get(index + 1).is_some_and(|next| next.starts_with('<'));
        if part.trim().is_empty() && before_tag {
            commented += "<!---->";
        }
    }
    assert_eq!(tables(parts.concat()), tables(commented), "{}", parts.concat());
}

/// Returns the tables of a page without their ranges, or `None` if the page is refused.
fn tables(html: String) -> Option<Vec<String>> {
    let document = read(&Source::new("a.html", html)).ok()?;
    let tables = document.tables.iter().map(|table| {
        let groups = table.groups.iter().map(|group| {
            let rows = group.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| {
                    let seam = cell.seam.is_some().then_some(0..0);
                    Cell { range: 0..0, seam, ..cell.clone() }
                });
                cells.collect::<Vec<_>>()
            });
            (group.is_footer, rows.collect::<Vec<_>>())
        });
        format!("{} {:?}", table.columns, groups.collect::<Vec<_>>())
    });
    Some(tables.collect())
}

fn check_document(document: &Document) {
    for table in &document.tables {
        check_span(&document.span(&table.range));
        for row in table.groups.iter().flat_map(|group| &group.rows) {
            check_span(&document.span(&row.range));
            for cell in &row.cells {
                check_span(&document.span(&cell.range));
                assert_eq!(cell.text, normalize(&cell.text));
            }
        }
    }
    let ranges = document.misplaced.iter().map(|misplaced| &misplaced.range);
    let ranges = ranges.chain(document.broken_tags.iter().map(|tag| &tag.range));
    ranges.for_each(|range| check_span(&document.span(range)));
    assert!(document.tables.is_sorted_by_key(|table| table.range.start));
    match grids(document) {
        Ok(grids) => {
            let slots: usize = grids.iter().map(|grid| grid.width() * grid.rows.len()).sum();
            assert!(slots <= Limit::MAX_SLOTS);
        }
        Err(exceeded) => check_span(&exceeded.span),
    }
}

/// A span is a part of its source, and starts in its line.
fn check_span(span: &Span) {
    let text = span.source.text();
    assert!(text.get(span.range.clone()).is_some(), "{:?} of {} bytes", span.range, text.len());
    let line = span.source.line_range(span.line());
    assert!(line.start <= span.range.start, "{:?} is not in {line:?}", span.range);
    assert!(span.column() >= 1);
}
