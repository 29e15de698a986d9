//! Comments of one kind each: what they cost differs.

use std::fmt::Write as _;

use ordvakt::measure::Random;
use serde::Deserialize;

use crate::corpus::corpus;

/// The labelled comments of the project.
const LABELLED: &str = include_str!("../../tests/quality/municipal.jsonl");

/// Bytes of a long comment, about.
const LONG: usize = 8_000;

/// A kind of comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ordinary sentences and nothing else.
    Clean,
    /// Insults, swearing and threats.
    Insult,
    /// The same with letters spaced, swapped for digits or stretched.
    Disguised,
    /// Ordinary sentences with a telephone number, an address or a name.
    PersonalData,
    /// Neither Swedish nor English.
    Foreign,
    /// As long as a letter to the editor.
    Long,
}

#[derive(Deserialize)]
struct Labelled {
    text: String,
    labels: Vec<String>,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] =
        &[Self::Clean, Self::Insult, Self::Disguised, Self::PersonalData, Self::Foreign, Self::Long];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Insult => "insult",
            Self::Disguised => "disguised",
            Self::PersonalData => "personal data",
            Self::Foreign => "foreign",
            Self::Long => "long",
        }
    }

    /// `count` comments of this kind.
    pub fn comments(self, count: usize, seed: u64) -> Vec<String> {
        let mut random = Random::new(seed);
        match self {
            Self::Clean => drawn(&ordvakt::measure::ordinary_sentences(), count, &mut random),
            Self::Insult => drawn(&labelled(&["personangrepp", "svordomar", "hot"]), count, &mut random),
            Self::Disguised => {
                let plain = Self::Insult.comments(count, seed);
                plain.iter().map(|text| disguised(text, &mut random)).collect()
            }
            Self::PersonalData => Self::Clean
                .comments(count, seed)
                .into_iter()
                .map(|text| personal(text, &mut random))
                .collect(),
            Self::Foreign => drawn(&labelled(&["annat_sprak"]), count, &mut random),
            Self::Long => (0..count as u64)
                .map(|number| {
                    let mut text = corpus(LONG / 90, seed + number).join(" ");
                    text.truncate(
                        (0..=LONG.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0),
                    );
                    text
                })
                .collect(),
        }
    }
}

/// The project's labelled texts with personal data, and texts that only look like it.
pub fn personal_data() -> Vec<String> {
    let texts = include_str!("../../tests/quality/personal-data.jsonl").lines();
    texts.filter_map(|line| serde_json::from_str::<Labelled>(line).ok()).map(|one| one.text).collect()
}

fn drawn<T: AsRef<str>>(texts: &[T], count: usize, random: &mut Random) -> Vec<String> {
    (0..count).filter_map(|_| random.pick(texts)).map(|text| text.as_ref().to_owned()).collect()
}

fn labelled(labels: &[&str]) -> Vec<String> {
    let all = LABELLED.lines().filter_map(|line| serde_json::from_str::<Labelled>(line).ok());
    let wanted = all.filter(|one| one.labels.iter().any(|label| labels.contains(&label.as_str())));
    wanted.map(|one| one.text).collect()
}

/// One word of four letters or more written so that plain filters miss it.
fn disguised(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> = (0..words.len()).filter(|index| words[*index].chars().count() >= 4).collect();
    let chosen = random.pick(&long).copied().unwrap_or(usize::MAX);
    let form = random.below(3);
    let write = |(index, word): (usize, &&str)| {
        if index == chosen { disguise(word, form) } else { (*word).to_owned() }
    };
    words.iter().enumerate().map(write).collect::<Vec<_>>().join(" ")
}

fn disguise(word: &str, form: usize) -> String {
    let mut out = String::new();
    for (index, letter) in word.chars().enumerate() {
        match form {
            0 if index > 0 => out.push('.'),
            1 if index == 1 => out.extend([letter, letter]),
            _ => {}
        }
        out.push(match letter {
            'a' if form == 2 => '4',
            'e' if form == 2 => '3',
            'i' if form == 2 => '1',
            'o' if form == 2 => '0',
            letter => letter,
        });
    }
    out
}

/// Adds one of the reserved telephone numbers, an address or a name with what is nobody else's business.
fn personal(mut text: String, random: &mut Random) -> String {
    let number = 5 + random.below(95);
    let _ = match random.below(4) {
        0 => write!(text, " Ring 070-17406{number:02}."),
        1 => write!(text, " Mejla anna.exempelsson{number}@example.org."),
        2 => write!(text, " Hon bor på Exempelvägen {number}, 943 31."),
        _ => write!(text, " Min granne Anna Lindqvist parkerar ABC 1{number:02} varje dag."),
    };
    text
}

#[cfg(test)]
mod tests {
    use ordvakt::{Category, Moderator};

    use super::*;

    #[test]
    fn kinds_are_what_they_say() {
        let moderator = Moderator::builtin();
        let share = |kind: Kind, wanted: &dyn Fn(Category) -> bool| {
            let comments = kind.comments(100, 3);
            assert_eq!(comments.len(), 100);
            comments.iter().filter(|text| moderator.screen(text.as_str()).categories().any(wanted)).count()
        };
        assert_eq!(share(Kind::Clean, &|_| true), 0);
        assert!(share(Kind::Insult, &|_| true) > 80);
        assert!(share(Kind::Disguised, &|_| true) > 50);
        assert!(share(Kind::PersonalData, &|category| category == Category::Personuppgifter) > 60);
        assert!(share(Kind::Foreign, &|category| category == Category::AnnatSprak) > 80);
        let long = Kind::Long.comments(2, 3);
        assert!(long.iter().all(|text| (LONG - 2_000..=LONG).contains(&text.len())));
    }
}
