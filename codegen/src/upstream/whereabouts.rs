//! Hints at the new place of a missing page.

use super::location::Location;
use crate::manifest::Language;
use percent_encoding::percent_decode_str;

/// Returns hints at the new place of a missing page: its rendered form, its folder, its file name.
pub(super) fn of(language: &Language, location: &Location) -> String {
    let location = percent_decode_str(&location.to_string()).decode_utf8_lossy().into_owned();
    let (folder, file) = location.rsplit_once('/').unwrap_or((".", &location));
    let page = match &language.page {
        Some(page) => format!("read {page}, "),
        None => String::new(),
    };
    // Upstream has renamed the page several times, but the end of its file name stayed.
    let suffix = file.find('_').map_or(file, |at| &file[at..]);
    format!(
        "the page may have moved: {page}look into {folder}, and search the repository for {file} and \
         for names that end in {suffix}"
    )
}
