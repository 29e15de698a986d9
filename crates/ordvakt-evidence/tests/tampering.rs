//! Whatever is done to a folder behind its back is told.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::fs;
use std::path::Path;

use common::{place, record};
use ordvakt::Action;
use ordvakt_evidence::{Decision, Digest, Evidence, Verification, Which, verify};

/// Four comments, a decision, an erasure: six records. Returns the head.
fn filled(dir: &Path) -> Digest {
    let evidence = Evidence::open(dir).unwrap();
    for (id, text) in
        [("1", "Fan också"), ("2", "Vilka jävla vägar"), ("3", "Era klantskallar"), ("4", "Skit")]
    {
        record(&evidence, id, text);
    }
    let decision = Decision { action: Action::Publish, by: "Anna A", why: Some("Saklig"), rules: &[] };
    evidence.decide(Which::Id("2"), &decision).unwrap();
    evidence.erase(&[Which::Id("3")], "Cia C", "Gallringsplan 4.2").unwrap();
    evidence.head().unwrap().digest
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else {
            fs::copy(&path, &there).unwrap();
        }
    }
}

/// What is found once something has been done to a filled folder.
fn after(change: impl Fn(&Path)) -> Verification {
    let (place, dir) = place();
    let head = filled(&dir);
    let copied = place.path().join("copy");
    copy(&dir, &copied);
    change(&copied);
    verify(&copied, &[head]).unwrap()
}

fn lines(dir: &Path) -> Vec<String> {
    fs::read_to_string(dir.join("records.jsonl")).unwrap().lines().map(str::to_owned).collect()
}

fn write(dir: &Path, lines: &[String]) {
    fs::write(dir.join("records.jsonl"), lines.join("\n") + "\n").unwrap();
}

#[test]
fn an_untouched_folder_is_sound() {
    let found = after(|_| {});
    assert!(found.is_sound(), "{:?}", found.flaws);
    assert_eq!((found.comments, found.decisions, found.erased, found.head.number), (4, 1, 1, 6));
    assert_eq!(found.remarks, []);
}

#[test]
fn every_changed_byte_of_every_file_is_told() {
    let (place, dir) = place();
    let head = filled(&dir);
    let copied = place.path().join("copy");
    let contents = [1, 2, 4, 5, 6].map(|number| format!("content/{number}.json"));
    for name in contents.iter().map(String::as_str).chain(["records.jsonl", "head.json"]) {
        copy(&dir, &copied);
        let whole = fs::read(dir.join(name)).unwrap();
        let stride = if name == "records.jsonl" { 7 } else { 11 };
        for at in (0..whole.len()).step_by(stride) {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(copied.join(name), &changed).unwrap();
            let found = verify(&copied, &[head]).unwrap();
            assert!(!found.is_sound(), "{name}, byte {at}");
        }
        fs::write(copied.join(name), &whole).unwrap();
        assert!(verify(&copied, &[head]).unwrap().is_sound(), "{name}");
    }
}

#[test]
fn removed_records_are_told_wherever_they_stood() {
    for gone in 0..6 {
        let found = after(|dir| {
            let mut lines = lines(dir);
            lines.remove(gone);
            write(dir, &lines);
        });
        // With the last, which erases, its erasure is gone, too, and with it the kept head.
        assert_eq!(found.flaws.len(), if gone == 5 { 3 } else { 1 }, "{gone}: {:?}", found.flaws);
        let number = gone + 1;
        assert!(found.flaws[0].message.contains(&number.to_string()), "{:?}", found.flaws);
    }
}

#[test]
fn changed_order_and_copies_are_told() {
    assert!(
        !after(|dir| {
            let mut lines = lines(dir);
            lines.swap(1, 2);
            write(dir, &lines);
        })
        .is_sound()
    );
    assert!(
        !after(|dir| {
            let mut lines = lines(dir);
            lines.push(lines[5].clone());
            write(dir, &lines);
        })
        .is_sound()
    );
    assert!(!after(|dir| write(dir, &[])).is_sound());
    assert!(!after(|dir| fs::write(dir.join("records.jsonl"), "").unwrap()).is_sound());
}

#[test]
fn removed_and_exchanged_contents_are_told() {
    let found = after(|dir| fs::remove_file(dir.join("content/2.json")).unwrap());
    assert_eq!(found.flaws.len(), 1);
    assert!(found.flaws[0].message.contains("missing, and no record says that it was erased"));
    assert!(
        !after(|dir| {
            fs::copy(dir.join("content/1.json"), dir.join("content/2.json")).unwrap();
        })
        .is_sound()
    );
    assert!(!after(|dir| fs::remove_dir_all(dir.join("content")).unwrap()).is_sound());
    assert!(!after(|dir| fs::remove_file(dir.join("head.json")).unwrap()).is_sound());
}

#[test]
fn a_cut_off_chain_is_told_by_its_head_and_by_one_kept_elsewhere() {
    let cut = |dir: &Path| {
        write(dir, &lines(dir)[..4]);
        for number in [5, 6] {
            fs::remove_file(dir.join(format!("content/{number}.json"))).unwrap();
        }
    };
    let found = after(cut);
    assert!(
        found.flaws.iter().any(|flaw| flaw.message.contains("records 5 to 6 are missing")),
        "{:?}",
        found.flaws
    );
    // Somebody who knows the folder takes the head along: only one kept elsewhere tells.
    let forged = |dir: &Path| {
        cut(dir);
        let fourth = lines(dir)[3].clone();
        let digest = &fourth[fourth.rfind("sha256:").unwrap()..fourth.len() - 2];
        fs::write(dir.join("head.json"), format!("{{\"number\":4,\"digest\":\"{digest}\"}}\n")).unwrap();
        fs::write(dir.join("content/3.json"), "x").unwrap();
    };
    let found = after(forged);
    assert!(
        found.flaws.iter().any(|flaw| flaw.message.contains("has been changed or cut off")),
        "{:?}",
        found.flaws
    );
}

#[test]
fn nothing_is_added_to_a_damaged_chain() {
    let (_place, dir) = place();
    filled(&dir);
    let whole = lines(&dir);
    let mut changed = whole.clone();
    changed[1] = changed[1].replace("comment", "comments");
    for broken in [&whole[..5], &changed] {
        write(&dir, broken);
        let before = fs::read(dir.join("records.jsonl")).unwrap();
        let error = Evidence::open(&dir).unwrap_err().to_string();
        assert!(error.contains("records.jsonl:") && error.contains("nothing is added"), "{error}");
        assert_eq!(fs::read(dir.join("records.jsonl")).unwrap(), before);
    }
    write(&dir, &whole);
    record(&Evidence::open(&dir).unwrap(), "5", "Fan!");
    assert!(verify(&dir, &[]).unwrap().is_sound());
}

#[test]
fn an_unfinished_end_is_set_aside_and_said() {
    let (_place, dir) = place();
    filled(&dir);
    let mut file = fs::OpenOptions::new().append(true).open(dir.join("records.jsonl")).unwrap();
    std::io::Write::write_all(&mut file, b"{\"number\":7,\"kind\":\"comm").unwrap();
    fs::write(dir.join("content/7.json"), "{\"salt\":").unwrap();
    let found = verify(&dir, &[]).unwrap();
    assert!(found.is_sound() && found.remarks.len() == 2, "{found:?}");
    // Reading leaves it where it is; writing sets it aside.
    let evidence = Evidence::existing(&dir).unwrap();
    assert_eq!(evidence.cases().unwrap().len(), 4);
    assert!(evidence.notices().is_empty() && dir.join("content/7.json").exists());
    assert_eq!(record(&evidence, "5", "Fan!"), 7);
    let said: Vec<String> = evidence.notices().iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    let mut kept: Vec<Vec<u8>> = fs::read_dir(dir.join("set-aside"))
        .unwrap()
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect();
    kept.sort();
    assert_eq!(kept, [&b"{\"number\":7,\"kind\":\"comm"[..], b"{\"salt\":"]);
    // What cannot be read may hold something of what is erased, so it is named.
    let erased = evidence.erase(&[Which::Id("5")], "Cia C", "Gallringsplan 4.2").unwrap();
    assert_eq!(erased.unreadable.len(), 1);
}
