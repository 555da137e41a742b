//! Workspace functions that only these tests need.

use crate::workspace::{Output, Workspace};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

impl Workspace {
    /// Returns a copy of this repository's documents and of the module generated from them.
    pub(crate) fn vendored() -> Self {
        let workspace = Self::empty();
        workspace.copy("docs");
        fs::create_dir_all(workspace.path("lvb-codes/src")).unwrap();
        workspace.copy_file("lvb-codes/src/generated.rs");
        workspace
    }

    /// Copies a folder of this repository and everything in it.
    pub(crate) fn copy(&self, folder: &str) {
        fs::create_dir_all(self.path(folder)).unwrap();
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}/{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() {
                self.copy(&name);
            } else {
                self.copy_file(&name);
            }
        }
    }

    /// Copies a file of this repository.
    pub(crate) fn copy_file(&self, name: &str) {
        fs::copy(root().join(name), self.path(name)).unwrap();
    }

    /// Returns all files with their contents.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.path("")).unwrap().to_owned();
                    files.insert(name, fs::read(path).unwrap());
                }
            }
        }
        files
    }

    pub(crate) fn run_with_input<const N: usize>(&self, args: [&str; N], input: &str) -> Output {
        self.run_in("", &args, input)
    }
}

/// Returns a workspace whose manifest names `upstream/en.md` and `upstream/ko.md`, which are copies
/// of the vendored documents.
pub(crate) fn with_upstream() -> Workspace {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("upstream")).unwrap();
    for tag in ["en", "ko"] {
        let document = format!("document = \"{tag}.md\"");
        let upstream = format!("{document}\nupstream = \"../upstream/{tag}.md\" # as published");
        workspace.edit("docs/sources.toml", &document, &upstream);
        workspace.write(&format!("upstream/{tag}.md"), workspace.read(&format!("docs/{tag}.md")));
    }
    workspace
}
