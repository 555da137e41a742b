//! SIGKILL at any point of `generate` and `update`: each file is old or new, and after the next run
//! all files are old or all are new, and no other file is left.
//!
//! Writing takes a small part of a run. Most kills therefore wait for a temporary file that shows the
//! progress, and then for a random part of the remaining time. The other kills happen at a random time
//! of the whole run.

use crate::fixtures::with_upstream;
use crate::workspace::{Output, Workspace};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The number of runs of each command that are killed, unless `LVB_CODEGEN_KILLS` sets it.
const KILLS: u32 = 30;

/// The marker that `update` puts beside the manifest while it replaces files.
const MARKER: &str = "docs/.sources.toml.commit.lvb-codegen";

/// A command to kill, and its files before and after it.
struct Scene {
    workspace: Workspace,
    command: &'static [&'static str],
    /// The exit status of a whole run.
    status: i32,
    old: BTreeMap<PathBuf, Vec<u8>>,
    new: BTreeMap<PathBuf, Vec<u8>>,
    /// The duration of a whole run.
    whole: Duration,
    /// Temporary files, and the time from the creation of each until the last one is gone.
    signs: Vec<(&'static str, Duration)>,
}

/// The number of kills in each phase of a run.
#[derive(Debug, Default)]
struct Hits {
    /// Before the first temporary file.
    before: u32,
    /// While temporary files are written. All files are old.
    writing: u32,
    /// While files are replaced. The next run has to finish this.
    replacing: u32,
    /// The part of `replacing` between the first and the last file.
    mixed: u32,
    /// After all files are replaced.
    after: u32,
}

#[test]
fn a_killed_generate_leaves_the_old_module_or_the_new_one() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    let scene = Scene::new(workspace, &["generate"], 0, &[".generated.rs.lvb-codegen"]);
    let hits = kill_often(&scene, |hits| hits.writing > 0);
    assert_eq!((hits.replacing, hits.mixed), (0, 0), "one file needs no marker");
}

#[test]
fn a_killed_update_leaves_all_old_files_or_all_new_ones() {
    let workspace = with_upstream();
    for (name, text) in [("en.md", "The network failed."), ("ko.md", "네트워크 오류.")] {
        let name = format!("upstream/{name}");
        let row = format!("<tr><td colspan='2'>10</td><td>{text} 10.</td></tr>\n</table>");
        // A long page takes more time to write.
        let end = "One more line of text.\n".repeat(2_000);
        workspace.edit(&name, "</table>", &format!("{row}\n\n{end}"));
    }
    let signs = &["docs/.names.toml.lvb-codegen", MARKER];
    // The new name has no category yet, which is a warning.
    let scene = Scene::new(workspace, &["update", "--accept-names"], 1, signs);
    kill_often(&scene, |hits| hits.writing > 0 && hits.replacing > 0);
}

/// Kills the set number of runs, and more until `is_enough`.
fn kill_often(scene: &Scene, is_enough: fn(&Hits) -> bool) -> Hits {
    let kills = std::env::var("LVB_CODEGEN_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut random = Random(u64::from(kills));
    let mut hits = Hits::default();
    let mut killed = 0;
    // On a fast disk few kills hit the writing, so more runs are killed.
    while killed < kills || (!is_enough(&hits) && killed < kills * 20) {
        scene.restore();
        let mut child = scene.spawn();
        match scene.signs.get(killed as usize % (scene.signs.len() + 1)) {
            None => wait(scene.whole.mul_f64(random.fraction())),
            Some((sign, rest)) => {
                scene.wait_for(sign, &mut child);
                // Squared, because a kill takes some time to arrive.
                wait(rest.mul_f64(random.fraction().powi(2)));
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        scene.count_phase(&mut hits);
        if random.fraction() < 0.5 {
            scene.check();
        } else {
            scene.run_again();
        }
        killed += 1;
    }
    eprintln!("{} killed {killed} times: {hits:?}", scene.command.join(" "));
    assert!(is_enough(&hits), "no kill hit the writing or the replacing: {hits:?}");
    hits
}

impl Scene {
    /// Runs the command once, to learn what it writes and how long this takes.
    fn new(
        workspace: Workspace,
        command: &'static [&'static str],
        status: i32,
        signs: &[&'static str],
    ) -> Self {
        let old = workspace.files();
        let (new, whole) = (old.clone(), Duration::ZERO);
        let mut scene = Self { workspace, command, status, old, new, whole, signs: Vec::new() };
        let start = Instant::now();
        let mut child = scene.spawn();
        let mut seen = Vec::new();
        for sign in signs {
            scene.wait_for(sign, &mut child);
            seen.push((*sign, Instant::now()));
        }
        while signs.iter().any(|sign| scene.workspace.path(sign).exists()) {}
        scene.signs = seen.into_iter().map(|(sign, since)| (sign, since.elapsed())).collect();
        assert_eq!(child.wait().unwrap().code(), Some(status));
        scene.whole = start.elapsed();
        scene.new = scene.workspace.files();
        assert!(scene.old.keys().eq(scene.new.keys()));
        assert_ne!(scene.old, scene.new);
        scene
    }

    fn spawn(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lvb-codegen"));
        command.args(self.command).current_dir(self.workspace.path(""));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn wait_for(&self, sign: &str, child: &mut Child) {
        let sign = self.workspace.path(sign);
        while !sign.exists() && child.try_wait().unwrap().is_none() {}
    }

    fn restore(&self) {
        for (path, bytes) in &self.old {
            if self.new[path] != *bytes {
                fs::write(self.workspace.path("").join(path), bytes).unwrap();
            }
        }
        assert!(self.workspace.files() == self.old);
    }

    /// Asserts that each file exists and is old or new, and counts the phase of the kill.
    fn count_phase(&self, hits: &mut Hits) {
        let mut files = self.workspace.files();
        let is_marked = files.contains_key(Path::new(MARKER));
        let all = files.len();
        files.retain(|path, _| !path.to_str().unwrap().ends_with(".lvb-codegen"));
        assert!(files.keys().eq(self.old.keys()), "{:?}", files.keys());
        for (path, bytes) in &files {
            let is_whole = *bytes == self.old[path] || *bytes == self.new[path];
            assert!(is_whole, "{} is neither old nor new", path.display());
        }
        let (is_old, is_new) = (files == self.old, files == self.new);
        if is_marked {
            hits.replacing += 1;
            hits.mixed += u32::from(!is_old && !is_new);
        } else if all > files.len() {
            assert!(is_old, "files are replaced before the marker is set");
            hits.writing += 1;
        } else if is_new {
            hits.after += 1;
        } else {
            assert!(is_old, "some files are new, but there is no marker for the next run");
            hits.before += 1;
        }
    }

    /// Asserts that `check` writes nothing, and that the next command that writes restores the old
    /// files or finishes the new ones.
    fn check(&self) {
        let was_marked = self.workspace.path(MARKER).exists();
        let before = self.workspace.files();
        let checked = self.workspace.run(["check"]);
        assert!(self.workspace.files() == before, "check wrote a file");

        let recovered = self.workspace.run(["names", "--write"]);
        assert_eq!(recovered.status, Some(0), "{recovered:?}");
        let is_finished = recovered.stderr == "finished an interrupted update\n";
        assert_eq!(is_finished, was_marked, "{recovered:?}");
        let files = self.workspace.files();
        assert!(files == self.new || files == self.old && !was_marked, "{:?}", files.keys());
        // Before `generate`, the module is stale; before and after `update`, it is not.
        let is_stale = files == self.old && self.command == ["generate"];
        // After the update, a new name has no category yet.
        let is_finding = is_stale || (files == self.new && self.status == 1);
        let status = if was_marked { 2 } else { i32::from(is_finding) };
        assert_eq!(checked.status, Some(status), "{checked:?}");
    }

    /// Asserts that the command, run again, leaves the new files.
    fn run_again(&self) {
        let Output { status, stderr, .. } = self.workspace.run_args(self.command);
        assert_eq!(status, Some(self.status), "{stderr}");
        assert!(self.workspace.files() == self.new, "{:?}", self.workspace.files().keys());
    }
}

/// Waits with the precision of a microsecond, which `sleep` does not have.
fn wait(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {}
}

/// The random number generator `SplitMix64`.
struct Random(u64);

impl Random {
    /// Returns a number from 0 to 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from((bits >> 32) as u32) / f64::from(u32::MAX)
    }
}
