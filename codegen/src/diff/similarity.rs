//! The similarity of two texts in any language: the share of common pairs of adjacent characters.
//!
//! For example, with `^` and `$` for the ends of a text, `abc` has the pairs `^a`, `ab`, `bc` and
//! `c$`, and `abd` has the pairs `^a`, `ab`, `bd` and `d$`. Two of four pairs are common: they are
//! 50% similar.

/// The pairs of adjacent characters of a text, sorted.
pub(super) type Pairs = Vec<(char, char)>;

pub(super) fn pairs(text: &str) -> Pairs {
    // With the ends, the first and the last character are in two pairs too.
    let ends = |text| std::iter::once('\0').chain(text).chain(['\0']);
    let mut pairs: Pairs = ends(text.chars()).zip(ends(text.chars()).skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// Returns the similarity in percent (the Sørensen–Dice coefficient). This costs at most one step for
/// each pair of both texts.
pub(super) fn similarity(one: &Pairs, other: &Pairs) -> usize {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0;
    while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
        let order = one.cmp(two);
        common += usize::from(order.is_eq());
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    200 * common / (one.len() + other.len())
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn similarity(one: &str, other: &str) -> usize {
        let (one, other) = (pairs(one), pairs(other));
        assert_eq!(super::similarity(&one, &other), super::similarity(&other, &one));
        super::similarity(&one, &other)
    }

    #[test]
    fn similarity_is_the_share_of_common_pairs() {
        assert_eq!(similarity("abc", "abc"), 100);
        assert_eq!(similarity("abc", "xyz"), 0);
        // The pairs ^a and ab of 4 and 4 pairs.
        assert_eq!(similarity("abc", "abd"), 50);
        // A repeated pair counts as often as both texts have it.
        assert_eq!(similarity("aaa", "aaaaa"), 80);
        assert_eq!(similarity("", "a"), 0);
        assert_eq!(similarity("", ""), 100);
    }
}
