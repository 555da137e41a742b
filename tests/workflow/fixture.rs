//! A small repository: two documents of five codes, their manifest and their module.

use super::upstream::Upstream;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The names of the workspace in which the tests of `lvb-codegen` run it.
const NAMES: &str = include_str!("../../codegen/tests/workspace/names.toml");

/// Writes a document with a text for each code.
fn document(code: &str, reason: &str, [stopped, wrong, taken, network]: [&str; 4]) -> String {
    format!(
        "# {code}

<table>
<tr><th colspan='2'>{code}</th><th>{reason}</th></tr>
<tr><td colspan='2'>1</td><td>{stopped}</td></tr>
<tr><td colspan='2'>2</td><td>{stopped}</td></tr>
<tr><td rowspan='2'>7</td><td>100</td><td>{wrong}</td></tr>
<tr><td>101</td><td>{taken}</td></tr>
<tr><td colspan='2'>9</td><td>{network}</td></tr>
</table>
"
    )
}

/// Writes the repository, and has upstream publish its documents.
pub(super) fn write(checkout: &Path, upstream: &Upstream) {
    let en =
        ["The client stopped.", "The name is wrong.", "The name is taken.", "The network failed."];
    let ko = ["클라이언트 중단.", "잘못된 이름.", "사용 중인 이름.", "네트워크 오류."];
    let en = document("Code", "Reason", en);
    let ko = document("코드", "원인", ko);
    write_documents(checkout, upstream, &[("en", en), ("ko", ko)], NAMES);
}

/// Writes a repository with these documents.
pub(super) fn write_documents(
    checkout: &Path,
    upstream: &Upstream,
    documents: &[(&str, String)],
    names: &str,
) {
    let mut manifest = "output = \"../lvb-codes/src/generated.rs\"\nnames = \"names.toml\"\n\n\
                        [columns]\ncode = [\"Code\", \"코드\"]\nreason = [\"Reason\", \"원인\"]\n"
        .to_owned();
    for folder in ["docs", "lvb-codes/src"] {
        fs::create_dir_all(checkout.join(folder)).unwrap();
    }
    let attributes = fs::read(crate::root().join(".gitattributes")).unwrap();
    fs::write(checkout.join(".gitattributes"), attributes).unwrap();
    for (tag, text) in documents {
        let name = format!("{tag}.md");
        let digest =
            Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        manifest += &format!(
            "\n[[language]]\ntag = \"{tag}\"\ndocument = \"{name}\"\nsha256 = \"{digest}\"\n\
             upstream = \"{}\"\ndated = \"2019-09-02\"\n",
            upstream.url(&name)
        );
        fs::write(checkout.join("docs").join(&name), text).unwrap();
        upstream.set(&name, text.as_str());
    }
    fs::write(checkout.join("docs/sources.toml"), manifest).unwrap();
    fs::write(checkout.join("docs/names.toml"), names).unwrap();
    fs::write(checkout.join("README.md"), "# Codes\n").unwrap();
    let generated =
        Command::new(&*LVB_CODEGEN).arg("generate").current_dir(checkout).output().unwrap();
    assert!(generated.status.success(), "{}", String::from_utf8_lossy(&generated.stderr));
}

/// The generator. The tests of a whole workspace find it built; the tests of this package alone may not.
pub(super) static LVB_CODEGEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap();
    let program = folder.join("lvb-codegen");
    if is_fresh(&program).is_none_or(|is_fresh| !is_fresh) {
        let profile = folder.file_name().unwrap().to_str().unwrap();
        let profile = if profile == "debug" { "dev" } else { profile };
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--locked",
                "--package",
                "lvb-codegen",
                "--profile",
                profile,
            ])
            .current_dir(crate::root())
            .status();
        assert!(built.unwrap().success());
    }
    program
});

/// Returns whether a program is newer than its sources, which Cargo lists in a file beside it.
fn is_fresh(program: &Path) -> Option<bool> {
    let modified = |path: &Path| fs::metadata(path).ok()?.modified().ok();
    let built = modified(program)?;
    let rule = fs::read_to_string(program.with_extension("d")).ok()?;
    let (_, sources) = rule.trim_end().split_once(": ")?;
    let newer = |source: &str| modified(Path::new(source)).is_none_or(|modified| modified > built);
    Some(!sources.split(' ').any(newer))
}
