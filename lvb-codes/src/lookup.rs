//! The lookup of a [`Code`] by its two integers, and the error for unknown ones.

use crate::generated::{CODE_ROWS, CODES, Code, WINDOWS};
use crate::table::{Window, lesser};
use core::fmt;

/// The slots of all windows, including the empty slot after each.
const SLOT_COUNT: usize = WINDOWS[WINDOWS.len() - 1].start as usize + 1;

/// Each code, in its slot of the window of its errcode.
static SLOTS: [Option<Code>; SLOT_COUNT] = {
    let mut slots = [None; SLOT_COUNT];
    let mut index = 0;
    while index < CODES.len() {
        let row = &CODE_ROWS[index];
        let window = window(row.errcode as u32);
        if (row.sub_errcode as u32) < window.len {
            slots[window.slot(row.sub_errcode as u32)] = Some(CODES[index]);
        }
        index += 1;
    }
    slots
};

/// Whether some codes are too far apart to have a slot.
const SPARSE: bool = {
    let (mut filled, mut slot) = (0, 0);
    while slot < SLOT_COUNT {
        filled += SLOTS[slot].is_some() as usize;
        slot += 1;
    }
    filled < CODES.len()
};

/// The window of an errcode. Errcodes past the end share the last window, which is empty.
#[inline]
const fn window(errcode: u32) -> Window {
    #[expect(clippy::cast_possible_truncation, reason = "an errcode has 16 bits")]
    const LAST: u32 = WINDOWS.len() as u32 - 1;
    WINDOWS[lesser(errcode, LAST) as usize]
}

impl Code {
    /// Returns the code of the `errcode` and `sub_errcode` fields of a notification.
    ///
    /// `Some(0)` equals `None`, because a notification writes 0 for a missing `sub_errcode`.
    ///
    /// # Errors
    ///
    /// Returns a [`LookupError`] if the pair is not documented.
    ///
    /// ```
    /// use lvb_codes::{Code, LookupError};
    ///
    /// assert_eq!(Code::lookup(5, None), Ok(Code::C5));
    /// assert_eq!(Code::lookup(18, Some(202)), Ok(Code::C18_202));
    /// assert_eq!(Code::lookup(18, None), Err(LookupError::SubCodeRequired { errcode: 18 }));
    ///
    /// const NO_DATA: Code = match Code::lookup(8, Some(0)) {
    ///     Ok(code) => code,
    ///     Err(_) => panic!("no longer documented"),
    /// };
    /// assert_eq!(NO_DATA, Code::C8);
    /// ```
    #[inline]
    pub const fn lookup(errcode: u32, sub_errcode: Option<u32>) -> Result<Self, LookupError> {
        let sub_errcode = match sub_errcode {
            None => 0,
            Some(sub_errcode) => sub_errcode,
        };
        let window = window(errcode);
        match SLOTS[window.slot(sub_errcode)] {
            Some(code) => Ok(code),
            None if SPARSE => search(errcode, sub_errcode),
            None if window.len == 0 => Err(LookupError::UnknownCode { errcode }),
            // A window of one slot belongs to an errcode without sub-codes. The error is built
            // without reading memory, so that dropping it costs nothing.
            None => Err(LookupError::of_known_errcode(errcode, sub_errcode, window.len > 1)),
        }
    }

    /// Returns the codes with an errcode, in ascending order.
    ///
    /// An errcode without sub-codes has one code; an undocumented errcode has none.
    ///
    /// ```
    /// use lvb_codes::Code;
    ///
    /// assert!(Code::in_group(21).contains(&Code::C21_100));
    /// assert_eq!(Code::in_group(5), [Code::C5]);
    /// assert_eq!(Code::in_group(70_000), []);
    /// ```
    #[must_use]
    pub const fn in_group(errcode: u32) -> &'static [Self] {
        let start = first_at_least(errcode, 0);
        let end = first_at_least(errcode.saturating_add(1), 0);
        CODES.split_at(end).0.split_at(start).1
    }
}

/// Finds a code that has no slot.
const fn search(errcode: u32, sub_errcode: u32) -> Result<Code, LookupError> {
    let group = Code::in_group(errcode);
    if group.is_empty() {
        return Err(LookupError::UnknownCode { errcode });
    }
    let index = first_at_least(errcode, sub_errcode);
    if index < CODES.len() {
        let row = &CODE_ROWS[index];
        if row.errcode as u32 == errcode && row.sub_errcode as u32 == sub_errcode {
            return Ok(CODES[index]);
        }
    }
    let has_sub_codes = CODE_ROWS[group[0] as usize].sub_errcode != 0;
    Err(LookupError::of_known_errcode(errcode, sub_errcode, has_sub_codes))
}

/// The index of the first code that is not less than the given pair.
const fn first_at_least(errcode: u32, sub_errcode: u32) -> usize {
    let (mut from, mut to) = (0, CODE_ROWS.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let row = &CODE_ROWS[middle];
        let above = row.errcode as u32 > errcode
            || (row.errcode as u32 == errcode && row.sub_errcode as u32 >= sub_errcode);
        if above {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// The error for two integers that are not a documented [`Code`].
///
/// Its message lists the documented codes for that errcode.
///
/// ```
/// use lvb_codes::Code;
///
/// let error = Code::lookup(21, Some(7)).unwrap_err();
/// let message = error.to_string();
/// assert!(message.starts_with("errcode 21 has no sub_errcode 7; documented: 100"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum LookupError {
    /// The errcode is not documented.
    UnknownCode {
        /// The errcode that was looked up.
        errcode: u32,
    },
    /// The errcode is documented with other sub-codes only.
    UnknownSubCode {
        /// The errcode that was looked up.
        errcode: u32,
        /// The `sub_errcode` that was looked up; never 0.
        sub_errcode: u32,
    },
    /// The errcode requires a `sub_errcode`, but it is missing or 0.
    SubCodeRequired {
        /// The errcode that was looked up.
        errcode: u32,
    },
    /// The errcode is documented without sub-codes, but has one here.
    UnexpectedSubCode {
        /// The errcode that was looked up.
        errcode: u32,
        /// The `sub_errcode` that was looked up; never 0.
        sub_errcode: u32,
    },
}

impl LookupError {
    /// The error for a pair whose errcode is documented.
    const fn of_known_errcode(errcode: u32, sub_errcode: u32, has_sub_codes: bool) -> Self {
        if !has_sub_codes {
            Self::UnexpectedSubCode { errcode, sub_errcode }
        } else if sub_errcode == 0 {
            Self::SubCodeRequired { errcode }
        } else {
            Self::UnknownSubCode { errcode, sub_errcode }
        }
    }
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::UnknownCode { errcode } => {
                write!(f, "errcode {errcode} is not documented")?;
                documented(f, Code::ALL.iter().map(|code| code.errcode()))
            }
            Self::UnknownSubCode { errcode, sub_errcode } => {
                write!(f, "errcode {errcode} has no sub_errcode {sub_errcode}")?;
                documented(f, sub_errcodes(errcode))
            }
            Self::SubCodeRequired { errcode } => {
                write!(f, "errcode {errcode} means nothing without a sub_errcode")?;
                documented(f, sub_errcodes(errcode))
            }
            Self::UnexpectedSubCode { errcode, sub_errcode } => write!(
                f,
                "errcode {errcode} has no sub_errcode {sub_errcode}; it is documented without any"
            ),
        }
    }
}

impl core::error::Error for LookupError {}

fn sub_errcodes(errcode: u32) -> impl Iterator<Item = u16> {
    Code::in_group(errcode).iter().filter_map(|code| code.sub_errcode())
}

/// Writes ascending numbers, with runs of them as ranges: `100 to 104, 200, 300 to 309`.
fn documented(f: &mut fmt::Formatter<'_>, numbers: impl Iterator<Item = u16>) -> fmt::Result {
    let mut numbers = numbers.peekable();
    let mut separator = "; documented: ";
    while let Some(first) = numbers.next() {
        let mut last = first;
        while let Some(next) = numbers.next_if(|next| next - last <= 1) {
            last = next;
        }
        match last - first {
            0 => write!(f, "{separator}{first}")?,
            1 => write!(f, "{separator}{first}, {last}")?,
            _ => write!(f, "{separator}{first} to {last}")?,
        }
        separator = ", ";
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{LookupError, SLOTS, SPARSE, WINDOWS, documented, window};
    use crate::Code;
    use core::fmt;
    use std::string::ToString;

    /// The expected result, by comparing with every code.
    fn slow(errcode: u32, sub: u32) -> Result<Code, LookupError> {
        let mut group = Code::ALL.iter().filter(|code| u32::from(code.errcode()) == errcode);
        let Some(first) = group.clone().next() else {
            return Err(LookupError::UnknownCode { errcode });
        };
        let found = group.find(|code| u32::from(code.sub_errcode().unwrap_or(0)) == sub);
        found.copied().ok_or(match (first.sub_errcode(), sub) {
            (None, sub_errcode) => LookupError::UnexpectedSubCode { errcode, sub_errcode },
            (Some(_), 0) => LookupError::SubCodeRequired { errcode },
            (Some(_), sub_errcode) => LookupError::UnknownSubCode { errcode, sub_errcode },
        })
    }

    #[test]
    fn lookup_agrees_with_a_linear_search() {
        let edges = [u32::from(u16::MAX), 1 << 16, u32::MAX - 1, u32::MAX];
        for errcode in (0..300).chain(edges) {
            assert_eq!(Code::lookup(errcode, None), slow(errcode, 0));
            for sub in (0..1200).chain(edges) {
                assert_eq!(Code::lookup(errcode, Some(sub)), slow(errcode, sub));
            }
        }
    }

    #[test]
    fn every_slot_holds_the_code_of_its_pair() {
        let mut filled = 0;
        for &code in Code::ALL {
            let sub = u32::from(code.sub_errcode().unwrap_or(0));
            let window = window(code.errcode().into());
            if sub < window.len {
                assert_eq!(SLOTS[window.slot(sub)], Some(code));
                filled += 1;
            }
        }
        assert_eq!(SLOTS.iter().flatten().count(), filled);
        assert_eq!(SPARSE, filled < Code::ALL.len());
        for window in &WINDOWS {
            assert_eq!(SLOTS[window.slot(window.len)], None);
            assert_eq!(SLOTS[window.slot(u32::MAX)], None);
        }
        for (errcode, expected) in (0..).zip(&WINDOWS) {
            let window = window(errcode);
            assert_eq!((window.start, window.len), (expected.start, expected.len));
        }
        assert_eq!(window(u32::MAX).len, 0);
    }

    #[test]
    fn the_binary_search_agrees_with_a_linear_search() {
        for errcode in 0..60 {
            for sub in 0..800 {
                assert_eq!(super::search(errcode, sub), slow(errcode, sub));
            }
        }
    }

    #[test]
    fn groups_partition_all_codes() {
        let groups = (0..=u32::from(u16::MAX) + 1).chain([u32::MAX]);
        let codes: std::vec::Vec<Code> = groups.flat_map(Code::in_group).copied().collect();
        assert_eq!(codes, Code::ALL);
    }

    #[test]
    fn errors_list_the_documented_codes() {
        let message = |errcode, sub| Code::lookup(errcode, sub).unwrap_err().to_string();
        for (errcode, sub, start) in [
            (70_000, None, "errcode 70000 is not documented; documented: 0"),
            (18, Some(7), "errcode 18 has no sub_errcode 7; documented: 100"),
            (21, Some(0), "errcode 21 means nothing without a sub_errcode; documented: 100"),
            (5, Some(1), "errcode 5 has no sub_errcode 1; it is documented without any"),
        ] {
            let message = message(errcode, sub);
            assert!(message.starts_with(start), "{message}");
        }
    }

    #[test]
    fn consecutive_numbers_become_ranges() {
        struct Numbers(&'static [u16]);

        impl fmt::Display for Numbers {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                documented(f, self.0.iter().copied())
            }
        }

        for (numbers, text) in [
            (&[][..], ""),
            (&[7], "; documented: 7"),
            (&[7, 8], "; documented: 7, 8"),
            (&[7, 8, 9], "; documented: 7 to 9"),
            (&[0, 0, 1, 3, 65534, 65535], "; documented: 0, 1, 3, 65534, 65535"),
            (&[100, 101, 102, 200, 300, 301], "; documented: 100 to 102, 200, 300, 301"),
        ] {
            assert_eq!(Numbers(numbers).to_string(), text);
        }
    }
}
