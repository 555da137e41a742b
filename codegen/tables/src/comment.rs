//! HTML comments that hide more than intended.

/// Whether a comment has an end. A comment without an end hides the rest of the document.
pub(crate) fn is_closed(comment: &str) -> bool {
    match comment.strip_prefix("<!--") {
        // `<!-->` and `<!--->` are complete comments.
        Some(content) if content.len() < 3 => content.ends_with('>'),
        Some(content) => content.ends_with("-->") || content.ends_with("--!>"),
        None => comment.ends_with('>'),
    }
}

/// Whether the end of a comment seems to be mistyped, so that the comment extends to a later end: it
/// contains the start of another comment, or an end with white space such as `-- >`. A comment
/// that does not start with `<!--` always counts as mistyped.
pub(crate) fn is_mistyped(comment: &str) -> bool {
    let Some(content) = comment.strip_prefix("<!--") else {
        return true;
    };
    let is_end = |(at, _): (usize, &str)| {
        let after = content[at..].trim_start_matches('-');
        after.starts_with(char::is_whitespace) && after.trim_start().starts_with('>')
    };
    content.contains("<!--") || content.match_indices("--").any(is_end)
}

/// Removes the comments from HTML, but keeps their line ends. Comments that have no end or seem to
/// be mistyped are kept.
pub(crate) fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let (before, comment) = rest.split_at(start);
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        let (comment, after) = comment.split_at(end);
        kept += before;
        if is_closed(comment) && !is_mistyped(comment) {
            kept.extend(comment.chars().filter(|char| *char == '\n'));
        } else {
            kept += comment;
        }
        rest = after;
    }
    kept + rest
}
