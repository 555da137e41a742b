//! The error for two integers that are not a known [`Code`].

use crate::generated::{Code, Lang};
use crate::range::group;
use core::fmt;

/// The error for two integers that this version does not know as a [`Code`].
///
/// Tencent may have added the code to its page after the edition that this version comes from.
/// [`RawCode`](crate::RawCode) keeps such a code and may infer its category. The message lists the
/// known codes with that errcode:
///
/// ```
/// use lvb_codes::Code;
///
/// let error = Code::lookup(21, Some(7)).unwrap_err();
/// let message = error.to_string();
/// assert!(message.starts_with("errcode 21 with sub_errcode 7 is not known to this version; known"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum LookupError {
    /// The errcode is not known.
    UnknownCode {
        /// The errcode that was looked up.
        errcode: i64,
    },
    /// The errcode is known with other sub-codes only.
    UnknownSubCode {
        /// The errcode that was looked up.
        errcode: i64,
        /// The `sub_errcode` that was looked up; never 0.
        sub_errcode: i64,
    },
    /// The errcode requires a `sub_errcode`, but it is missing or 0.
    ///
    /// Tencent's page about the callback does not list `sub_errcode`, so notifications may come
    /// without it.
    SubCodeRequired {
        /// The errcode that was looked up.
        errcode: i64,
    },
    /// The errcode is known without sub-codes, but has one here.
    UnexpectedSubCode {
        /// The errcode that was looked up.
        errcode: i64,
        /// The `sub_errcode` that was looked up; never 0.
        sub_errcode: i64,
    },
}

impl LookupError {
    /// The error for a pair whose errcode is known.
    #[inline]
    pub(crate) const fn of_known_errcode(
        errcode: i64,
        sub_errcode: i64,
        has_sub_codes: bool,
    ) -> Self {
        if !has_sub_codes {
            Self::UnexpectedSubCode { errcode, sub_errcode }
        } else if sub_errcode == 0 {
            Self::SubCodeRequired { errcode }
        } else {
            Self::UnknownSubCode { errcode, sub_errcode }
        }
    }

    /// The errcode that was looked up.
    #[must_use]
    pub const fn errcode(self) -> i64 {
        match self {
            Self::UnknownCode { errcode }
            | Self::UnknownSubCode { errcode, .. }
            | Self::SubCodeRequired { errcode }
            | Self::UnexpectedSubCode { errcode, .. } => errcode,
        }
    }

    /// The `sub_errcode` that was looked up, if it was part of the error.
    #[must_use]
    pub const fn sub_errcode(self) -> Option<i64> {
        match self {
            Self::UnknownCode { .. } | Self::SubCodeRequired { .. } => None,
            Self::UnknownSubCode { sub_errcode, .. }
            | Self::UnexpectedSubCode { sub_errcode, .. } => Some(sub_errcode),
        }
    }
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::UnknownCode { errcode } => {
                write!(f, "errcode {errcode} is not known to this version; known: ")?;
                numbers(f, Code::ALL.iter().map(|code| code.errcode()))?;
            }
            Self::UnknownSubCode { errcode, sub_errcode } => {
                write!(
                    f,
                    "errcode {errcode} with sub_errcode {sub_errcode} is not known to this \
                     version; known with errcode {errcode}: "
                )?;
                numbers(f, sub_errcodes(errcode))?;
            }
            Self::SubCodeRequired { errcode } => {
                write!(f, "errcode {errcode} requires a sub_errcode; known: ")?;
                numbers(f, sub_errcodes(errcode))?;
            }
            Self::UnexpectedSubCode { errcode, sub_errcode } => write!(
                f,
                "errcode {errcode} with sub_errcode {sub_errcode} is not known to this version; \
                 errcode {errcode} is known without a sub_errcode"
            )?,
        }
        edition(f)
    }
}

impl core::error::Error for LookupError {}

fn sub_errcodes(errcode: i64) -> impl Iterator<Item = u32> {
    group(errcode).iter().filter_map(|code| code.sub_errcode())
}

/// Writes ascending numbers, with runs of them as ranges: `100 to 104, 200, 300 to 309`.
fn numbers(f: &mut fmt::Formatter<'_>, numbers: impl Iterator<Item = u32>) -> fmt::Result {
    let mut numbers = numbers.peekable();
    let mut separator = "";
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

/// Writes the edition of the page that the codes come from, and where to look for newer codes.
fn edition(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let lang = Lang::default();
    if let Some(dated) = lang.dated() {
        write!(f, " (edition of {dated})")?;
    }
    if let Some(page) = lang.page() {
        write!(f, "; newer codes may be listed on {page}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{LookupError, edition, numbers};
    use crate::{Code, Lang, RawCode};
    use core::fmt;
    use std::string::{String, ToString};

    struct Written<F>(F);

    impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Written<F> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.0)(f)
        }
    }

    #[test]
    fn errors_list_what_this_version_knows() {
        let edition = Written(edition).to_string();
        let message = |errcode, sub| Code::lookup(errcode, sub).unwrap_err().to_string();
        for (errcode, sub, start) in [
            (70_000, None, "errcode 70000 is not known to this version; known: 0"),
            (
                18,
                Some(7),
                "errcode 18 with sub_errcode 7 is not known to this version; known with errcode \
                 18: 100",
            ),
            (21, Some(0), "errcode 21 requires a sub_errcode; known: 100"),
            (
                5,
                Some(1),
                "errcode 5 with sub_errcode 1 is not known to this version; errcode 5 is known \
                 without a sub_errcode",
            ),
        ] {
            let message = message(errcode, sub);
            assert!(message.starts_with(start), "{message}");
            assert!(message.ends_with(&edition), "{message}");
        }
    }

    #[test]
    fn errors_name_the_edition_and_the_page() {
        let lang = Lang::default();
        let expected: String = [
            lang.dated().map(|dated| std::format!(" (edition of {dated})")),
            lang.page().map(|page| std::format!("; newer codes may be listed on {page}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        assert_eq!(Written(edition).to_string(), expected);
    }

    #[test]
    fn errors_return_the_numbers() {
        for (errcode, sub) in [(-1, None), (18, None), (18, Some(-7)), (5, Some(1 << 40))] {
            let error = RawCode::new(errcode, sub).code().unwrap_err();
            assert_eq!((error.errcode(), error.sub_errcode()), (errcode, sub));
        }
        // An error about an unknown errcode has no `sub_errcode`.
        let error = RawCode::new(-1, Some(5)).code().unwrap_err();
        assert_eq!(error, LookupError::UnknownCode { errcode: -1 });
        assert_eq!(error.sub_errcode(), None);
    }

    #[test]
    fn consecutive_numbers_become_ranges() {
        for (list, text) in [
            (&[][..], ""),
            (&[7], "7"),
            (&[7, 8], "7, 8"),
            (&[7, 8, 9], "7 to 9"),
            (&[0, 0, 1, 3, 65534, 65535], "0, 1, 3, 65534, 65535"),
            (&[100, 101, 102, 200, 300, 301], "100 to 102, 200, 300, 301"),
        ] {
            let written = Written(|f: &mut fmt::Formatter<'_>| numbers(f, list.iter().copied()));
            assert_eq!(written.to_string(), text);
        }
    }
}
