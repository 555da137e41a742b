//! The attributes `colspan`, `rowspan` and `span`.

use scraper::ElementRef;
use scraper::node::Element;

/// Returns the number of columns of a `colgroup`: the sum of its `col` elements, or else its own
/// `span`.
pub(super) fn columns(colgroup: ElementRef<'_>) -> usize {
    let columns =
        |element: ElementRef<'_>| span(element.value(), "span").unwrap_or(1).clamp(1, 1000);
    let cols = colgroup.child_elements().filter(|child| child.value().name() == "col");
    match cols.map(columns).sum() {
        0 => columns(colgroup),
        sum => sum,
    }
}

/// Parses an attribute by the standard's rules for parsing non-negative integers, which ignore white
/// space before the digits and everything after them.
pub(super) fn span(element: &Element, attribute: &str) -> Option<usize> {
    let (_, value) = element.attrs().find(|(name, _)| *name == attribute)?;
    let value = value.trim_start_matches(|char: char| char.is_ascii_whitespace());
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let end = unsigned.find(|char: char| !char.is_ascii_digit());
    let digits = &unsigned[..end.unwrap_or(unsigned.len())];
    if digits.is_empty() {
        return None;
    }
    // The caller clamps large numbers.
    let number = digits.parse().unwrap_or(usize::MAX);
    (number == 0 || !value.starts_with('-')).then_some(number)
}
