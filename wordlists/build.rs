//! Checks every list, pattern and policy and compiles them into one table; what is wrong stops the build, all of it at once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use ordvakt_rules::Source;

const FOLDERS: &[&str] = &["allow", "en", "groups", "inflection", "patterns", "policies", "sv", "tables"];
const FILES: &[&str] = &["categories.toml", "statements.toml", "statutes.toml"];

fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "tsv" || ending == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(root: &Path) -> io::Result<Vec<Source>> {
    let mut files: Vec<PathBuf> = FILES.iter().map(PathBuf::from).collect();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        collect(root, Path::new(folder), &mut files)?;
    }
    files.sort();
    files
        .into_iter()
        .map(|path| {
            println!("cargo::rerun-if-changed={}", path.display());
            let text = fs::read_to_string(root.join(&path))?;
            let inside = path.to_string_lossy().replace('\\', "/");
            Ok(Source { label: format!("wordlists/{inside}"), path: inside, text })
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let sources = read(&root)?;
    let image = match ordvakt_rules::compile(&sources) {
        Ok(image) => image,
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                println!("cargo::error={diagnostic}");
            }
            return Ok(());
        }
    };
    let (words, meta) = image.to_parts().ok_or("the table could not be written")?;
    fs::write(out.join("words.bin"), words)?;
    fs::write(out.join("meta.bin"), meta)?;
    let mut listing = String::from("&[\n");
    for source in &sources {
        let file = root.join(&source.path);
        writeln!(listing, "({:?}, include_str!({:?})),", source.path, file.display().to_string())?;
    }
    listing.push(']');
    fs::write(out.join("sources.rs"), listing)?;
    Ok(())
}
