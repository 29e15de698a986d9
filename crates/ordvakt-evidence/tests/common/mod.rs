//! Comments to record.
#![allow(dead_code, unreachable_pub, reason = "a module of several test programs; none uses all of it")]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::path::PathBuf;

use ordvakt::{Lang, Moderator, Offsets, Report, builtin_policy};
use ordvakt_evidence::{Evidence, Material};
use tempfile::TempDir;

pub fn report_under(policy: &str, text: &str) -> Report {
    let moderator = Moderator::builtin().with_policy(builtin_policy(policy).unwrap());
    moderator.screen(text).report(text, Lang::Sv, Offsets::CodePoint)
}

pub fn report(text: &str) -> Report {
    report_under("katrineholm", text)
}

pub fn material<'a>(id: &'a str, text: &'a str) -> Material<'a> {
    Material {
        id,
        text,
        author: Some("Test Testsson"),
        post: Some("Nya badhuset öppnar"),
        time: Some("2026-11-20T13:05:00+01:00"),
        link: Some("https://social.example/post/1?comment=17"),
        ..Material::default()
    }
}

pub fn record(evidence: &Evidence, id: &str, text: &str) -> u64 {
    evidence.record(&material(id, text), &report(text)).unwrap().number
}

/// A place for a folder that is gone after the test.
pub fn place() -> (TempDir, PathBuf) {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("evidence");
    (place, dir)
}
