//! Items of patterns: `word`, `~lemma`, `*part`, `@group`, `#kind`, side by side or as alternatives.

use crate::category::ids;
use crate::limits::{MOST_ITEM, MOST_UNITS};

ids! {
    /// What code recognises in a text and patterns name with `#`.
    Recognised, "kind" {
        /// A person's name.
        Name => "name",
        /// `@somebody`
        Mention => "mention",
        /// `#word`
        Hashtag => "hashtag",
        /// A web address.
        Link => "link",
        /// An e-mail address.
        Email => "email",
        /// A phone number.
        Phone => "phone",
        /// Digits.
        Number => "number",
        /// An amount of money: a number with a currency (`499 kr`, `99:-`, `€20`).
        Price => "price",
        /// A share in a hundred: a number with its sign or word (`20 %`, `tjugo procent` is none).
        Percent => "percent",
        /// An emoji.
        Emoji => "emoji",
        /// A word with a capital letter inside a sentence.
        Capital => "capital",
        /// A link to a host with pornography.
        LinkPorn => "link-porn",
        /// A link to a host with pirated works.
        LinkPirate => "link-pirate",
        /// A link to a host with gore.
        LinkGore => "link-gore",
        /// A link to a host with hate.
        LinkHate => "link-hate",
        /// A link to a host with drugs.
        LinkDrugs => "link-drugs",
        /// A link to a host of frauds.
        LinkScam => "link-scam",
        /// A link to a party's site.
        LinkParty => "link-party",
        /// A link shortener.
        LinkShortener => "link-shortener",
        /// A link to a bare address of numbers.
        LinkIp => "link-ip",
        /// A link written so that filters miss it.
        LinkDisguised => "link-disguised",
        /// A link to a host that no table knows to be safe.
        LinkUnknown => "link-unknown",
        /// A link with words in its address that lure (`login`, `claim`).
        LinkBait => "link-bait",
        /// A link to a host made to look like a known one's.
        LinkLookalike => "link-lookalike",
        /// A link whose address shows a host that it does not lead to.
        LinkDeceptive => "link-deceptive",
        /// A link whose words promise another host than it leads to.
        LinkMismatch => "link-mismatch",
    }
}

/// One thing that stands at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Word(String),
    Lemma(String),
    Part(String),
    Group(String),
    Kind(Recognised),
    /// Up to so many words in between.
    Gap(u8),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
}

/// Alternatives, each a sequence of units.
pub(crate) type ItemSource = Vec<Vec<Unit>>;

/// Longest gap that may be written.
const MAX_GAP: u8 = 8;

/// Reads one item; the error says what is wrong, the second part of it a hint.
pub(crate) fn parse_item(text: &str) -> Result<ItemSource, (String, &'static str)> {
    let length = text.chars().count();
    if length > MOST_ITEM {
        let message = format!("the item has {length} characters, at most {MOST_ITEM} are possible");
        return Err((message, "put its words into a group and name that"));
    }
    let alternatives: Vec<Vec<Unit>> = text.split('|').map(parse_sequence).collect::<Result<_, _>>()?;
    Ok(alternatives)
}

/// Reads one sequence of units.
pub(crate) fn parse_sequence(text: &str) -> Result<Vec<Unit>, (String, &'static str)> {
    let mut units = Vec::new();
    for word in text.split_whitespace() {
        parse_unit(word, &mut units)?;
    }
    let gaps_at_edge =
        matches!(units.first(), Some(Unit::Gap(_))) || matches!(units.last(), Some(Unit::Gap(_)));
    if units.is_empty() || units.iter().all(|unit| matches!(unit, Unit::Start | Unit::End)) {
        Err(("an item is empty".to_owned(), "write at least one word, ~lemma, *part, @group or #kind"))
    } else if units.len() > MOST_UNITS {
        Err((
            format!("{} words in a row, at most {MOST_UNITS} are possible", units.len()),
            "a shorter piece that tells as much",
        ))
    } else if gaps_at_edge {
        Err((format!("`{}` begins or ends with a gap", text.trim()), "a gap stands between two words"))
    } else {
        Ok(units)
    }
}

fn parse_unit(word: &str, units: &mut Vec<Unit>) -> Result<(), (String, &'static str)> {
    let named = |rest: &str| {
        if rest.is_empty() {
            Err((format!("`{word}` names nothing"), "a name follows the sign"))
        } else {
            Ok(rest.to_owned())
        }
    };
    if let Some(rest) = word.strip_prefix("..") {
        let length = if rest.is_empty() {
            Some(3)
        } else {
            rest.parse().ok().filter(|length| (1..=MAX_GAP).contains(length))
        };
        let length = length.ok_or_else(|| (format!("`{word}` is no gap"), "`..` or `..1` to `..8`"))?;
        units.push(Unit::Gap(length));
    } else if word == "^" {
        units.push(Unit::Start);
    } else if word == "$" {
        units.push(Unit::End);
    } else if let Some(rest) = word.strip_prefix('~') {
        units.push(Unit::Lemma(ordvakt_text::fold_str(&named(rest)?)));
    } else if let Some(rest) = word.strip_prefix('*').filter(|rest| !rest.is_empty()) {
        units.push(Unit::Part(ordvakt_text::fold_str(rest)));
    } else if let Some(rest) = word.strip_prefix('@') {
        units.push(Unit::Group(named(rest)?));
    } else if let Some(rest) = word.strip_prefix('#') {
        let kind = rest.parse().map_err(|_| {
            (
                format!("unknown kind `#{rest}`"),
                "#name #mention #hashtag #link #email #phone #number #price #percent #emoji #capital #link-…",
            )
        })?;
        units.push(Unit::Kind(kind));
    } else {
        for token in crate::words::split(word) {
            units.push(Unit::Word(token));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_sequences_and_gaps() {
        let item = parse_item("~ska ..2 @kill-verb | ^ #name $").unwrap();
        assert_eq!(item.len(), 2);
        assert_eq!(item[0], [Unit::Lemma("ska".into()), Unit::Gap(2), Unit::Group("kill-verb".into())]);
        assert_eq!(item[1], [Unit::Start, Unit::Kind(Recognised::Name), Unit::End]);
    }

    #[test]
    fn what_is_no_item_is_refused() {
        for text in ["", "a | ", "@", "#nonsense", "..9", "a ..", "^"] {
            assert!(parse_item(text).is_err(), "{text}");
        }
    }
}
