//! Serialization as strings: `"18-202"`, the names of reasons and categories, language tags.

use crate::generated::{CODE_ROWS, Category, Code, Lang, Reason};
use core::fmt;
use core::marker::PhantomData;
use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// An enum that serializes as a string.
trait AsStr: Copy + 'static {
    const VALUES: &'static [Self];

    /// The expected value, for error messages.
    const EXPECTED: &'static str;

    fn as_str(self) -> &'static str;

    fn read<E: Error>(text: &str) -> Result<Self, E> {
        let found = Self::VALUES.iter().copied().find(|value| value.as_str() == text);
        found.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &Self::EXPECTED))
    }
}

impl AsStr for Code {
    const VALUES: &'static [Self] = Self::ALL;
    const EXPECTED: &'static str = "a documented code such as `18-202`";

    fn as_str(self) -> &'static str {
        CODE_ROWS[self as usize].written
    }

    /// Adds the cause to the message.
    fn read<E: Error>(text: &str) -> Result<Self, E> {
        text.parse().map_err(|error| E::custom(format_args!("invalid code {text:?}: {error}")))
    }
}

impl AsStr for Reason {
    const VALUES: &'static [Self] = Self::ALL;
    const EXPECTED: &'static str = "the name of a reason";

    fn as_str(self) -> &'static str {
        self.name()
    }
}

impl AsStr for Category {
    const VALUES: &'static [Self] = Self::ALL;
    const EXPECTED: &'static str = "the name of a category";

    fn as_str(self) -> &'static str {
        self.name()
    }
}

impl AsStr for Lang {
    const VALUES: &'static [Self] = Self::ALL;
    const EXPECTED: &'static str = "the tag of a documented language";

    fn as_str(self) -> &'static str {
        self.tag()
    }
}

struct StrVisitor<T>(PhantomData<T>);

impl<T: AsStr> Visitor<'_> for StrVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text)
    }
}

macro_rules! as_str {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(StrVisitor(PhantomData))
            }
        }
    )*};
}

as_str!(Code Reason Category Lang);

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::{Category, Code, Lang, Reason};
    use serde_json::{from_str, to_string};
    use std::collections::BTreeMap;
    use std::string::ToString;

    #[test]
    fn values_serialize_as_strings() {
        assert_eq!(to_string(&Code::C18_202).unwrap(), r#""18-202""#);
        assert_eq!(to_string(&Reason::NoData).unwrap(), r#""NoData""#);
        assert_eq!(to_string(&Category::Account).unwrap(), r#""account""#);
        assert_eq!(to_string(&Lang::Ko).unwrap(), r#""ko""#);
    }

    #[test]
    fn all_values_round_trip() {
        macro_rules! round_trip {
            ($($name:ident)*) => {$(
                for value in $name::ALL {
                    assert_eq!(from_str::<$name>(&to_string(value).unwrap()).unwrap(), *value);
                }
            )*};
        }
        round_trip!(Code Reason Category Lang);
    }

    #[test]
    fn codes_are_map_keys() {
        let counts = BTreeMap::from([(Code::C18_202, 2), (Code::C5, 1)]);
        let json = to_string(&counts).unwrap();
        assert_eq!(json, r#"{"5":1,"18-202":2}"#);
        assert_eq!(from_str::<BTreeMap<Code, i32>>(&json).unwrap(), counts);
    }

    #[test]
    fn messages_quote_unknown_values() {
        let error = from_str::<Code>(r#""18-999""#).unwrap_err().to_string();
        assert!(
            error.starts_with(r#"invalid code "18-999": errcode 18 has no sub_errcode 999; "#),
            "{error}"
        );
        let error = from_str::<Code>(r#""5-0""#).unwrap_err().to_string();
        assert!(error.starts_with(r#"invalid code "5-0": not of the form"#), "{error}");
        let error = from_str::<Reason>(r#""Rain""#).unwrap_err().to_string();
        assert!(error.contains(r#""Rain""#), "{error}");
        let error = from_str::<Category>(r#""weather""#).unwrap_err().to_string();
        assert!(error.contains(r#""weather""#), "{error}");
        let error = from_str::<Lang>(r#""fr""#).unwrap_err().to_string();
        assert!(error.contains(r#""fr""#), "{error}");
        let error = from_str::<Code>("18").unwrap_err().to_string();
        assert!(
            error.starts_with("invalid type: integer `18`, expected a documented code such as"),
            "{error}"
        );
    }
}
