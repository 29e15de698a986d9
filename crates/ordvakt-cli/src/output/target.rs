//! Where output goes: the standard output, or a file that appears only when it is complete.
//!
//! Until then a file has no name where the system can do that (Linux, on most file systems): whatever ends the tool, nothing of it
//! remains. Elsewhere it is called `.ordvakt-….part` and stays behind when the tool is killed.

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
    /// In the folder of the file it will be, without a name.
    #[cfg(target_os = "linux")]
    Nameless(Nameless, PathBuf),
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
        let permissions = existing.map(|there| there.permissions());
        #[cfg(target_os = "linux")]
        if let Some(file) = Nameless::open(folder, permissions.clone()) {
            return Ok(Self::Nameless(file, path));
        }
        let mut builder = named();
        #[cfg(unix)]
        builder.permissions(permissions.unwrap_or_else(ordinary));
        let file = builder.tempfile_in(folder).map_err(failure)?;
        Ok(Self::File(file, path))
    }

    /// Whether colours are wanted there.
    pub(crate) fn is_colored(&self) -> bool {
        match self {
            Self::Stdout(stdout) => color::wanted(stdout),
            Self::Device(file, _) => color::wanted(file),
            Self::File(file, _) => color::wanted(file.as_file()),
            #[cfg(target_os = "linux")]
            Self::Nameless(file, _) => color::wanted(&file.file),
        }
    }

    /// Makes the file appear, all of it on the disk first.
    pub(crate) fn complete(self) -> Result<(), Failure> {
        let (written, path) = match self {
            Self::Stdout(_) | Self::Device(..) => return Ok(()),
            Self::File(file, path) => {
                let synced = file.as_file().sync_all();
                (synced.and_then(|()| file.persist(&path).map_err(|error| error.error)).map(drop), path)
            }
            #[cfg(target_os = "linux")]
            Self::Nameless(file, path) => (file.appear(&path), path),
        };
        written.map_err(|error| Failure::file(&path, "write", &error))?;
        if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            // Not every system can sync a folder; the file itself is safe.
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// The file that is to appear, where one is.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout(_) | Self::Device(..) => None,
            Self::File(_, path) => Some(path),
            #[cfg(target_os = "linux")]
            Self::Nameless(_, path) => Some(path),
        }
    }

    /// A failed write as the user should see it.
    pub(crate) fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => error.into(),
            Self::Device(_, path) | Self::File(_, path) => Failure::file(path, "write", &error),
            #[cfg(target_os = "linux")]
            Self::Nameless(_, path) => Failure::file(path, "write", &error),
        }
    }
}

/// How files are called that are not yet complete.
fn named() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ordvakt-").suffix(".part");
    builder
}

/// A file that no folder has a name for yet: the system takes it away with the process.
#[cfg(target_os = "linux")]
pub(crate) struct Nameless {
    file: File,
    folder: PathBuf,
}

#[cfg(target_os = "linux")]
impl Nameless {
    /// `None` where the file system has no such files.
    fn open(folder: &Path, permissions: Option<fs::Permissions>) -> Option<Self> {
        use rustix::fs::{CWD, Mode, OFlags, openat};
        // Names are given through this folder of the system's, which some containers lack.
        fs::metadata("/proc/self/fd").ok()?;
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file: File = openat(CWD, folder, flags, Mode::from_raw_mode(0o666)).ok()?.into();
        if let Some(permissions) = permissions {
            file.set_permissions(permissions).ok()?;
        }
        Some(Self { file, folder: folder.to_owned() })
    }

    /// Gives the file its name, all of it on the disk first. Another file of that name is replaced at once.
    fn appear(self, path: &Path) -> io::Result<()> {
        use std::os::fd::AsRawFd as _;

        use rustix::fs::{AtFlags, CWD, linkat};
        self.file.sync_all()?;
        let own = format!("/proc/self/fd/{}", self.file.as_raw_fd());
        // A name can be given only where there is none, and the old file must not be gone in between.
        let linked = named().make_in(&self.folder, |name| {
            linkat(CWD, &*own, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
        })?;
        linked.persist(path).map_err(|error| error.error).map(drop)
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
            #[cfg(target_os = "linux")]
            Self::Nameless(file, _) => file.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Device(file, _) => file.flush(),
            Self::File(file, _) => file.flush(),
            #[cfg(target_os = "linux")]
            Self::Nameless(file, _) => file.file.flush(),
        }
    }
}
