//! The state of a repository on GitHub: its branches, pull requests, issues, labels and earlier runs.

use super::fixture;
use super::upstream::Upstream;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub(super) const BRANCH: &str = "upstream-documents";
pub(super) const BOT: [&str; 2] =
    ["github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"];
pub(super) const REVIEWER: [&str; 2] = ["Reviewer", "reviewer@example.com"];

/// Adds a line to the events for each push, the way the stand-in for `gh` does.
const HOOK: &str = r#"#!/usr/bin/env bash
while read -r old new ref; do
  case "$new" in
    *[!0]*) subject="$(git log -1 --format=%s "$new")" ;;
    *) subject=deleted ;;
  esac
  printf 'push %s: %s\n' "${ref#refs/heads/}" "$subject" >> "$GITHUB_STATE/events"
done
"#;

/// A bare repository, and a folder for the stand-in for `gh`.
#[derive(Debug)]
pub(super) struct GitHub {
    folder: TempDir,
    pub(super) upstream: Upstream,
}

impl GitHub {
    /// Creates a repository whose documents are those of upstream.
    pub(super) fn new() -> Self {
        let upstream = Upstream::start();
        let github = Self { folder: TempDir::new().unwrap(), upstream };
        for folder in ["bin", "home", "runs"] {
            fs::create_dir(github.path(folder)).unwrap();
        }
        let state = json!({"items": [], "labels": ["bug"], "runs": []});
        fs::write(github.path("state.json"), state.to_string()).unwrap();
        fs::write(github.path("events"), "").unwrap();
        github.program("bin/gh", include_str!("gh"));
        github.program("bin/cargo", include_str!("cargo"));
        github.program("bin/rustup", "#!/bin/sh\n");
        github.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "origin"]);
        github.program("origin/hooks/post-receive", HOOK);
        github.commit("main", REVIEWER, "feat: begin", |checkout| {
            fixture::write(checkout, &github.upstream);
        });
        github
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn program(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Creates a process that knows of nothing but this repository.
    pub(super) fn command(&self, program: &str, folder: impl AsRef<Path>) -> Command {
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path().join(folder))
            .env_clear()
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("HOME", self.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GITHUB_ORIGIN", self.path("origin"))
            .env("GITHUB_STATE", self.folder.path());
        command
    }

    /// Runs `git` and returns what it prints.
    pub(super) fn git(&self, folder: &str, args: &[&str]) -> String {
        let output = self.command("git", folder).args(args).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {}: {stderr}", args.join(" "));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Moves a branch without a push.
    pub(super) fn reset(&self, branch: &str, commit: &str) {
        self.git("origin", &["update-ref", &format!("refs/heads/{branch}"), commit]);
    }

    /// Pushes a commit to a branch. A new branch starts at `main`.
    pub(super) fn commit(
        &self,
        branch: &str,
        [name, email]: [&str; 2],
        subject: &str,
        edit: impl FnOnce(&Path),
    ) {
        self.push(branch, edit, |folder| {
            let (name, email) = (format!("user.name={name}"), format!("user.email={email}"));
            let commit = ["commit", "--quiet", "--message", subject];
            self.git(folder, &[&["-c", &name, "-c", &email], &commit[..]].concat());
        });
    }

    fn push(&self, branch: &str, edit: impl FnOnce(&Path), commit: impl FnOnce(&str)) {
        let checkout = TempDir::new_in(self.folder.path()).unwrap();
        let folder = checkout.path().to_str().unwrap();
        self.git(".", &["clone", "--quiet", "origin", folder]);
        if self.tip(branch).is_some() {
            self.git(folder, &["switch", "--quiet", branch]);
        } else {
            self.git(folder, &["switch", "--quiet", "--create", branch]);
        }
        edit(checkout.path());
        self.git(folder, &["add", "--all"]);
        commit(folder);
        self.git(folder, &["push", "--quiet", "--force", "origin", branch]);
    }

    /// Returns the last commit of a branch.
    pub(super) fn tip(&self, branch: &str) -> Option<String> {
        let reference = format!("refs/heads/{branch}");
        let tip = self.git("origin", &["for-each-ref", "--format=%(objectname)", &reference]);
        tip.lines().next().map(str::to_owned)
    }

    /// Returns a file of a branch.
    pub(super) fn file(&self, branch: &str, path: &str) -> String {
        self.git("origin", &["show", &format!("{branch}:{path}")])
    }

    /// Replaces the last commit of a branch, in the name of its committer.
    pub(super) fn amend(&self, branch: &str, [name, email]: [&str; 2], edit: impl FnOnce(&Path)) {
        self.push(branch, edit, |folder| {
            let (name, email) = (format!("user.name={name}"), format!("user.email={email}"));
            let amend = ["commit", "--quiet", "--amend", "--no-edit"];
            self.git(folder, &[&["-c", &name, "-c", &email], &amend[..]].concat());
        });
    }

    /// Merges a pull request without deleting its branch.
    pub(super) fn merge(&self, branch: &str, number: u64) {
        let tip = self.tip(branch).unwrap();
        self.reset("main", &tip);
        self.change_item(number, |item| item["state"] = "MERGED".into());
    }

    /// Has the next call of `gh` run a script first.
    pub(super) fn meanwhile(&self, script: &str) {
        fs::write(self.path("meanwhile"), script).unwrap();
    }

    /// Returns the pull requests and the issues.
    pub(super) fn items(&self) -> Vec<Value> {
        self.state()["items"].as_array().unwrap().clone()
    }

    pub(super) fn body(&self, number: u64) -> String {
        let items = self.items();
        let item = items.iter().find(|item| item["number"] == number).unwrap();
        item["body"].as_str().unwrap().to_owned()
    }

    /// Adds a pull request or an issue that looks like one of the workflow's.
    pub(super) fn add_item(&self, kind: &str, number: u64, change: impl FnOnce(&mut Value)) {
        let mut item = json!({
            "kind": kind,
            "number": number,
            "state": "OPEN",
            "title": "feat(docs): update the documents from upstream",
            "body": "untouched",
            "author": {"is_bot": true, "login": "app/github-actions"},
            "labels": [{"name": "upstream-drift"}, {"name": "upstream-outage"}],
            "headRefName": BRANCH,
            "headRefOid": "",
            "isCrossRepository": false,
            "comments": [],
        });
        change(&mut item);
        self.change_state(|state| state["items"].as_array_mut().unwrap().push(item));
    }

    pub(super) fn change_item(&self, number: u64, change: impl FnOnce(&mut Value)) {
        self.change_state(|state| {
            let items = state["items"].as_array_mut().unwrap();
            change(items.iter_mut().find(|item| item["number"] == number).unwrap());
        });
    }

    pub(super) fn remove_item(&self, number: u64) {
        self.change_state(|state| {
            state["items"].as_array_mut().unwrap().retain(|item| item["number"] != number);
        });
    }

    pub(super) fn add_run(&self, event: &str, conclusion: &str) {
        self.change_state(|state| {
            let status = if conclusion.is_empty() { "in_progress" } else { "completed" };
            let run = json!({"event": event, "status": status, "conclusion": conclusion});
            state["runs"].as_array_mut().unwrap().push(run);
        });
    }

    pub(super) fn finish_run(&self, conclusion: &str) {
        self.change_state(|state| {
            let run = state["runs"].as_array_mut().unwrap().last_mut().unwrap();
            run["status"] = "completed".into();
            run["conclusion"] = conclusion.into();
        });
    }

    pub(super) fn runs(&self) -> usize {
        self.state()["runs"].as_array().unwrap().len()
    }

    fn state(&self) -> Value {
        serde_json::from_slice(&fs::read(self.path("state.json")).unwrap()).unwrap()
    }

    fn change_state(&self, change: impl FnOnce(&mut Value)) {
        let mut state = self.state();
        change(&mut state);
        fs::write(self.path("state.json"), state.to_string()).unwrap();
    }
}
