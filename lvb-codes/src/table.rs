//! The row types of the generated tables.

use crate::generated::{Category, Code, Lang, Reason};

const LANGS: usize = Lang::ALL.len();

/// The data of a language.
pub(crate) struct LangRow {
    pub(crate) tag: &'static str,
    pub(crate) native_name: &'static str,
}

/// The data of a category.
pub(crate) struct CategoryRow {
    pub(crate) name: &'static str,
}

/// The data of a reason.
pub(crate) struct ReasonRow {
    pub(crate) name: &'static str,
    pub(crate) category: Category,
    /// Ascending.
    pub(crate) codes: &'static [Code],
    /// Indexed by `Lang as usize`.
    pub(crate) texts: [&'static str; LANGS],
}

/// The data of a code.
pub(crate) struct CodeRow {
    /// `5` or `18-202`.
    pub(crate) written: &'static str,
    pub(crate) errcode: u16,
    /// 0 if the code has none.
    pub(crate) sub_errcode: u16,
    pub(crate) reason: Reason,
    /// Indexed by `Lang as usize`.
    pub(crate) texts: [&'static str; LANGS],
}

/// The slots of one errcode: one for each `sub_errcode` below `len`, starting at `start`.
///
/// An errcode without sub-codes uses the slot of `sub_errcode` 0. The slot after a window is empty.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Window {
    /// The slot of a `sub_errcode`. Those outside the window share the empty slot after it.
    #[inline]
    pub(crate) const fn slot(self, sub_errcode: u32) -> usize {
        (self.start + lesser(sub_errcode, self.len)) as usize
    }
}

/// The lesser of two numbers, compiled without a branch: a branch that depends on the code is
/// often mispredicted, which costs more than the rest of a lookup.
#[inline]
pub(crate) const fn lesser(one: u32, other: u32) -> u32 {
    if one < other { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn sub_codes_outside_a_window_share_the_slot_after_it() {
        let window = Window { start: 10, len: 3 };
        let slots = [0, 1, 2, 3, 4, u32::MAX].map(|sub_errcode| window.slot(sub_errcode));
        assert_eq!(slots, [10, 11, 12, 13, 13, 13]);
    }
}
