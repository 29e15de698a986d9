//! A disk that fills up or a program that ends at every single step, and who may look.

use std::fs;
use std::path::Path;

use ordvakt::{Action, Lang, Moderator, Offsets, Report, builtin_policy};

use crate::folder::Folder;
use crate::{Decision, Error, Evidence, Material, Which, verify};

fn report(text: &str) -> Report {
    let moderator = Moderator::builtin().with_policy(builtin_policy("katrineholm").unwrap());
    moderator.screen(text).report(text, Lang::Sv, Offsets::CodePoint)
}

fn material<'a>(id: &'a str, text: &'a str) -> Material<'a> {
    Material { id, text, author: Some("Test Testsson"), post: Some("Nya badhuset"), ..Material::default() }
}

fn kept(by: &str) -> Decision<'_> {
    Decision { action: Action::Publish, by, why: Some("Saklig kritik"), rules: &[] }
}

/// A folder with a comment and a decision.
fn begun(dir: &Path) -> Evidence {
    let text = "Vilka jävla vägar!";
    let evidence = Evidence::open(dir).unwrap();
    evidence.record(&material("a", text), &report(text)).unwrap();
    evidence.decide(Which::Id("a"), &kept("Anna A")).unwrap();
    evidence
}

/// A call that writes.
type Call = fn(&Evidence) -> Result<(), Error>;

/// Looks at what a call left: its name, the step that failed, the folder, what it returned.
type Check<'c> = &'c dyn Fn(&str, usize, &Path, &Result<(), Error>);

const CALLS: [(&str, Call); 3] = [
    ("record", |evidence| {
        let (one, two) = ("Fan också!", "Era jävla klantskallar");
        let reports = [report(one), report(two)];
        let comments = [(material("b", one), &reports[0]), (material("c", two), &reports[1])];
        evidence.record_all(&comments).map(drop)
    }),
    ("decide", |evidence| evidence.decide(Which::Id("a"), &kept("Bo B")).map(drop)),
    ("erase", |evidence| evidence.erase(&[Which::Id("a")], "Cia C", "Gallringsplan 4.2").map(drop)),
];

/// Runs a call with each of its steps failing in turn, until it passes.
fn at_every_step(steps: usize, check: Check<'_>) {
    for (name, call) in CALLS {
        for quarters in 0..=4 {
            let mut at = 1;
            loop {
                let place = tempfile::tempdir().unwrap();
                let dir = place.path().join("evidence");
                let evidence = begun(&dir);
                evidence.folder.disk.faults.set(at, steps, quarters);
                let result = call(&evidence);
                let reached = evidence.folder.disk.faults.reached();
                evidence.folder.disk.faults.set(0, 0, 0);
                drop(evidence);
                if !reached {
                    result.unwrap();
                    break;
                }
                check(name, at, &dir, &result);
                at += 1;
            }
            assert!(at > 4, "{name} has only {at} steps");
        }
    }
}

/// What was acknowledged before must be there, and all of what is there must hold.
fn sound(name: &str, at: usize, dir: &Path) -> crate::Verification {
    let found = verify(dir, &[]).unwrap();
    assert!(found.is_sound(), "{name} failing at step {at}: {:?}", found.flaws);
    assert!(found.comments >= 1 && found.decisions >= 1, "{name} failing at step {at}");
    found
}

#[test]
fn a_full_disk_loses_nothing_and_lies_about_nothing() {
    // One refusal, after which the disk has room again: what was begun is taken back at once.
    at_every_step(1, &|name, at, dir, result| {
        let found = sound(name, at, dir);
        if let Err(error) = result {
            assert!(matches!(error, Error::File { .. }), "{error}");
            assert!(error.to_string().contains('`'), "{error}");
            if name != "erase" {
                assert_eq!(found.head.number, 2, "{name} failing at step {at} has left a record");
                assert!(found.remarks.is_empty(), "{name} failing at step {at}: {:?}", found.remarks);
            }
        }
        // The same call again passes.
        let evidence = Evidence::open(dir).unwrap();
        let call = CALLS.iter().find(|(other, _)| *other == name).unwrap().1;
        if name != "erase" || found.erased == 0 {
            call(&evidence).unwrap();
        }
        let found = sound(name, at, dir);
        assert!(found.remarks.is_empty(), "{name} failing at step {at}: {:?}", found.remarks);
        assert_eq!(found.erased, if name == "erase" { 2 } else { 0 });
    });
}

#[test]
fn a_program_that_ends_at_any_step_loses_nothing_acknowledged() {
    // From the failing step on nothing reaches the disk any more, as if the program had been killed.
    at_every_step(usize::MAX, &|name, at, dir, result| {
        let before = sound(name, at, dir);
        if result.is_ok() {
            let records = if name == "record" { 4 } else { 3 };
            assert_eq!(before.head.number, records, "{name} ended at step {at}");
        }
        let evidence = Evidence::open(dir).unwrap();
        let said = evidence.notices().len();
        let case = evidence.case(Which::Number(1)).unwrap();
        assert_eq!(case.preserved.is_none(), case.erased.is_some());
        // What was unfinished is said, and lies in `set-aside` or is gone for good where it was being erased.
        let after = sound(name, at, dir);
        let unfinished = before.remarks.len();
        assert!(said == unfinished, "{name} ended at step {at}: {said} said, {:?}", before.remarks);
        if case.erased.is_some() {
            assert_eq!(after.erased, 2);
            assert!(!Folder::new(dir).content(1).exists() && !Folder::new(dir).content(2).exists());
        }
    });
}

#[test]
fn a_folder_that_was_half_made_is_made() {
    for at in 1.. {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(&place.path().join("new"));
        folder.disk.faults.set(at, usize::MAX, 2);
        let made = folder.make_dir().and_then(|()| folder.make());
        if !folder.disk.faults.reached() {
            made.unwrap();
            return;
        }
        begun(&folder.dir);
        sound("make", at, &folder.dir);
    }
}

#[test]
fn someone_elses_folder_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("brev.txt"), "Hej").unwrap();
    let error = Evidence::open(place.path()).unwrap_err().to_string();
    assert!(error.contains("brev.txt") && error.contains("give a new folder"), "{error}");
    let file = place.path().join("brev.txt");
    assert!(Evidence::open(&file).unwrap_err().to_string().contains("it is a file"));
    let missing = place.path().join("saknas");
    assert!(Evidence::existing(&missing).unwrap_err().to_string().contains("no records"));
    assert!(verify(&missing, &[]).is_err());
    assert!(!missing.exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("evidence");
    begun(&dir);
    let mut waiting = vec![dir.clone()];
    let mut files = 0;
    while let Some(path) = waiting.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            assert_eq!(mode, 0o700, "{}", path.display());
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            assert_eq!(mode, 0o600, "{}", path.display());
            files += 1;
        }
    }
    assert_eq!(files, 5);
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(verify(&dir, &[]).unwrap().remarks[0].message.contains("others"));
}

#[test]
fn a_busy_folder_is_not_waited_for_for_ever() {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("evidence");
    let mut evidence = begun(&dir);
    evidence.patience = std::time::Duration::ZERO;
    let file = fs::OpenOptions::new().write(true).open(Folder::new(&dir).lock_file()).unwrap();
    let lock = crate::lock::exclusive(&dir, file, std::time::Duration::ZERO).unwrap();
    let error = evidence.decide(Which::Id("a"), &kept("Bo B")).unwrap_err();
    assert!(matches!(error, Error::Busy(_)), "{error}");
    assert!(matches!(evidence.cases(), Err(Error::Busy(_))));
    drop(lock);
    evidence.decide(Which::Id("a"), &kept("Bo B")).unwrap();
    assert_eq!(evidence.head().unwrap().number, 3);
}
