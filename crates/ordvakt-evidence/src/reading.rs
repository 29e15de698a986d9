//! Cases: a preserved comment, what was recommended and what was decided.

use serde::Serialize;

use crate::chain::{Chain, Kind};
use crate::content::{Content, Decided, Erasure, Preserved};
use crate::error::Error;
use crate::evidence::{Evidence, State};

/// Names a recorded comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// By the number of its record.
    Number(u64),
    /// By the comment's id; where the comment was recorded again with another verdict, the latest record is meant.
    Id(&'a str),
}

/// A recorded comment and all that became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Case {
    /// Number of its record.
    pub number: u64,
    /// When it was recorded: UTC, RFC 3339.
    pub recorded: String,
    /// The comment and what was recommended; absent once it is erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserved: Option<Preserved>,
    /// What was decided, oldest first; the last counts.
    pub decisions: Vec<Decided>,
    /// Why and by whom it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<Erasure>,
}

impl Case {
    /// The decision that counts.
    pub fn decided(&self) -> Option<&Decided> {
        self.decisions.last()
    }
}

impl Evidence {
    /// A recorded comment and what became of it.
    pub fn case(&self, which: Which<'_>) -> Result<Case, Error> {
        self.reading(|state| {
            let number = match which {
                // What is erased can still be asked for by number.
                Which::Number(number) => number,
                Which::Id(_) => *self.resolve(state, which)?.last().unwrap_or(&0),
            };
            self.case_of(&state.chain, number)
        })
    }

    /// Every recorded comment, oldest first, with what was erased among them.
    pub fn cases(&self) -> Result<Vec<Case>, Error> {
        self.reading(|state| {
            let chain = &state.chain;
            let comments = chain.iter().filter(|(_, record)| record.kind == Kind::Comment);
            let mut cases: Vec<Case> =
                comments.map(|(number, _)| self.bare(chain, number)).collect::<Result<_, _>>()?;
            for (number, record) in chain.iter().filter(|(_, record)| record.kind == Kind::Decision) {
                let about = record.about.first();
                let at = cases.binary_search_by_key(&about, |case| Some(&case.number));
                if let (Ok(at), Some(decided)) = (at, self.decision(chain, number)?) {
                    cases[at].decisions.push(decided);
                }
            }
            Ok(cases)
        })
    }

    /// The records of the comment that is named, oldest first.
    pub(crate) fn resolve(&self, state: &mut State, which: Which<'_>) -> Result<Vec<u64>, Error> {
        state.index.update(&self.folder, &state.chain)?;
        match which {
            Which::Id(id) => state.index.of_id(id),
            Which::Number(number) => {
                self.must_be_comment(&state.chain, number)?;
                match state.chain.erased(number) {
                    Some(by) => Err(Error::Unknown(format!(
                        "the comment of record {number} is erased, by record {by}"
                    ))),
                    None => Ok(vec![number]),
                }
            }
        }
    }

    /// The comment of a record that is not erased.
    pub(crate) fn comment(&self, chain: &Chain, number: u64) -> Result<Preserved, Error> {
        let record = self.must_be_comment(chain, number)?;
        match Content::read(&self.folder.content(number), record.content)? {
            Content::Comment(comment) => Ok(*comment),
            _ => Err(self.misplaced(number)),
        }
    }

    fn must_be_comment<'c>(&self, chain: &'c Chain, number: u64) -> Result<&'c crate::chain::Record, Error> {
        match chain.get(number) {
            Some(record) if record.kind == Kind::Comment => Ok(record),
            Some(_) => Err(Error::Unknown(format!("record {number} is none of a comment"))),
            None => Err(Error::Unknown(format!(
                "there is no record {number}; `{}` holds {}",
                self.folder.dir.display(),
                chain.head().number
            ))),
        }
    }

    fn misplaced(&self, number: u64) -> Error {
        Error::Damaged {
            file: self.folder.content(number),
            line: 1,
            why: "it holds another kind of content than its record says".to_owned(),
        }
    }

    fn case_of(&self, chain: &Chain, number: u64) -> Result<Case, Error> {
        self.must_be_comment(chain, number)?;
        let mut case = self.bare(chain, number)?;
        for (other, record) in chain.iter() {
            if record.kind == Kind::Decision && record.about == [number] {
                case.decisions.extend(self.decision(chain, other)?);
            }
        }
        Ok(case)
    }

    /// A case without its decisions.
    fn bare(&self, chain: &Chain, number: u64) -> Result<Case, Error> {
        let recorded = chain.get(number).map(|record| record.time.clone()).unwrap_or_default();
        let erased = chain.erased(number).map(|by| self.erasure(chain, by)).transpose()?;
        let preserved = if erased.is_some() { None } else { Some(self.comment(chain, number)?) };
        Ok(Case { number, recorded, preserved, decisions: Vec::new(), erased })
    }

    fn erasure(&self, chain: &Chain, number: u64) -> Result<Erasure, Error> {
        let Some(record) = chain.get(number) else { return Err(self.misplaced(number)) };
        match Content::read(&self.folder.content(number), record.content)? {
            Content::Erasure(erasure) => Ok(erasure),
            _ => Err(self.misplaced(number)),
        }
    }

    /// `None` where it is erased.
    fn decision(&self, chain: &Chain, number: u64) -> Result<Option<Decided>, Error> {
        let Some(record) = chain.get(number).filter(|_| chain.erased(number).is_none()) else {
            return Ok(None);
        };
        match Content::read(&self.folder.content(number), record.content)? {
            Content::Decision(decided) => Ok(Some(decided)),
            _ => Err(self.misplaced(number)),
        }
    }
}
