//! Values of a policy file: ids out of a list, texts in two languages, language codes.

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::policy::Bilingual;
use crate::toml_walk::{Doc, Fields};

/// The file that is read and what is wrong with it so far.
pub(super) struct Reader<'d, 'o> {
    pub(super) doc: &'d Doc<'d>,
    pub(super) out: &'o mut Diagnostics,
}

impl Reader<'_, '_> {
    /// One of a list of ids; anything else is reported with the nearest, or all of them.
    pub(super) fn one<T: Copy>(
        &mut self,
        text: &str,
        span: &Range<usize>,
        what: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|value| name(*value) == text);
        if found.is_none() {
            let known: Vec<&str> = all.iter().copied().map(name).collect();
            self.doc.report(self.out, span, format!("unknown {what} `{text}`"), Some(&hint(text, &known)));
        }
        found
    }

    pub(super) fn id_of<T: Copy>(
        &mut self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let (text, span) = fields.str(key, self.out)?;
        let what = if key == "max_action" { "action" } else { key };
        self.one(text, &span, what, all, name)
    }

    pub(super) fn required_id<T: Copy>(
        &mut self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
        question: &str,
    ) -> Option<T> {
        if fields.value(key).is_none() {
            let known: Vec<&str> = all.iter().copied().map(name).collect();
            let hint = format!("{question} {}", list(&known));
            self.missing(fields, key, Some(&hint));
            return None;
        }
        self.id_of(fields, key, all, name)
    }

    /// A text that must be given and not be empty.
    pub(super) fn required(
        &mut self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        hint: Option<&str>,
    ) -> Option<String> {
        if fields.value(key).is_none() {
            self.missing(fields, key, hint);
            return None;
        }
        let (text, span) = fields.str(key, self.out)?;
        if text.trim().is_empty() {
            self.doc.report(self.out, &span, format!("`{key}` is empty"), hint);
            return None;
        }
        Some(text.to_owned())
    }

    /// A list of ids; empty where the key is missing.
    pub(super) fn ids<T: Copy>(
        &mut self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        what: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Vec<T> {
        let texts = fields.strings(key, self.out).unwrap_or_default();
        texts.into_iter().filter_map(|(text, span)| self.one(text, &span, what, all, name)).collect()
    }

    pub(super) fn missing(&mut self, fields: &Fields<'_, '_>, key: &str, hint: Option<&str>) {
        self.doc.report(self.out, fields.span(), format!("`{key}` is missing"), hint);
    }

    /// A text in both languages; one string stands for both.
    pub(super) fn bilingual(&mut self, fields: &mut Fields<'_, '_>, key: &'static str) -> Bilingual {
        let shape = format!("`{key} = {{ sv = \"…\", en = \"…\" }}`");
        let Some(value) = fields.value(key) else {
            self.missing(fields, key, Some(&shape));
            return Bilingual::default();
        };
        if let Some(text) = value.get_ref().as_str() {
            if text.trim().is_empty() {
                self.doc.report(self.out, &value.span(), format!("`{key}` is empty"), Some(&shape));
            }
            return Bilingual { sv: text.to_owned(), en: text.to_owned() };
        }
        let Some(mut texts) = fields.table(key, self.out) else { return Bilingual::default() };
        let sv = self.required(&mut texts, "sv", Some(&shape)).unwrap_or_default();
        let en = self.required(&mut texts, "en", Some(&shape)).unwrap_or_default();
        texts.finish(self.out);
        Bilingual { sv, en }
    }

    /// BCP 47 codes; `None` where the key is missing.
    pub(super) fn languages(
        &mut self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
    ) -> Option<Vec<String>> {
        let texts = fields.strings(key, self.out)?;
        let mut codes: Vec<String> = Vec::new();
        for (text, span) in texts {
            if let Some(code) = mistaken_code(text) {
                let hint = format!("`{code}`");
                self.doc.report(self.out, &span, format!("`{text}` is no language code"), Some(&hint));
            } else if !is_language_code(text) {
                let hint = "codes are as in BCP 47: `sv`, `en`, `fi`, `fit`, `se`";
                self.doc.report(self.out, &span, format!("`{text}` is no language code"), Some(hint));
            } else if !codes.iter().any(|known| known == text) {
                codes.push(text.to_owned());
            }
        }
        Some(codes)
    }
}

fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// The code for what people write instead: three letters where two are right, countries, names.
fn mistaken_code(text: &str) -> Option<&'static str> {
    let (code, _) = [
        ("sv", ["swe", "svenska", "swedish"]),
        ("en", ["eng", "engelska", "english"]),
        ("fi", ["fin", "finska", "finnish"]),
        ("fit", ["meänkieli", "meankieli", "tornedalsfinska"]),
        ("se", ["sme", "nordsamiska", "samiska"]),
        ("nb", ["nob", "bokmål", "norska"]),
        ("da", ["dan", "dk", "danska"]),
        ("de", ["deu", "ger", "tyska"]),
        ("yi", ["yid", "jiddisch", "yiddish"]),
        ("rom", ["rmy", "romani", "romska"]),
        ("ar", ["ara", "arabiska", "arabic"]),
        ("uk", ["ukr", "ua", "ukrainska"]),
    ]
    .into_iter()
    .find(|(_, wrong)| wrong.contains(&text.to_lowercase().as_str()))?;
    Some(code)
}

/// `a`, `b`, `c`
pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The nearest of the known names, or all of them.
pub(super) fn hint(text: &str, known: &[&str]) -> String {
    match nearest(text, known) {
        Some(name) => format!("did you mean `{name}`? known are {}", list(known)),
        None if known.is_empty() => "none is known here".to_owned(),
        None => format!("known are {}", list(known)),
    }
}

/// The known name that a slip or two away from `text`, if any.
pub(super) fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    let allowed = (text.chars().count() / 3).clamp(1, 3);
    let (name, distance) =
        known.iter().map(|name| (*name, distance(text, name))).min_by_key(|(_, distance)| *distance)?;
    (distance <= allowed).then_some(name)
}

/// Letters to insert, delete or replace.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["hot", "reklam", "svordomar"];
        assert_eq!(nearest("svordommar", &known), Some("svordomar"));
        assert_eq!(nearest("Reklam", &known), Some("reklam"));
        assert_eq!(nearest("politik", &known), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn language_codes_are_told_from_names() {
        assert!(["sv", "fit", "sr-Latn", "nb-NO"].iter().all(|code| is_language_code(code)));
        assert!(["", "s", "SV", "sv_SE", "sven", "sv-"].iter().all(|code| !is_language_code(code)));
        assert_eq!(mistaken_code("Svenska"), Some("sv"));
        assert_eq!(mistaken_code("sv"), None);
    }
}
