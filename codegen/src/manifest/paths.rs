//! The paths of a manifest, which must stay inside its repository.

use crate::error::Error;
use crate::files::links;
use crate::upstream::location::Location;
use doc_tables::{Source, Span};
use path_clean::PathClean;
use std::fs;
use std::ops::Range;
use std::path::{self, Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// Resolves the paths of one manifest.
pub(super) struct Paths<'a> {
    folder: &'a Path,
    repository: Repository,
    pub(super) source: &'a Arc<Source>,
}

/// The nearest folder above the manifest that has a `.git` or the `Cargo.toml` of a workspace. If there
/// is none, the parent of the manifest's folder.
struct Repository {
    root: PathBuf,
    without_links: PathBuf,
}

impl<'a> Paths<'a> {
    pub(super) fn new(manifest: &'a Path, source: &'a Arc<Source>) -> Result<Self, Error> {
        let repository = Repository::of(manifest)?;
        // The manifest itself may be a link that leads out.
        if !repository.holds(manifest) {
            return Err(repository.refusal(manifest));
        }
        Ok(Self { folder: manifest.parent().unwrap_or(Path::new("")), repository, source })
    }

    pub(super) fn resolve(&self, raw: &Spanned<PathBuf>) -> Result<PathBuf, Error> {
        let path = self.folder.join(raw.as_ref()).clean();
        self.check(&path, raw.span())?;
        Ok(path)
    }

    /// Reads the location of a published document: a URL, or a file of the repository.
    pub(super) fn locate(&self, raw: &Spanned<String>) -> Result<Location, Error> {
        let location = Location::parse(raw.as_ref(), self.folder)
            .map_err(|error| error.at(Span::new(self.source, raw.span())))?;
        if let Location::Path(path) = &location {
            self.check(path, raw.span())?;
        }
        Ok(location)
    }

    fn check(&self, path: &Path, range: Range<usize>) -> Result<(), Error> {
        if self.repository.holds(path) {
            return Ok(());
        }
        Err(self.repository.refusal(path).at(Span::new(self.source, range)))
    }
}

impl Repository {
    fn of(manifest: &Path) -> Result<Self, Error> {
        let failed = |error| {
            let manifest = manifest.display();
            Error::new(format!("cannot find the repository of {manifest}: {error}"))
        };
        let folder = path::absolute(links::folder(manifest)).map_err(failed)?.clean();
        let root = folder.ancestors().find(|folder| is_root(folder));
        let root = root.or(folder.parent()).unwrap_or(&folder).to_owned();
        Ok(Self { without_links: root.canonicalize().map_err(failed)?, root })
    }

    /// Returns whether a path stays inside, both as written and with its links followed.
    fn holds(&self, path: &Path) -> bool {
        let written = path::absolute(path).is_ok_and(|path| path.clean().starts_with(&self.root));
        // A path that cannot be followed cannot be opened either.
        let followed =
            links::follow(path).map_or(true, |path| path.starts_with(&self.without_links));
        written && followed
    }

    fn refusal(&self, path: &Path) -> Error {
        let (path, root) = (path.display(), self.root.display());
        Error::new(format!("{path} is outside the repository {root}")).help(
            "a manifest may only name files of its repository: the nearest folder with a .git or \
             the Cargo.toml of a workspace, or else the parent of the manifest's folder",
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
