//! A small workspace in a temporary folder, in which tests run the program.

use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{self, Command, Stdio};
use tempfile::TempDir;

const EN: &str = "\
# Codes

<table>
<tr><th colspan='2'>Code</th><th>Reason</th></tr>
<tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
<tr><td colspan='2'>2</td><td>The client stopped.</td></tr>
<tr><td rowspan='2'>7</td><td>100</td><td>The name is wrong.</td></tr>
<tr><td>101</td><td>The name is taken.</td></tr>
<tr><td colspan='2'>9</td><td>The network failed.</td></tr>
</table>
";

const KO: &str = "\
# 코드

<table>
<tr><th colspan='2'>코드</th><th>원인</th></tr>
<tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>
<tr><td colspan='2'>2</td><td>클라이언트 중단.</td></tr>
<tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
<tr><td>101</td><td>사용 중인 이름.</td></tr>
<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
</table>
";

const NAMES: &str = include_str!("names.toml");

const MANIFEST: &str = r#"
output = "../generated.rs"
names = "names.toml"

[columns]
code = ["errcode"]
sub_code = ["sub_errcode"]
reason = ["errmsg"]

[[language]]
tag = "en"
document = "en.md"
sha256 = "digest of en.md"
columns = { code = ["Code"], reason = ["Reason"] }

[[language]]
tag = "ko"
document = "ko.md"
sha256 = "digest of ko.md"
columns = { code = ["코드"], reason = ["원인"] }
"#;

/// The exit status and the output of a process.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<process::Output> for Output {
    fn from(output: process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A temporary folder with `docs/` and the module generated from it, unless it was created `empty`.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// Returns a workspace without any files.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// Returns two languages of five codes and four reasons, which agree.
    pub(crate) fn new() -> Self {
        let workspace = Self::empty();
        fs::create_dir(workspace.path("docs")).unwrap();
        for (name, text) in [("en.md", EN), ("ko.md", KO), ("names.toml", NAMES)] {
            workspace.write(&format!("docs/{name}"), text);
        }
        workspace.write("docs/sources.toml", MANIFEST);
        let digest = |name| (format!("digest of {name}"), workspace.digest(name));
        for (placeholder, digest) in ["en.md", "ko.md"].map(digest) {
            workspace.edit("docs/sources.toml", &placeholder, &digest);
        }
        let generated = workspace.run(["generate"]);
        assert_eq!(generated.status, Some(0), "{}", generated.stderr);
        workspace
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Replaces a text in a file, which must contain it.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not have {from:?}");
        self.write(name, text.replace(from, to));
    }

    /// Edits a document, and updates its digest in the manifest.
    pub(crate) fn edit_document(&self, name: &str, from: &str, to: &str) {
        let document = format!("docs/{name}");
        let before = self.digest(name);
        self.edit(&document, from, to);
        self.edit("docs/sources.toml", &before, &self.digest(name));
    }

    /// Appends an `[[allow]]` to the manifest.
    pub(crate) fn allow(&self, rule: &str, language: &str, codes: &str) {
        let manifest = self.read("docs/sources.toml");
        let allow = format!(
            "\n[[allow]]\nrule = \"{rule}\"\nlanguage = \"{language}\"\ncodes = [{codes}]\n\
             because = \"it is known\"\n"
        );
        self.write("docs/sources.toml", manifest + &allow);
    }

    pub(crate) fn run<const N: usize>(&self, args: [&str; N]) -> Output {
        self.run_args(&args)
    }

    pub(crate) fn run_args(&self, args: &[&str]) -> Output {
        self.run_in("", args, "")
    }

    /// Runs the program in a folder of the workspace.
    pub(crate) fn run_in(&self, folder: &str, args: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lvb-codegen"));
        for proxy in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
            command.env_remove(proxy).env_remove(proxy.to_lowercase());
        }
        let mut process = command
            .args(args)
            .current_dir(self.path(folder))
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        process.wait_with_output().unwrap().into()
    }

    pub(crate) fn digest(&self, name: &str) -> String {
        let digest = Sha256::digest(fs::read(self.path("docs").join(name)).unwrap());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
