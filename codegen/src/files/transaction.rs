//! Replacing files, several of them as one.
//!
//! Each new file is first written beside the one that it is to replace. Then a mark is set, the new
//! files are renamed one by one, and the mark is removed. If the process dies before the mark, the
//! old files stand, and whoever comes next removes the new ones; if it dies behind it, whoever comes
//! next renames the rest.

use crate::error::Error;
use crate::files::links;
use crate::manifest::Manifest;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The end of the name of each new file, which begins with a dot and the name of the old one.
const NEW: &str = ".lvb-codegen";

/// The end of the name of the mark, which begins with a dot and the name of the manifest.
const MARK: &str = ".commit.lvb-codegen";

/// The right to write what a manifest names; nobody else has it meanwhile.
#[derive(Debug)]
pub struct Transaction {
    targets: Vec<Target>,
    mark: PathBuf,
    _locks: Vec<File>,
}

/// A file, where a symbolic link to it leads, and where its new text waits.
#[derive(Clone, Debug)]
struct Target {
    path: PathBuf,
    file: PathBuf,
    staged: PathBuf,
}

/// A file with its new contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file; one of those that the manifest names, or the manifest.
    pub path: PathBuf,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A step on the way; the process may die after any.
#[derive(Debug)]
pub struct Step(Kind);

#[derive(Debug)]
enum Kind {
    Stage(Target, Vec<u8>),
    Mark(PathBuf),
    Rename(Target),
    Unmark(PathBuf),
}

/// Finishes or undoes what a process that died has left, if there is any. Tells whether it was
/// finished.
///
/// # Errors
///
/// The manifest is not valid, or a file cannot be written.
pub fn recover(manifest: &Path) -> Result<bool, Error> {
    let targets = targets(manifest)?;
    if !mark(manifest).exists() && !targets.iter().any(|target| target.staged.exists()) {
        return Ok(false);
    }
    // It may also be that of a process that lives; then there is nothing left once it is done.
    Transaction::new(manifest, targets)?.recover()
}

fn mark(manifest: &Path) -> PathBuf {
    beside(manifest, MARK)
}

/// A hidden file beside another, with its name and this end.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(end);
    path.with_file_name(name)
}

/// Keeps everybody from writing what a manifest names, as long as it lives. Where that cannot be
/// had, what is read may change meanwhile.
#[derive(Debug)]
pub struct ReadLock {
    _locks: Vec<File>,
}

impl ReadLock {
    /// Waits until nobody writes.
    #[must_use]
    pub fn new(manifest: &Path) -> Self {
        let locks = targets(manifest).and_then(|targets| lock_all(&targets, false));
        Self { _locks: locks.unwrap_or_default() }
    }
}

/// All that a manifest lets a run write.
fn targets(manifest: &Path) -> Result<Vec<Target>, Error> {
    let paths = Manifest::read(manifest)?.files().into_iter();
    let targets =
        paths.map(|path| Target::new(path.clone()).map_err(|error| cannot_write(&path, &error)));
    targets.collect()
}

/// Locks the folders of all files: another manifest may name one of them too. Everybody does so in
/// the same order, for else two could wait for each other.
fn lock_all(targets: &[Target], exclusive: bool) -> Result<Vec<File>, Error> {
    let folders: BTreeSet<&Path> =
        targets.iter().map(|target| links::folder(&target.file)).collect();
    let mut locks = Vec::new();
    for folder in folders.into_iter().filter(|folder| folder.exists()) {
        locks.extend(lock(folder, exclusive).map_err(|error| {
            Error::new(format!("cannot lock the folder {}: {error}", folder.display()))
        })?);
    }
    Ok(locks)
}

impl Transaction {
    /// Waits until nobody else writes; then finishes or undoes what a process that died has left.
    ///
    /// # Errors
    ///
    /// The manifest is not valid, or a file cannot be written.
    pub fn begin(manifest: &Path) -> Result<Self, Error> {
        let transaction = Self::new(manifest, targets(manifest)?)?;
        transaction.recover()?;
        Ok(transaction)
    }

    fn new(manifest: &Path, targets: Vec<Target>) -> Result<Self, Error> {
        let locks = lock_all(&targets, true)?;
        Ok(Self { targets, mark: mark(manifest), _locks: locks })
    }

    /// Tells whether there was something to finish.
    fn recover(&self) -> Result<bool, Error> {
        let left = self.targets.iter().filter(|target| target.staged.exists());
        if self.mark.exists() {
            let renames = left.cloned().map(|target| Step(Kind::Rename(target)));
            run(renames.chain([Step(Kind::Unmark(self.mark.clone()))]))?;
            return Ok(true);
        }
        if !self.has_other_mark() {
            // Else new files of documents that another manifest has too may be its own.
            for target in left {
                fs::remove_file(&target.staged)
                    .map_err(|error| cannot_write(&target.staged, &error))?;
            }
        }
        Ok(false)
    }

    /// Whether an update by another manifest in the folder waits to be finished.
    fn has_other_mark(&self) -> bool {
        let files = fs::read_dir(links::folder(&self.mark)).into_iter().flatten().flatten();
        let mut names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        names.any(|name| name.ends_with(MARK))
    }

    /// Makes all changes, or none.
    ///
    /// # Errors
    ///
    /// A file cannot be written. Then none is; or, if that happens at the very end, the next run
    /// writes the rest.
    pub fn commit(&self, changes: Vec<Change>) -> Result<(), Error> {
        let done = run(self.steps(changes)?);
        if done.is_err() && !self.mark.exists() {
            for target in &self.targets {
                // What went wrong first is worth more than what else the disk refuses.
                let _ = fs::remove_file(&target.staged);
            }
        }
        done
    }

    /// The steps that make all changes.
    ///
    /// # Errors
    ///
    /// A path is a folder, a file that is marked read-only, or not one of those that the manifest
    /// names.
    pub fn steps(&self, changes: Vec<Change>) -> Result<Vec<Step>, Error> {
        let (mut stage, mut rename) = (Vec::new(), Vec::new());
        for Change { path, bytes } in changes {
            let target = self.targets.iter().find(|target| target.path == path);
            let Some(target) = target.filter(|target| !target.file.is_dir()) else {
                return Err(Error::new(format!("cannot write {}: it is no file", path.display())));
            };
            if is_read_only(&target.file) {
                let message = format!("cannot write {}: it is marked read-only", path.display());
                return Err(Error::new(message).help("make it writable, if it may be replaced"));
            }
            stage.push(Step(Kind::Stage(target.clone(), bytes)));
            rename.push(Step(Kind::Rename(target.clone())));
        }
        let several = rename.len() > 1;
        let (mark, unmark) = (Kind::Mark(self.mark.clone()), Kind::Unmark(self.mark.clone()));
        Ok(stage
            .into_iter()
            .chain(several.then_some(Step(mark)))
            .chain(rename)
            .chain(several.then_some(Step(unmark)))
            .collect())
    }
}

fn run(steps: impl IntoIterator<Item = Step>) -> Result<(), Error> {
    steps.into_iter().try_for_each(|step| step.run())
}

impl Step {
    /// Takes the step.
    ///
    /// # Errors
    ///
    /// The disk refuses it.
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

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::new(format!("cannot write {}: {error}", path.display()))
}

impl Target {
    fn new(path: PathBuf) -> io::Result<Self> {
        // A symbolic link stays one: what it points to is replaced, or made.
        let file = links::follow(&path)?;
        Ok(Self { staged: beside(&file, NEW), path, file })
    }
}

/// Whether nobody may write a file. Renaming would replace it all the same, as would root.
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

/// Locks a folder, which leaves no file behind. The lock ends with the process, however it ends.
#[cfg(unix)]
fn lock(folder: &Path, exclusive: bool) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    let folder = File::open(folder)?;
    let operation =
        if exclusive { FlockOperation::LockExclusive } else { FlockOperation::LockShared };
    flock(&folder, operation)?;
    Ok(Some(folder))
}

/// Elsewhere a folder cannot be locked: there, one has to wait for the other by oneself.
#[cfg(not(unix))]
fn lock(_: &Path, _: bool) -> io::Result<Option<File>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{Change, ReadLock, Transaction, recover};
    use crate::manifest::Manifest;
    use std::fs;
    use std::path::PathBuf;
    use std::thread;
    use std::time::Duration;
    use tempfile::TempDir;

    const MANIFEST: &str = "output = \"out.rs\"\nnames = \"names.toml\"\n[[language]]\n\
                            tag = \"en\"\ndocument = \"en.md\"\nsha256 = \"0123456789abcdef\
                            0123456789abcdef0123456789abcdef0123456789abcdef\"\n";

    /// A folder with a manifest, a document and a module, and a change of all three.
    fn folder() -> (TempDir, PathBuf, Vec<Change>) {
        let folder = TempDir::new().unwrap();
        let manifest = folder.path().join("sources.toml");
        fs::write(&manifest, MANIFEST).unwrap();
        fs::write(folder.path().join("en.md"), "old").unwrap();
        let new = |name: &str, text: &str| Change {
            path: folder.path().join(name),
            bytes: text.as_bytes().to_vec(),
        };
        let changes = vec![
            new("en.md", "new"),
            new("out.rs", "new"),
            new("sources.toml", &(MANIFEST.to_owned() + "#")),
        ];
        (folder, manifest, changes)
    }

    /// All files with their texts.
    fn files(folder: &TempDir) -> Vec<(String, String)> {
        let files = fs::read_dir(folder.path()).unwrap().map(|file| {
            let file = file.unwrap();
            (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap())
        });
        let mut files: Vec<_> = files.collect();
        files.sort();
        files
    }

    #[test]
    fn who_dies_leaves_the_old_files_or_the_new_ones() {
        let (folder, manifest, changes) = folder();
        let before = files(&folder);
        let steps = Transaction::begin(&manifest).unwrap().steps(changes.clone()).unwrap().len();
        assert_eq!(steps, 8);
        let mut ends = Vec::new();
        for died_after in 0..=steps {
            let (folder, manifest, changes) = self::folder();
            {
                let transaction = Transaction::begin(&manifest).unwrap();
                for step in transaction.steps(changes.clone()).unwrap().iter().take(died_after) {
                    step.run().unwrap();
                }
            }
            let finished = recover(&manifest).unwrap();
            assert_eq!(finished, (4..8).contains(&died_after), "{died_after}");
            Transaction::begin(&manifest).unwrap();
            ends.push(files(&folder));
        }
        Transaction::begin(&manifest).unwrap().commit(changes).unwrap();
        let after = files(&folder);
        let text = |name: &str| &after.iter().find(|file| file.0 == name).unwrap().1;
        assert_eq!((after.len(), text("en.md"), text("out.rs")), (3, &"new".into(), &"new".into()));
        assert_eq!(ends[..4], vec![before; 4][..]);
        assert_eq!(ends[4..], vec![after; 5][..]);
    }

    #[test]
    fn two_manifests_in_one_folder_keep_apart() {
        let (folder, manifest, changes) = folder();
        let other = folder.path().join("other.toml");
        fs::write(&other, MANIFEST.replace("out.rs", "other.rs")).unwrap();
        {
            let transaction = Transaction::begin(&manifest).unwrap();
            for step in &transaction.steps(changes).unwrap()[..4] {
                step.run().unwrap();
            }
        }
        assert!(!recover(&other).unwrap());
        Transaction::begin(&other).unwrap();
        assert!(recover(&manifest).unwrap());
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((text("en.md"), text("out.rs")), ("new".to_owned(), "new".to_owned()));
    }

    #[test]
    fn two_manifests_with_one_module_wait_for_each_other() {
        let folder = TempDir::new().unwrap();
        let [one, other] = ["one", "other"].map(|name| {
            fs::create_dir(folder.path().join(name)).unwrap();
            let manifest = folder.path().join(name).join("sources.toml");
            fs::write(&manifest, MANIFEST.replace("out.rs", "../out.rs")).unwrap();
            manifest
        });
        let write = |transaction: &Transaction, manifest: &PathBuf, text: &str| {
            let path = Manifest::read(manifest).unwrap().output;
            transaction.commit(vec![Change { path, bytes: text.into() }]).unwrap();
        };
        let first = Transaction::begin(&one).unwrap();
        let second = thread::spawn(move || {
            write(&Transaction::begin(&other).unwrap(), &other, "second");
        });
        // Time for the second to be too early.
        thread::sleep(Duration::from_millis(50));
        write(&first, &one, "first");
        drop(first);
        second.join().unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("out.rs")).unwrap(), "second");
    }

    #[test]
    fn a_new_file_that_somebody_took_away_is_no_success() {
        let (folder, manifest, changes) = folder();
        let transaction = Transaction::begin(&manifest).unwrap();
        let steps = transaction.steps(changes).unwrap();
        steps[0].run().unwrap();
        fs::remove_file(folder.path().join(".en.md.lvb-codegen")).unwrap();
        assert!(steps[4].run().is_err());
    }

    #[test]
    fn who_reads_waits_for_who_writes() {
        let (folder, manifest, changes) = folder();
        let transaction = Transaction::begin(&manifest).unwrap();
        let reader = thread::spawn({
            let (manifest, file) = (manifest.clone(), folder.path().join("en.md"));
            move || {
                let _lock = ReadLock::new(&manifest);
                fs::read_to_string(file).unwrap()
            }
        });
        transaction.commit(changes).unwrap();
        drop(transaction);
        assert_eq!(reader.join().unwrap(), "new");
    }

    #[test]
    fn half_a_file_is_none() {
        let (folder, manifest, _) = folder();
        let before = files(&folder);
        fs::write(folder.path().join(".en.md.lvb-codegen"), "ne").unwrap();
        assert!(!recover(&manifest).unwrap());
        assert_eq!(files(&folder), before);
    }

    #[test]
    fn what_cannot_all_be_written_is_not_written() {
        let (folder, manifest, changes) = folder();
        let before = files(&folder);
        let transaction = Transaction::begin(&manifest).unwrap();
        // The new text of the last file has no place to wait in.
        let in_the_way = folder.path().join(".sources.toml.lvb-codegen");
        fs::create_dir(&in_the_way).unwrap();
        let error = transaction.commit(changes.clone()).unwrap_err();
        assert!(error.message.contains("sources.toml: "), "{error}");
        fs::remove_dir(in_the_way).unwrap();
        assert_eq!(files(&folder), before);

        fs::create_dir(folder.path().join("out.rs")).unwrap();
        assert!(transaction.commit(changes).is_err());
        fs::remove_dir(folder.path().join("out.rs")).unwrap();
        assert_eq!(files(&folder), before);
    }

    #[test]
    fn one_file_needs_no_mark() {
        let (_folder, manifest, changes) = folder();
        let transaction = Transaction::begin(&manifest).unwrap();
        assert_eq!(transaction.steps(changes[..1].to_vec()).unwrap().len(), 2);
        assert_eq!(transaction.steps(changes[..2].to_vec()).unwrap().len(), 6);
    }

    #[test]
    fn only_what_the_manifest_names_is_written() {
        let (folder, manifest, _) = folder();
        let path = folder.path().join("other.md");
        let change = Change { path: path.clone(), bytes: Vec::new() };
        assert!(Transaction::begin(&manifest).unwrap().commit(vec![change]).is_err());
        assert!(!path.exists());
    }
}
