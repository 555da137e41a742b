//! Replacing several files as one.

use lvb_codegen::files::transaction::{Change, ReadLock, Recovery, Transaction};
use lvb_codegen::manifest::Manifest;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const MANIFEST: &str = "output = \"out.rs\"\nnames = \"names.toml\"\n[[language]]\n\
                        tag = \"en\"\ndocument = \"en.md\"\nsha256 = \"0123456789abcdef\
                        0123456789abcdef0123456789abcdef0123456789abcdef\"\n";

/// Begins a transaction on all files of a manifest. Also returns the result of recovery.
fn begin(manifest: &Path) -> (Transaction, Recovery) {
    let files = Manifest::read(manifest).unwrap().files();
    Transaction::begin(manifest, &files).unwrap()
}

/// Returns a folder with a manifest, a document and a module, and a change of all three.
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

/// Returns all files with their contents.
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
fn a_crash_at_any_step_leaves_all_old_or_all_new() {
    let (folder, manifest, changes) = folder();
    let before = files(&folder);
    let steps = begin(&manifest).0.steps(changes.clone()).unwrap().len();
    assert_eq!(steps, 8);
    let mut ends = Vec::new();
    for crashed_after in 0..=steps {
        let (folder, manifest, changes) = self::folder();
        {
            let transaction = begin(&manifest).0;
            for step in transaction.steps(changes.clone()).unwrap().iter().take(crashed_after) {
                step.run().unwrap();
            }
        }
        let (_, recovery) = begin(&manifest);
        let expected =
            if (4..8).contains(&crashed_after) { Recovery::Finished } else { Recovery::Nothing };
        assert_eq!(recovery, expected, "{crashed_after}");
        ends.push(files(&folder));
    }
    begin(&manifest).0.commit(changes).unwrap();
    let after = files(&folder);
    let text = |name: &str| &after.iter().find(|file| file.0 == name).unwrap().1;
    assert_eq!((after.len(), text("en.md"), text("out.rs")), (3, &"new".into(), &"new".into()));
    assert_eq!(ends[..4], vec![before; 4][..]);
    assert_eq!(ends[4..], vec![after; 5][..]);
}

#[test]
fn two_manifests_in_one_folder_do_not_disturb_each_other() {
    let (folder, manifest, changes) = folder();
    let other = folder.path().join("other.toml");
    fs::write(&other, MANIFEST.replace("out.rs", "other.rs")).unwrap();
    {
        let transaction = begin(&manifest).0;
        for step in &transaction.steps(changes).unwrap()[..4] {
            step.run().unwrap();
        }
    }
    assert_eq!(begin(&other).1, Recovery::Nothing);
    assert_eq!(begin(&manifest).1, Recovery::Finished);
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
    let first = begin(&one).0;
    let second = thread::spawn(move || {
        write(&begin(&other).0, &other, "second");
    });
    // Wait, so that the second thread would begin now if it did not wait for the first.
    thread::sleep(Duration::from_millis(50));
    write(&first, &one, "first");
    drop(first);
    second.join().unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("out.rs")).unwrap(), "second");
}

#[test]
fn a_staged_file_that_disappears_is_an_error() {
    let (folder, manifest, changes) = folder();
    let transaction = begin(&manifest).0;
    let steps = transaction.steps(changes).unwrap();
    steps[0].run().unwrap();
    fs::remove_file(folder.path().join(".en.md.lvb-codegen")).unwrap();
    assert!(steps[4].run().is_err());
}

#[test]
fn a_reader_waits_for_a_writer() {
    let (folder, manifest, changes) = folder();
    let transaction = begin(&manifest).0;
    let reader = thread::spawn({
        let (manifest, file) = (manifest.clone(), folder.path().join("en.md"));
        move || {
            let _lock = ReadLock::new(&Manifest::read(&manifest).unwrap().files());
            fs::read_to_string(file).unwrap()
        }
    });
    transaction.commit(changes).unwrap();
    drop(transaction);
    assert_eq!(reader.join().unwrap(), "new");
}

#[test]
fn a_partly_staged_file_is_deleted() {
    let (folder, manifest, _) = folder();
    let before = files(&folder);
    fs::write(folder.path().join(".en.md.lvb-codegen"), "ne").unwrap();
    assert_eq!(begin(&manifest).1, Recovery::Nothing);
    assert_eq!(files(&folder), before);
}

#[test]
fn one_file_that_cannot_be_written_leaves_all_files_old() {
    let (folder, manifest, changes) = folder();
    let before = files(&folder);
    let transaction = begin(&manifest).0;
    // The last file cannot be staged.
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
fn one_file_needs_no_marker() {
    let (_folder, manifest, changes) = folder();
    let transaction = begin(&manifest).0;
    assert_eq!(transaction.steps(changes[..1].to_vec()).unwrap().len(), 2);
    assert_eq!(transaction.steps(changes[..2].to_vec()).unwrap().len(), 6);
}

#[test]
fn only_files_of_the_manifest_are_written() {
    let (folder, manifest, _) = folder();
    let path = folder.path().join("other.md");
    let change = Change { path: path.clone(), bytes: Vec::new() };
    assert!(begin(&manifest).0.commit(vec![change]).is_err());
    assert!(!path.exists());
}
