//! The lookup of a [`Code`] by its two integers.

use crate::generated::Code;
use crate::lookup_error::LookupError;
use crate::range::{group, range};
use crate::windows::{SPARSE, code_in, window};

impl Code {
    /// Returns the code of the `errcode` and `sub_errcode` fields of a notification.
    ///
    /// `Some(0)` equals `None`, because a notification writes 0 for a missing `sub_errcode`.
    ///
    /// # Errors
    ///
    /// Returns a [`LookupError`] if this version does not know the pair.
    /// [`RawCode`](crate::RawCode) keeps such a pair.
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
        find(errcode as i64, sub_errcode as i64)
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
        group(errcode as i64)
    }
}

/// Finds a code by its numbers; a `sub_errcode` of 0 means that there is none.
#[inline]
pub(crate) const fn find(errcode: i64, sub_errcode: i64) -> Result<Code, LookupError> {
    let window = window(errcode);
    match code_in(window, sub_errcode) {
        Some(code) => Ok(code),
        None if SPARSE => search(errcode, sub_errcode),
        None if window.len == 0 => Err(LookupError::UnknownCode { errcode }),
        // A window of one slot belongs to an errcode without sub-codes. The error is built without
        // reading memory, so that it costs nothing if the caller ignores it.
        None => Err(LookupError::of_known_errcode(errcode, sub_errcode, window.len > 1)),
    }
}

/// Finds a code that has no slot.
const fn search(errcode: i64, sub_errcode: i64) -> Result<Code, LookupError> {
    if let Some(code) =
        range((errcode, sub_errcode), (errcode, sub_errcode.saturating_add(1))).first()
    {
        return Ok(*code);
    }
    match group(errcode).first() {
        None => Err(LookupError::UnknownCode { errcode }),
        Some(code) => {
            let has_sub_codes = code.sub_errcode().is_some();
            Err(LookupError::of_known_errcode(errcode, sub_errcode, has_sub_codes))
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{find, range, search};
    use crate::{Code, LookupError};

    /// The expected result, by comparing with every code.
    fn slow(errcode: i64, sub_errcode: i64) -> Result<Code, LookupError> {
        let mut group = Code::ALL.iter().filter(|code| i64::from(code.errcode()) == errcode);
        let Some(first) = group.clone().next() else {
            return Err(LookupError::UnknownCode { errcode });
        };
        let found = group.find(|code| i64::from(code.sub_errcode().unwrap_or(0)) == sub_errcode);
        found.copied().ok_or(match (first.sub_errcode(), sub_errcode) {
            (None, _) => LookupError::UnexpectedSubCode { errcode, sub_errcode },
            (Some(_), 0) => LookupError::SubCodeRequired { errcode },
            (Some(_), _) => LookupError::UnknownSubCode { errcode, sub_errcode },
        })
    }

    #[test]
    fn lookup_agrees_with_a_linear_search() {
        let edges = [u32::from(u16::MAX), 1 << 16, u32::MAX - 1, u32::MAX];
        for errcode in (0..300).chain(edges) {
            assert_eq!(Code::lookup(errcode, None), slow(errcode.into(), 0));
            for sub in (0..1200).chain(edges) {
                assert_eq!(Code::lookup(errcode, Some(sub)), slow(errcode.into(), sub.into()));
            }
        }
    }

    #[test]
    fn numbers_outside_u32_are_unknown() {
        let edges = [i64::MIN, i64::MIN + 1, -202, -1, 1 << 32, (1 << 32) + 18, i64::MAX];
        for errcode in edges.into_iter().chain([0, 5, 18, 21]) {
            for sub in edges.into_iter().chain([0, 100, 202]) {
                assert_eq!(find(errcode, sub), slow(errcode, sub), "{errcode} {sub}");
                assert_eq!(search(errcode, sub), slow(errcode, sub), "{errcode} {sub}");
            }
        }
    }

    #[test]
    fn the_binary_search_agrees_with_a_linear_search() {
        for errcode in 0..60 {
            for sub in 0..800 {
                assert_eq!(search(errcode, sub), slow(errcode, sub));
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
    fn ranges_exclude_their_end() {
        assert_eq!(range((18, 600), (18, 601)), [Code::C18_600]);
        assert_eq!(range((19, 0), (20, 0)), [Code::C19]);
        assert_eq!(range((19, 1), (20, 0)), []);
        assert_eq!(range((i64::MIN, i64::MIN), (i64::MAX, i64::MAX)), Code::ALL);
    }
}
