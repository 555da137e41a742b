//! Ranges of codes, found by binary search.

use crate::generated::{Code, ERRCODES, SUB_ERRCODES};

/// The codes with an errcode.
pub(crate) const fn group(errcode: i64) -> &'static [Code] {
    range((errcode, 0), (errcode.saturating_add(1), 0))
}

/// The codes from one pair of numbers up to, but not including, another one.
pub(crate) const fn range(from: (i64, i64), to: (i64, i64)) -> &'static [Code] {
    let start = first_at_least(from);
    let end = first_at_least(to);
    Code::ALL.split_at(end).0.split_at(start).1
}

/// The index of the first code that is not less than the given pair.
const fn first_at_least((errcode, sub_errcode): (i64, i64)) -> usize {
    let (mut from, mut to) = (0, Code::ALL.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let (other, other_sub) = (ERRCODES[middle] as i64, SUB_ERRCODES[middle] as i64);
        if other > errcode || (other == errcode && other_sub >= sub_errcode) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}
