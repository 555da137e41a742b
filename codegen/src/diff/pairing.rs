//! Pairs the texts of two versions: first the equal ones, then the similar ones.

use super::similarity::Profile;
use crate::code::Code;
use crate::text::key::key;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The minimum similarity, in percent, of two wordings of one text.
const MIN_SIMILARITY: usize = 60;
/// A text counts as reworded unless the old text of another code is more similar by this many percent.
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
    /// Both have one key.
    Equal,
    /// It is clearly more similar to that text than to the old text of the code itself.
    Similar,
    Unclear,
}

impl Versions {
    pub(super) fn new(before: &BTreeMap<Code, &str>, after: &BTreeMap<Code, &str>) -> Self {
        let mut texts = Texts::default();
        let old = texts.identify(before);
        texts.old_count = texts.profiles.len();
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
    ids: HashMap<String, TextId>,
    profiles: Vec<Profile>,
    /// The number of texts of the old version, which come first.
    old_count: usize,
}

impl Texts {
    fn identify(&mut self, rows: &BTreeMap<Code, &str>) -> BTreeMap<Code, TextId> {
        let rows = rows.iter().map(|(code, text)| {
            let id = *self.ids.entry(key(text)).or_insert_with_key(|key| {
                self.profiles.push(Profile::new(key));
                TextId(self.profiles.len() - 1)
            });
            (*code, id)
        });
        rows.collect()
    }

    fn similarity(&self, one: TextId, other: TextId) -> usize {
        self.profiles[one.0].similarity(&self.profiles[other.0])
    }

    /// Finds, for each text that only the new version has, the old text that it continues. An old text
    /// is continued by at most one.
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
        for (&(new, old), &codes) in &codes {
            let similarity = self.similarity(new, old);
            // Between unlike texts, the number of codes decides.
            let rank = if similarity < MIN_SIMILARITY { 0 } else { similarity + MIN_LEAD };
            pairs.push((Reverse((rank, codes)), new, old));
        }
        for (new, old) in self.across(&kept) {
            let similarity = self.similarity(new, old);
            let lead = own_similarity.get(&new).map_or(0, |own| own + MIN_LEAD);
            if similarity >= MIN_SIMILARITY.max(lead) && !codes.contains_key(&(new, old)) {
                pairs.push((Reverse((similarity, 0)), new, old));
            }
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

    /// Returns all pairs of a text that only the new version has and one that only the old version
    /// has; none if they are too many to compare.
    fn across(&self, kept: &HashSet<TextId>) -> Vec<(TextId, TextId)> {
        /// The maximum number of steps. A comparison takes one for each character of both texts.
        const MAX_STEPS: usize = 20_000_000;
        let new: Vec<TextId> = (self.old_count..self.profiles.len()).map(TextId).collect();
        let old: Vec<TextId> =
            (0..self.old_count).map(TextId).filter(|old| !kept.contains(old)).collect();
        let steps = |texts: &[TextId]| -> usize {
            texts.iter().map(|text| self.profiles[text.0].len()).sum()
        };
        if new.len() * steps(&old) + old.len() * steps(&new) > MAX_STEPS {
            return Vec::new();
        }
        new.iter().flat_map(|new| old.iter().map(|old| (*new, *old))).collect()
    }
}
