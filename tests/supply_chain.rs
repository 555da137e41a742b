//! No crate of the workspace has `unsafe` code, and `lvb-codes` has no dependency by default.

use serde_json::Value;
use std::fs;
use std::process::Command;

/// Returns the metadata of the workspace's packages.
pub(crate) fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(crate::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

#[test]
fn lvb_codes_depends_on_nothing_by_default() {
    let packages = packages();
    let lvb_codes = packages.iter().find(|package| package["name"] == "lvb-codes").unwrap();
    let dependencies = lvb_codes["dependencies"].as_array().unwrap().iter();
    let shipped = dependencies.filter(|dependency| dependency["kind"] != "dev");
    let shipped: Vec<_> = shipped.map(|one| (&one["name"], &one["optional"])).collect();
    assert_eq!(shipped, [(&Value::from("serde_core"), &Value::from(true))]);
    assert_eq!(lvb_codes["features"], serde_json::json!({"serde": ["dep:serde_core"]}));
    // A build script could fetch anything.
    let targets = lvb_codes["targets"].as_array().unwrap();
    assert!(!targets.iter().any(|target| target["kind"][0] == "custom-build"), "{targets:?}");
}

/// Code cannot allow a lint that a manifest forbids.
#[test]
fn unsafe_code_is_forbidden_everywhere() {
    let workspace = fs::read_to_string(crate::root().join("Cargo.toml")).unwrap();
    let (_, lints) = workspace.split_once("[workspace.lints.rust]\n").unwrap();
    let (lints, _) = lints.split_once("\n[").unwrap();
    assert!(lints.lines().any(|line| line == "unsafe_code = \"forbid\""), "{lints}");
    for package in packages() {
        let path = package["manifest_path"].as_str().unwrap();
        let manifest = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        assert!(manifest.contains("\n[lints]\nworkspace = true\n"), "{path}");
    }
}

/// A registry shows the README without the repository.
#[test]
fn the_package_of_lvb_codes_is_complete() {
    let folder = crate::root().join("lvb-codes");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let links = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    for link in links {
        assert!(link.starts_with("https://"), "{link}");
    }
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", "lvb-codes"])
        .current_dir(crate::root())
        .output()
        .unwrap();
    let files = String::from_utf8(output.stdout).unwrap();
    for file in ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "src/generated.rs"] {
        assert!(files.lines().any(|line| line == file), "{file} is not in the package:\n{files}");
    }
}

/// The module lists the variants, so that an update of the documents leaves this file alone.
#[test]
fn the_public_api_file_leaves_out_the_variants_of_the_module() {
    let api = fs::read_to_string(crate::root().join("lvb-codes/public-api.txt")).unwrap();
    for name in ["Category", "Code", "Lang", "Reason"] {
        let path = format!("pub lvb_codes::{name}::");
        let variants = api.lines().filter_map(|line| line.strip_prefix(&path));
        assert_eq!(variants.collect::<Vec<_>>(), Vec::<&str>::new());
        assert!(api.contains(&format!("pub enum lvb_codes::{name}\n")), "{name}");
    }
    assert!(api.contains("\npub lvb_codes::LookupError::UnknownCode"), "{api}");
}
