//! Paths of a manifest that leave its repository are refused.

use crate::workspace::{Output, Workspace};
use expect_test::expect;
use std::fs;

/// Returns a workspace with a repository in its folder `a`, so that tests see the files outside it.
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

/// Asserts that no command writes a file, and that all refuse the manifest. Returns their message.
fn refuses(workspace: &Workspace) -> String {
    let before = workspace.files();
    let error = refusal(workspace);
    assert_eq!(workspace.files(), before);
    error
}

/// Asserts that all commands refuse the manifest. Returns their message.
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
fn an_output_outside_the_repository_is_refused() {
    let workspace = nested();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../outside.rs");
    expect![[r#"
        error: outside.rs is outside the repository /a
         --> a/docs/sources.toml:2:10
          |
        2 | output = "../../outside.rs"
          |          ^^^^^^^^^^^^^^^^^^
          |
          = help: a manifest may only name files of its repository: the nearest folder with a .git or the Cargo.toml of a workspace, or else the parent of the manifest's folder
    "#]].assert_eq(&refuses(&workspace));
}

#[test]
fn inputs_outside_the_repository_are_refused() {
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
                && error.contains(" is outside the repository /a\n"),
            "{error}"
        );
        assert!(!error.contains("secret"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_repository_are_refused() {
    use std::os::unix::fs::symlink;
    for (link, to) in [
        ("a/generated.rs", "../outside/generated.rs"),
        ("a/docs/names.toml", "../../outside/names.toml"),
        ("a/docs/ko.md", "../../outside/ko.md"),
        ("a/docs/sources.toml", "../../outside/sources.toml"),
        // This does not exist yet.
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
        assert!(error.contains(" is outside the repository /a\n"), "{link}: {error}");
        assert_eq!(outside(), before);
    }
}

/// A manifest must hold in every checkout, and a link outside it does not exist in each of them.
#[cfg(unix)]
#[test]
fn a_path_that_leaves_the_repository_and_returns_is_refused() {
    let workspace = nested();
    std::os::unix::fs::symlink("a", workspace.path("back")).unwrap();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../back/generated.rs");
    let error = refusal(&workspace);
    assert!(
        error.starts_with("error: back/generated.rs is outside the repository /a\n"),
        "{error}"
    );
}

#[test]
fn the_repository_is_the_nearest_folder_with_git_or_a_workspace() {
    let workspace = nested();
    workspace.edit("a/docs/sources.toml", "../generated.rs", "../../generated.rs");
    refuses(&workspace);
    workspace.write("Cargo.toml", "[package]\nname = \"a\"\n");
    refuses(&workspace);

    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    assert_eq!(run(&workspace, "generate").status, Some(0));
    assert_eq!(run(&workspace, "check").status, Some(0));
    // In a linked work tree of Git, `.git` is a file.
    fs::remove_file(workspace.path("Cargo.toml")).unwrap();
    workspace.write(".git", "gitdir: elsewhere\n");
    assert_eq!(run(&workspace, "check").status, Some(0));

    fs::create_dir(workspace.path("a/.git")).unwrap();
    refuses(&workspace);
}

/// Arguments are the choice of the user, unlike the paths of a manifest.
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
