//! Reading a TOML file, with errors that point into it.

use crate::error::Error;
use doc_tables::normalize;
use doc_tables::{Source, Span};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use visible_text::visible;

pub(crate) fn parse<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T, Error> {
    toml::from_str(source.text()).map_err(|error| {
        let span = Span::new(source, error.span().unwrap_or(0..0));
        Error::new(visible(&normalize(error.message()))).at(span)
    })
}
