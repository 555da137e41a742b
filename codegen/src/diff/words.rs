//! Marks the words of a text that changed.

use similar::{ChangeTag, DiffableStr, TextDiff};
use std::mem::take;

/// Writes both texts as one, with `show` for each run of removed, added or equal words. Returns `None`
/// for a rewritten text, which is easier to read as a whole.
pub(super) fn marked(
    old: &str,
    new: &str,
    show: impl Fn(ChangeTag, &str) -> String,
) -> Option<String> {
    /// The maximum length of a compared text, because the cost of a comparison is quadratic.
    const MAX_BYTES: usize = 2000;
    /// The maximum number of places at which a text changed.
    const MAX_PLACES: usize = 3;
    if old.len().max(new.len()) > MAX_BYTES {
        return None;
    }
    let places = places(old, new);
    let changed = places.iter().filter(|place| place.is_changed()).count();
    let same: usize = places.iter().map(|place| count(&place.same)).sum();
    // A text is rewritten if many places changed, or less than half of the words are the same.
    if changed > MAX_PLACES || 4 * same < count(old) + count(new) {
        return None;
    }
    let runs = places.iter().flat_map(|place| {
        let Place { removed, added, same } = place;
        [(ChangeTag::Delete, removed), (ChangeTag::Insert, added), (ChangeTag::Equal, same)]
    });
    let runs = runs.filter(|(_, text)| !text.is_empty());
    Some(runs.map(|(tag, text)| show(tag, text)).collect())
}

/// A changed run of words, and the equal run after it.
#[derive(Default)]
struct Place {
    removed: String,
    added: String,
    same: String,
}

impl Place {
    fn is_changed(&self) -> bool {
        !(self.removed.is_empty() && self.added.is_empty())
    }
}

fn places(old: &str, new: &str) -> Vec<Place> {
    /// The minimum number of equal words that separate two changes.
    const MIN_SAME: usize = 2;
    let mut places: Vec<Place> = Vec::new();
    let mut place = Place::default();
    for change in TextDiff::from_unicode_words(old, new).iter_all_changes() {
        if change.tag() == ChangeTag::Equal {
            place.same += change.value();
            continue;
        }
        if place.is_changed() && count(&place.same) < MIN_SAME {
            // A single equal word between two changes counts as removed and added.
            place.removed += &place.same;
            place.added += &take(&mut place.same);
        } else {
            places.push(take(&mut place));
        }
        match change.tag() {
            ChangeTag::Delete => place.removed += change.value(),
            _ => place.added += change.value(),
        }
    }
    places.push(place);
    places
}

/// Counts the words, not the white space and the punctuation between them.
fn count(text: &str) -> usize {
    let words = text.tokenize_unicode_words();
    words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use similar::ChangeTag;

    /// Returns the new text with the changed words marked; nothing if it was rewritten.
    fn marked(old: &str, new: &str) -> Option<String> {
        super::marked(old, new, |tag, text| match tag {
            ChangeTag::Equal => text.to_owned(),
            ChangeTag::Delete => format!("[-{text}-]"),
            ChangeTag::Insert => format!("{{+{text}+}}"),
        })
    }

    #[test]
    fn changed_words_are_marked() {
        for (old, new, expected) in [
            (
                "Internal error in the LVB system.",
                "Internal error in the CSS system.",
                "Internal error in the [-LVB-]{+CSS+} system.",
            ),
            ("the push was stopped", "the push stopped", "the push [-was -]stopped"),
            ("직접 푸시 허용", "직접 게시 허용", "직접 [-푸시-]{+게시+} 허용"),
            ("直播系统内部错误。", "直播系统内部错误", "直播系统内部错误[-。-]"),
            ("Unknown error.", "Unknown reason.", "Unknown [-error-]{+reason+}."),
            ("The push stopped", "The push was ended", "The push [-stopped-]{+was ended+}"),
            ("a", "a b.", "a{+ b.+}"),
            ("?", "!", "[-?-]{+!+}"),
            ("a b c", "a b c", "a b c"),
        ] {
            assert_eq!(marked(old, new).unwrap(), expected);
        }
    }

    #[test]
    fn a_single_word_between_changed_words_is_marked_with_them() {
        assert_eq!(marked("a b c d e f", "a x y d e f").unwrap(), "a [-b c-]{+x y+} d e f");
        assert_eq!(marked("a b c d e f", "a x c y e f").unwrap(), "a [-b c d-]{+x c y+} e f");
        assert_eq!(marked("a b c d e f", "x b c y e f").unwrap(), "[-a-]{+x+} b c [-d-]{+y+} e f");
    }

    #[test]
    fn a_rewritten_text_is_not_marked() {
        for (old, new) in [
            ("Unknown error.", "The client IP is denied."),
            ("The network failed.", "The client stopped."),
            ("直播系统内部错误", "推流链路网络异常"),
            // More than half of the words changed.
            ("a b c", "a d e f"),
            // Too many places changed.
            ("a b c d e f g h i j k", "1 b c 2 e f 3 h i 4 k"),
        ] {
            assert_eq!(marked(old, new), None, "{old} {new}");
        }
        assert_eq!(marked("a b c d", "a b e f").unwrap(), "a b [-c d-]{+e f+}");
        assert!(marked("a b c d e f g h i j k", "1 b c 2 e f 3 h i j k").is_some());
    }

    #[test]
    fn long_texts_are_not_compared() {
        let text = |words: usize| "a ".repeat(words);
        assert!(marked(&text(1000), &text(999)).is_some());
        assert_eq!(marked(&text(1000), &(text(1000) + "b")), None);
        assert_eq!(marked(&(text(1000) + "b"), &text(1000)), None);
    }

    #[test]
    fn equal_words_are_one_run() {
        let runs = super::marked("a b c d.", "a b d.", |_, text| format!("<{text}>"));
        assert_eq!(runs.unwrap(), "<a b ><c ><d.>");
    }
}
