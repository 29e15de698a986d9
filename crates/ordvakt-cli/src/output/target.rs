//! Where output goes: the standard output, or a file that appears only when it is complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::color;
use crate::error::Failure;

/// An open output.
pub(crate) enum Target {
    Stdout(io::Stdout),
    /// A device or pipe, which cannot be replaced by another file.
    Device(File, PathBuf),
    /// Beside the file it will be.
    File(NamedTempFile, PathBuf),
}

impl Target {
    /// Opens the file, or the standard output where there is none.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Stdout(io::stdout())) };
        let failure = |error| Failure::file(path, "write", &error);
        // A link stays a link; its file is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&path).ok();
        match &existing {
            Some(there) if there.is_dir() => {
                return Err(failure(io::Error::from(io::ErrorKind::IsADirectory)));
            }
            Some(there) if !there.is_file() => {
                let file = File::options().write(true).open(&path).map_err(failure)?;
                return Ok(Self::Device(file, path));
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".ordvakt-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(existing.map_or_else(ordinary, |there| there.permissions()));
        let file = builder.tempfile_in(folder).map_err(failure)?;
        Ok(Self::File(file, path))
    }

    /// Whether colours are wanted there.
    pub(crate) fn is_colored(&self) -> bool {
        match self {
            Self::Stdout(stdout) => color::wanted(stdout),
            Self::Device(file, _) => color::wanted(file),
            Self::File(file, _) => color::wanted(file.as_file()),
        }
    }

    /// Makes the file appear, all of it on the disk first.
    pub(crate) fn complete(self) -> Result<(), Failure> {
        let (file, path) = match self {
            Self::Stdout(_) | Self::Device(..) => return Ok(()),
            Self::File(file, path) => (file, path),
        };
        file.as_file().sync_all().map_err(|error| Failure::file(&path, "write", &error))?;
        file.persist(&path).map_err(|error| Failure::file(&path, "write", &error.error))?;
        if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            // Not every system can sync a folder; the file itself is safe.
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// A failed write as the user should see it.
    pub(crate) fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => error.into(),
            Self::Device(_, path) | Self::File(_, path) => Failure::file(path, "write", &error),
        }
    }
}

/// What a new file may be used for where nobody says otherwise: a temporary file's owner alone could read it.
#[cfg(unix)]
fn ordinary() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(0o666)
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Device(file, _) => file.write(bytes),
            Self::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Device(file, _) => file.flush(),
            Self::File(file, _) => file.flush(),
        }
    }
}
