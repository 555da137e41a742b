//! The spans of a table. Each word is an element: a part of the table (`h`, `b`, `f`), a row (`r`),
//! columns (`g`, `c` with a span), or a cell, `colspan/rowspan`.

#![no_main]

#[path = "../../../codegen/tables/tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|words: &str| {
    let attribute = |value: &str| value.replace('&', "&amp;").replace('"', "&quot;");
    let element = |word: &str| match word {
        "h" => "<thead>".to_owned(),
        "b" => "<tbody>".to_owned(),
        "f" => "<tfoot>".to_owned(),
        "r" => "<tr>".to_owned(),
        "g" => "<colgroup>".to_owned(),
        _ => match (word.strip_prefix('c'), word.split_once('/')) {
            (Some(span), _) => format!("<col span=\"{}\">", attribute(span)),
            (None, Some((colspan, rowspan))) => {
                let (colspan, rowspan) = (attribute(colspan), attribute(rowspan));
                format!("<td colspan=\"{colspan}\" rowspan=\"{rowspan}\">x")
            }
            (None, None) => "<td>x".to_owned(),
        },
    };
    let content: String = words.split(' ').map(element).collect();
    properties::grid(&content);
});
