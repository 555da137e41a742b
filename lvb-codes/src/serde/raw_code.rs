//! `RawCode` as a struct of `errcode` and `sub_errcode`, lenient where senders differ.

use crate::raw_code::RawCode;
use core::fmt;
use core::marker::PhantomData;
use serde_core::de::{
    Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

const FIELDS: &[&str] = &["errcode", "sub_errcode"];

impl Serialize for RawCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("RawCode", FIELDS.len())?;
        fields.serialize_field("errcode", &self.errcode())?;
        fields.serialize_field("sub_errcode", &self.sub_errcode())?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for RawCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Under `#[serde(flatten)]` this leaves all other fields to the rest of the event.
        deserializer.deserialize_struct("RawCode", FIELDS, Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = RawCode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an errcode and a sub_errcode")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawCode, A::Error> {
        let (mut errcode, mut sub_errcode) = (None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Errcode if errcode.is_some() => {
                    return Err(Error::duplicate_field("errcode"));
                }
                Field::SubErrcode if sub_errcode.is_some() => {
                    return Err(Error::duplicate_field("sub_errcode"));
                }
                Field::Errcode => errcode = Some(map.next_value::<Number<i64>>()?.0),
                Field::SubErrcode => sub_errcode = Some(map.next_value::<Number<Option<i64>>>()?.0),
                Field::Other => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        let errcode = errcode.ok_or_else(|| Error::missing_field("errcode"))?;
        Ok(RawCode::new(errcode, sub_errcode.flatten()))
    }

    /// Binary formats write a struct without the names of its fields.
    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<RawCode, A::Error> {
        let errcode = fields.next_element::<Number<i64>>()?;
        let Number(errcode) = errcode.ok_or_else(|| Error::invalid_length(0, &self))?;
        let sub_errcode = fields.next_element::<Number<Option<i64>>>()?;
        let Number(sub_errcode) = sub_errcode.ok_or_else(|| Error::invalid_length(1, &self))?;
        Ok(RawCode::new(errcode, sub_errcode))
    }
}

enum Field {
    Errcode,
    SubErrcode,
    Other,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Field, E> {
                Ok(match name {
                    "errcode" => Field::Errcode,
                    "sub_errcode" => Field::SubErrcode,
                    _ => Field::Other,
                })
            }

            /// The names of columns in CSV are bytes.
            fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Field, E> {
                self.visit_str(core::str::from_utf8(name).unwrap_or_default())
            }
        }

        deserializer.deserialize_identifier(Name)
    }
}

/// The value of a field: an `i64`, or an `Option<i64>` where it may be absent.
struct Number<T>(T);

/// The two types of [`Number`].
trait Value: Sized {
    const EXPECTED: &str;

    /// The value of a number.
    fn some(number: i64) -> Self;

    /// The value of null or an empty string, if it may be absent.
    fn none() -> Option<Self>;
}

impl Value for i64 {
    const EXPECTED: &str = "an integer, or a string with an integer";

    fn some(number: i64) -> Self {
        number
    }

    fn none() -> Option<Self> {
        None
    }
}

impl Value for Option<i64> {
    const EXPECTED: &str = "an integer, a string with an integer, or null";

    fn some(number: i64) -> Self {
        Some(number)
    }

    fn none() -> Option<Self> {
        Some(None)
    }
}

impl<'de, T: Value + Deserialize<'de>> Deserialize<'de> for Number<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Lenient(PhantomData)).map(Self)
        } else {
            T::deserialize(deserializer).map(Self)
        }
    }
}

/// Reads a number in any of the ways that senders write it.
struct Lenient<T>(PhantomData<T>);

impl<'de, T: Value> Visitor<'de> for Lenient<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Ok(T::some(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let invalid = |_| E::invalid_value(Unexpected::Unsigned(number), &self);
        i64::try_from(number).map(T::some).map_err(invalid)
    }

    /// Some senders keep all numbers as floats.
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        /// 2^53: a float represents every integer up to this one exactly.
        const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

        if number.abs() > MAX_WHOLE || number % 1.0 != 0.0 {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        #[expect(clippy::cast_possible_truncation, reason = "a whole number within bounds")]
        Ok(T::some(number as i64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let number = match text.trim() {
            "" => T::none(),
            digits => digits.parse().ok().map(T::some),
        };
        number.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    /// Null in JSON.
    fn visit_unit<E: Error>(self) -> Result<T, E> {
        T::none().ok_or_else(|| E::invalid_type(Unexpected::Unit, &self))
    }

    /// `None` in RON.
    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::{Code, RawCode};
    use serde::{Deserialize, Serialize};
    use serde_json::{from_str, to_string};
    use std::collections::BTreeMap;
    use std::format;
    use std::string::{String, ToString};

    #[derive(PartialEq, Debug, Serialize, Deserialize)]
    struct Notification {
        event_type: u8,
        #[serde(flatten)]
        code: RawCode,
        #[serde(flatten)]
        rest: BTreeMap<String, serde_json::Value>,
    }

    fn read(fields: &str) -> Result<RawCode, String> {
        let alone = from_str::<RawCode>(&format!("{{{fields}}}"));
        let flat =
            from_str::<Notification>(&format!(r#"{{"event_type":0,"app":"a",{fields},"t":1}}"#));
        let flat = flat.map(|event| {
            assert_eq!(event.rest.keys().collect::<std::vec::Vec<_>>(), ["app", "t"]);
            event.code
        });
        let (alone, flat) = (alone.map_err(|e| e.to_string()), flat.map_err(|e| e.to_string()));
        assert_eq!(alone.is_ok(), flat.is_ok(), "{fields}: {alone:?}, {flat:?}");
        assert_eq!(alone.as_ref().ok(), flat.as_ref().ok(), "{fields}");
        alone
    }

    #[test]
    fn every_way_to_write_the_numbers_is_read() {
        for (fields, raw) in [
            (r#""errcode":18,"sub_errcode":202"#, RawCode::new(18, Some(202))),
            (r#""sub_errcode":202,"errcode":18"#, RawCode::new(18, Some(202))),
            (r#""errcode":"18","sub_errcode":" 202 ""#, RawCode::new(18, Some(202))),
            (r#""errcode":18.0,"sub_errcode":2.02e2"#, RawCode::new(18, Some(202))),
            (r#""errcode":5"#, RawCode::new(5, None)),
            (r#""errcode":5,"sub_errcode":0"#, RawCode::new(5, None)),
            (r#""errcode":5,"sub_errcode":"0""#, RawCode::new(5, None)),
            (r#""errcode":5,"sub_errcode":null"#, RawCode::new(5, None)),
            (r#""errcode":5,"sub_errcode":"""#, RawCode::new(5, None)),
            (r#""errcode":-1,"sub_errcode":-2"#, RawCode::new(-1, Some(-2))),
            (r#""errcode":"-1""#, RawCode::new(-1, None)),
            (r#""errcode":-9223372036854775808"#, RawCode::new(i64::MIN, None)),
            (r#""errcode":9223372036854775807"#, RawCode::new(i64::MAX, None)),
        ] {
            assert_eq!(read(fields), Ok(raw), "{fields}");
        }
    }

    #[test]
    fn messages_say_what_is_wrong() {
        for (fields, message) in [
            (r#""sub_errcode":1"#, "missing field `errcode`"),
            (r#""errcode":null"#, "invalid type: null, expected an integer, or a string with"),
            (r#""errcode":"""#, r#"invalid value: string "", expected an integer, or a string"#),
            (r#""errcode":"x""#, r#"invalid value: string "x", expected an integer"#),
            (r#""errcode":1.5"#, "invalid value: floating point `1.5`, expected an integer"),
            (r#""errcode":1e300"#, "invalid value: floating point `1e+300`, expected an integer"),
            (r#""errcode":true"#, "invalid type: boolean `true`, expected an integer"),
            (r#""errcode":[1]"#, "invalid type: sequence, expected an integer"),
            (r#""errcode":9223372036854775808"#, "invalid value: integer `9223372036854775808`"),
            (r#""errcode":1,"errcode":2"#, "duplicate field `errcode`"),
            (r#""errcode":1,"sub_errcode":{}"#, "invalid type: map, expected an integer, a str"),
            (r#""errcode":1,"sub_errcode":2,"sub_errcode":2"#, "duplicate field `sub_errcode`"),
        ] {
            let error = read(fields).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn an_event_without_an_errcode_has_none() {
        #[derive(Deserialize)]
        struct Any {
            #[serde(flatten)]
            code: Option<RawCode>,
        }

        assert_eq!(from_str::<Any>(r#"{"event_type":100}"#).unwrap().code, None);
        let any: Any = from_str(r#"{"errcode":"5"}"#).unwrap();
        assert_eq!(any.code, Some(RawCode::new(5, None)));
    }

    #[test]
    fn the_columns_of_csv_are_read() {
        #[derive(Deserialize)]
        struct Row {
            app: String,
            #[serde(flatten)]
            code: RawCode,
        }

        let text = "app,errcode,sub_errcode\na,18,202\na,5,\na,5,0\n";
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let codes: Result<std::vec::Vec<RawCode>, _> = reader.deserialize().collect();
        let expected = [RawCode::new(18, Some(202)), RawCode::new(5, None), RawCode::new(5, None)];
        assert_eq!(codes.unwrap(), expected);

        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Result<std::vec::Vec<Row>, _> = reader.deserialize().collect();
        for (row, code) in rows.unwrap().iter().zip(expected) {
            assert_eq!((row.app.as_str(), row.code), ("a", code));
        }
    }

    #[test]
    fn json_has_two_fields() {
        let event =
            Notification { event_type: 0, code: Code::C18_202.into(), rest: BTreeMap::new() };
        let json = to_string(&event).unwrap();
        assert_eq!(json, r#"{"event_type":0,"errcode":18,"sub_errcode":202}"#);
        assert_eq!(from_str::<Notification>(&json).unwrap(), event);

        let raw = RawCode::new(-1, None);
        assert_eq!(to_string(&raw).unwrap(), r#"{"errcode":-1,"sub_errcode":null}"#);
        assert_eq!(from_str::<RawCode>(&to_string(&raw).unwrap()).unwrap(), raw);
    }

    #[test]
    fn binary_formats_round_trip() {
        let numbers = [i64::MIN, -1, 0, 18, 202, i64::MAX];
        for (errcode, sub_errcode) in numbers.into_iter().flat_map(|a| numbers.map(|b| (a, b))) {
            let raw = RawCode::new(errcode, Some(sub_errcode));
            let bytes = postcard::to_allocvec(&raw).unwrap();
            assert_eq!(postcard::from_bytes::<RawCode>(&bytes).unwrap(), raw);
        }
        assert!(postcard::from_bytes::<RawCode>(&[]).is_err());
        assert!(postcard::from_bytes::<RawCode>(&[36]).is_err());
    }
}
