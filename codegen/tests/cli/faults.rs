//! Errors of the file system: no file changes, the exit status is 2, and the message names the file.

use crate::workspace::{Output, Workspace};
use std::fs;
use std::path::PathBuf;

/// Returns a workspace whose module is stale.
fn stale() -> Workspace {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    workspace
}

/// Asserts that `generate` fails with this message, and changes no file.
fn refuses(workspace: &Workspace, message: &str) {
    let before = workspace.files();
    failed(&workspace.run(["generate"]), message);
    assert_eq!(workspace.files(), before);
}

fn failed(output: &Output, message: &str) {
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""), "{output:?}");
    assert!(output.stderr.starts_with(message), "{output:?}");
}

/// Asserts that the next run writes the module, and leaves no temporary file.
fn recovers(workspace: &Workspace) {
    let output = workspace.run(["generate"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
    assert!(workspace.read("generated.rs").contains("네트워크 장애."));
    assert_eq!(workspace.run(["check"]).status, Some(0));
    assert_eq!(left_over(workspace), Vec::<PathBuf>::new());
}

fn left_over(workspace: &Workspace) -> Vec<PathBuf> {
    let files = workspace.files().into_keys();
    files.filter(|path| path.to_string_lossy().ends_with(".lvb-codegen")).collect()
}

#[test]
fn a_folder_in_place_of_the_module_is_an_error() {
    let workspace = stale();
    fs::remove_file(workspace.path("generated.rs")).unwrap();
    fs::create_dir(workspace.path("generated.rs")).unwrap();
    refuses(&workspace, "error: cannot read generated.rs: ");
    fs::remove_dir(workspace.path("generated.rs")).unwrap();
    recovers(&workspace);
}

#[test]
fn a_file_in_place_of_a_folder_is_an_error() {
    let workspace = stale();
    workspace.write("src", "");
    workspace.edit("docs/sources.toml", "../generated.rs", "../src/generated.rs");
    refuses(&workspace, "error: cannot write src/generated.rs: ");
}

/// A rename ignores the permissions of the file that it replaces, so the program checks them.
#[test]
fn a_read_only_module_is_not_replaced() {
    let workspace = stale();
    let module = workspace.path("generated.rs");
    let writable = fs::metadata(&module).unwrap().permissions();
    let mut read_only = writable.clone();
    read_only.set_readonly(true);
    fs::set_permissions(&module, read_only).unwrap();
    refuses(&workspace, "error: cannot write generated.rs: it is marked read-only\n");
    fs::set_permissions(&module, writable).unwrap();
    recovers(&workspace);
}

/// Faults that are made with Unix commands and calls.
#[cfg(unix)]
mod unix {
    use super::{failed, left_over, recovers, stale};
    use crate::workspace::{Output, Workspace};
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::Command;

    const PROGRAM: &str = env!("CARGO_BIN_EXE_lvb-codegen");

    /// Runs a shell script in the workspace, in which `$0` is the program.
    fn shell(workspace: &Workspace, script: &str) -> Output {
        run(Command::new("sh").args(["-c", script, PROGRAM]), workspace)
    }

    fn run(command: &mut Command, workspace: &Workspace) -> Output {
        command.current_dir(workspace.path("")).output().unwrap().into()
    }

    #[test]
    fn a_circular_link_is_an_error() {
        let workspace = stale();
        fs::remove_file(workspace.path("generated.rs")).unwrap();
        symlink("generated.rs", workspace.path("generated.rs")).unwrap();
        failed(&workspace.run(["generate"]), "error: cannot write generated.rs: ");
        assert!(workspace.path("generated.rs").is_symlink());
        fs::remove_file(workspace.path("generated.rs")).unwrap();
        recovers(&workspace);
    }

    /// A limit on the size of files simulates a disk that fills up in the middle of a file.
    #[test]
    fn a_write_that_fails_in_the_middle_leaves_the_old_module() {
        let workspace = stale();
        let before = workspace.files();
        // The limit is one block, of 512 or 1024 bytes.
        let output = shell(&workspace, r#"ulimit -f 1; trap "" XFSZ; exec "$0" generate"#);
        failed(&output, "error: cannot write generated.rs: ");
        assert_eq!(workspace.files(), before);
        recovers(&workspace);
    }

    /// By default, a write past the limit kills the process in the middle of the file.
    #[test]
    fn the_next_write_removes_the_partial_file_of_a_killed_run() {
        let workspace = stale();
        let module = workspace.read("generated.rs");
        let output = shell(&workspace, r#"ulimit -c 0; ulimit -f 1; exec "$0" generate"#);
        assert_eq!(output.status, None);
        assert_eq!(left_over(&workspace).len(), 1);
        assert_eq!(workspace.read("generated.rs"), module);
        assert_eq!(workspace.run(["check"]).status, Some(1));
        assert_eq!(left_over(&workspace).len(), 1, "check writes nothing");
        recovers(&workspace);
        assert!(left_over(&workspace).is_empty());
    }

    /// The module is written before the result is printed.
    #[cfg(target_os = "linux")]
    #[test]
    fn an_unwritable_standard_output_is_an_error_after_the_write() {
        let workspace = stale();
        let output = shell(&workspace, r#"exec "$0" generate > /dev/full"#);
        failed(&output, "error: cannot write to standard output: ");
        recovers(&workspace);
        let output = shell(&workspace, r#"exec "$0" check > /dev/full 2> /dev/full"#);
        assert_eq!(output.status, Some(2));
    }

    /// Permissions do not restrict root, so root runs the program as another user.
    #[test]
    fn a_folder_without_write_permission_is_an_error() {
        let workspace = stale();
        let folder = workspace.path("");
        // Another user may not have access to the folder of the program.
        let program = workspace.path("program");
        fs::copy(PROGRAM, &program).unwrap();
        let mode = |mode| {
            fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(0o555);
        let before = workspace.files();
        let output = if fs::metadata(&folder).unwrap().uid() == 0 {
            let somebody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
            run(Command::new("setpriv").args(somebody).arg(program).arg("generate"), &workspace)
        } else {
            workspace.run(["generate"])
        };
        failed(&output, "error: cannot write generated.rs: ");
        assert_eq!(workspace.files(), before);
        mode(0o755);
        recovers(&workspace);
    }
}
