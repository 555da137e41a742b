//! The shapes of the generated tables.

use crate::generated::{Category, Code, Lang, Reason};

const LANGS: usize = Lang::ALL.len();

/// What is known of a language.
pub(crate) struct LangRow {
    pub(crate) tag: &'static str,
    pub(crate) native_name: &'static str,
}

/// What is known of a category.
pub(crate) struct CategoryRow {
    pub(crate) name: &'static str,
}

/// What is known of a reason.
pub(crate) struct ReasonRow {
    pub(crate) name: &'static str,
    pub(crate) category: Category,
    /// Ascending.
    pub(crate) codes: &'static [Code],
    /// By `Lang as usize`.
    pub(crate) texts: [&'static str; LANGS],
}

/// What is known of a code.
pub(crate) struct CodeRow {
    /// `5` or `18-202`.
    pub(crate) written: &'static str,
    pub(crate) errcode: u16,
    /// 0 where there is none.
    pub(crate) sub_errcode: u16,
    pub(crate) reason: Reason,
    /// By `Lang as usize`.
    pub(crate) texts: [&'static str; LANGS],
}

/// The slots of one errcode: `len` of them from `start` on, for the sub-codes from 0 on. Slot 0
/// is that of an errcode without sub-codes. The slot behind a window is empty.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Window {
    /// The slot for a sub-code; for all outside the window, the one behind it.
    #[inline]
    pub(crate) const fn slot(self, sub_errcode: u32) -> usize {
        (self.start + lesser(sub_errcode, self.len)) as usize
    }
}

/// The lesser number. Compilers make no branch of this: on a mix of codes nobody can predict, a
/// mispredicted branch costs more than all the rest of a lookup.
#[inline]
pub(crate) const fn lesser(one: u32, other: u32) -> u32 {
    if one < other { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn a_window_has_a_slot_for_each_sub_code_and_one_behind() {
        let window = Window { start: 10, len: 3 };
        let slots = [0, 1, 2, 3, 4, u32::MAX].map(|sub_errcode| window.slot(sub_errcode));
        assert_eq!(slots, [10, 11, 12, 13, 13, 13]);
    }
}
