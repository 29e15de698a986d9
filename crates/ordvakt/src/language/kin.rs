//! Languages so close that single words and letters tell them apart better than the model does.

use ordvakt_text::{Class, Token};

/// Words that the smaller of two languages has and the larger has not.
const TELLING: &[(&str, &str, &[&str])] = &[
    (
        "fi",
        "fit",
        &[
            "mie",
            "sie",
            "met",
            "tet",
            "net",
            "het",
            "ette",
            "ko",
            "oon",
            "oonko",
            "kans",
            "hää",
            "hään",
            "tiä",
            "tiän",
            "hyä",
            "olema",
            "olemma",
            "halvama",
            "halvaa",
            "meän",
            "teän",
            "niilä",
            "meilä",
            "siittä",
            "mithään",
            "kukhaan",
            "tääläpäin",
            "meänkieli",
            "meänkielen",
            "meänkieltä",
            "meänkielelä",
            "pruukaa",
            "ruotti",
            "ruottin",
            "saava",
            "nuita",
        ],
    ),
    (
        "nb",
        "nn",
        &[
            "ikkje", "eg", "ein", "eit", "dei", "kva", "kvifor", "kvar", "korleis", "nokon", "noko", "frå",
            "meir", "vere", "vore", "berre", "ho", "kjem", "hjå", "sidan", "dykk", "dykkar", "eigen",
            "saman",
        ],
    ),
];

fn has_word(words: &[&str], text: &str, tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| token.class.has(Class::WORD)).any(|token| {
        text.get(token.start as usize..token.end as usize).is_some_and(|word| words.contains(&word))
    })
}

/// The code of the language among its kin.
pub(crate) fn settle(code: &'static str, text: &str, tokens: &[Token]) -> &'static str {
    match code {
        "is" if text.contains('ø') => "fo",
        "fo" if text.contains(['þ', 'ö']) && !text.contains('ø') => "is",
        "se" => sami(text),
        _ => TELLING
            .iter()
            .find(|(larger, _, words)| *larger == code && has_word(words, text, tokens))
            .map_or(code, |(_, smaller, _)| smaller),
    }
}

/// Which Sami language, by letters that only one of them has.
fn sami(text: &str) -> &'static str {
    if text.contains('ï') || (text.contains("oe") && !text.contains('á')) {
        "sma"
    } else if text.contains('å') && !text.contains(['č', 'š', 'ž', 'đ', 'ŧ']) {
        "smj"
    } else {
        "se"
    }
}
