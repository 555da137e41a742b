//! The crate, generated from the documents of a test and compiled in a temporary folder.

use lvb_codegen::checkout::Checkout;
use lvb_codegen::pipeline;
use lvb_codegen::report::human;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A code, the name of its reason, and its text in each language.
pub(crate) type Row<'a> = (&'a str, &'a str, &'a [&'a str]);

/// A temporary folder with `docs/` and the sources of the crate.
pub(crate) struct Crate {
    folder: TempDir,
}

impl Crate {
    /// Writes a document for each language, and generates the module from them.
    pub(crate) fn generate(languages: &[&str], rows: &[Row<'_>]) -> Self {
        let new = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(new.path("docs")).unwrap();
        new.copy("lvb-codes");
        new.copy("lvb-codes/src");
        let mut manifest = String::from(
            "output = \"../lvb-codes/src/generated.rs\"\nnames = \"names.toml\"\n\
             columns = { code = [\"Code\"], reason = [\"Reason\"] }\n",
        );
        for (index, tag) in languages.iter().enumerate() {
            let document = document(rows, index);
            let digest = Sha256::digest(&document);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            writeln!(
                manifest,
                "[[language]]\ntag = \"{tag}\"\ndocument = \"{tag}.md\"\nsha256 = \"{digest}\""
            )
            .unwrap();
            fs::write(new.path(&format!("docs/{tag}.md")), document).unwrap();
        }
        fs::write(new.path("docs/sources.toml"), manifest).unwrap();
        fs::write(new.path("docs/names.toml"), names(rows)).unwrap();
        new.regenerate();
        new
    }

    /// Generates the module from what `docs/` says.
    pub(crate) fn regenerate(&self) {
        let path = self.path("docs/sources.toml");
        let Checkout { manifest, names, right: _lock } = Checkout::read(Some(&path)).unwrap();
        let outcome = pipeline::run(&manifest, &names).unwrap();
        let messages: Vec<String> = outcome.findings.iter().map(human::finding).collect();
        assert!(messages.is_empty(), "{}", messages.join("\n"));
        let module = pipeline::module(&manifest, &outcome.agreement.unwrap());
        fs::write(&manifest.output, module).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Appends to a file.
    pub(crate) fn append(&self, name: &str, text: &str) {
        let before = fs::read_to_string(self.path(name)).unwrap();
        fs::write(self.path(name), before + text).unwrap();
    }

    /// Compiles the crate and a program that uses it, and returns the output of the program.
    pub(crate) fn run(&self, program: &str) -> String {
        let program = self.compile(program, &[]);
        run(&mut Command::new(program))
    }

    /// The bytes of a program that uses the crate, optimized for size.
    pub(crate) fn executable(&self, program: &str) -> Vec<u8> {
        let options = ["-C", "opt-level=z", "-C", "strip=symbols"];
        fs::read(self.compile(program, &options)).unwrap()
    }

    /// The assembly of a library that uses the crate, optimized for speed.
    pub(crate) fn assembly(&self, library: &str) -> String {
        let options = ["-C", "opt-level=3", "--crate-type", "lib", "--emit", "asm"];
        fs::read_to_string(self.compile(library, &options)).unwrap()
    }

    /// Compiles the crate and a program that uses it, and returns the path of the result.
    fn compile(&self, program: &str, options: &[&str]) -> PathBuf {
        let common = ["--edition", "2024", "-D", "warnings", "-o"];
        let library = self.path("liblvb_codes.rlib");
        let library_options = options.iter().filter(|option| option.starts_with("opt-level"));
        run(Command::new("rustc")
            .args(["--crate-name", "lvb_codes", "--crate-type", "rlib"])
            .args(library_options.flat_map(|option| ["-C", option]))
            .args(common)
            .args([&library, &self.path("lvb-codes/src/lib.rs")]));
        fs::write(self.path("program.rs"), program).unwrap();
        let result = self.path("program");
        run(Command::new("rustc")
            .arg("--extern")
            .arg(format!("lvb_codes={}", library.display()))
            .args(options)
            .args(common)
            .args([&result, &self.path("program.rs")]));
        result
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

    /// Copies the files of a folder of the repository.
    fn copy(&self, folder: &str) {
        fs::create_dir(self.path(folder)).unwrap();
        for file in fs::read_dir(crate::root().join(folder)).unwrap() {
            let file = file.unwrap();
            if file.path().is_file() {
                fs::copy(file.path(), self.path(folder).join(file.file_name())).unwrap();
            }
        }
    }
}

/// The document of one language. Texts are escaped as in a page.
fn document(rows: &[Row<'_>], language: usize) -> String {
    let mut document = String::from("<table>\n<tr><th colspan=2>Code</th><th>Reason</th></tr>\n");
    for (code, _, texts) in rows {
        let cells = match code.split_once('-') {
            None => format!("<td colspan=2>{code}</td>"),
            Some((errcode, sub)) => format!("<td>{errcode}</td><td>{sub}</td>"),
        };
        let text = texts[language].replace('&', "&amp;").replace('<', "&lt;");
        writeln!(document, "<tr>{cells}<td>{text}</td></tr>").unwrap();
    }
    document + "</table>\n"
}

fn names(rows: &[Row<'_>]) -> String {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, reason, _) in rows {
        reasons.entry(reason).or_default().push(code);
    }
    let reasons = reasons.iter().map(|(name, codes)| {
        format!("[[reason]]\nname = \"{name}\"\ncategory = \"unknown\"\ncodes = {codes:?}\n")
    });
    reasons.collect::<String>() + "[[category]]\nname = \"unknown\"\nmeaning = \"a test\"\n"
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}
