//! A disk that is full, and one that is read-only: file systems of the tests' own. They take a user
//! namespace, which not every machine gives; where it does not, the tests say so. What `faults` does by
//! other means is tested everywhere.

#![cfg(target_os = "linux")]

use crate::workspace::Workspace;
use expect_test::{Expect, expect};
use std::fs;
use std::io::{self, Write};
use std::process::Command;

/// Runs a script on a small disk with a copy of the workspace, whose module is stale, and compares
/// what it says. In the script, `run` runs the program, and shows its status and its first line.
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
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");

    let mount = in_namespace("mount -t tmpfs tmpfs disk").current_dir(workspace.path("")).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        // Unlike `eprintln!`, this shows although the test passes.
        let skipped = b"skipped: a test needs a disk of its own, and may not mount one here\n";
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
fn a_full_disk() {
    on_a_small_disk(
        r"
        cat /dev/zero > zeros 2> zeros.err || true
        run generate
        same generated.rs
        left
        # One page is enough to begin with, but not to end.
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
fn a_full_disk_and_several_files() {
    on_a_small_disk(
        r#"
        sed 's/The network failed/The network broke/' docs/en.md > en.md
        cat /dev/zero > zeros 2> zeros.err || true
        # With each page more there is room for more of the files.
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
            update: 0: en: changed: 1 code reworded: a patch change
            Files docs/en.md and ../docs/en.md differ
            Files docs/sources.toml and ../docs/sources.toml differ
            check: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
        "#]],
    );
}

#[test]
fn a_file_that_cannot_be_replaced_any_more() {
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
            check: 0: finished an update that was interrupted
            generated.rs: changed
        "#]],
    );
}

#[test]
fn a_read_only_disk() {
    on_a_small_disk(
        r"
        mount -o remount,bind,ro .
        run generate
        same generated.rs
        run check
        mount -o remount,bind,rw .
        run generate
        mount -o remount,bind,ro .
        # Where there is nothing to write, nothing is in the way.
        run generate
        run check
        ",
        &expect![[r#"
            generate: 2: error: cannot write generated.rs: Read-only file system (os error 30)
            generated.rs: as before
            check: 1: error[stale-output]: generated.rs is not what the documents give
            generate: 0: generated.rs: 5 codes, 4 reasons, en and ko, written
            generate: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
            check: 0: generated.rs: 5 codes, 4 reasons, en and ko, unchanged
        "#]],
    );
}
