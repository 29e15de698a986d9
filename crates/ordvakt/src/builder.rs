//! Assembles lists and a policy into a moderator.

use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use ordvakt_rules::{MOST_FILE_BYTES, NUMBER_TABLES, Policy, Source, Subject, Subjects};

use crate::error::LoadError;
use crate::language::Trained;
use crate::lexicon::Lexicon;
use crate::moderator::{BUILTIN, Inner, MAX_BYTES, Moderator, REFERENCE_DATE};
use crate::recognise::Date;

/// Assembles lists and a policy into a [`Moderator`].
///
/// User files pass the same reader and the same checks as the built-in ones and are compiled together with them.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    policy: Option<Policy>,
    sources: Vec<Source>,
    alone: bool,
    reference_date: Option<Date>,
    max_bytes: Option<usize>,
    language_model: Option<(String, Arc<[u8]>)>,
    only: Option<Subjects>,
}

impl Builder {
    /// The policy to screen under; `alla` where none is given.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// A file of the user's own: its path inside a lists folder (`sv/svordomar.tsv`, `patterns/hot.toml`) and its text.
    #[must_use]
    pub fn source(mut self, path: &str, text: &str) -> Self {
        self.sources.push(Source::new(path, text));
        self
    }

    /// Every `.tsv` and `.toml` file of a lists folder of the user's own; the error is that of the file system.
    pub fn lists_dir(mut self, folder: &Path) -> io::Result<Self> {
        self.sources.extend(sources_in(folder)?);
        Ok(self)
    }

    /// Leaves the built-in lists and patterns out: only the user's own files count. They must then hold what they refer to,
    /// the inflections included. The recognisers of personal data stay, with their tables of numbers.
    #[must_use]
    pub fn without_builtin(mut self) -> Self {
        self.alone = true;
        self
    }

    /// The user's own files so far.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The day that two-digit years and ages are counted from, and whose year decides which rows of the table of parties hold. Out of
    /// range, the built-in date stays. A year in which other parties are known costs reading the lists anew when building.
    #[must_use]
    pub fn reference_date(mut self, year: u16, month: u8, day: u8) -> Self {
        self.reference_date = Date::new(year, month, day);
        self
    }

    /// Comments are screened up to this many bytes (default 1 MiB) and then say so.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Another language model than the built-in one: a file that the trainer wrote, by the name that diagnostics give it, and
    /// its bytes. What is wrong with it is told by [`Builder::build`].
    #[must_use]
    pub fn language_model(mut self, file: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.language_model = Some((file.to_owned(), bytes.into()));
        self
    }

    /// The same from a file; the error is that of the file system.
    pub fn language_model_file(self, path: &Path) -> io::Result<Self> {
        let bytes = fs::read(path)?;
        Ok(self.language_model(&path.to_string_lossy(), bytes))
    }

    /// Screens for these categories and signals and for nothing else, which costs the less the fewer they are; the ids of a
    /// policy's other categories then never appear.
    ///
    /// Two things lean on what other categories find: a policy that forbids offensive personal data only needs the
    /// categories of offence, and a comment counts as off the subject where nothing else is wrong with it. Without
    /// `annat_sprak` no language is told (`und`).
    ///
    /// ```
    /// use ordvakt::{Category, Moderator};
    ///
    /// let moderator = Moderator::builder().only([Category::Personuppgifter, Category::Sekretess]).build()?;
    /// let verdict = moderator.screen("Ring 070-174 06 05 din idiot");
    /// assert!(verdict.categories().eq([Category::Personuppgifter]));
    /// # Ok::<(), ordvakt::LoadError>(())
    /// ```
    #[must_use]
    pub fn only<S: Into<Subject>>(mut self, subjects: impl IntoIterator<Item = S>) -> Self {
        self.only = Some(subjects.into_iter().collect());
        self
    }

    /// Compiles everything; the error holds every diagnostic of every file.
    pub fn build(self) -> Result<Moderator, LoadError> {
        let reference_date = self.reference_date.unwrap_or(REFERENCE_DATE);
        let year = reference_date.year;
        let model = self.language_model.map(|(file, bytes)| Trained::from_bytes(&file, bytes)).transpose();
        let builtin_suits = self.sources.is_empty()
            && !self.alone
            && self.only.is_none()
            && BUILTIN.meta.years.contains(year);
        let lexicon = if builtin_suits {
            Ok(Arc::clone(&BUILTIN))
        } else {
            let mut sources = builtin_sources();
            if self.alone {
                sources.retain(|source| NUMBER_TABLES.contains(&source.path.as_str()));
            }
            sources.extend(self.sources);
            let image = ordvakt_rules::compile_only(&sources, year, self.only.unwrap_or_default())
                .map_err(LoadError::from);
            image.and_then(Lexicon::new).map(Arc::new)
        };
        let (lexicon, model) = match (lexicon, model) {
            (Ok(lexicon), Ok(model)) => (lexicon, model.unwrap_or_default()),
            (Err(mut lists), Err(model)) => {
                lists.diagnostics.extend(model);
                return Err(lists);
            }
            (Err(lists), Ok(_)) => return Err(lists),
            (Ok(_), Err(model)) => return Err(model.into()),
        };
        let policy = self.policy.or_else(|| crate::policies::builtin_policy("alla"));
        let policy = policy.unwrap_or_else(crate::policies::nothing);
        let inner = Inner::new(lexicon, model, policy, reference_date, self.max_bytes.unwrap_or(MAX_BYTES));
        Ok(Moderator { inner: Arc::new(inner) })
    }
}

/// The files that are built in.
pub(crate) fn builtin_sources() -> Vec<Source> {
    ordvakt_wordlists::SOURCES.iter().map(|(path, text)| Source::new(*path, *text)).collect()
}

/// Every `.tsv` and `.toml` file of a lists folder, sorted by path; diagnostics name them by folder and path.
pub fn sources_in(folder: &Path) -> io::Result<Vec<Source>> {
    let mut waiting = vec![folder.to_path_buf()];
    let mut sources = Vec::new();
    while let Some(here) = waiting.pop() {
        for entry in fs::read_dir(&here)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "tsv" || ending == "toml") {
                let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = fs::metadata(&path)?.len();
                if bytes > MOST_FILE_BYTES as u64 {
                    let name = path.display();
                    let message = format!("`{name}` has {bytes} bytes, at most {MOST_FILE_BYTES} are read");
                    return Err(io::Error::new(io::ErrorKind::InvalidData, message));
                }
                let text = fs::read_to_string(&path)?;
                sources.push(Source { label: path.to_string_lossy().into_owned(), path: inside, text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}
