//! Full and read-only disks, which the tests mount. This requires a user namespace, which some
//! machines do not allow; there, the tests print that they are skipped. `faults` tests similar errors
//! on every machine.

#![cfg(target_os = "linux")]

use crate::workspace::Workspace;
use expect_test::{Expect, expect};
use std::fs;
use std::io::{self, Write};
use std::process::Command;

/// Runs a script on a small disk that holds a workspace with a stale module, and compares the output
/// of the script. In the script, `run` runs the program and prints its status and first line.
fn on_a_small_disk(script: &str, expected: &Expect) {
    const PROLOGUE: &str = r#"
        set -eu
        mount -t tmpfs -o size=256k tmpfs disk
        cp -R docs generated.rs disk
        cd disk
        run() {
            status=0
            output="$("$program" "$@" 2>&1)" || status=$?
            printf '%s: %s: %s\n' "$1" "$status" "$(printf '%s' "$output" | head -n 1)"
        }
        same() {
            if cmp -s "$1" ../"$1"; then echo "$1: as before"; else echo "$1: changed"; fi
        }
        left() {
            find . -name '.*.lvb-codegen'
        }
    "#;
    let in_namespace = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script]);
        command
    };
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("disk")).unwrap();
    // A long text makes the module larger than one page of the disk.
    let long = "네트워크 장애. ".repeat(200);
    workspace.edit_document("ko.md", "네트워크 오류.", long.trim());

    let mount = in_namespace("mount -t tmpfs tmpfs disk").current_dir(workspace.path("")).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        // Unlike the output of `eprintln!`, this is shown even if the test passes.
        let skipped = b"skipped: this test has to mount a disk, which is not allowed here\n";
        io::stderr().write_all(skipped).unwrap();
        return;
    }
    let output = in_namespace(&format!("{PROLOGUE}{script}"))
        .current_dir(workspace.path(""))
        .env("LC_ALL", "C")
        .env("program", env!("CARGO_BIN_EXE_lvb-codegen"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    expected.assert_eq(&String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_full_disk_leaves_the_old_module() {
    on_a_small_disk(
        r"
        cat /dev/zero > zeros 2> zeros.err || true
        run generate
        same generated.rs
        left
        # With one free page, the write starts but does not finish.
        truncate --size=-4096 zeros
        run generate
        same generated.rs
        left
        rm zeros
        run generate
        run check
        ",
        &expect![[r#"
            generate: 2: error: cannot write generated.rs: No space left on device (os error 28)
            generated.rs: as before
            generate: 2: error: cannot write generated.rs: No space left on device (os error 28)
            generated.rs: as before
            generate: 0: generated.rs: 5 codes, 4 reasons, en and ko, written
            check: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
        "#]],
    );
}

#[test]
fn a_full_disk_leaves_all_old_files_or_all_new_ones() {
    on_a_small_disk(
        r#"
        sed 's/The network failed/The network broke/' docs/en.md > en.md
        cat /dev/zero > zeros 2> zeros.err || true
        # Each free page makes room for more of the files.
        for page in 0 1 2 3 4; do
            run update --upstream en=en.md --upstream ko=docs/ko.md
            if diff -rq docs ../docs; then same generated.rs; fi
            truncate --size=-4096 zeros
        done
        left
        run check
        "#,
        &expect![[r#"
            update: 2: error: cannot write docs/en.md: No space left on device (os error 28)
            generated.rs: as before
            update: 2: error: cannot write docs/sources.toml: No space left on device (os error 28)
            generated.rs: as before
            update: 2: error: cannot write generated.rs: No space left on device (os error 28)
            generated.rs: as before
            update: 2: error: cannot write generated.rs: No space left on device (os error 28)
            generated.rs: as before
            update: 0: en: changed: 1 code reworded
            Files docs/en.md and ../docs/en.md differ
            Files docs/sources.toml and ../docs/sources.toml differ
            check: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
        "#]],
    );
}

#[test]
fn the_next_run_finishes_an_update_that_could_not_replace_a_file() {
    on_a_small_disk(
        r"
        sed 's/The network failed/The network broke/' docs/en.md > en.md
        mount --bind generated.rs generated.rs
        run update --upstream en=en.md --upstream ko=docs/ko.md
        same generated.rs
        left
        umount generated.rs
        run check
        same generated.rs
        left
        ",
        &expect![[r#"
            update: 2: error: cannot write generated.rs: Device or resource busy (os error 16)
            generated.rs: as before
            ./.generated.rs.lvb-codegen
            ./docs/.sources.toml.commit.lvb-codegen
            check: 2: error: an update by docs/sources.toml was interrupted
            generated.rs: as before
            ./.generated.rs.lvb-codegen
            ./docs/.sources.toml.commit.lvb-codegen
        "#]],
    );
}

#[test]
fn a_read_only_disk_is_an_error_only_if_there_is_something_to_write() {
    on_a_small_disk(
        r"
        mount -o remount,bind,ro .
        run generate
        same generated.rs
        run check
        mount -o remount,bind,rw .
        run generate
        mount -o remount,bind,ro .
        # A run with nothing to write succeeds.
        run generate
        run check
        ",
        &expect![[r#"
            generate: 2: error: cannot write generated.rs: Read-only file system (os error 30)
            generated.rs: as before
            check: 1: error[stale-output]: generated.rs differs from the module generated from the documents
            generate: 0: generated.rs: 5 codes, 4 reasons, en and ko, written
            generate: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
            check: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
        "#]],
    );
}
