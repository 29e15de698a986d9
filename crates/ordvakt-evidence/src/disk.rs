//! What is done to files. A call that returns has what it wrote on the disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The door to the file system; in tests it can fail where it is told to.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    #[cfg(test)]
    pub(crate) faults: faults::Faults,
}

/// For the owner only, where the system knows owners.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

impl Disk {
    /// A folder for its owner only. One that is there already is kept.
    pub(crate) fn make_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other,
        }
    }

    /// Takes other people's rights to a folder away.
    pub(crate) fn make_private(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        #[cfg(not(unix))]
        let _ = path;
        Ok(())
    }

    /// The file that is locked, made where it is missing.
    pub(crate) fn lock_file(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        private(OpenOptions::new().create(true).truncate(false).write(true)).open(path)
    }

    /// A new file with these bytes; fails where one is there.
    pub(crate) fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let mut file = private(OpenOptions::new().write(true).create_new(true)).open(path)?;
        self.write(&mut file, bytes)
    }

    /// More bytes at the end of a file.
    pub(crate) fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let mut file = OpenOptions::new().append(true).open(path)?;
        self.write(&mut file, bytes)
    }

    /// A file with these bytes instead of what is there: all of them or none.
    pub(crate) fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let beside = path.with_extension("new");
        let mut file = private(OpenOptions::new().write(true).create(true).truncate(true)).open(&beside)?;
        self.write(&mut file, bytes)?;
        self.rename(&beside, path)
    }

    #[allow(clippy::unused_self, reason = "in tests it fails")]
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        self.faults.write(file, bytes)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// Deletes a file; one that is gone already is fine.
    pub(crate) fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Cuts a file off.
    pub(crate) fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        self.step()?;
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(length)?;
        file.sync_all()
    }

    /// What was made, renamed or deleted in a folder.
    pub(crate) fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        // Other systems know no such call for folders.
        #[cfg(unix)]
        File::open(path)?.sync_all()?;
        #[cfg(not(unix))]
        let _ = path;
        Ok(())
    }

    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests it fails")]
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        self.faults.step()?;
        Ok(())
    }
}

/// Failures at chosen steps.
#[cfg(test)]
pub(crate) mod faults {
    use std::fs::File;
    use std::io::{self, Write as _};
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    /// Steps are counted; at one of them the disk is full, once or for good.
    #[derive(Debug, Default)]
    pub(crate) struct Faults {
        steps: AtomicUsize,
        /// The step that fails; 0 is none.
        at: AtomicUsize,
        /// How many steps fail from there.
        for_steps: AtomicUsize,
        /// How many quarters of the bytes are written before a write fails.
        quarters: AtomicUsize,
    }

    impl Faults {
        /// From the `at`th step on, counted from 1, `steps` steps fail; what is then written ends after some quarters.
        pub(crate) fn set(&self, at: usize, steps: usize, quarters: usize) {
            self.steps.store(0, SeqCst);
            self.quarters.store(quarters, SeqCst);
            self.for_steps.store(steps, SeqCst);
            self.at.store(at, SeqCst);
        }

        /// Whether the failing step was reached.
        pub(crate) fn reached(&self) -> bool {
            self.steps.load(SeqCst) >= self.at.load(SeqCst)
        }

        pub(super) fn step(&self) -> io::Result<()> {
            let step = self.steps.fetch_add(1, SeqCst) + 1;
            let at = self.at.load(SeqCst);
            let failing = at > 0 && step >= at && step - at < self.for_steps.load(SeqCst);
            if failing { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }

        pub(super) fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            self.step().inspect_err(|_| {
                let _ = file.write_all(&bytes[..bytes.len() * self.quarters.load(SeqCst) / 4]);
            })
        }
    }
}
