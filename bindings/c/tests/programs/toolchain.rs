//! Compiles and runs the C programs against the library of this build.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// How strictly, and as what.
#[derive(Clone, Copy)]
pub(crate) enum Dialect {
    C11,
    Cpp17,
}

/// How the library gets into the program, and what watches over it there.
#[derive(Clone, Copy)]
pub(crate) enum Build {
    Static,
    Dynamic,
    /// As static, with the sanitizers for addresses, leaks and undefined behaviour in the program: they see its accesses,
    /// and what it and the library allocate and free.
    Sanitized,
}

/// Whether `ORDVAKT_SANITIZE` says that the compiler has the sanitizers.
pub(crate) fn sanitizers() -> bool {
    std::env::var_os("ORDVAKT_SANITIZE").is_some()
}

/// The folder of the crate.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A library of this build: beside the test program, or one folder up.
pub(crate) fn library(name: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let found =
        program.ancestors().skip(1).take(2).map(|folder| folder.join(name)).find(|path| path.exists());
    found.unwrap_or_else(|| panic!("no {name} near {}", program.display()))
}

fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// A folder that holds the shared library under the name it is installed by.
fn installed() -> PathBuf {
    let folder = scratch().join("lib");
    std::fs::create_dir_all(&folder).unwrap();
    let version: Vec<&str> = env!("CARGO_PKG_VERSION").split('.').collect();
    let name = format!("libordvakt.so.{}.{}", version[0], version[1]);
    // Copied under a name of our own and then renamed: other tests may be copying too.
    let mine = folder.join(format!("{name}.{:?}", std::thread::current().id()));
    std::fs::copy(library("libordvakt_capi.so"), &mine).unwrap();
    std::fs::rename(&mine, folder.join(name)).unwrap();
    folder
}

/// Compiles a program of the crate without a warning; its path.
pub(crate) fn compile(source: &str, dialect: Dialect, build: Build) -> PathBuf {
    let (compiler, standard, suffix) = match dialect {
        Dialect::C11 => ("cc", "c11", "c"),
        Dialect::Cpp17 => ("c++", "c++17", "cpp"),
    };
    let source = root().join(source);
    let stem = source.file_stem().unwrap().to_string_lossy();
    let built = match build {
        Build::Static => "static",
        Build::Dynamic => "dynamic",
        Build::Sanitized => "sanitized",
    };
    let program = scratch().join(format!("{stem}-{suffix}-{built}"));
    let mut command = Command::new(compiler);
    command
        .args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-O1"])
        .arg(format!("-std={standard}"))
        .arg("-I")
        .arg(root().join("include"));
    if matches!(dialect, Dialect::Cpp17) {
        command.args(["-x", "c++"]).arg(&source).args(["-x", "none"]);
    } else {
        command.arg(&source);
    }
    if matches!(build, Build::Sanitized) {
        command.args([
            "-fsanitize=address,undefined",
            "-fno-sanitize-recover=all",
            "-fno-omit-frame-pointer",
        ]);
    }
    match build {
        Build::Static | Build::Sanitized => {
            command.arg(library("libordvakt_capi.a"));
        }
        Build::Dynamic => {
            let folder = installed();
            let [shared] = std::fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|ending| ending.len() == 1))
                .collect::<Vec<_>>()
                .try_into()
                .unwrap();
            command.arg(shared).arg(format!("-Wl,-rpath,{}", folder.display()));
        }
    }
    command.args(["-lpthread", "-ldl", "-lm", "-o"]).arg(&program);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    program
}

/// Runs a program with that standard input; under valgrind if `ORDVAKT_VALGRIND` is set and `valgrind` asks for it.
pub(crate) fn run(program: &Path, arguments: &[&str], input: &str, valgrind: bool) -> Output {
    let output = end_of(program, arguments, input, valgrind);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {}\n{errors}", program.display(), output.status);
    output
}

/// As `run`, however the program ends.
pub(crate) fn end_of(program: &Path, arguments: &[&str], input: &str, valgrind: bool) -> Output {
    let valgrind = valgrind && std::env::var_os("ORDVAKT_VALGRIND").is_some();
    let mut words: Vec<&OsStr> = Vec::new();
    if valgrind {
        words.extend(
            [
                "valgrind",
                "--quiet",
                "--error-exitcode=9",
                "--leak-check=full",
                "--errors-for-leak-kinds=definite",
            ]
            .map(OsStr::new),
        );
    }
    words.push(program.as_os_str());
    let mut child = Command::new(words[0])
        .args(&words[1..])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Written beside the reading: a program that answers line by line must not wait for us.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}
