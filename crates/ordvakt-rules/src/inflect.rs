//! Inflection: paradigms as data, expanded into the forms of a word.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::toml_walk::{Doc, Fields};

/// One way of inflecting: what is cut from the entry's end and what is added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paradigm {
    /// Cut from the end of the entry where it stands there.
    strip: String,
    /// Added to the stem.
    endings: Vec<String>,
    /// Added to the entry as it is, before doubling or contraction.
    plain_endings: Vec<String>,
    /// The unstressed e of -el, -en, -er falls before `endings` (nyckel: nyckl-).
    contract: bool,
    /// The last consonant doubles before `endings` (dum: dumm-).
    double: bool,
    /// A doubled m or n at the stem's end is single before an ending that starts with a consonant, or none (bränna: brände).
    undouble: bool,
    /// Every form also with genitive s.
    genitive: bool,
    /// The entry's last letter replaced (mogen: moget).
    swap: Vec<(char, char)>,
}

const VOWELS: &str = "aeiouyåäöé";

fn ends_in_consonant(text: &str) -> Option<char> {
    text.chars().next_back().filter(|letter| !VOWELS.contains(*letter))
}

impl Paradigm {
    /// All forms of an entry, the entry first, each once.
    fn expand(&self, entry: &str, forms: &mut Vec<String>) {
        let mut add = |form: String| {
            if !form.is_empty() && !forms.contains(&form) {
                forms.push(form);
            }
        };
        add(entry.to_owned());
        for ending in &self.plain_endings {
            add(format!("{entry}{ending}"));
        }
        for (from, to) in &self.swap {
            if let Some(stem) = entry.strip_suffix(*from) {
                add(format!("{stem}{to}"));
            }
        }
        let mut stem = entry.strip_suffix(self.strip.as_str()).unwrap_or(entry).to_owned();
        if self.contract {
            stem = contracted(&stem);
        }
        if self.double
            && let Some(last) = ends_in_consonant(&stem)
        {
            stem.push(last);
        }
        for ending in &self.endings {
            let (ending, kept) =
                ending.strip_prefix('!').map_or((ending.as_str(), false), |rest| (rest, true));
            let short = self.undouble && !kept && !ending.starts_with(|letter| VOWELS.contains(letter));
            let base = if short { undoubled(&stem) } else { &stem };
            add(format!("{base}{ending}"));
        }
        if self.genitive {
            for index in 0..forms.len() {
                if !forms[index].ends_with(['s', 'x', 'z']) {
                    let form = format!("{}s", forms[index]);
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
            }
        }
    }
}

/// `nyckel` → `nyckl`, `mogen` → `mogn`, `lymmel` → `lyml`: the vowel falls, a doubled m or n before it is single.
fn contracted(stem: &str) -> String {
    for ending in ["el", "en", "er"] {
        if let Some(head) = stem.strip_suffix(ending) {
            return format!("{}{}", undoubled(head), &ending[1..]);
        }
    }
    stem.to_owned()
}

fn undoubled(stem: &str) -> &str {
    if stem.ends_with("mm") || stem.ends_with("nn") { &stem[..stem.len() - 1] } else { stem }
}

/// Every paradigm by its code.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paradigms {
    by_code: BTreeMap<String, Paradigm>,
}

impl Paradigms {
    /// Adds the paradigms of one file.
    pub(crate) fn read(&mut self, file: &str, text: &str, out: &mut Diagnostics) {
        let doc = Doc::new(file, text);
        let root = doc.parse(out);
        for (key, value) in root.get_ref() {
            let code = key.get_ref().to_string();
            let Some(table) = value.get_ref().as_table() else {
                doc.report(
                    out,
                    &key.span(),
                    format!("`{code}` is no paradigm"),
                    Some("write [code] and its fields below"),
                );
                continue;
            };
            let mut fields = Fields::new(&doc, table, value.span());
            let owned = |list: Option<Vec<(&str, _)>>| -> Vec<String> {
                list.unwrap_or_default().into_iter().map(|(text, _)| text.to_owned()).collect()
            };
            let _ = fields.required_str("doc", out);
            let mut paradigm = Paradigm {
                strip: fields.str("strip", out).map_or_else(String::new, |(text, _)| text.to_owned()),
                endings: owned(fields.strings("endings", out)),
                plain_endings: owned(fields.strings("plain_endings", out)),
                contract: fields.bool("contract", out).unwrap_or(false),
                double: fields.bool("double", out).unwrap_or(false),
                undouble: fields.bool("undouble", out).unwrap_or(false),
                genitive: fields.bool("genitive", out).unwrap_or(false),
                swap: Vec::new(),
            };
            for pair in owned(fields.strings("swap", out)) {
                let letters: Vec<char> = pair.chars().collect();
                match letters[..] {
                    [from, to] => paradigm.swap.push((from, to)),
                    _ => doc.report(
                        out,
                        &value.span(),
                        format!("`swap` wants pairs of letters, not `{pair}`"),
                        None,
                    ),
                }
            }
            fields.finish(out);
            if self.by_code.insert(code.clone(), paradigm).is_some() {
                doc.report(out, &key.span(), format!("paradigm `{code}` is defined twice"), None);
            }
        }
    }

    /// All forms of `entry` by the codes of a row (`n2 =fulas`); `Err` holds the first unknown code.
    pub(crate) fn forms(&self, entry: &str, codes: &str) -> Result<Vec<String>, String> {
        let mut forms = vec![entry.to_owned()];
        for code in codes.split_whitespace() {
            if let Some(listed) = code.strip_prefix('=') {
                for form in listed.split(',').filter(|form| !form.is_empty()) {
                    let form = form.replace('_', " ");
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
            } else {
                self.by_code.get(code).ok_or_else(|| code.to_owned())?.expand(entry, &mut forms);
            }
        }
        Ok(forms)
    }

    /// The codes there are.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish() -> Paradigms {
        let mut paradigms = Paradigms::default();
        let mut out = Diagnostics::new();
        paradigms.read("sv.toml", include_str!("../../../wordlists/inflection/sv.toml"), &mut out);
        paradigms.read("en.toml", include_str!("../../../wordlists/inflection/en.toml"), &mut out);
        assert!(out.is_empty(), "{out}");
        paradigms
    }

    #[track_caller]
    fn holds(entry: &str, codes: &str, wanted: &str) {
        let forms = swedish().forms(entry, codes).unwrap();
        for form in wanted.split(' ') {
            assert!(forms.iter().any(|known| known == form), "{entry} {codes}: no {form} in {forms:?}");
        }
    }

    #[test]
    fn nouns_of_every_declension() {
        holds("flicka", "n1", "flicka flickan flickor flickorna flickas flickornas");
        holds("bil", "n2", "bil bilen bilar bilarna bilens bilarnas");
        holds("pojke", "n2e", "pojke pojken pojkar pojkarnas");
        holds("nyckel", "n2el", "nyckel nyckeln nycklar nycklarna");
        holds("idiot", "n3", "idioten idioter idioternas");
        holds("äpple", "n4", "äpplet äpplen äpplena");
        holds("svin", "n5", "svinet svin svinen svinets");
        holds("lärare", "n6", "läraren lärarna lärares lärarens");
        holds("äckel", "n5el", "äckel äcklet äcklen");
    }

    #[test]
    fn adjectives_and_verbs() {
        holds("dum", "adjm", "dumt dumma dummare dummast");
        holds("korkad", "adjd", "korkat korkade");
        holds("mogen", "adjn", "moget mogna");
        holds("tala", "v1", "talar talade talat talas");
        holds("bränna", "v2a", "bränner brände bränt bränn bränns bränna");
        holds("köpa", "v2b", "köper köpte köpt köp");
        holds("bo", "v3", "bor bodde bott");
        holds("slå", "=slår,slog,slagit", "slå slår slog slagit");
        holds("party", "en-y", "party parties");
    }

    #[test]
    fn an_unknown_code_is_named() {
        assert_eq!(swedish().forms("hus", "n5 n99"), Err("n99".to_owned()));
    }
}
