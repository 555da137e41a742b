//! The string form that all traits of an enum agree on.

/// Implements `Display` and `AsRef<str>` by a method that returns the string form.
macro_rules! string_form {
    ($type:ident, $method:ident) => {
        #[doc = concat!("Writes the result of [`", stringify!($type), "::", stringify!($method), "`].")]
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.$method())
            }
        }

        #[doc = concat!("Returns the result of [`", stringify!($type), "::", stringify!($method), "`].")]
        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.$method()
            }
        }
    };
}

pub(crate) use string_form;
