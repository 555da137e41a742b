//! The slots that `Code::lookup` reads, laid out at compile time.
//!
//! Each errcode has a window of slots, one for every `sub_errcode` from 0 to its last. An errcode
//! without sub-codes uses the slot of `sub_errcode` 0. Codes that are too far apart for an array
//! have no slot; a binary search finds them.

use crate::generated::{Code, ERRCODES, SUB_ERRCODES};

/// The maximum number of bytes that windows or slots may use for each of their codes.
const MAX_BYTES_PER_CODE: usize = 64;

/// The slots of one errcode: one for each `sub_errcode` below `len`, starting at `start`.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    start: u32,
    pub(crate) len: u32,
}

impl Window {
    const EMPTY: Self = Self { start: 0, len: 0 };
}

/// The windows, by errcode.
static WINDOWS: [Window; slots(&ERRCODES, size_of::<Window>())] = {
    let mut windows = [Window::EMPTY; slots(&ERRCODES, size_of::<Window>())];
    let (mut errcode, mut code, mut start) = (0, 0, 0);
    while errcode < windows.len() {
        let first = code;
        while code < ERRCODES.len() && ERRCODES[code] as usize == errcode {
            code += 1;
        }
        let (sub_errcodes, _) = SUB_ERRCODES.split_at(code);
        let (_, sub_errcodes) = sub_errcodes.split_at(first);
        let len = slots(sub_errcodes, size_of::<Option<Code>>());
        #[expect(clippy::cast_possible_truncation, reason = "all slots take less than 4 MiB")]
        let window = Window { start: start as u32, len: len as u32 };
        windows[errcode] = window;
        start += len;
        errcode += 1;
    }
    windows
};

/// The number of the slots of all windows.
const SLOT_COUNT: usize = match WINDOWS.last() {
    None => 0,
    Some(window) => (window.start + window.len) as usize,
};

/// Each code, in its slot of the window of its errcode.
static SLOTS: [Option<Code>; SLOT_COUNT] = {
    let mut slots = [None; SLOT_COUNT];
    let mut index = 0;
    while index < ERRCODES.len() {
        if let Some(slot) = slot(window(ERRCODES[index] as i64), SUB_ERRCODES[index] as i64) {
            slots[slot] = Some(Code::ALL[index]);
        }
        index += 1;
    }
    slots
};

/// Whether some codes are too far apart to have a slot.
pub(crate) const SPARSE: bool = {
    let (mut filled, mut slot) = (0, 0);
    while slot < SLOT_COUNT {
        filled += SLOTS[slot].is_some() as usize;
        slot += 1;
    }
    filled < Code::ALL.len()
};

/// The window of an errcode.
#[inline]
pub(crate) const fn window(errcode: i64) -> Window {
    match index(errcode, WINDOWS.len()) {
        None => Window::EMPTY,
        Some(index) => WINDOWS[index],
    }
}

/// The code in the slot of a `sub_errcode`.
#[inline]
pub(crate) const fn code_in(window: Window, sub_errcode: i64) -> Option<Code> {
    match slot(window, sub_errcode) {
        None => None,
        Some(slot) => SLOTS[slot],
    }
}

#[inline]
const fn slot(window: Window, sub_errcode: i64) -> Option<usize> {
    match index(sub_errcode, window.len as usize) {
        None => None,
        // Every slot is in bounds, but the compiler cannot tell that from the tables.
        Some(index) if index + window.start as usize >= SLOT_COUNT => None,
        Some(index) => Some(index + window.start as usize),
    }
}

/// A number as an index into an array, if it is in bounds.
#[inline]
const fn index(number: i64, len: usize) -> Option<usize> {
    #[expect(clippy::cast_sign_loss, reason = "a negative number becomes a large one")]
    let number = number as u64;
    #[expect(clippy::cast_possible_truncation, reason = "an index in bounds fits")]
    if number < len as u64 { Some(number as usize) } else { None }
}

/// The length of an array indexed by ascending numbers, up to the last number with which it stays
/// within [`MAX_BYTES_PER_CODE`]. Equal numbers share an element.
const fn slots(numbers: &[u16], bytes_per_slot: usize) -> usize {
    let (mut slots, mut distinct, mut index) = (0, 0, 0);
    while index < numbers.len() {
        if index == 0 || numbers[index] != numbers[index - 1] {
            distinct += 1;
        }
        let needed = numbers[index] as usize + 1;
        if needed * bytes_per_slot <= distinct * MAX_BYTES_PER_CODE {
            slots = needed;
        }
        index += 1;
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::{SLOTS, SPARSE, WINDOWS, Window, code_in, slot, slots, window};
    use crate::Code;

    #[test]
    fn a_window_has_a_slot_for_each_sub_code_below_its_length() {
        let window = Window { start: 10, len: 3 };
        let slots = [0, 2, 3, i64::MAX, -1, i64::MIN].map(|sub| slot(window, sub));
        assert_eq!(slots, [Some(10), Some(12), None, None, None, None]);
        assert_eq!(slot(Window::EMPTY, 0), None);
    }

    #[test]
    fn every_slot_holds_the_code_of_its_pair() {
        let mut filled = 0;
        for &code in Code::ALL {
            let sub = i64::from(code.sub_errcode().unwrap_or(0));
            let window = window(code.errcode().into());
            if sub < i64::from(window.len) {
                assert_eq!(code_in(window, sub), Some(code));
                filled += 1;
            }
        }
        assert_eq!(SLOTS.iter().flatten().count(), filled);
        assert_eq!(SPARSE, filled < Code::ALL.len());
        for errcode in [-1, i64::MIN, i64::MAX] {
            assert_eq!(window(errcode).len, 0);
        }
    }

    #[test]
    fn windows_follow_each_other() {
        for pair in WINDOWS.windows(2) {
            assert_eq!(pair[1].start, pair[0].start + pair[0].len);
        }
    }

    #[test]
    fn an_array_stays_within_its_bytes_per_code() {
        assert_eq!(slots(&[100, 127, 500], 1), 128);
        assert_eq!(slots(&[100, 128, 500], 1), 0);
        assert_eq!(slots(&[7], 8), 8);
        assert_eq!(slots(&[8], 8), 0);
        assert_eq!(slots(&[8, 8], 8), 0);
        assert_eq!(slots(&[0, 15, 60_000], 8), 16);
        assert_eq!(slots(&[], 8), 0);
    }

    #[test]
    fn larger_slots_reach_less_far() {
        assert_eq!(slots(&[0, 127], 1), 128);
        assert_eq!(slots(&[0, 127], 2), 1);
        assert_eq!(slots(&[0, 63], 2), 64);
    }
}
