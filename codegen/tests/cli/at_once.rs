//! Concurrent runs.

#![cfg(unix)]

use crate::workspace::Workspace;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// One run writes the module and the others find it up to date. A concurrent reader never sees a
/// partial module.
#[test]
fn only_one_of_several_runs_writes_and_readers_see_whole_modules() {
    let workspace = Workspace::new();
    let old = workspace.read("generated.rs");
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    let is_done = AtomicBool::new(false);
    let (outputs, seen) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = Vec::new();
            while !is_done.load(Ordering::Relaxed) {
                seen.push(fs::read_to_string(workspace.path("generated.rs")).unwrap());
                seen.dedup();
            }
            seen
        });
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(|| workspace.run(["generate"]))).collect();
        let outputs: Vec<_> = runs.into_iter().map(ScopedJoinHandle::join).collect();
        is_done.store(true, Ordering::Relaxed);
        (outputs, reader.join().unwrap())
    });
    let outputs: Vec<_> = outputs.into_iter().map(Result::unwrap).collect();
    for output in &outputs {
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
    }
    let written = outputs.iter().filter(|output| output.stdout.ends_with("ko, written\n")).count();
    assert_eq!(written, 1);
    let new = workspace.read("generated.rs");
    assert!(seen.iter().all(|text| [&old, &new].contains(&text)), "{seen:?}");
    assert_eq!(workspace.run(["check"]).status, Some(0));
    // Four files in `docs`, and the module.
    assert_eq!(workspace.files().len(), 5);
}
