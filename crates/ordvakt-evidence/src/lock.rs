//! One writer at a time.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};

use crate::error::Error;

/// How long a call waits for another writer before it gives up.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long between two tries.
const PAUSE: Duration = Duration::from_millis(5);

/// A held lock; dropping it gives it back, and so does the end of the process, however it ends.
pub(crate) struct Lock {
    _file: Option<File>,
}

/// The lock for writing. `patience` is how long to wait.
pub(crate) fn exclusive(dir: &Path, file: File, patience: Duration) -> Result<Lock, Error> {
    waiting(dir, patience, || FileExt::try_lock(&file))?;
    Ok(Lock { _file: Some(file) })
}

/// The lock for reading: no writer works meanwhile. A copy of a folder may lack the file that is locked; nobody writes there.
pub(crate) fn shared(dir: &Path, path: &Path, patience: Duration) -> Result<Lock, Error> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Lock { _file: None }),
        Err(error) => return Err(Error::file("lock", path)(error)),
    };
    waiting(dir, patience, || FileExt::try_lock_shared(&file))?;
    Ok(Lock { _file: Some(file) })
}

fn waiting(
    dir: &Path,
    patience: Duration,
    mut attempt: impl FnMut() -> Result<(), TryLockError>,
) -> Result<(), Error> {
    let started = Instant::now();
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Interrupted => {
                return Err(Error::file("lock", dir)(error));
            }
            Err(_) if started.elapsed() >= patience => return Err(Error::Busy(dir.to_owned())),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}
