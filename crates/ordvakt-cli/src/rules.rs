//! Loads what comments are screened by: lists and a policy.

use std::fs;
use std::path::Path;

use ordvakt::{Moderator, Policy, Source};

use crate::args::RulesArgs;
use crate::diagnostics;
use crate::error::Failure;

/// The moderator that the options ask for.
pub(crate) fn moderator(args: &RulesArgs) -> Result<Moderator, Failure> {
    let mut files = Vec::new();
    for folder in &args.lists {
        files.extend(list_files(folder)?);
    }
    let mut builder = Moderator::builder().policy(policy(&args.policy)?);
    if args.no_builtin {
        builder = builder.without_builtin();
    }
    if !args.only.is_empty() {
        builder = builder.only(args.only.iter().copied());
    }
    for folder in &args.lists {
        builder = builder.lists_dir(folder).map_err(|error| Failure::file(folder, "read", &error))?;
    }
    if let Some(file) = &args.language_model {
        builder = builder.language_model_file(file).map_err(|error| Failure::file(file, "read", &error))?;
    }
    builder.build().map_err(|error| diagnostics::failure(error.diagnostics(), &files))
}

/// A built-in policy by its name, or one from a file.
pub(crate) fn policy(name: &str) -> Result<Policy, Failure> {
    if let Some(policy) = ordvakt::builtin_policy(name) {
        return Ok(policy);
    }
    let path = Path::new(name);
    let is_file = path.extension().is_some_and(|ending| ending == "toml") || path.components().count() > 1;
    if is_file || path.is_file() {
        return policy_file(path);
    }
    let known = ordvakt::builtin_policy_ids().join("`, `");
    Err(Failure::new(format!(
        "unknown policy `{name}`; known are `{known}`, or give the path of a `.toml` file"
    )))
}

/// A policy from a file.
pub(crate) fn policy_file(path: &Path) -> Result<Policy, Failure> {
    let label = path.display().to_string();
    let file = Source { path: label.clone(), label, text: read(path)? };
    ordvakt::parse_policy(&file.label, &file.text)
        .map_err(|error| diagnostics::failure(error.diagnostics(), &[file]))
}

/// The lists and patterns of a folder, sorted by path.
pub(crate) fn list_files(folder: &Path) -> Result<Vec<Source>, Failure> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    if files.is_empty() {
        let folder = folder.display();
        return Err(Failure::new(format!("no lists or patterns (`*.tsv`, `*.toml`) in `{folder}`")));
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn collect(folder: &Path, inside: &str, files: &mut Vec<Source>) -> Result<(), Failure> {
    let failure = |error| Failure::file(folder, "read", &error);
    for entry in fs::read_dir(folder).map_err(failure)? {
        let entry = entry.map_err(failure)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let inside = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        if path.is_dir() {
            collect(&path, &inside, files)?;
        } else if path.extension().is_some_and(|ending| ending == "tsv" || ending == "toml") {
            files.push(Source { path: inside, label: path.display().to_string(), text: read(&path)? });
        }
    }
    Ok(())
}

/// A text file, which must be UTF-8.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::file(path, "read", &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|&byte| byte == b'\n').count();
        Failure::new(format!("{}:{line}: not valid UTF-8; save the file as UTF-8", path.display()))
    })
}
