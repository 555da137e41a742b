//! Finds the words of a text that changed.

use similar::{ChangeTag, TextDiff};
use std::mem::take;

/// A run of words of the old text, the new text, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    Same(String),
    Removed(String),
    Added(String),
}

/// Compares two texts word by word. Returns `None` for a rewritten text, which is easier to read as a
/// whole.
pub(super) fn words(old: &str, new: &str) -> Option<Vec<Words>> {
    /// The cost of a comparison is quadratic.
    const MAX_BYTES: usize = 2000;
    /// The maximum number of places at which a text changed.
    const MAX_PLACES: usize = 3;
    if old.len().max(new.len()) > MAX_BYTES {
        return None;
    }
    let places = places(old, new);
    let changed = places.iter().filter(|place| place.is_changed()).count();
    let same: usize = places.iter().map(|place| count(&place.same)).sum();
    // At least half of the words are the same.
    let reads_well = changed <= MAX_PLACES && 4 * same >= count(old) + count(new);
    reads_well.then(|| places.into_iter().flat_map(Place::into_words).collect())
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

    fn into_words(self) -> impl Iterator<Item = Words> {
        let words =
            [Words::Removed(self.removed), Words::Added(self.added), Words::Same(self.same)];
        words.into_iter().filter(|words| {
            let (Words::Removed(text) | Words::Added(text) | Words::Same(text)) = words;
            !text.is_empty()
        })
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
            // A word between two changed words belongs to both.
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
    use similar::DiffableStr;
    let words = text.tokenize_unicode_words();
    words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::{Words, words};

    /// Returns the new text with the changed words marked; nothing if it was rewritten.
    fn marked(old: &str, new: &str) -> String {
        let marked = words(old, new).unwrap_or_default().into_iter().map(|words| match words {
            Words::Same(text) => text,
            Words::Removed(text) => format!("[-{text}-]"),
            Words::Added(text) => format!("{{+{text}+}}"),
        });
        marked.collect()
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
            assert_eq!(marked(old, new), expected);
        }
    }

    #[test]
    fn a_single_word_between_changed_words_is_marked_with_them() {
        assert_eq!(marked("a b c d e f", "a x y d e f"), "a [-b c-]{+x y+} d e f");
        assert_eq!(marked("a b c d e f", "a x c y e f"), "a [-b c d-]{+x c y+} e f");
        assert_eq!(marked("a b c d e f", "x b c y e f"), "[-a-]{+x+} b c [-d-]{+y+} e f");
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
            assert_eq!(words(old, new), None, "{old} {new}");
        }
        assert_eq!(marked("a b c d", "a b e f"), "a b [-c d-]{+e f+}");
        assert!(words("a b c d e f g h i j k", "1 b c 2 e f 3 h i j k").is_some());
    }

    #[test]
    fn long_texts_are_not_compared() {
        let text = |words: usize| "a ".repeat(words);
        assert!(words(&text(1000), &text(999)).is_some());
        assert_eq!(words(&text(1000), &(text(1000) + "b")), None);
        assert_eq!(words(&(text(1000) + "b"), &text(1000)), None);
    }

    #[test]
    fn equal_words_are_one_run() {
        let same = |text: &str| Words::Same(text.to_owned());
        let removed = |text: &str| Words::Removed(text.to_owned());
        let expected = [same("a b "), removed("c "), same("d.")];
        assert_eq!(words("a b c d.", "a b d."), Some(expected.to_vec()));
    }
}
