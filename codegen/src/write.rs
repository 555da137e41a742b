//! Replacing a file: a reader sees the old text or the new one, never a part of either.

use crate::error::Error;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// Writes to a new file beside the old one, and puts it in its place.
pub(crate) fn write_atomically(path: &Path, text: &str) -> Result<(), Error> {
    replace(path, text)
        .map_err(|error| Error::new(format!("cannot write {}: {error}", path.display())))
}

fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    // A symbolic link stays one: what it points to is replaced, or made.
    let target = match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => match fs::read_link(path) {
            Ok(link) => path.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => path.to_owned(),
        },
        target => target?,
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = temporary(folder.unwrap_or(Path::new(".")))?;
    match fs::metadata(&target) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        metadata => file.as_file().set_permissions(metadata?.permissions())?,
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
}

#[cfg(unix)]
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // Like any new file, and unlike a temporary one: readable by whom the umask lets.
    let permissions = fs::Permissions::from_mode(0o666);
    Builder::new().permissions(permissions).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    Builder::new().tempfile_in(folder)
}
