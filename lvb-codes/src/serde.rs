//! Serialization: the enums as their string form, `RawCode` as a struct.

mod raw_code;

use crate::generated::{Category, Code, Lang, Reason};
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// Parses the string form.
struct StringForm<T> {
    /// The type of the value, for error messages.
    name: &'static str,
    /// The expected value, for error messages.
    expected: &'static str,
    value: PhantomData<T>,
}

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for StringForm<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let name = self.name;
        text.parse().map_err(|error| E::custom(format_args!("invalid {name} {text:?}: {error}")))
    }
}

macro_rules! string_form {
    ($($type:ident $name:literal $expected:literal;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_ref())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (name, expected, value) = ($name, $expected, PhantomData);
                deserializer.deserialize_str(StringForm { name, expected, value })
            }
        }
    )*};
}

string_form! {
    Code "code" "a string such as \"18-202\" or \"5\" with a known code";
    Reason "reason" "the name of a reason";
    Category "category" "the name of a category";
    Lang "language" "the tag of a known language";
}

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::{Category, Code, Lang, Reason};
    use serde_json::{from_str, to_string};
    use std::collections::BTreeMap;
    use std::format;
    use std::string::ToString;

    #[test]
    fn values_serialize_as_strings() {
        assert_eq!(to_string(&Code::C18_202).unwrap(), r#""18-202""#);
        assert_eq!(to_string(&Reason::NoData).unwrap(), r#""NoData""#);
        assert_eq!(to_string(&Category::Account).unwrap(), r#""account""#);
        assert_eq!(to_string(&Lang::Ko).unwrap(), r#""ko""#);
    }

    #[test]
    fn all_values_round_trip_through_their_string() {
        macro_rules! round_trip {
            ($($name:ident)*) => {$(
                for value in $name::ALL {
                    let json = to_string(value).unwrap();
                    assert_eq!(json, format!("\"{value}\""));
                    assert_eq!(from_str::<$name>(&json).unwrap(), *value);
                }
            )*};
        }
        round_trip!(Code Reason Category Lang);
    }

    #[test]
    fn languages_deserialize_from_tags_and_locales() {
        for text in ["ko-KR", "ko_KR.UTF-8", "KO"] {
            assert_eq!(from_str::<Lang>(&format!("\"{text}\"")).unwrap(), Lang::Ko);
        }
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
        macro_rules! message {
            ($name:ident $json:literal) => {
                from_str::<$name>($json).unwrap_err().to_string()
            };
        }
        for (message, start) in [
            (
                message!(Code r#""18-999""#),
                r#"invalid code "18-999": errcode 18 with sub_errcode 999 is not known to this "#,
            ),
            (message!(Code r#""5-0""#), r#"invalid code "5-0": expected a form such as"#),
            (message!(Reason r#""Rain""#), r#"invalid reason "Rain": unknown reason; expected"#),
            (
                message!(Category r#""weather""#),
                r#"invalid category "weather": unknown category; known categories: "#,
            ),
            (message!(Lang r#""fr""#), r#"invalid language "fr": unknown language; known"#),
            (
                message!(Code "18"),
                r#"invalid type: integer `18`, expected a string such as "18-202" or "5" with a"#,
            ),
        ] {
            assert!(message.starts_with(start), "{message}");
        }
    }
}
