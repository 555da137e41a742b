//! The changes as human text, like a changelog.

use super::{CodeText, Diff, phrases, punctuation, words};
use crate::text::{limited_list, quoted};
use anstyle::{AnsiColor, Style};
use similar::ChangeTag;
use visible_text::visible;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const TITLE: Style = Style::new().bold();

/// Writes the changes, section by section, with terminal colours. Returns an empty text if there
/// are none.
pub fn changes(diff: &Diff) -> String {
    /// The maximum number of codes that a line about punctuation lists.
    const MAX_CODES: usize = 8;
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n{TITLE}{title}{TITLE:#}\n");
            text.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
    };
    let row = |row: &CodeText| format!("{}  {}", row.code, visible(&row.reason));
    section("Layout", phrases::layout(diff).into_iter().collect());
    section("Reasons", diff.regrouped.iter().map(phrases::regrouping).collect());
    section("Added", diff.added.iter().map(row).collect());
    section("Removed", diff.removed.iter().map(row).collect());
    section("Moved", phrases::moves(diff, quoted));
    let rewordings = phrases::rewordings(&diff.reworded);
    let rewordings = rewordings.map(|(codes, old, new)| format!("{codes}\n{}", marked(old, new)));
    section("Reworded", rewordings.collect());
    let punctuation = punctuation::groups(diff).into_iter().map(|group| {
        format!("{} ({})", group.sentence, limited_list(group.codes.iter(), MAX_CODES))
    });
    section("Punctuation", punctuation.collect());
    text
}

/// Writes the new text with the changed words marked, or a rewritten text below the old one.
fn marked(old: &str, new: &str) -> String {
    let show = |tag, text: &str| match (tag, visible(text)) {
        (ChangeTag::Equal, text) => text.into_owned(),
        (ChangeTag::Delete, text) => format!("{REMOVED}[-{text}-]{REMOVED:#}"),
        (ChangeTag::Insert, text) => format!("{ADDED}{{+{text}+}}{ADDED:#}"),
    };
    let marked = words::marked(old, new, show).unwrap_or_else(|| {
        let (old, new) = (visible(old), visible(new));
        format!("{REMOVED}- {old}{REMOVED:#}\n    {ADDED}+ {new}{ADDED:#}")
    });
    format!("    {marked}")
}
