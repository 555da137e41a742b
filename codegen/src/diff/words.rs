//! Finds the words of a text that changed.

use similar::{ChangeTag, TextDiff};

/// A run of words of the old text, the new text, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    Same(String),
    Removed(String),
    Added(String),
}

/// Compares two texts word by word. Texts with little in common are shown whole, one after the other.
pub(super) fn words(old: &str, new: &str) -> Vec<Words> {
    /// The cost of a comparison is quadratic.
    const MAX_BYTES: usize = 2000;
    const MIN_RATIO: f32 = 0.4;
    let whole = || vec![Words::Removed(old.to_owned()), Words::Added(new.to_owned())];
    if old.len().max(new.len()) > MAX_BYTES {
        return whole();
    }
    let diff = TextDiff::from_unicode_words(old, new);
    if diff.ratio() < MIN_RATIO {
        return whole();
    }
    let (mut words, mut removed, mut added) = (Vec::new(), String::new(), String::new());
    let changes: Vec<_> = diff.iter_all_changes().collect();
    for (index, change) in changes.iter().enumerate() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Delete => removed += text,
            ChangeTag::Insert => added += text,
            // A space between two changed words belongs to both.
            ChangeTag::Equal
                if text.trim().is_empty()
                    && !(removed.is_empty() && added.is_empty())
                    && changes
                        .get(index + 1)
                        .is_some_and(|next| next.tag() != ChangeTag::Equal) =>
            {
                removed += text;
                added += text;
            }
            ChangeTag::Equal => {
                push_changed(&mut words, &mut removed, &mut added);
                match words.last_mut() {
                    Some(Words::Same(same)) => same.push_str(text),
                    _ => words.push(Words::Same(text.to_owned())),
                }
            }
        }
    }
    push_changed(&mut words, &mut removed, &mut added);
    words
}

fn push_changed(words: &mut Vec<Words>, removed: &mut String, added: &mut String) {
    if !removed.is_empty() {
        words.push(Words::Removed(std::mem::take(removed)));
    }
    if !added.is_empty() {
        words.push(Words::Added(std::mem::take(added)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, words};

    fn marked(old: &str, new: &str) -> String {
        let marked = words(old, new).into_iter().map(|words| match words {
            Words::Same(text) => text,
            Words::Removed(text) => format!("[-{text}-]"),
            Words::Added(text) => format!("{{+{text}+}}"),
        });
        marked.collect()
    }

    #[test]
    fn changed_words_are_marked() {
        assert_eq!(
            marked("Internal error in the LVB system.", "Internal error in the CSS system."),
            "Internal error in the [-LVB-]{+CSS+} system."
        );
        assert_eq!(marked("the push was stopped", "the push stopped"), "the push [-was -]stopped");
        assert_eq!(marked("직접 푸시 허용", "직접 게시 허용"), "직접 [-푸시-]{+게시+} 허용");
        assert_eq!(marked("直播系统内部错误。", "直播系统内部错误"), "直播系统内部错误[-。-]");
    }

    #[test]
    fn adjacent_changed_words_are_marked_together() {
        assert_eq!(marked("a b c d e", "a x y d e"), "a [-b c-]{+x y+} d e");
        assert_eq!(marked("a d d b a", "b c c d c"), "[-a d-]{+b c c+} d[- b a-]{+ c+}");
    }

    #[test]
    fn texts_with_little_in_common_are_shown_whole() {
        assert_eq!(
            marked("Unknown error.", "The client IP is denied."),
            "[-Unknown error.-]{+The client IP is denied.+}"
        );
        assert_eq!(words(&"a ".repeat(1001), "a").len(), 2);
        // The texts have 1 of 5 parts in common, counting both.
        assert_eq!(marked("a", "a b."), "a{+ b.+}");
    }

    #[test]
    fn long_texts_are_shown_whole() {
        let text = |words: usize| "a ".repeat(words);
        let is_whole = |old: &str, new: &str| matches!(words(old, new)[..], [Words::Removed(_), _]);
        assert!(!is_whole(&text(1000), &text(999)));
        assert!(is_whole(&text(1000), &(text(1000) + "b")));
        assert!(is_whole(&(text(1000) + "b"), &text(1000)));
    }

    #[test]
    fn equal_words_are_one_run() {
        let same = |text: &str| Words::Same(text.to_owned());
        let removed = |text: &str| Words::Removed(text.to_owned());
        assert_eq!(words("a b c d.", "a b d."), [same("a b "), removed("c "), same("d.")]);
    }
}
