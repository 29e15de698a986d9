//! People's names (`namn`): where they stand, and which of them point out a private person.

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Gap};

use super::name_evidence::{Evidence, evidence};
use super::name_role::{Offices, Role, holds_office, role};
use super::view::{View, is_space};
use super::{Kind, Recognised};

/// Ends of Swedish surnames, and of those from the languages most heard in Sweden.
const ENDINGS: &[&str] = &[
    "sson", "ström", "berg", "lund", "gren", "qvist", "kvist", "quist", "fors", "dahl", "dal", "stedt",
    "strand", "holm", "mark", "blad", "blom", "vall", "wall", "ell", "én", "ius", "lander", "gård", "sjö",
    "nen", "skog", "hult", "löf", "löv", "hammar", "stam", "sten", "vik", "wik", "ović", "ovic", "evic",
    "ević", "ski", "ska", "sen", "oğlu", "oglu", "zadeh", "pour", "enko", "chuk", "czyk", "poulos", "dottir",
    "dóttir", "bäck", "krantz", "nacke", "ing", "lin", "din", "mann", "man", "ov", "ova", "ev", "eva", "ić",
    "älä", "lä", "rud", "stad", "torp", "hed", "hjelm", "myra", "skär", "fält", "myr", "näs", "ås", "björk",
    "lind", "å",
];
/// Ends of surnames that few other words have, so that small letters will do.
const PLAIN_ENDINGS: &[&str] = &[
    "sson", "ström", "berg", "lund", "gren", "qvist", "kvist", "quist", "stedt", "strand", "holm", "lander",
    "hjelm", "krantz", "bäck", "myra", "fält", "torp", "ović", "ovic",
];
/// Small words inside surnames.
const PARTICLES: &[&str] =
    &["af", "von", "de", "la", "al", "el", "van", "der", "bin", "ibn", "abu", "di", "da"];
/// First names that are ordinary words as well, whatever the lists of ordinary words say.
const AMBIGUOUS: &[&str] = &[
    "bo", "stig", "björn", "maj", "my", "sten", "dag", "bror", "tage", "hans", "siv", "sol", "per", "liv",
    "saga", "tuva", "vera", "love", "kim", "may", "rosa", "juni", "mark", "ben", "sanna", "frank", "kai",
    "lo", "mio", "kia", "alba", "nova", "luna", "stella", "viva", "joy", "june", "will", "rose",
];

/// How sure a surname is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surname {
    Listed,
    Shaped,
    Unknown,
}

fn upper(view: &View, index: u32) -> bool {
    view.class(index).has(Class::UPPER_FIRST)
}

/// Whether a word is ordinary too, so that it takes more to be a name.
fn is_ambiguous(view: &View, index: u32) -> bool {
    view.bits(index).has(WordBits::COMMON_SV.or(WordBits::COMMON_EN)) || AMBIGUOUS.contains(&view.word(index))
}

/// Finds a name that begins with a first name at a token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if found.iter().rev().take(4).any(|one| one.kind == Kind::Name && one.last > index) {
        return;
    }
    let capital = upper(view, index);
    let mut last = index + 1;
    let mut surname = None;
    let mut given = 1;
    while last < index + 7 {
        let hyphen = view.gap(last) == Gap::HYPHEN;
        if !hyphen && !is_space(view.gap(last)) || !view.class(last).has(Class::WORD) {
            break;
        }
        if let Some((sure, end)) =
            surname_at(view, last, capital, surname.is_some() || hyphen && surname.is_some())
        {
            // A word that is both a first name and a surname counts as the first while no surname followed.
            let both = surname.is_none() && view.bits(last).has(WordBits::FIRST_NAME);
            let more = both
                && is_space(view.gap(end))
                && surname_at(view, end, capital, false).is_some_and(|(next, _)| next != Surname::Unknown);
            if more {
                last = end;
                given += 1;
                continue;
            }
            if hyphen
                && surname.is_none()
                && !view.bits(last).has(WordBits::SURNAME)
                && view.bits(last).has(WordBits::FIRST_NAME)
            {
                last += 1;
                given += 1;
                continue;
            }
            if surname.is_some() && sure == Surname::Unknown {
                break;
            }
            surname = Some(sure);
            last = end;
            if view.word(end - 1).ends_with('s') && is_genitive(view, end - 1) {
                break;
            }
        } else if surname.is_none()
            && given < 3
            && view.bits(last).has(WordBits::FIRST_NAME)
            && (upper(view, last) || !capital && !is_ambiguous(view, last))
        {
            last += 1;
            given += 1;
        } else {
            break;
        }
    }
    let ambiguous = is_ambiguous(view, index);
    let Some(sure) = surname else {
        // A first name alone is of use to patterns only.
        if capital && !ambiguous {
            let mut one = view.found(Kind::Name, index, index + 1, 0.7);
            one.personal = false;
            found.push(one);
        }
        return;
    };
    let family = last - 1;
    let enough = match sure {
        Surname::Listed => capital || !ambiguous && !is_ambiguous(view, family),
        Surname::Shaped => capital || !ambiguous,
        Surname::Unknown => capital && !ambiguous,
    };
    if !enough || ambiguous && is_ambiguous(view, family) && view.class(index).has(Class::UPPER_ALL) {
        return;
    }
    let mut one = view.found(Kind::Name, index, last, if sure == Surname::Unknown { 0.72 } else { 0.85 });
    if is_genitive(view, family) {
        one.end -= 1;
    }
    found.push(one);
}

/// Finds `familjen Lindgren`.
pub(super) fn find_family(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if !is_space(view.gap(index + 1))
        || !upper(view, index + 1)
        || view.class(index + 1).has(Class::UPPER_ALL)
    {
        return;
    }
    let Some((sure, last)) = surname_at(view, index + 1, true, true) else { return };
    if sure != Surname::Unknown && !view.bits(index + 1).has(WordBits::FIRST_NAME) {
        let mut one = view.found(Kind::Name, index + 1, last, 0.8);
        one.end -= u32::from(is_genitive(view, last - 1));
        found.push(one);
    }
}

/// A surname at a token: how sure it is, and the token after it.
fn surname_at(view: &View, index: u32, capital: bool, another: bool) -> Option<(Surname, u32)> {
    let mut at = index;
    while PARTICLES.contains(&view.word(at)) && at < index + 2 {
        at += 1;
        if !is_space(view.gap(at)) && view.gap(at) != Gap::HYPHEN {
            return None;
        }
    }
    if !view.class(at).has(Class::WORD) || capital && !upper(view, at) {
        return None;
    }
    let bits = view.bits(at);
    let word = view.word(at);
    if bits.has(WordBits::SURNAME) || at > index && bits.has(WordBits::FIRST_NAME) {
        return Some((Surname::Listed, at + 1));
    }
    if !capital && !another && bits == WordBits::NONE && !upper(view, at) {
        let plain = word.strip_suffix('s').unwrap_or(word);
        return PLAIN_ENDINGS
            .iter()
            .any(|ending| plain.len() >= ending.len() + 3 && plain.ends_with(ending))
            .then_some((Surname::Shaped, at + 1));
    }
    if !upper(view, at)
        || bits.has(WordBits::COMMON_SV.or(WordBits::COMMON_EN).or(WordBits::ROLE).or(WordBits::AUTHORITY))
    {
        return None;
    }
    let plain = word.strip_suffix('s').unwrap_or(word);
    let shaped = ENDINGS.iter().any(|ending| {
        [word, plain].iter().any(|word| word.len() >= ending.len() + 2 && word.ends_with(ending))
    });
    if shaped {
        return Some((Surname::Shaped, at + 1));
    }
    let place =
        ["huset", "skolan", "gatan", "vägen", "torget", "parken", "hallen", "sjön", "kommun", "bolaget"]
            .iter()
            .any(|ending| word.ends_with(ending));
    let known = bits != WordBits::NONE;
    (!another && !place && !known && word.chars().count() >= 3 && !view.class(at).has(Class::UPPER_ALL))
        .then_some((Surname::Unknown, at + 1))
}

/// Whether the last letter of a name is the genitive's.
fn is_genitive(view: &View, index: u32) -> bool {
    let word = view.word(index);
    let Some(base) = word.strip_suffix('s') else { return false };
    if base.len() < 3
        || base.ends_with('s')
        || ENDINGS
            .iter()
            .any(|ending| word.len() >= ending.len() + 2 && ending.ends_with('s') && word.ends_with(ending))
    {
        return false;
    }
    if ENDINGS.iter().any(|ending| base.len() >= ending.len() + 2 && base.ends_with(ending)) {
        return true;
    }
    // Whose thing follows: a word in small letters, right behind.
    let next = index + 1;
    is_space(view.gap(next))
        && view.class(next).has(Class::WORD)
        && !upper(view, next)
        && !view.bits(next).has(WordBits::COPULA)
        || !matches!(
            base.as_bytes().last(),
            Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'n' | b'r' | b'k' | b't')
        )
}

/// Decides which of the names found point out a private person.
pub(super) fn weigh(view: &View, out: &mut [Recognised]) {
    let others = out.iter().filter(|one| one.kind != Kind::Name && one.personal && !one.note).count();
    let tied =
        WordBits::THIRD_PERSON.or(WordBits::RELATION).or(WordBits::KEY_PRIVATE).or(WordBits::KEY_BIRTH);
    let mut offices = None;
    for index in 0..out.len() {
        let Some(one) = out.get(index).copied() else { break };
        if one.kind != Kind::Name || !one.personal {
            continue;
        }
        let evidence = evidence(view, &one);
        // Of what is alleged, officials have to bear more than others.
        let bearing = evidence != Some(Evidence::Pinpoint) && others == 0;
        let personal = (evidence.is_some() || others > 0)
            && role(view, &one) == Role::Private
            && !holds_office(view, &one, offices.get_or_insert_with(|| Offices::new(view, out)), bearing);
        if let Some(one) = out.get_mut(index) {
            one.personal = personal;
            if one.confidence > 0.8 && (others > 0 || view.known_in_sentence(one.first, tied)) {
                one.confidence = 0.9;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{all, spans};

    fn private(text: &str) -> Vec<String> {
        let (folded, found) = all(text);
        let names = found.into_iter().filter(|one| one.kind == Kind::Name && one.personal);
        names.map(|one| folded[one.start as usize..one.end as usize].to_owned()).collect()
    }

    #[test]
    fn names_with_something_told() {
        for (text, name) in [
            ("Det var Linda Nordgren som slängde soporna", "linda nordgren"),
            ("min kusin aino lantto snor cyklar", "aino lantto"),
            ("DET ÄR ARNE LINDQVIST SOM ELDAR", "arne lindqvist"),
            ("Everyone knows Hans Al-Rashid sells drugs", "hans al-rashid"),
            ("Aslak Lindqvist Hansson bedrog sin granne", "aslak lindqvist hansson"),
            ("Jag såg Anna-Karin von Stenberg köra full", "anna-karin von stenberg"),
            ("Det är familjen Nordgren som har hundarna", "nordgren"),
            ("Birgitta Lindbergs hund biter folk", "birgitta lindberg"),
        ] {
            assert_eq!(private(text), [name], "{text}");
        }
    }

    #[test]
    fn a_story_about_somebody_is_silent() {
        for text in [
            "Axel Berglund saknade restauranger i byn",
            "Bengt Bengtsson är förälskad och ganska självisk",
            "Då öppnade Stina Ek äntligen munnen",
            "Mohammed Khan och jag dansade hela natten",
            "Det var Maria Holmfors som ritade biblioteket",
            "Sofie Granhög skulle leda mötet",
            "Reportern Lisa Hedlund skrev om det i tidningen",
            "Någon borde skjuta Bengt Forsmark",
        ] {
            assert!(private(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn places_searches_and_health_point_out() {
        for (text, name) in [
            ("Gulli Stenmyra på Furuliden äter för mycket kakor", "gulli stenmyra"),
            ("Vem känner Robin Fältmark?", "robin fältmark"),
            ("Såg Josefin Dalhög vid busstationen i morse", "josefin dalhög"),
            ("Maria Holmfors har h i v", "maria holmfors"),
            ("Wilma Granhög 9B var med", "wilma granhög"),
            ("Vad är det med Hugo Lindtorp? Han snattar", "hugo lindtorp"),
            ("Varför får Anna Hjelm bygga vid stranden men inte vi?", "anna hjelm"),
            ("Vem är den där Lisa Hedlund egentligen?", "lisa hedlund"),
            ("Lisa Hedlund, 34 år, igen", "lisa hedlund"),
            ("gulli stenmyra har mrsa", "gulli stenmyra"),
            ("Undersköterskan Åsa Nutti svarar oss kort", "åsa nutti"),
        ] {
            assert_eq!(private(text), [name], "{text}");
        }
    }

    #[test]
    fn an_office_told_elsewhere_counts() {
        for text in [
            "Bengt Forsmark (C) satt med. Sen struntade Bengt Forsmark i protokollet",
            "Bengt Forsmark struntade i oss alla. Ordföranden borde läsa sin egen rapport",
            "Driftchefen heter Jonas Malm och svarar aldrig",
        ] {
            assert!(private(text).is_empty(), "{text}");
        }
        assert_eq!(
            private("Bengt Forsmark bor på Ripvägen. Ordföranden borde veta bättre"),
            ["bengt forsmark"]
        );
    }

    #[test]
    fn ordinary_words_are_no_names() {
        for text in [
            "Sol och My behövs i vinter",
            "Björn sedd vid Stigen",
            "Maj månad var kall",
            "Bo kvar hemma längre",
            "Det är min stig och din björk",
            "Lind och Ek ska planteras",
        ] {
            assert!(spans(text, Kind::Name).is_empty(), "{text}");
        }
    }

    #[test]
    fn officials_tags_signatures_and_history_are_not_private() {
        for text in [
            "Kommunalrådet Andreas Persson måste avgå",
            "Moa Henriksson (S) lovade annat",
            "Gunilla Åström, kommunalråd, klippte bandet",
            "Erik Henriksson ska vi gå dit på lördag?",
            "Tack Mats Öberg för att du delade",
            "Mvh Samira Eriksson",
            "Läs Astrid Lindgren för barnen",
            "Anderssons Bygg AB vann",
            "Karl Johans gata är fin på våren",
        ] {
            assert!(private(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_first_name_alone_is_for_patterns() {
        assert_eq!(spans("Hej Linda, kul att se dig", Kind::Name), ["linda"]);
        assert!(private("Hej Linda, kul att se dig").is_empty());
    }
}
