//! The changes as Markdown, for a pull request.

use super::{CodeText, Diff, phrases, punctuation, words};
use crate::text::list;
use crate::text::markdown::{escape_for_github, row};
use similar::ChangeTag;

/// Writes the changes, section by section. Returns an empty text if there are none.
pub fn changes(diff: &Diff) -> String {
    let mut text = String::new();
    let sentences = phrases::sentences(diff, |text| format!("“{}”", escape_for_github(text)));
    if !sentences.is_empty() {
        text += "\n";
        text.extend(sentences.iter().map(|sentence| format!("- {sentence}\n")));
    }
    let rows = |rows: &[CodeText]| {
        rows.iter()
            .map(|row| [row.code.to_string(), escape_for_github(&row.reason)])
            .collect::<Vec<_>>()
    };
    let rewordings = phrases::rewordings(&diff.reworded);
    let rewordings = rewordings.map(|(codes, old, new)| [codes, marked(old, new)]);
    for (title, column, rows) in [
        ("Added", "reason", rows(&diff.added)),
        ("Removed", "reason", rows(&diff.removed)),
        ("Reworded", "text", rewordings.collect()),
    ] {
        if !rows.is_empty() {
            text += &format!("\n#### {title}\n\n");
            text += &row(["code", column]);
            text += &row(["---", "---"]);
            text.extend(rows.into_iter().map(row));
        }
    }
    for group in punctuation::groups(diff) {
        let (sentence, codes) = (group.sentence, list(group.codes));
        text += &format!("\n<details><summary>{sentence}</summary>\n\n{codes}\n\n</details>\n");
    }
    text
}

/// Writes the new text with the changed words marked, or a rewritten text below the old one.
fn marked(old: &str, new: &str) -> String {
    let show = |tag, text: &str| match (tag, escape_for_github(text)) {
        (ChangeTag::Equal, text) => text,
        // Asterisks next to Chinese or Korean letters are not emphasis.
        (ChangeTag::Delete, text) => format!("<del>{text}</del>"),
        (ChangeTag::Insert, text) => format!("<ins>{text}</ins>"),
    };
    words::marked(old, new, show)
        .unwrap_or_else(|| format!("− {}<br>+ {}", escape_for_github(old), escape_for_github(new)))
}
