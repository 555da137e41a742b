//! The repository of a manifest, which no path in it may leave.

use crate::error::Error;
use crate::files::links;
use path_clean::PathClean;
use std::fs;
use std::path::{self, Path, PathBuf};

/// The folder that all paths of a manifest have to stay in.
#[derive(Debug)]
pub(crate) struct Repository {
    root: PathBuf,
    without_links: PathBuf,
}

impl Repository {
    /// The nearest folder, from that of the manifest upwards, that has a `.git` or the manifest of a
    /// Cargo workspace. If there is none, it is the one above that of the manifest.
    pub(crate) fn of(manifest: &Path) -> Result<Self, Error> {
        let failed = |error| {
            Error::new(format!(
                "cannot tell which repository {} is in: {error}",
                manifest.display()
            ))
        };
        let folder = path::absolute(links::folder(manifest)).map_err(failed)?.clean();
        let root = folder.ancestors().find(|folder| is_root(folder));
        let root = root.or(folder.parent()).unwrap_or(&folder).to_owned();
        Ok(Self { without_links: root.canonicalize().map_err(failed)?, root })
    }

    /// Whether a path stays inside, both as it is written and with its links followed.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        let written = path::absolute(path).is_ok_and(|path| path.clean().starts_with(&self.root));
        // What cannot be followed cannot be opened either.
        let followed =
            links::follow(path).map_or(true, |path| path.starts_with(&self.without_links));
        written && followed
    }

    /// What is wrong with a path that does not stay inside.
    pub(crate) fn refusal(&self, path: &Path) -> Error {
        let (path, root) = (path.display(), self.root.display());
        Error::new(format!("{path} is not in the repository, {root}")).help(
            "paths of a manifest lead to files of its repository: the nearest folder that has a \
             .git or the Cargo.toml of a workspace, or else the one above the manifest's",
        )
    }
}

fn is_root(folder: &Path) -> bool {
    let is_workspace = || {
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        toml::from_str::<toml::Table>(&text).is_ok_and(|table| table.contains_key("workspace"))
    };
    folder.join(".git").exists() || is_workspace()
}
