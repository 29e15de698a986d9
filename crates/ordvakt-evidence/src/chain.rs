//! The chain of records: each line carries the digest of the one before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::folder::Head;

/// Stands where the first record names the one before it; a later format begins otherwise.
const ORIGIN: &[u8] = b"ordvakt evidence 1\n";

/// What stands between a record and its digest.
const DIGEST: &str = ",\"digest\":\"";

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Comment,
    Decision,
    Erasure,
}

/// A record as it is written, without its own digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub(crate) number: u64,
    pub(crate) kind: Kind,
    /// Numbers of the records it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) about: Vec<u64>,
    pub(crate) time: String,
    pub(crate) content: Digest,
    pub(crate) previous: Digest,
}

/// A record of the chain; its number is its place, counted from 1.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    pub(crate) about: Vec<u64>,
    pub(crate) time: String,
    pub(crate) content: Digest,
    pub(crate) digest: Digest,
}

/// All records so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    records: Vec<Record>,
    /// By number of an erased record: that of the record of its erasure.
    erased: BTreeMap<u64, u64>,
    /// Bytes of the file that are read.
    pub(crate) bytes: u64,
}

/// A line and the record in it; the error is what is wrong with it by itself.
pub(crate) fn read_line(line: &str) -> Result<(Body, Digest), String> {
    let broken = || "this is no record as it was written".to_owned();
    let (body, rest) = line.rsplit_once(DIGEST).ok_or_else(broken)?;
    let digest: Digest =
        rest.strip_suffix("\"}").and_then(|digits| digits.parse().ok()).ok_or_else(broken)?;
    let body = format!("{body}}}");
    let record: Body = serde_json::from_str(&body).map_err(|_| broken())?;
    // Another spelling of the same record is a change, too.
    if serde_json::to_string(&record).ok().as_deref() != Some(body.as_str()) || !rest.starts_with("sha256:") {
        return Err(broken());
    }
    if Digest::of(body.as_bytes()) != digest {
        return Err(format!("record {} has been changed: its digest does not fit", record.number));
    }
    Ok((record, digest))
}

/// A record as its line, without the line break, and its digest.
pub(crate) fn write_line(body: &Body) -> Option<(String, Digest)> {
    let text = serde_json::to_string(body).ok()?;
    let digest = Digest::of(text.as_bytes());
    let open = text.strip_suffix('}')?;
    Some((format!("{open}{DIGEST}{digest}\"}}"), digest))
}

impl Chain {
    pub(crate) fn origin() -> Digest {
        Digest::of(ORIGIN)
    }

    pub(crate) fn head(&self) -> Head {
        let digest = self.records.last().map_or_else(Self::origin, |last| last.digest);
        Head { number: self.records.len() as u64, digest }
    }

    pub(crate) fn get(&self, number: u64) -> Option<&Record> {
        self.records.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Every record with its number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &Record)> + Clone {
        (1..=self.records.len() as u64).zip(&self.records)
    }

    /// The record of a record's erasure.
    pub(crate) fn erased(&self, number: u64) -> Option<u64> {
        self.erased.get(&number).copied()
    }

    pub(crate) fn erasures(&self) -> impl Iterator<Item = u64> {
        self.erased.keys().copied()
    }

    /// What is wrong with a record as the next one.
    pub(crate) fn misfit(&self, body: &Body) -> Option<String> {
        let Head { number, digest } = self.head();
        if body.number != number + 1 {
            return Some(format!("record {} stands where {} should", body.number, number + 1));
        }
        if body.previous != digest {
            return Some(format!("record {} does not follow record {number}", body.number));
        }
        if humantime::parse_rfc3339(&body.time).is_err() {
            return Some(format!("record {} has no time", body.number));
        }
        let kinds: Vec<Option<Kind>> =
            body.about.iter().map(|about| self.get(*about).map(|record| record.kind)).collect();
        let fits = match body.kind {
            Kind::Comment => kinds.is_empty(),
            Kind::Decision => kinds == [Some(Kind::Comment)],
            Kind::Erasure => {
                !kinds.is_empty()
                    && kinds.iter().all(|kind| matches!(kind, Some(Kind::Comment | Kind::Decision)))
            }
        };
        (!fits).then(|| format!("record {} is about what it cannot be about", body.number))
    }

    /// Adds a record that fits; `bytes` is its line with the break.
    pub(crate) fn push(&mut self, body: Body, digest: Digest, bytes: u64) {
        if body.kind == Kind::Erasure {
            for about in &body.about {
                self.erased.entry(*about).or_insert(body.number);
            }
        }
        let Body { kind, about, time, content, .. } = body;
        self.records.push(Record { kind, about, time, content, digest });
        self.bytes += bytes;
    }

    /// Takes complete lines; the error is the line that does not fit and why.
    pub(crate) fn take(&mut self, lines: &[u8]) -> Result<(), (u64, String)> {
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let at = self.records.len() as u64 + 1;
            let text = std::str::from_utf8(line).map_err(|_| (at, "this is no text".to_owned()))?;
            let (body, digest) = read_line(text.trim_end_matches('\n')).map_err(|why| (at, why))?;
            if let Some(why) = self.misfit(&body) {
                return Err((at, why));
            }
            self.push(body, digest, line.len() as u64);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(chain: &Chain, kind: Kind, about: &[u64]) -> Body {
        let Head { number, digest } = chain.head();
        Body {
            number: number + 1,
            kind,
            about: about.to_vec(),
            time: "2026-11-22T08:00:00Z".to_owned(),
            content: Digest::of(b"content"),
            previous: digest,
        }
    }

    fn lines() -> String {
        let mut chain = Chain::default();
        let mut lines = String::new();
        for (kind, about) in [(Kind::Comment, &[][..]), (Kind::Decision, &[1]), (Kind::Erasure, &[1, 2])] {
            let (line, _) = write_line(&body(&chain, kind, about)).unwrap();
            lines = lines + &line + "\n";
            chain.take((line + "\n").as_bytes()).unwrap();
        }
        assert_eq!(chain.erased(2), Some(3));
        lines
    }

    #[test]
    fn every_changed_byte_is_seen() {
        let lines = lines();
        for at in 0..lines.len() {
            for change in [1, 32] {
                let mut changed = lines.clone().into_bytes();
                changed[at] ^= change;
                let complete = changed.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
                let mut chain = Chain::default();
                let taken = chain.take(&changed[..complete]);
                assert!(taken.is_err() || complete < lines.len(), "byte {at}");
            }
        }
    }

    #[test]
    fn removed_and_exchanged_lines_are_seen() {
        let lines = lines();
        let parts: Vec<&str> = lines.split_inclusive('\n').collect();
        for order in [&[1, 2][..], &[0, 2], &[1, 0, 2], &[0, 0, 1, 2], &[0, 2, 1]] {
            let text: String = order.iter().map(|part| parts[*part]).collect();
            assert!(Chain::default().take(text.as_bytes()).is_err(), "{order:?}");
        }
        // What is missing at the end only a head shows.
        assert!(Chain::default().take(parts[..2].concat().as_bytes()).is_ok());
    }

    #[test]
    fn records_are_about_what_they_can_be_about() {
        let mut chain = Chain::default();
        chain.take(lines().as_bytes()).unwrap();
        for (kind, about) in [
            (Kind::Comment, &[1][..]),
            (Kind::Decision, &[]),
            (Kind::Decision, &[2]),
            (Kind::Decision, &[4]),
            (Kind::Decision, &[0]),
            (Kind::Erasure, &[]),
            (Kind::Erasure, &[3]),
        ] {
            assert!(chain.misfit(&body(&chain, kind, about)).is_some(), "{kind:?} {about:?}");
        }
        assert_eq!(chain.misfit(&body(&chain, Kind::Decision, &[1])), None);
    }
}
