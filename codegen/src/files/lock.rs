//! Locks on folders. They create no file, and end with the process, however it ends.

use crate::error::Error;
use crate::files::links;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Other readers may hold the lock too.
    Shared,
    Exclusive,
}

/// Locks the folders of all files, because another manifest may name one of the files too. All
/// processes lock folders in the same order, so they cannot deadlock.
pub(super) fn lock_folders<'a>(
    files: impl Iterator<Item = &'a PathBuf>,
    access: Access,
) -> Result<Vec<File>, Error> {
    let folders: BTreeSet<&Path> = files.map(|file| links::folder(file)).collect();
    let mut locks = Vec::new();
    for folder in folders.into_iter().filter(|folder| folder.exists()) {
        locks.extend(lock(folder, access).map_err(|error| {
            Error::new(format!("cannot lock the folder {}: {error}", folder.display()))
        })?);
    }
    Ok(locks)
}

#[cfg(unix)]
fn lock(folder: &Path, access: Access) -> io::Result<Option<File>> {
    let folder = File::open(folder)?;
    match access {
        Access::Shared => folder.lock_shared()?,
        Access::Exclusive => folder.lock()?,
    }
    Ok(Some(folder))
}

/// Folders cannot be locked here, so two runs at once are not protected from each other.
#[cfg(not(unix))]
fn lock(_: &Path, _: Access) -> io::Result<Option<File>> {
    Ok(None)
}
