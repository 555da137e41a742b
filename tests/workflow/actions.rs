//! The parts of a workflow file that drift.yml uses. Any other part is an error.

use serde::Deserialize;
use std::collections::BTreeMap;
use yaml_serde::Value;

pub(super) type Strings = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "some keys mean nothing for a test")]
pub(super) struct Workflow {
    name: String,
    pub(super) on: Value,
    pub(super) concurrency: String,
    pub(super) permissions: Strings,
    pub(super) defaults: Defaults,
    pub(super) env: Strings,
    pub(super) jobs: BTreeMap<String, Job>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    pub(super) run: DefaultRun,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DefaultRun {
    pub(super) shell: Shell,
}

/// Shells with known options.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Shell {
    Bash,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(dead_code, reason = "some keys mean nothing for a test")]
pub(super) struct Job {
    name: String,
    #[serde(default)]
    pub(super) needs: Needs,
    #[serde(rename = "if")]
    pub(super) condition: Option<String>,
    runs_on: String,
    timeout_minutes: u32,
    pub(super) permissions: Strings,
    #[serde(default)]
    pub(super) outputs: Strings,
    #[serde(default)]
    pub(super) env: Strings,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum Needs {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Step {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    #[serde(rename = "if")]
    pub(super) condition: Option<String>,
    #[serde(default)]
    pub(super) continue_on_error: bool,
    #[serde(default)]
    pub(super) env: Strings,
    pub(super) run: Option<String>,
    pub(super) uses: Option<String>,
    #[serde(default)]
    pub(super) with: BTreeMap<String, Value>,
}

impl Job {
    pub(super) fn needs(&self) -> &[String] {
        match &self.needs {
            Needs::None => &[],
            Needs::One(need) => std::slice::from_ref(need),
            Needs::Many(needs) => needs,
        }
    }

    pub(super) fn can_write(&self) -> bool {
        self.permissions.values().any(|access| access == "write")
    }
}
