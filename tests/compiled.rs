//! A temporary copy of the documents and the crate, generated and compiled from there.

use lvb_codegen::generate::{self, Generated, Mode};
use lvb_codegen::report::human;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub(crate) struct Copy {
    folder: TempDir,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let copy = Self { folder: TempDir::new().unwrap() };
        for folder in ["docs", "lvb-codes", "lvb-codes/src"] {
            fs::create_dir(copy.path(folder)).unwrap();
            for file in fs::read_dir(crate::root().join(folder)).unwrap() {
                let file = file.unwrap();
                if file.file_type().unwrap().is_file() {
                    fs::copy(file.path(), copy.path(folder).join(file.file_name())).unwrap();
                }
            }
        }
        copy
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Replaces a text that must be there. The digest of a document goes with it.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not have {from:?}");
        let before = digest(&self.path(name));
        self.write(name, &text.replace(from, to));
        if Path::new(name).extension().is_some_and(|extension| extension == "md") {
            let manifest = self.read("docs/sources.toml");
            let after = digest(&self.path(name));
            self.write("docs/sources.toml", &manifest.replace(&before, &after));
        }
    }

    /// Generates the module; nothing may be wrong.
    pub(crate) fn generate(&self) -> Generated {
        let generated = generate::run(&self.path("docs/sources.toml"), Mode::Write).unwrap();
        let open = generated.findings.iter().filter(|finding| !finding.allowed);
        let open: Vec<String> = open.map(human::finding).collect();
        assert!(open.is_empty(), "{}", open.join("\n"));
        generated
    }

    /// Compiles the crate, and a program against it; gives what that prints.
    pub(crate) fn run(&self, program: &str) -> String {
        let edition = ["--edition", "2024", "-D", "warnings"];
        let library = self.path("liblvb_codes.rlib");
        run(Command::new("rustc")
            .args(edition)
            .args(["--crate-name", "lvb_codes", "--crate-type", "rlib"])
            .arg("-o")
            .args([&library, &self.path("lvb-codes/src/lib.rs")]));
        self.write("program.rs", program);
        let executable = self.path("program");
        run(Command::new("rustc")
            .args(edition)
            .arg("--extern")
            .arg(format!("lvb_codes={}", library.display()))
            .arg("-o")
            .args([&executable, &self.path("program.rs")]));
        run(&mut Command::new(executable))
    }

    /// Builds the crate's documentation without a warning, and lists its doc-tests.
    pub(crate) fn document(&self) -> String {
        let rustdoc = || {
            let mut rustdoc = Command::new("rustdoc");
            rustdoc.args(["--edition", "2024", "--crate-name", "lvb_codes", "-D", "warnings"]);
            rustdoc.arg(self.path("lvb-codes/src/lib.rs"));
            rustdoc
        };
        run(rustdoc().arg("--out-dir").arg(self.path("doc")));
        run(rustdoc().args(["--test", "--test-args", "--list"]))
    }
}

pub(crate) fn digest(path: &Path) -> String {
    let digest = Sha256::digest(fs::read(path).unwrap());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}
