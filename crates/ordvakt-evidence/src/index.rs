//! Finds records by a comment's id, and tells what is recorded already. In memory only: the chain names no comment.

use std::collections::HashMap;

use crate::chain::{Chain, Kind};
use crate::content::{Content, Preserved};
use crate::digest::Digest;
use crate::error::Error;
use crate::folder::Folder;

#[derive(Debug, Default)]
pub(crate) struct Index {
    /// By a comment's id: its records and which comment each is.
    ids: HashMap<String, Vec<(u64, Digest)>>,
    /// By what a record says: its number.
    same: HashMap<Digest, u64>,
    /// Records up to this number are in it.
    until: u64,
}

impl Index {
    /// Reads what has been added since; what has been erased is gone.
    pub(crate) fn update(&mut self, folder: &Folder, chain: &Chain) -> Result<(), Error> {
        let after = |until: u64| chain.iter().skip(usize::try_from(until).unwrap_or(usize::MAX));
        if after(self.until).any(|(_, record)| record.kind == Kind::Erasure) {
            *self = Self::default();
        }
        for (number, record) in after(self.until) {
            if record.kind == Kind::Comment
                && chain.erased(number).is_none()
                && let Content::Comment(comment) = Content::read(&folder.content(number), record.content)?
            {
                self.add(number, &comment);
            }
            self.until = number;
        }
        Ok(())
    }

    fn add(&mut self, number: u64, comment: &Preserved) {
        self.ids.entry(comment.id.clone()).or_default().push((number, comment.identity()));
        self.same.insert(comment.sameness(), number);
    }

    /// The record that says the same already.
    pub(crate) fn same(&self, comment: &Preserved) -> Option<u64> {
        self.same.get(&comment.sameness()).copied()
    }

    /// The records of the comment with an id, oldest first. Several comments with one id are told apart by their numbers.
    pub(crate) fn of_id(&self, id: &str) -> Result<Vec<u64>, Error> {
        let records = self.ids.get(id).map(Vec::as_slice).unwrap_or_default();
        let Some((_, first)) = records.first() else {
            return Err(Error::Unknown(format!("no comment with the id `{id}` is recorded")));
        };
        let numbers: Vec<u64> = records.iter().map(|(number, _)| *number).collect();
        if records.iter().all(|(_, identity)| identity == first) {
            return Ok(numbers);
        }
        let list = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        Err(Error::Unknown(format!(
            "several comments have the id `{id}`; give the number of a record: {list}"
        )))
    }

    /// The records of the comment that a record is of.
    pub(crate) fn with(&self, number: u64) -> Vec<u64> {
        let group = self.ids.values().find(|records| records.iter().any(|(other, _)| *other == number));
        let Some(group) = group else { return vec![number] };
        let own = group.iter().find(|(other, _)| *other == number).map(|(_, identity)| *identity);
        group.iter().filter(|(_, identity)| Some(*identity) == own).map(|(other, _)| *other).collect()
    }
}
