//! A row's entry as forms, phrases and split compounds.

use crate::inflect::Paradigms;
use crate::item::{Unit, parse_sequence};
use crate::row::Row;
use crate::words;

/// What an entry stands for in text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexeme {
    /// Single words.
    pub(crate) forms: Vec<String>,
    /// Several words.
    pub(crate) phrases: Vec<Vec<Unit>>,
    /// A compound wrongly split: its first part and the forms of the second.
    pub(crate) split: Option<(String, Vec<String>)>,
    /// Another group.
    pub(crate) include: Option<String>,
}

impl Lexeme {
    /// Expands a row; the error is column (of the table), message and hint.
    pub(crate) fn of(row: &Row, paradigms: &Paradigms) -> Result<Self, (usize, String, Option<String>)> {
        if let Some(group) = row.entry.strip_prefix('@').filter(|group| !group.contains(' ')) {
            return Ok(Self { include: Some(group.to_owned()), ..Self::default() });
        }
        let whole = row.entry.replace('|', "");
        let signed = whole
            .split_whitespace()
            .any(|word| word.starts_with(['~', '*', '@', '#']) || word.starts_with(".."));
        let mut lexeme = Self::default();
        if signed {
            let units =
                parse_sequence(&whole).map_err(|(message, hint)| (0, message, Some(hint.to_owned())))?;
            lexeme.add_units(units, row, paradigms)?;
            return Ok(lexeme);
        }
        check_covered(&whole)?;
        for form in inflected(&whole, row, paradigms)? {
            lexeme.add_form(&form);
        }
        if let Some((first, second)) = row.entry.split_once('|') {
            let second = second.replace('|', "");
            let mut forms = Vec::new();
            for form in inflected(&second, row, paradigms)? {
                forms.extend(<[String; 1]>::try_from(words::split(&form)).into_iter().flatten());
            }
            if let Ok([first]) = <[String; 1]>::try_from(words::split(first)) {
                lexeme.split = Some((first, forms));
            }
        }
        Ok(lexeme)
    }

    fn add_form(&mut self, form: &str) {
        let mut parts = words::split(form);
        if parts.len() == 1 {
            let word = parts.remove(0);
            if !self.forms.contains(&word) {
                self.forms.push(word);
            }
        } else {
            self.phrases.push(parts.into_iter().map(Unit::Word).collect());
        }
    }

    fn add_units(
        &mut self,
        units: Vec<Unit>,
        row: &Row,
        paradigms: &Paradigms,
    ) -> Result<(), (usize, String, Option<String>)> {
        match units.last() {
            Some(Unit::Word(last)) if !row.inflection.is_empty() => {
                for form in inflected(last, row, paradigms)? {
                    let mut phrase = units.clone();
                    phrase.pop();
                    phrase.extend(words::split(&form).into_iter().map(Unit::Word));
                    self.phrases.push(phrase);
                }
            }
            _ => self.phrases.push(units),
        }
        Ok(())
    }
}

fn inflected(
    entry: &str,
    row: &Row,
    paradigms: &Paradigms,
) -> Result<Vec<String>, (usize, String, Option<String>)> {
    let folded = ordvakt_text::fold_str(entry);
    paradigms.forms(&folded, &row.inflection).map_err(|code| {
        let known: Vec<&str> = paradigms.codes().collect();
        (2, format!("unknown inflection `{code}`"), Some(format!("known: {}", known.join(" "))))
    })
}

/// Letters and digits of an entry must all be in its words, and nothing else of weight may get lost.
fn check_covered(entry: &str) -> Result<(), (usize, String, Option<String>)> {
    let parts = words::split(entry);
    if parts.is_empty() {
        return Err((
            0,
            format!("`{entry}` folds to nothing"),
            Some("an entry is made of words or emoji".to_owned()),
        ));
    }
    let folded = ordvakt_text::fold_str(entry);
    let covered: usize = parts.iter().map(String::len).sum();
    let light = folded
        .chars()
        .filter(|c| c.is_whitespace() || "-'’.,&/:!?".contains(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    if covered + light < folded.len() {
        let hint = "signs are no part of words; disguised spellings are found without listing them";
        return Err((
            0,
            format!("part of `{entry}` would be lost: its words are {}", parts.join(" ")),
            Some(hint.to_owned()),
        ));
    }
    Ok(())
}
