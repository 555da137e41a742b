//! Pairs the texts of two versions, so that a reworded text keeps its identity.
//!
//! Texts with equal keys are one text. A text that only the new version has can continue a text that
//! only the old version has: the old text of its code, or a clearly more similar text of another code.
//! For example:
//!
//! | code | old text | new text |
//! |---|---|---|
//! | 5 | The push timed out. | The network is down. |
//! | 6 | The token is wrong. | The push has timed out. |
//!
//! The new text of 6 continues the old text of 5. The new text of 5 continues none: its old text is
//! already continued, and no other is similar.

use super::similarity::{Pairs, pairs, similarity};
use crate::code::Code;
use crate::text::key::key;
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The minimum similarity, in percent, of two wordings of one text.
const MIN_SIMILARITY: usize = 60;
/// The minimum lead in similarity, in percentage points, that the old text of another code needs over
/// the old text of the same code.
const MIN_LEAD: usize = 15;

/// The identity of a text. A new text has the identity of the old text that it continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TextId(usize);

/// The texts of the codes in both versions.
#[derive(Debug)]
pub(super) struct Versions {
    pub(super) old: BTreeMap<Code, TextId>,
    pub(super) new: BTreeMap<Code, NewText>,
}

/// The text of a code in the new version.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewText {
    pub(super) id: TextId,
    pub(super) origin: Origin,
}

/// How certain it is that the text of a code continues the old text of *another* code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The texts have one key.
    Equal,
    /// The text is clearly more similar to that text than to the old text of its own code.
    Similar,
    /// The text may just as well be a rewording of the old text of its own code.
    Unclear,
}

impl Versions {
    /// Identifies the texts of both versions.
    pub(super) fn new(before: &BTreeMap<Code, &str>, after: &BTreeMap<Code, &str>) -> Self {
        let mut texts = Texts::default();
        let old = texts.identify(before);
        texts.old_count = texts.pairs.len();
        let written = texts.identify(after);
        let continued = texts.continued(&old, &written);
        let new = written.iter().map(|(code, text)| {
            let id = continued.get(text).copied().unwrap_or(*text);
            let similarity = texts.similarity(*text, id);
            let own = old.get(code).map_or(0, |own| texts.similarity(*text, *own));
            let origin = if *text == id {
                Origin::Equal
            } else if similarity >= MIN_SIMILARITY.max(own + MIN_LEAD) {
                Origin::Similar
            } else {
                Origin::Unclear
            };
            (*code, NewText { id, origin })
        });
        let new = new.collect();
        Self { old, new }
    }
}

/// The distinct texts of both versions.
#[derive(Default)]
struct Texts {
    /// The pairs of characters of each text, by its key. A position is the identity of a text.
    pairs: IndexMap<String, Pairs>,
    /// The number of texts of the old version. They come before the texts that only the new one has.
    old_count: usize,
}

impl Texts {
    /// Returns the identity of the text of each code. Texts with equal keys have one identity.
    fn identify(&mut self, rows: &BTreeMap<Code, &str>) -> BTreeMap<Code, TextId> {
        let rows = rows.iter().map(|(code, text)| {
            let entry = self.pairs.entry(key(text));
            let id = TextId(entry.index());
            entry.or_insert_with_key(|key| pairs(key));
            (*code, id)
        });
        rows.collect()
    }

    fn similarity(&self, one: TextId, other: TextId) -> usize {
        similarity(&self.pairs[one.0], &self.pairs[other.0])
    }

    /// Maps a text of only the new version to the old text that it continues, if there is one. Each old
    /// text is continued at most once.
    ///
    /// The candidates are pairs of a new and an old text: the two texts of one code, or similar texts
    /// of different codes. The pairs with the highest rank win, and each text is in at most one pair.
    fn continued(
        &self,
        old: &BTreeMap<Code, TextId>,
        new: &BTreeMap<Code, TextId>,
    ) -> HashMap<TextId, TextId> {
        let kept: HashSet<TextId> = new.values().copied().collect();
        let (mut codes, mut own_similarity) = (HashMap::new(), HashMap::new());
        for (code, new) in new.iter().filter(|(_, new)| new.0 >= self.old_count) {
            let Some(old) = old.get(code) else {
                continue;
            };
            let similarity = self.similarity(*new, *old);
            let best = own_similarity.entry(*new).or_insert(similarity);
            *best = similarity.max(*best);
            if !kept.contains(old) {
                *codes.entry((*new, *old)).or_insert(0) += 1;
            }
        }
        let mut pairs = Vec::new();
        for (new, old) in self.across(&kept).unwrap_or_else(|| codes.keys().copied().collect()) {
            let similarity = self.similarity(new, old);
            let lead = own_similarity.get(&new).map_or(0, |own| own + MIN_LEAD);
            // A pair of one code wins unless another leads by `MIN_LEAD`. If its texts are not similar,
            // it ranks last, by the number of its codes.
            let rank = match codes.get(&(new, old)) {
                Some(codes) if similarity < MIN_SIMILARITY => (0, *codes),
                Some(codes) => (similarity + MIN_LEAD, *codes),
                None if similarity >= MIN_SIMILARITY.max(lead) => (similarity, 0),
                None => continue,
            };
            pairs.push((Reverse(rank), new, old));
        }
        pairs.sort_unstable();
        let (mut continued, mut taken) = (HashMap::new(), HashSet::new());
        for (_, new, old) in pairs {
            if !continued.contains_key(&new) && taken.insert(old) {
                continued.insert(new, old);
            }
        }
        continued
    }

    /// Returns all pairs of a text that only the new version has and a text that only the old version
    /// has, unless comparing all of them costs more than the maximum.
    fn across(&self, kept: &HashSet<TextId>) -> Option<Vec<(TextId, TextId)>> {
        /// The maximum number of steps. A comparison costs one step for each character of both texts.
        const MAX_STEPS: usize = 20_000_000;
        let new: Vec<TextId> = (self.old_count..self.pairs.len()).map(TextId).collect();
        let old: Vec<TextId> =
            (0..self.old_count).map(TextId).filter(|old| !kept.contains(old)).collect();
        let steps =
            |texts: &[TextId]| -> usize { texts.iter().map(|text| self.pairs[text.0].len()).sum() };
        let is_cheap = new.len() * steps(&old) + old.len() * steps(&new) <= MAX_STEPS;
        let pairs = new.iter().flat_map(|new| old.iter().map(|old| (*new, *old)));
        is_cheap.then(|| pairs.collect())
    }
}
