//! `ordvakt lists`: what a list's author needs to keep it honest.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use ordvakt::Source;

use crate::args::ListsCommand;
use crate::color::{BOLD, ERROR, safe, tell};
use crate::error::Failure;
use crate::output::Target;
use crate::{Status, diagnostics, print, rules};

/// Runs a command on lists.
pub(crate) fn run(command: ListsCommand) -> Result<Status, Failure> {
    match command {
        ListsCommand::Check { folder } => check(folder.as_deref()),
        ListsCommand::Format { folder, check: false } => format(&folder),
        ListsCommand::Format { folder, check: true } => check_format(&folder),
        ListsCommand::Collide { file, words } => collide(&file, words.as_deref()),
    }
}

fn check(folder: Option<&Path>) -> Result<Status, Failure> {
    let files = folder.map(rules::list_files).transpose()?;
    let found = files.as_deref().map_or_else(ordvakt::check_builtin, ordvakt::check_lists);
    let files = files.unwrap_or_default();
    if found.is_empty() {
        let what =
            if folder.is_some() { format!("{} files", files.len()) } else { "built-in lists".to_owned() };
        return print(format!("{what}: nothing wrong\n").as_bytes());
    }
    Err(diagnostics::failure(&found, &files))
}

/// The tables of a folder that are not tidy, each with its tidy text.
fn untidy(folder: &Path) -> Result<Vec<(Source, String)>, Failure> {
    let files = rules::list_files(folder)?;
    let mut untidy = Vec::new();
    for file in files {
        if Path::new(&file.path).extension().is_some_and(|ending| ending == "tsv") {
            let tidy = ordvakt::format_list(&file.path, &file.text);
            if tidy != file.text {
                untidy.push((file, tidy));
            }
        }
    }
    Ok(untidy)
}

fn format(folder: &Path) -> Result<Status, Failure> {
    let mut page = String::new();
    for (file, tidy) in untidy(folder)? {
        let mut target = Target::open(Some(Path::new(&file.label)))?;
        target.write_all(tidy.as_bytes()).map_err(|error| target.failure(error))?;
        target.complete()?;
        let _ = writeln!(page, "{}", safe(&file.label));
    }
    print(page.as_bytes())
}

fn check_format(folder: &Path) -> Result<Status, Failure> {
    let untidy = untidy(folder)?;
    for (file, _) in &untidy {
        tell(ERROR, "error", &format!("{}: not tidy; `ordvakt lists format` mends it", file.label));
    }
    Ok(if untidy.is_empty() { Status::Fine } else { Status::Wrong })
}

/// Only what the list adds: built-in rules that hit the same words are not its author's to mend.
fn collide(file: &Path, words: Option<&Path>) -> Result<Status, Failure> {
    let files = [list_file(file)?];
    let text = words.map(rules::read).transpose()?;
    let words: Vec<&str> = match &text {
        Some(text) => {
            text.lines().map(str::trim).filter(|word| !word.is_empty() && !word.starts_with('#')).collect()
        }
        None => ordvakt::ordinary_words().collect(),
    };
    let hits = |files| ordvakt::collide(files, words.iter().copied());
    let collisions = hits(&files).map_err(|found| diagnostics::failure(&found, &files))?;
    let before = hits(&[]).map_err(|found| diagnostics::failure(&found, &[]))?;
    let mut page = String::new();
    for collision in collisions.iter().filter(|collision| !before.contains(collision)) {
        let _ = writeln!(page, "{BOLD}{}{BOLD:#}  {}", safe(&collision.word), safe(&collision.rule));
    }
    print(page.as_bytes())?;
    Ok(if page.is_empty() { Status::Fine } else { Status::Findings })
}

/// One list, known by its place in its folder: the language's folder and the category.
fn list_file(file: &Path) -> Result<Source, Failure> {
    let text = fs::canonicalize(file).map_err(|error| Failure::file(file, "read", &error))?;
    let parts: Vec<_> = text.iter().map(|part| part.to_string_lossy()).collect();
    // Groups lie one folder deeper than lists do.
    let depth = if parts.iter().rev().nth(2).is_some_and(|part| part == "groups") { 3 } else { 2 };
    let inside = parts[parts.len().saturating_sub(depth)..].join("/");
    Ok(Source { path: inside, label: file.display().to_string(), text: rules::read(file)? })
}
