//! Checks the properties of `properties/` with inputs that proptest generates in every run.
//!
//! A failing input becomes a test with a name, so failures are not persisted.

#[path = "properties/markup.rs"]
mod markup;
mod properties;

use markup::markup;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Tags with white space and words between them, mostly in a table.
fn spaced() -> impl Strategy<Value = Vec<&'static str>> {
    let table = "<table> </table> <tr> </tr> <td> </td> <th> </th> <thead> </thead> <tbody> </tbody> \
                 <tfoot> </tfoot> <caption> </caption> <col> <colgroup> </colgroup>";
    let others = "<b> </b> <p> </p> <div> </div> <button> <select> </select> <option> <template> \
                  </template> <svg> </svg> <desc> <foreignObject> <math> <mi> </math> <pre> <form> \
                  <ruby> <rt>";
    let tag = |tags: &'static str| select(tags.split_whitespace().collect::<Vec<_>>());
    let part = prop_oneof![
        3 => tag(table),
        2 => tag(others),
        3 => select(&[" ", "\n", "\r\n ", "\u{a0}"][..]),
        1 => select(&["a", "b ", "&amp;"][..]),
    ];
    let begins = select(&["", "<table><tr><td>a"][..]);
    (begins, vec(part, 0..40)).prop_map(|(begins, parts)| [&[begins], &parts[..]].concat())
}

/// Elements of a table, with all kinds of spans.
fn table_content() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        (0..5_u32).prop_map(|value| value.to_string()),
        select(&["", "-0", "-1", "+2", " 2", "2px", "x", "1000", "1001"][..])
            .prop_map(str::to_owned),
    ];
    let cell = (value.clone(), value.clone())
        .prop_map(|(colspan, rowspan)| format!("<td colspan='{colspan}' rowspan='{rowspan}'>x"));
    let part = select(&["<thead>", "<tbody>", "<tfoot>", "<colgroup>"][..]).prop_map(str::to_owned);
    let column = value.prop_map(|span| format!("<col span='{span}'>"));
    let element = prop_oneof![8 => cell, 4 => Just("<tr>".to_owned()), 1 => part, 1 => column];
    vec(element, 0..40).prop_map(|elements| elements.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_of_markup_is_read_or_refused(markup in markup()) {
        properties::document(markup.as_bytes());
    }

    #[test]
    fn a_document_of_any_bytes_is_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        properties::document(&bytes);
    }

    #[test]
    fn comments_between_tags_do_not_change_the_tables(parts in spaced()) {
        properties::white_space(&parts);
    }

    #[test]
    fn grids_are_as_the_standard_forms_them(content in table_content()) {
        properties::grid(&content);
    }
}
