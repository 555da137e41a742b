//! Paths of a manifest that lead out of its repository are refused.

use crate::workspace::{Output, Workspace};
use expect_test::expect;
use std::fs;

/// A repository in a folder `a` of the workspace, so that what is beside it can be looked at.
fn nested() -> Workspace {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("a")).unwrap();
    for name in ["docs", "generated.rs"] {
        fs::rename(workspace.path(name), workspace.path("a").join(name)).unwrap();
    }
    workspace
}

fn run(workspace: &Workspace, command: &str) -> Output {
    workspace.run([command, "--manifest", "a/docs/sources.toml"])
}

/// Every command that reads the manifest refuses it, and none writes anything.
fn refuses(workspace: &Workspace) -> String {
    let before = workspace.files();
    let error = refusal(workspace);
    assert_eq!(workspace.files(), before);
    error
}

fn refusal(workspace: &Workspace) -> String {
    let mut errors = Vec::new();
    for command in ["generate", "check", "drift", "update", "names"] {
        let output = run(workspace, command);
        assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""), "{output:?}");
        errors.push(output.stderr.replace(workspace.path("").to_str().unwrap(), "/"));
    }
    errors.dedup();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn the_module() {
    let workspace = nested();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../outside.rs");
    expect![[r#"
        error: outside.rs is not in the repository, /a
         --> a/docs/sources.toml:2:10
          |
        2 | output = "../../outside.rs"
          |          ^^^^^^^^^^^^^^^^^^
          |
          = help: paths of a manifest lead to files of its repository: the nearest folder that has a .git or the Cargo.toml of a workspace, or else the one above the manifest's
    "#]].assert_eq(&refuses(&workspace));
}

#[test]
fn what_is_read() {
    for (from, to) in [
        ("names = \"names.toml\"", "names = \"../x/../../outside\""),
        ("document = \"ko.md\"", "document = \"../../outside\""),
        ("document = \"ko.md\"", "document = \"/dev/zero\""),
        ("document = \"ko.md\"", "document = \"ko.md\"\nupstream = \"../../outside\""),
    ] {
        let workspace = nested();
        workspace.write("outside", "a secret");
        workspace.edit("a/docs/sources.toml", from, to);
        let error = refuses(&workspace);
        assert!(
            error.contains("-> a/docs/sources.toml:")
                && error.contains(" is not in the repository, /a\n"),
            "{error}"
        );
        assert!(!error.contains("secret"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to() {
    use std::os::unix::fs::symlink;
    for (link, to) in [
        ("a/generated.rs", "../outside/generated.rs"),
        ("a/docs/names.toml", "../../outside/names.toml"),
        ("a/docs/ko.md", "../../outside/ko.md"),
        ("a/docs/sources.toml", "../../outside/sources.toml"),
        // Neither of these is there yet.
        ("a/docs/upstream.lock", "../../outside/upstream.lock"),
        ("a/src", "../outside/not/yet"),
    ] {
        let workspace = nested();
        fs::create_dir(workspace.path("outside")).unwrap();
        if workspace.path(link).exists() {
            let name = workspace.path(link).file_name().unwrap().to_owned();
            fs::rename(workspace.path(link), workspace.path("outside").join(name)).unwrap();
        }
        if link == "a/src" {
            workspace.edit("a/docs/sources.toml", "../generated.rs", "../src/generated.rs");
        }
        symlink(to, workspace.path(link)).unwrap();
        let outside = || fs::read_dir(workspace.path("outside")).unwrap().count();
        let before = outside();
        let error = refusal(&workspace);
        assert!(error.contains(" is not in the repository, /a\n"), "{link}: {error}");
        assert_eq!(outside(), before);
    }
}

/// What is written in a manifest holds in every checkout, and a link beside one does not.
#[cfg(unix)]
#[test]
fn a_way_out_and_back_in() {
    let workspace = nested();
    std::os::unix::fs::symlink("a", workspace.path("back")).unwrap();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../back/generated.rs");
    let error = refusal(&workspace);
    assert!(
        error.starts_with("error: back/generated.rs is not in the repository, /a\n"),
        "{error}"
    );
}

/// The repository is the nearest folder with a `.git` or a workspace.
#[test]
fn where_a_repository_ends() {
    let workspace = nested();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../generated.rs");
    refuses(&workspace);
    workspace.write("Cargo.toml", "[package]\nname = \"a\"\n");
    refuses(&workspace);

    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    assert_eq!(run(&workspace, "generate").status, Some(0));
    assert_eq!(run(&workspace, "check").status, Some(0));
    // A work tree of Git's has a file of this name.
    fs::remove_file(workspace.path("Cargo.toml")).unwrap();
    workspace.write(".git", "gitdir: elsewhere\n");
    assert_eq!(run(&workspace, "check").status, Some(0));

    fs::create_dir(workspace.path("a/.git")).unwrap();
    refuses(&workspace);
}

/// What the command line names is the user's choice.
#[test]
fn the_command_line_may_name_any_file() {
    let workspace = nested();
    for name in ["en.md", "ko.md"] {
        fs::copy(workspace.path("a/docs").join(name), workspace.path(name)).unwrap();
    }
    let manifest = workspace.path("a/docs/sources.toml");
    let manifest = manifest.to_str().unwrap();
    let upstream = ["--upstream", "en=en.md", "--upstream", "ko=ko.md"];
    let output = workspace.run_args(&[&["drift", "--manifest", manifest][..], &upstream].concat());
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
    assert_eq!(workspace.run(["extract", "--manifest", manifest, "ko.md"]).status, Some(0));
}
