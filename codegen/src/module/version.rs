//! The next version of the crate that the module belongs to.

use crate::diff::Verdict;
use semver::{BuildMetadata, Prerelease, Version};
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// Returns the next version of the package that contains a module. There is none if no `Cargo.toml`
/// above it has a version.
pub fn next_version(module: &Path, verdict: Verdict) -> Option<Version> {
    let current = current_version(module)?;
    Some(match verdict {
        Verdict::None => current,
        verdict => increase(&current, verdict),
    })
}

/// Increases a version the way Cargo reads it: before 1.0.0, a breaking change increases the minor
/// version, and any other the patch version.
fn increase(current: &Version, verdict: Verdict) -> Version {
    let Version { major, minor, patch, .. } = *current;
    let (major, minor, patch) = match (verdict, major) {
        (Verdict::Major, 0) => (0, minor + 1, 0),
        (Verdict::Major, _) => (major + 1, 0, 0),
        (Verdict::Minor, 1..) => (major, minor + 1, 0),
        _ => (major, minor, patch + 1),
    };
    Version { major, minor, patch, pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY }
}

/// Returns the version in the nearest `Cargo.toml` of a package, or of the workspace that the
/// package inherits it from.
fn current_version(module: &Path) -> Option<Version> {
    let module = std::path::absolute(module).ok()?;
    let mut inherits = false;
    for folder in module.ancestors().skip(1) {
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let manifest: Table = text.parse().ok()?;
        if !inherits {
            match manifest.get("package").and_then(|package| package.get("version")) {
                Some(Value::String(version)) => return version.parse().ok(),
                Some(_) => inherits = true,
                None => continue,
            }
        }
        let package = manifest.get("workspace").and_then(|workspace| workspace.get("package"));
        let version = package.and_then(|package| package.get("version"));
        if let Some(version) = version.and_then(Value::as_str) {
            return version.parse().ok();
        }
    }
    None
}
