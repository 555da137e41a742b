//! The workflow drift.yml: its own `run:` blocks, a bare repository for origin, a stand-in for `gh`,
//! and the real generator.

mod actions;
mod expression;
mod fixture;
mod github;
mod hostile;
mod issue;
mod outage;
mod pull_request;
mod run;
mod strangers;
mod upstream;

use actions::Workflow;
use github::GitHub;
use run::{Run, Trigger};
use std::fs;
use std::process::Command;

/// The workflow, and a repository that it runs in.
struct Weekly {
    workflow: Workflow,
    github: GitHub,
}

impl Weekly {
    /// Returns `None`, and prints why, if a program of GitHub's machines is missing.
    fn new() -> Option<Self> {
        for program in ["bash", "git", "jq"] {
            if Command::new(program).arg("--version").output().is_err() {
                println!("skipped: there is no {program}");
                return None;
            }
        }
        Some(Self { workflow: drift(), github: GitHub::new() })
    }

    /// Runs the workflow on its day, and returns its conclusion and what it changed.
    fn week(&self) -> String {
        self.run(run::SCHEDULE).outcome()
    }

    fn run(&self, trigger: Trigger) -> Run {
        self.workflow.run(&self.github, trigger)
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(crate::root().join(".github/workflows").join(name)).unwrap()
}

fn drift() -> Workflow {
    yaml_serde::from_str(&read("drift.yml")).unwrap()
}

/// The stand-ins refuse the rest: `cargo` in a job that can write, and `gh` without a permission.
#[test]
fn the_job_that_builds_can_only_read() {
    let workflow = drift();
    assert!(workflow.permissions.is_empty());
    let builds = |script: &str| ["cargo", "rustup"].iter().any(|tool| script.contains(tool));
    for (name, job) in &workflow.jobs {
        let scripts = || job.steps.iter().filter_map(|step| step.run.as_deref());
        assert_eq!(scripts().any(builds), name == "update");
        assert_eq!(job.can_write(), name != "update");
    }
    let update = &workflow.jobs["update"];
    assert_eq!(
        update.permissions.iter().collect::<Vec<_>>(),
        [(&"contents".to_owned(), &"read".to_owned())]
    );
    let token = ["github.token", "GITHUB_TOKEN", "secrets."];
    let has_token = |text: &String| token.iter().any(|token| text.contains(token));
    let steps = update.steps.iter().flat_map(|step| step.env.values());
    assert!(!workflow.env.values().chain(update.env.values()).chain(steps).any(has_token));
}

#[test]
fn a_workflow_can_start_ci() {
    let ci: yaml_serde::Value = yaml_serde::from_str(&read("ci.yml")).unwrap();
    assert!(ci["on"].as_mapping().unwrap().contains_key("workflow_dispatch"));
}

/// An outage is reported after two failures on schedule.
#[test]
fn the_schedule_is_weekly_and_no_two_runs_overlap() {
    let workflow = drift();
    let schedule = workflow.on["schedule"].as_sequence().unwrap();
    let [entry] = &schedule[..] else { panic!("{schedule:?}") };
    let fields: Vec<&str> = entry["cron"].as_str().unwrap().split(' ').collect();
    let [minute, hour, "*", "*", weekday] = fields[..] else { panic!("{fields:?}") };
    assert!([minute, hour, weekday].iter().all(|field| field.parse::<u8>().is_ok()), "{fields:?}");
    assert_eq!(workflow.concurrency, "drift");
}
