//! The manifest and the names, opened once for a command.
//!
//! This is the one place that decides which process waits, recovers or only reads.

use crate::error::Error;
use crate::files;
use crate::files::transaction::{ReadLock, Recovery, Transaction, is_interrupted};
use crate::manifest::Manifest;
use crate::names::Names;
use std::path::{Path, PathBuf};

/// The manifest and the names, with the right to read or to replace the files that they name.
#[derive(Debug)]
pub struct Checkout<Right> {
    /// The manifest.
    pub manifest: Manifest,
    /// The names.
    pub names: Names,
    /// The lock or the transaction, which keeps other processes out; `()` after [`Checkout::unlock`].
    pub right: Right,
}

impl Checkout<ReadLock> {
    /// Opens the files for reading. Waits for a process that replaces them; never writes.
    ///
    /// # Errors
    ///
    /// A file cannot be read or is not valid, or an interrupted update waits to be finished.
    pub fn read(manifest: Option<&Path>) -> Result<Self, Error> {
        let (manifest, right) = lock(&find(manifest)?, read_lock)?;
        Ok(Self { names: Names::read(&manifest.names)?, manifest, right })
    }

    /// Releases the lock, for a wait of unknown length.
    pub fn unlock(self) -> Checkout<()> {
        Checkout { manifest: self.manifest, names: self.names, right: () }
    }
}

impl Checkout<Transaction> {
    /// Opens the files for replacing them. Waits until no other process reads or replaces them. If
    /// this finishes an interrupted update, it calls `finished`.
    ///
    /// # Errors
    ///
    /// A file cannot be read, is not valid, or cannot be written.
    pub fn write(manifest: Option<&Path>, finished: &dyn Fn()) -> Result<Self, Error> {
        let begin = |manifest: &Manifest| {
            let (transaction, recovery) = Transaction::begin(&manifest.path, &manifest.files())?;
            if recovery == Recovery::Finished {
                finished();
            }
            Ok(transaction)
        };
        let (manifest, right) = lock(&find(manifest)?, begin)?;
        Ok(Self { names: Names::read(&manifest.names)?, manifest, right })
    }
}

/// Opens the manifest alone for reading, for a command that needs no names.
///
/// # Errors
///
/// The manifest cannot be read or is not valid, or an interrupted update waits to be finished.
pub fn read_manifest(manifest: Option<&Path>) -> Result<Manifest, Error> {
    let (manifest, _lock) = lock(&find(manifest)?, read_lock)?;
    Ok(manifest)
}

/// Reads the manifest and locks its files. If another process changes the manifest before the lock is
/// held, it is read again.
fn lock<Right>(
    path: &Path,
    lock: impl Fn(&Manifest) -> Result<Right, Error>,
) -> Result<(Manifest, Right), Error> {
    loop {
        let manifest = Manifest::read(path)?;
        let right = lock(&manifest)?;
        if files::read(path)?.text() == manifest.source.text() {
            return Ok((manifest, right));
        }
    }
}

fn read_lock(manifest: &Manifest) -> Result<ReadLock, Error> {
    let lock = ReadLock::new(&manifest.files());
    if is_interrupted(&manifest.path) {
        let path = manifest.path.display();
        return Err(Error::new(format!("an update by {path} was interrupted"))
            .help("run `cargo codegen generate` to finish it"));
    }
    Ok(lock)
}

/// Returns the given path, or `docs/sources.toml` in the current directory or the nearest one above
/// that has it. That path is relative, so that messages show paths as a user would type them.
fn find(manifest: Option<&Path>) -> Result<PathBuf, Error> {
    if let Some(path) = manifest {
        if path.is_dir() {
            let file = path.join("sources.toml");
            return Err(Error::new(format!("{} is a folder", path.display()))
                .help(format!("give the file of the manifest, such as {}", file.display())));
        }
        return Ok(path.to_owned());
    }
    let here = std::env::current_dir()
        .map_err(|error| Error::new(format!("cannot determine the current directory: {error}")))?;
    let ups = (0..here.components().count()).map(|up| PathBuf::from("../".repeat(up)));
    ups.map(|up| up.join("docs/sources.toml")).find(|path| path.is_file()).ok_or_else(|| {
        Error::new("there is no docs/sources.toml in this directory or above it")
            .help("go to the workspace, or give the path of a manifest with --manifest")
    })
}
