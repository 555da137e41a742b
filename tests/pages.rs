//! The workflow pages.yml, which publishes the table.

use crate::readme::generator;
use serde_json::Value;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

fn jobs() -> yaml_serde::Value {
    let path = crate::root().join(".github/workflows/pages.yml");
    let workflow: yaml_serde::Value =
        yaml_serde::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(workflow["permissions"].as_mapping().unwrap().is_empty());
    workflow["jobs"].clone()
}

/// Returns the scripts of a job.
fn scripts(job: &yaml_serde::Value) -> Vec<String> {
    let steps = job["steps"].as_sequence().unwrap();
    steps.iter().filter_map(|step| Some(step["run"].as_str()?.to_owned())).collect()
}

#[test]
fn only_the_job_that_runs_no_code_can_write() {
    let jobs = jobs();
    assert_eq!(jobs.as_mapping().unwrap().len(), 2);
    let permissions = |job: &str| {
        let permissions = jobs[job]["permissions"].as_mapping().unwrap().iter();
        let permissions = permissions
            .map(|(scope, access)| [scope, access].map(|text| text.as_str().unwrap().to_owned()));
        permissions.map(|both| both.join(": ")).collect::<Vec<_>>()
    };
    assert_eq!(permissions("export"), ["contents: read"]);
    assert_eq!(permissions("deploy"), ["pages: write", "id-token: write"]);
    assert_eq!(scripts(&jobs["deploy"]), Vec::<String>::new());
    assert_eq!(jobs["deploy"]["if"].as_str(), Some("github.ref == 'refs/heads/main'"));
}

#[test]
fn the_page_is_published_with_the_data() {
    const CARGO: &str =
        "cargo() { test \"$1 $2\" = '--quiet codegen'; shift 2; \"$GENERATOR\" \"$@\"; }\n";
    let folder = TempDir::new().unwrap();
    let scripts = scripts(&jobs()["export"]);
    let script = scripts.iter().find(|script| script.contains("export")).unwrap();
    let status = Command::new("sh")
        .args(["-ec", &(CARGO.to_owned() + script)])
        .env("GENERATOR", generator())
        .current_dir(crate::root())
        .env("RUNNER_TEMP", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    let read = |name: &str| fs::read_to_string(folder.path().join("site").join(name)).unwrap();
    let codes: Vec<Value> = serde_json::from_str(&read("codes.json")).unwrap();
    assert_eq!(read("codes.csv").lines().count(), codes.len() + 1);
    assert_eq!(read("index.html").matches("<th scope=\"row\">").count(), codes.len());
    assert_eq!(fs::read_dir(folder.path().join("site")).unwrap().count(), 3);
}
