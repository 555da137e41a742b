//! Replaces several files as one.
//!
//! Each new file is first written next to the file that it replaces. Then a marker is created, the
//! new files are renamed one by one, and the marker is removed. If the process dies before the
//! marker exists, recovery deletes the new files; after it, recovery finishes the renames.

use crate::error::Error;
use crate::files::links;
use crate::files::lock::{Access, lock_folders};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The suffix of a new file's name, which starts with a dot and the name of the old file.
const STAGED: &str = ".lvb-codegen";

/// The suffix of the marker's name, which starts with a dot and the name of the manifest.
const MARKER: &str = ".commit.lvb-codegen";

/// The exclusive right to replace a set of files.
#[derive(Debug)]
pub struct Transaction {
    targets: Vec<Target>,
    marker: PathBuf,
    _locks: Vec<File>,
}

/// A file, the file that a symbolic link to it leads to, and where its new content is staged.
#[derive(Clone, Debug)]
struct Target {
    path: PathBuf,
    file: PathBuf,
    staged: PathBuf,
}

/// A file with its new content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file, which belongs to the transaction.
    pub path: PathBuf,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// One step of a transaction. The process may die after any of them.
#[derive(Debug)]
pub struct Step(Kind);

#[derive(Debug)]
enum Kind {
    Stage(Target, Vec<u8>),
    Mark(PathBuf),
    Rename(Target),
    Unmark(PathBuf),
}

/// What recovery did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// There was nothing to finish; leftovers of an update that had not begun are deleted.
    Nothing,
    /// An interrupted update was finished.
    Finished,
}

/// Keeps other processes from replacing files while it lives. Where folders cannot be locked, it does
/// nothing.
#[derive(Debug)]
pub struct ReadLock {
    _locks: Vec<File>,
}

impl ReadLock {
    /// Waits until no process replaces these files.
    pub fn new(files: &[PathBuf]) -> Self {
        let targets = targets(files);
        let locks = targets.and_then(|targets| {
            lock_folders(targets.iter().map(|target| &target.file), Access::Shared)
        });
        Self { _locks: locks.unwrap_or_default() }
    }
}

/// Returns whether an update of the files of a manifest is unfinished. While this process holds a lock,
/// such an update was interrupted; otherwise it may still run.
pub fn is_interrupted(manifest: &Path) -> bool {
    marker(manifest).exists()
}

impl Transaction {
    /// Waits until no other process replaces these files, then finishes or undoes what an
    /// interrupted one left. The marker is next to the manifest.
    pub fn begin(manifest: &Path, files: &[PathBuf]) -> Result<(Self, Recovery), Error> {
        let targets = targets(files)?;
        let locks = lock_folders(targets.iter().map(|target| &target.file), Access::Exclusive)?;
        let transaction = Self { targets, marker: marker(manifest), _locks: locks };
        let recovery = transaction.recover()?;
        Ok((transaction, recovery))
    }

    fn recover(&self) -> Result<Recovery, Error> {
        let left = self.targets.iter().filter(|target| target.staged.exists());
        if self.marker.exists() {
            let renames = left.cloned().map(|target| Step(Kind::Rename(target)));
            run(renames.chain([Step(Kind::Unmark(self.marker.clone()))]))?;
            return Ok(Recovery::Finished);
        }
        if !self.has_other_marker() {
            // With another marker, staged files that both manifests name may belong to its update.
            for target in left {
                fs::remove_file(&target.staged)
                    .map_err(|error| cannot_write(&target.staged, &error))?;
            }
        }
        Ok(Recovery::Nothing)
    }

    /// Returns whether an update by another manifest of the folder waits to be finished.
    fn has_other_marker(&self) -> bool {
        let files = fs::read_dir(links::folder(&self.marker)).into_iter().flatten().flatten();
        let mut names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        names.any(|name| name.ends_with(MARKER))
    }

    /// Makes all changes, or none.
    ///
    /// # Errors
    ///
    /// A file cannot be written. Before the marker exists, no file is changed; after it, recovery
    /// finishes the changes.
    pub fn commit(&self, changes: Vec<Change>) -> Result<(), Error> {
        let done = run(self.steps(changes)?);
        if done.is_err() && !self.marker.exists() {
            for target in &self.targets {
                // Report the first failure, not a failure of the cleanup.
                let _ = fs::remove_file(&target.staged);
            }
        }
        done
    }

    /// Returns the steps that make all changes.
    ///
    /// # Errors
    ///
    /// A path is a folder, is marked read-only, or does not belong to the transaction.
    pub fn steps(&self, changes: Vec<Change>) -> Result<Vec<Step>, Error> {
        let (mut stage, mut rename) = (Vec::new(), Vec::new());
        for Change { path, bytes } in changes {
            let target = self.targets.iter().find(|target| target.path == path);
            let Some(target) = target.filter(|target| !target.file.is_dir()) else {
                return Err(Error::new(format!(
                    "cannot write {}: it is not a file",
                    path.display()
                )));
            };
            if is_read_only(&target.file) {
                let message = format!("cannot write {}: it is marked read-only", path.display());
                return Err(Error::new(message).help("make it writable, if it may be replaced"));
            }
            stage.push(Step(Kind::Stage(target.clone(), bytes)));
            rename.push(Step(Kind::Rename(target.clone())));
        }
        let several = rename.len() > 1;
        let (mark, unmark) = (Kind::Mark(self.marker.clone()), Kind::Unmark(self.marker.clone()));
        Ok(stage
            .into_iter()
            .chain(several.then_some(Step(mark)))
            .chain(rename)
            .chain(several.then_some(Step(unmark)))
            .collect())
    }
}

impl Step {
    /// Runs the step.
    pub fn run(&self) -> Result<(), Error> {
        let (path, done) = match &self.0 {
            Kind::Stage(target, bytes) => (&target.path, stage(target, bytes)),
            Kind::Mark(path) => (path, create(path).and_then(|file| file.sync_all())),
            Kind::Rename(target) => (&target.path, fs::rename(&target.staged, &target.file)),
            Kind::Unmark(path) => (path, fs::remove_file(path)),
        };
        done.map_err(|error| cannot_write(path, &error))
    }
}

fn run(steps: impl IntoIterator<Item = Step>) -> Result<(), Error> {
    steps.into_iter().try_for_each(|step| step.run())
}

impl Target {
    fn new(path: &Path) -> io::Result<Self> {
        // A symbolic link stays one: the file that it leads to is replaced or created.
        let file = links::follow(path)?;
        Ok(Self { path: path.to_owned(), staged: beside(&file, STAGED), file })
    }
}

fn targets(files: &[PathBuf]) -> Result<Vec<Target>, Error> {
    let target = |path: &PathBuf| Target::new(path).map_err(|error| cannot_write(path, &error));
    files.iter().map(target).collect()
}

fn marker(manifest: &Path) -> PathBuf {
    beside(manifest, MARKER)
}

/// Returns the hidden file next to another, with its name and this suffix.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(suffix);
    path.with_file_name(name)
}

/// Returns whether a file is marked read-only. Renaming would replace even such a file.
fn is_read_only(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.permissions().readonly())
}

fn stage(target: &Target, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(&target.staged)?;
    match fs::metadata(&target.file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        metadata => file.set_permissions(metadata?.permissions())?,
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::new(format!("cannot write {}: {error}", path.display()))
}
