//! The effect of a newer module on users of the crate.

use super::Module;
use crate::diff::Verdict;

impl Module {
    /// Returns the effect of a newer module on users of this one.
    pub fn verdict(&self, new: &Self) -> Verdict {
        let keeps_all = self.languages.keys().all(|key| new.languages.contains_key(key))
            && self.categories.keys().all(|key| new.categories.contains_key(key))
            && self.reasons.iter().all(|(key, old)| {
                new.reasons.get(key).is_some_and(|new| new.category == old.category)
            })
            && self
                .codes
                .iter()
                .all(|(key, old)| new.codes.get(key).is_some_and(|new| new.reason == old.reason));
        let variants = |module: &Self| {
            module.languages.len()
                + module.categories.len()
                + module.reasons.len()
                + module.codes.len()
        };
        if !keeps_all {
            Verdict::Major
        } else if variants(new) > variants(self) {
            Verdict::Minor
        } else if self == new {
            Verdict::None
        } else {
            Verdict::Patch
        }
    }
}
