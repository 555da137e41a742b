//! Where a document is published.

use crate::error::Error;
use crate::text::quoted;
use path_clean::PathClean;
use std::fmt;
use std::path::{Path, PathBuf};
use visible_text::is_invisible;

/// The location of a published document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An `http` or `https` URL.
    Url(String),
    /// A file.
    Path(PathBuf),
}

impl Location {
    /// Parses a location; a path is relative to `folder`.
    ///
    /// # Errors
    ///
    /// The text is a URL with another scheme, or has characters that no URL has.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Error> {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") if is_url(text) => Ok(Self::Url(text.to_owned())),
            Some("http" | "https") => Err(Error::new(format!("{} is not a URL", quoted(text)))
                .help("percent-encode white space, `<`, `>` and invisible characters")),
            Some(scheme) => Err(Error::new(format!("cannot fetch from a {scheme} URL"))
                .help("give an http or https URL, or the path of a file")),
            None => Ok(Self::Path(folder.join(text).clean())),
        }
    }
}

/// Returns whether a text with the scheme of a URL is safe to show as a link.
fn is_url(text: &str) -> bool {
    !text.contains(|char: char| {
        char.is_whitespace() || is_invisible(char) || matches!(char, '<' | '>')
    })
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::Path(path) => write!(f, "{}", path.display()),
        }
    }
}
