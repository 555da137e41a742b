//! The limit on the size of the report.

use lvb_codegen::text::count;

/// Joins as many parts as fit, and says how many do not.
pub(super) fn cut(parts: &[String], max_bytes: usize) -> String {
    let whole = parts.join("\n");
    if whole.len() <= max_bytes {
        return whole;
    }
    let note = |left: usize| {
        format!(
            "\n*{} left out: the report is too long. Run `cargo codegen drift` for all of it.*\n",
            count(left, "part")
        )
    };
    let room = max_bytes.saturating_sub(note(parts.len()).len());
    let mut text = String::new();
    let mut left = 0;
    for part in parts {
        if left == 0 && text.len() + part.len() < room {
            text += part;
            text.push('\n');
        } else {
            left += 1;
        }
    }
    text + &note(left)
}
