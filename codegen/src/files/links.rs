//! Symbolic links, followed even where their target does not exist yet.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Returns the file that a path leads to, whether or not it exists, by a path without links.
///
/// # Errors
///
/// The links form a loop, or a folder on the way cannot be searched.
pub(crate) fn follow(path: &Path) -> io::Result<PathBuf> {
    let missing = match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => error,
        found => return found,
    };
    let folder = folder(path);
    if let Ok(link) = fs::read_link(path) {
        return follow(&folder.join(link));
    }
    match path.file_name() {
        Some(name) => Ok(follow(folder)?.join(name)),
        // Neither `missing/..` nor an empty path can be resolved.
        None => Err(missing),
    }
}

/// Returns the folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

#[cfg(all(test, unix))]
mod tests {
    use super::follow;
    use std::fs;
    use std::os::unix::fs::symlink;
    use tempfile::TempDir;

    #[test]
    fn links_to_missing_files_are_followed() {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("a")).unwrap();
        symlink("a/second", root.join("first")).unwrap();
        symlink("../b/../third", root.join("a/second")).unwrap();
        symlink("a/there", root.join("there")).unwrap();
        symlink("a", root.join("folder")).unwrap();
        symlink("round", root.join("round")).unwrap();
        let follow = |name: &str| follow(&root.join(name)).ok();
        // `b` does not exist, so the system cannot resolve `b/..`.
        assert_eq!(follow("first"), None);
        fs::create_dir(root.join("b")).unwrap();
        assert_eq!(follow("first"), Some(root.join("third")));
        assert_eq!(follow("there"), Some(root.join("a/there")));
        fs::write(root.join("a/there"), "").unwrap();
        assert_eq!(follow("there"), Some(root.join("a/there")));
        assert_eq!(follow("folder/x/y"), Some(root.join("a/x/y")));
        assert_eq!(follow("a/there/x"), None);
        assert_eq!(follow("round"), None);
    }
}
