//! Runs what a target is given and what it has found, again.

use std::path::Path;

/// Runs every file of a folder; a panic names the file.
pub fn replay(folder: &str, run: fn(&[u8])) {
    let folder = Path::new(folder);
    let mut files: Vec<_> =
        folder.read_dir().expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let data = std::fs::read(&file).expect("a file");
        let done = std::panic::catch_unwind(|| run(&data));
        assert!(done.is_ok(), "{} fails", file.display());
    }
}
