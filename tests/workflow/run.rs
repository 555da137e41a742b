//! Runs a workflow the way GitHub does: its jobs in order, each in a machine of its own.

use super::actions::{Job, Shell, Step, Strings, Workflow};
use super::expression::{Scope, condition, interpolate};
use super::fixture::LVB_CODEGEN;
use super::github::GitHub;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const REPOSITORY: &str = "owner/repository";

/// The result of a run.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) conclusion: &'static str,
    /// The log, which is public.
    pub(super) log: String,
    pub(super) summary: String,
    /// The pushes, and the changes of pull requests and issues, in order.
    pub(super) events: String,
}

impl Run {
    /// Returns the conclusion and what changed.
    pub(super) fn outcome(&self) -> String {
        format!("{}\n{}", self.conclusion, self.events)
    }
}

/// The circumstances of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    pub(super) event: &'static str,
    pub(super) branch: &'static str,
    /// The exit status of `cargo build`.
    pub(super) build_status: u8,
}

pub(super) const SCHEDULE: Trigger = Trigger { event: "schedule", branch: "main", build_status: 0 };

/// A job that ended or was skipped.
#[derive(Debug)]
struct Done {
    result: &'static str,
    outputs: Strings,
}

impl Workflow {
    pub(super) fn run(&self, github: &GitHub, trigger: Trigger) -> Run {
        github.add_run(trigger.event, "");
        let number = github.runs();
        let folder = github.path("runs").join(number.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(github.path("events"), "").unwrap();
        let mut runner =
            Runner { workflow: self, github, trigger, folder, number, log: String::new() };
        let mut done = BTreeMap::new();
        while done.len() < self.jobs.len() {
            let is_next = |(name, job): &(&String, &Job)| {
                !done.contains_key(*name) && job.needs().iter().all(|need| done.contains_key(need))
            };
            let (name, job) = self.jobs.iter().find(is_next).expect("needs without a circle");
            let result = runner.job(name, job, &done);
            done.insert(name.clone(), result);
        }
        assert!(!runner.log.contains("::"), "a command is in the log:\n{}", runner.log);
        for line in github.upstream.lines() {
            let is_text = line.trim().len() > 8;
            assert!(
                !(is_text && runner.log.contains(line.trim())),
                "{line:?} is in the log:\n{}",
                runner.log
            );
        }
        let failed = done.values().any(|job| job.result == "failure");
        let conclusion = if failed { "failure" } else { "success" };
        github.finish_run(conclusion);
        Run {
            conclusion,
            log: runner.log,
            summary: fs::read_to_string(runner.folder.join("summary.md")).unwrap_or_default(),
            events: fs::read_to_string(github.path("events")).unwrap(),
        }
    }
}

struct Runner<'a> {
    workflow: &'a Workflow,
    github: &'a GitHub,
    trigger: Trigger,
    folder: PathBuf,
    number: usize,
    log: String,
}

/// A job that runs.
struct Running<'a> {
    /// Values by path, such as `github.token`.
    values: Strings,
    steps: &'a [Step],
    workspace: PathBuf,
    temp: PathBuf,
    success: bool,
}

impl Scope for Running<'_> {
    fn value(&self, path: &str) -> String {
        let is_output = |step: &Step| {
            let id = step.id.as_deref().unwrap_or_default();
            path.strip_prefix("steps.")
                .and_then(|path| path.strip_prefix(id))
                .is_some_and(|path| path.starts_with(".outputs."))
        };
        match self.values.get(path) {
            Some(value) => value.clone(),
            None if self.steps.iter().any(is_output) => String::new(),
            None => panic!("unknown value: {path}"),
        }
    }

    fn success(&self) -> bool {
        self.success
    }
}

impl Runner<'_> {
    fn job(&mut self, name: &str, job: &Job, done: &BTreeMap<String, Done>) -> Done {
        let folder = self.folder.join(name);
        let [workspace, temp] = ["workspace", "temp"].map(|name| folder.join(name));
        for folder in [&workspace, &temp] {
            fs::create_dir_all(folder).unwrap();
        }
        let mut running = Running {
            values: self.values(&temp),
            steps: &job.steps,
            workspace,
            temp,
            success: true,
        };
        for need in job.needs() {
            running.success &= done[need].result == "success";
            running.values.insert(format!("needs.{need}.result"), done[need].result.to_owned());
            for (name, value) in &done[need].outputs {
                running.values.insert(format!("needs.{need}.outputs.{name}"), value.clone());
            }
        }
        let empty = || job.outputs.keys().map(|name| (name.clone(), String::new())).collect();
        if !condition(job.condition.as_deref(), &running) {
            return Done { result: "skipped", outputs: empty() };
        }
        running.success = true;
        let mut env = Strings::new();
        for layer in [&self.workflow.env, &job.env] {
            set(&mut env, &mut running, layer);
        }
        for step in &job.steps {
            if condition(step.condition.as_deref(), &running) {
                let success = self.step(step, job, &mut running, env.clone());
                running.success &= success || step.continue_on_error;
            }
        }
        let result = if running.success { "success" } else { "failure" };
        let outputs = job.outputs.iter();
        let outputs = outputs.map(|(name, text)| (name.clone(), interpolate(text, &running)));
        Done { result, outputs: outputs.collect() }
    }

    fn values(&self, temp: &Path) -> Strings {
        let values = [
            ("github.event_name", self.trigger.event),
            ("github.ref", &format!("refs/heads/{}", self.trigger.branch)),
            ("github.repository", REPOSITORY),
            ("github.run_id", &self.number.to_string()),
            ("github.server_url", "https://github.com"),
            ("github.token", "token"),
            ("runner.temp", temp.to_str().unwrap()),
        ];
        values.map(|(path, value)| (path.to_owned(), value.to_owned())).into()
    }

    fn step(
        &mut self,
        step: &Step,
        job: &Job,
        running: &mut Running<'_>,
        mut env: Strings,
    ) -> bool {
        let name = step.name.as_deref().or(step.uses.as_deref()).or(step.run.as_deref());
        self.log += &format!("# {}\n", name.unwrap_or_default());
        match (&step.run, &step.uses) {
            (Some(run), None) => {
                set(&mut env, running, &step.env);
                self.script(run, step.id.as_deref(), job, running, &env)
            }
            (None, Some(action)) => self.action(action, step, job, running),
            _ => panic!("a step either runs or uses something"),
        }
    }

    fn script(
        &mut self,
        script: &str,
        id: Option<&str>,
        job: &Job,
        running: &mut Running<'_>,
        env: &Strings,
    ) -> bool {
        assert!(!script.contains("${{"), "texts can become code: {script}");
        let Shell::Bash = self.workflow.defaults.run.shell;
        let (file, output) = (running.temp.join("script.sh"), running.temp.join("output"));
        fs::write(&file, script).unwrap();
        fs::write(&output, "").unwrap();
        let permissions =
            job.permissions.iter().map(|(name, access)| format!("{name}: {access}\n"));
        let process = self
            .github
            .command("bash", &running.workspace)
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
            .arg(&file)
            .envs(env)
            .env("BUILD_STATUS", self.trigger.build_status.to_string())
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_STEP_SUMMARY", self.folder.join("summary.md"))
            .env("LVB_CODEGEN", &*LVB_CODEGEN)
            .env("PERMISSIONS", permissions.collect::<String>())
            .env("RUNNER_TEMP", &running.temp)
            .output()
            .unwrap();
        self.log += &String::from_utf8_lossy(&process.stdout);
        self.log += &String::from_utf8_lossy(&process.stderr);
        for line in fs::read_to_string(output).unwrap().lines() {
            let (name, value) = line.split_once('=').expect("NAME=VALUE");
            let id = id.expect("an id for a step with outputs");
            running.values.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
        process.status.success()
    }

    fn action(&self, action: &str, step: &Step, job: &Job, running: &Running<'_>) -> bool {
        let with: Vec<(&str, String)> = step
            .with
            .iter()
            .map(|(name, value)| {
                let value = yaml_serde::to_string(value).unwrap();
                (name.as_str(), interpolate(value.trim_end(), running))
            })
            .collect();
        let with: Vec<(&str, &str)> =
            with.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let artifact = self.folder.join("artifact");
        match (action, &with[..]) {
            ("actions/checkout@v4", [("persist-credentials", "false")]) => {
                assert!(!job.can_write());
                self.checkout(running, &["--depth=1"], "nowhere");
                true
            }
            ("actions/checkout@v4", [("fetch-depth", "0")]) => {
                let origin = self.github.path("origin");
                let writes =
                    job.permissions.get("contents").is_some_and(|access| access == "write");
                self.checkout(
                    running,
                    &[],
                    if writes { origin.to_str().unwrap() } else { "nowhere" },
                );
                true
            }
            ("actions/upload-artifact@v4", [("name", "update"), ("path", path)]) => {
                copy(Path::new(path), &artifact)
            }
            ("actions/download-artifact@v4", [("name", "update"), ("path", path)]) => {
                copy(&artifact, Path::new(path))
            }
            _ => panic!("unknown action: {action} {with:?}"),
        }
    }

    fn checkout(&self, running: &Running<'_>, options: &[&str], push: &str) {
        let origin = format!("file://{}", self.github.path("origin").display());
        let folder = running.workspace.to_str().unwrap();
        self.github.git(".", &[&["clone", "--quiet"], options, &[&origin, folder]].concat());
        self.github.git(folder, &["remote", "set-url", "--push", "origin", push]);
    }
}

/// Adds the variables of a layer, which can refer to those before.
fn set(env: &mut Strings, running: &mut Running<'_>, layer: &Strings) {
    for (name, text) in layer {
        let value = interpolate(text, running);
        env.insert(name.clone(), value);
    }
    running.values.extend(env.iter().map(|(name, value)| (format!("env.{name}"), value.clone())));
}

/// Copies the files of a folder, and returns whether it exists.
fn copy(from: &Path, to: &Path) -> bool {
    let copied = Command::new("cp").arg("-R").arg(from.join(".")).arg(to).output().unwrap();
    copied.status.success()
}
