//! Macros that turn the rows of `generated.rs` into enums, documentation and tables.
//!
//! A row holds everything about one variant, so each text is written once. Each column becomes a
//! table of its own, and each language has its own tables of texts, so that a program links only the
//! tables that it reads.

/// Rows of the form `Ko "ko" "한국어" "Korean" page "https://…" dated "2021-03-23";`. A language
/// whose English name equals its own name has one name; the page and its date are optional.
macro_rules! languages {
    ($(
        $lang:ident $tag:literal $native_name:literal $($english_name:literal)?
            $(page $page:literal)? $(dated $dated:literal)?;
    )*) => {
        /// A language of the documentation page.
        ///
        /// The first one is the reference language: the generator compares the pages of the other
        /// languages with its page. It is also the [default](Lang::default).
        ///
        /// The order of the languages may change between versions.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Lang {
            $(
                #[doc = concat!(
                    "`", $tag, "`: ", $native_name $(, " (", $english_name, ")")?
                    $(, ", edition of ", $dated)?, "."
                )]
                $lang,
            )*
        }

        impl Lang {
            /// All languages. The first one is the reference language.
            pub const ALL: &'static [Self] = &[$(Self::$lang),*];

            /// The texts of the reasons, indexed by `Reason as usize`.
            #[inline]
            pub(crate) const fn reason_texts(self) -> &'static [&'static str; Reason::ALL.len()] {
                match self {
                    $(Self::$lang => {
                        static TEXTS: [&str; Reason::ALL.len()] =
                            $crate::texts::reason_texts(Lang::$lang);
                        &TEXTS
                    })*
                }
            }

            /// The texts of the codes, indexed by `Code as usize`.
            #[inline]
            pub(crate) const fn code_texts(self) -> &'static [&'static str; Code::ALL.len()] {
                match self {
                    $(Self::$lang => {
                        static TEXTS: [&str; Code::ALL.len()] =
                            $crate::texts::code_texts(Lang::$lang);
                        &TEXTS
                    })*
                }
            }
        }

        // Indexed by `Lang as usize`.
        pub(crate) static LANG_TAGS: [&str; Lang::ALL.len()] = [$($tag),*];
        pub(crate) static NATIVE_NAMES: [&str; Lang::ALL.len()] = [$($native_name),*];
        pub(crate) static PAGES: [Option<&str>; Lang::ALL.len()] =
            [$($crate::table::option!($($page)?)),*];
        pub(crate) static EDITIONS: [Option<&str>; Lang::ALL.len()] =
            [$($crate::table::option!($($dated)?)),*];
    };
}

/// Rows of the form `Quota "quota" "a limit on the number of pushes" [PushQuotaExceeded …];`, with
/// the reasons of the category. The meaning is Markdown, and optional.
macro_rules! categories {
    ($($category:ident $name:literal $($meaning:literal)? [$($reason:ident)*];)*) => {
        /// The kind of fault that a reason describes, for routing alerts.
        ///
        /// The grouping belongs to this project, not to Tencent. The order of the categories may
        /// change between versions.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Category {
            $(
                #[doc = concat!("`", $name, "`" $(, ": ", $meaning)?, ".")]
                #[doc = ""]
                $(#[doc = concat!("- [`Reason::", stringify!($reason), "`]")])*
                $category,
            )*
        }

        impl Category {
            /// All categories.
            pub const ALL: &'static [Self] = &[$(Self::$category),*];
        }

        // Indexed by `Category as usize`.
        pub(crate) static CATEGORY_NAMES: [&str; Category::ALL.len()] = [$($name),*];
        pub(crate) static CATEGORY_REASONS: [&[Reason]; Category::ALL.len()] =
            [$(&[$(Reason::$reason),*]),*];
    };
}

/// Rows of the form `NoData Idle [C8 C20] "en" "…" "ko" "…" note "…" alias "…" "…";`, with the
/// category, the codes, a text for each language, an optional note, and optional aliases for the search
/// of rustdoc. A text or note that Markdown would change is followed by the Markdown that renders it, in
/// brackets.
///
/// Defines the macro `texts!` for the documentation of the codes.
macro_rules! reasons {
    ($(
        $reason:ident $category:ident [$first:ident $($code:ident)*]
            $($tag:literal $text:literal $([$markdown:literal])?)*
            $(note $note:literal $([$note_markdown:literal])?)? $(alias $($alias:literal)*)?;
    )*) => {
        macro_rules! texts {
            $(
                ($reason list) => {
                    concat!(
                        $("- ", $tag, ": ", $crate::table::markdown!($text $($markdown)?), "\n",)*
                        $("\n", $crate::table::markdown!($note $($note_markdown)?))?
                    )
                };
                ($reason cells) => {
                    concat!(
                        "[`", stringify!($reason), "`](Reason::", stringify!($reason), ") | [`",
                        stringify!($category), "`](Category::", stringify!($category), ") |"
                        $(, " ", $crate::table::markdown!($text $($markdown)?), " |")*
                    )
                };
            )*
        }

        /// The reason for an interruption, shared by one or more codes.
        ///
        /// The names belong to this project. They never change, even if a page is reworded. The
        /// texts belong to Tencent. They address the owner of the account, not the viewers of the
        /// stream.
        ///
        /// The order of the reasons may change between versions.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Reason {
            $(
                #[doc = concat!(
                    "Category [`", stringify!($category), "`](Category::", stringify!($category),
                    "), [`", stringify!($first), "`](Code::", stringify!($first), ")"
                    $(, ", [`", stringify!($code), "`](Code::", stringify!($code), ")")*, "."
                )]
                #[doc = ""]
                #[doc = texts!($reason list)]
                $(#[doc(alias($($alias),*))])?
                $reason,
            )*
        }

        impl Reason {
            /// All reasons.
            pub const ALL: &'static [Self] = &[$(Self::$reason),*];
        }

        // Indexed by `Reason as usize`.
        pub(crate) static REASON_NAMES: [&str; Reason::ALL.len()] = [$(stringify!($reason)),*];
        pub(crate) static REASON_CATEGORIES: [Category; Reason::ALL.len()] =
            [$(Category::$category),*];
        pub(crate) static REASON_CODES: [&[Code]; Reason::ALL.len()] =
            [$(&[Code::$first $(, Code::$code)*]),*];
        pub(crate) static REASON_NOTES: [Option<&str>; Reason::ALL.len()] =
            [$($crate::table::option!($($note)?)),*];
        /// Only constant evaluation reads this table, so it is not linked.
        pub(crate) const REASON_TEXTS: [[&str; Lang::ALL.len()]; Reason::ALL.len()] =
            [$([$($text),*]),*];
    };
}

/// The names of the languages, and rows of the form `C16 "16" 16 0 InternalError { Ko "…" };`, with
/// the `sub_errcode` or 0, the reason, and in braces the texts that differ from the reason's.
/// `corrected [Ko]` lists the languages whose page has a wrong text. `retired "2024-05-01"` is the day
/// since which upstream lacks the code.
macro_rules! codes {
    (
        [$($native_name:literal)*]
        $(
            $code:ident $string:literal $errcode:literal $sub_errcode:literal $reason:ident
                $({ $($lang:ident $text:literal $([$markdown:literal])?)* })?
                $(corrected [$($corrected:ident)*])? $(retired $since:literal)?;
        )*
    ) => {
        /// A documented code: an `errcode`, and for some codes a `sub_errcode`.
        ///
        /// Codes are ordered by `errcode`, then by `sub_errcode`. Casting with `as` yields the
        /// position of the variant, which is not stable; use [`Code::errcode`] and
        /// [`Code::sub_errcode`]. [`RawCode`](crate::RawCode) also holds codes that are not
        /// documented.
        ///
        #[doc = concat!("| code | reason | category |" $(, " ", $native_name, " |")*)]
        #[doc = concat!("|---|---|---|" $(, $crate::table::rule!($native_name))*)]
        $(#[doc = concat!(
            "| [`", $string, "`](Code::", stringify!($code), ") | ", texts!($reason cells)
        )])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", $string, "`, [`Reason::", stringify!($reason), "`].")]
                #[doc = ""]
                #[doc = texts!($reason list)]
                $($(
                    #[doc = concat!(
                        "\nThe row of this code differs in [`Lang::", stringify!($lang), "`]: ",
                        $crate::table::markdown!($text $($markdown)?)
                    )]
                )*)?
                $($(
                    #[doc = concat!(
                        "\nThe page of [`Lang::", stringify!($corrected),
                        "`] has another text, which is wrong; this one is corrected."
                    )]
                )*)?
                $(#[doc = concat!(
                    "\nRetired: the documentation page has not listed this code since ", $since,
                    ". Old logs may contain it."
                )])?
                #[doc(alias = $string)]
                $code,
            )*
        }

        impl Code {
            /// All codes, in ascending order.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];
        }

        // Indexed by `Code as usize`.
        pub(crate) static CODE_STRINGS: [&str; Code::ALL.len()] = [$($string),*];
        pub(crate) static ERRCODES: [u16; Code::ALL.len()] = [$($errcode),*];
        pub(crate) static SUB_ERRCODES: [u16; Code::ALL.len()] = [$($sub_errcode),*];
        pub(crate) static CODE_REASONS: [Reason; Code::ALL.len()] = [$(Reason::$reason),*];
        /// The texts of rows that differ from the text of their reason.
        pub(crate) const OWN_TEXTS: &[(Code, Lang, &str)] =
            &[$($($((Code::$code, Lang::$lang, $text),)*)?)*];
    };
}

/// A text as Markdown.
macro_rules! markdown {
    ($text:literal) => {
        $text
    };
    ($text:literal $markdown:literal) => {
        $markdown
    };
}

/// The rule below the heading of a table's column.
macro_rules! rule {
    ($heading:literal) => {
        "---|"
    };
}

macro_rules! option {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
}

pub(crate) use {categories, codes, languages, markdown, option, reasons, rule};
