//! `statutes.toml` and `categories.toml`.

use crate::category::{Category, Signal};
use crate::diagnostic::Diagnostics;
use crate::policy::{CategoryText, Statute};
use crate::toml_walk::{Doc, Fields};

use super::value::{Reader, hint, list};

/// The statutes of `statutes.toml`, in its order. On failure every diagnostic is returned.
pub fn read_statutes(file: &str, text: &str) -> Result<Vec<Statute>, Diagnostics> {
    let mut out = Diagnostics::new();
    let doc = Doc::new(file, text);
    let root = doc.parse(&mut out);
    if !out.is_empty() {
        return out.into_result(Vec::new());
    }
    let mut fields = Fields::new(&doc, root.get_ref(), 0..0);
    let mut reader = Reader { doc: &doc, out: &mut out };
    let mut statutes: Vec<Statute> = Vec::new();
    for fields in fields.tables("statute", reader.out) {
        let span = fields.span().clone();
        let Some(statute) = reader.statute(fields) else { continue };
        if statutes.iter().any(|known| known.id == statute.id) {
            doc.report(reader.out, &span, format!("a second statute `{}`", statute.id), None);
        }
        statutes.push(statute);
    }
    fields.finish(&mut out);
    out.into_result(statutes)
}

/// The texts of categories and signals, in the order of the documentation. On failure every diagnostic is
/// returned.
pub fn read_categories(file: &str, text: &str) -> Result<Vec<CategoryText>, Diagnostics> {
    let mut out = Diagnostics::new();
    let doc = Doc::new(file, text);
    let root = doc.parse(&mut out);
    if !out.is_empty() {
        return out.into_result(Vec::new());
    }
    let known: Vec<&str> = Category::ALL
        .iter()
        .map(|category| category.as_str())
        .chain(Signal::ALL.iter().map(|signal| signal.as_str()))
        .collect();
    let mut fields = Fields::new(&doc, root.get_ref(), 0..0);
    let mut reader = Reader { doc: &doc, out: &mut out };
    let mut texts: Vec<CategoryText> = Vec::new();
    for mut fields in fields.tables("category", reader.out) {
        let id = reader.required(&mut fields, "id", Some(&format!("one of {}", list(&known))));
        let span = fields.value("id").map_or(0..0, toml::Spanned::span);
        let text = CategoryText {
            id: id.unwrap_or_default(),
            title: reader.bilingual(&mut fields, "title"),
            description: reader.bilingual(&mut fields, "description"),
            reason: reader.bilingual(&mut fields, "reason"),
            public: reader.bilingual(&mut fields, "public"),
        };
        fields.finish(reader.out);
        if text.id.is_empty() {
            continue;
        }
        if !known.contains(&text.id.as_str()) {
            let message = format!("unknown category or signal `{}`", text.id);
            doc.report(reader.out, &span, message, Some(&hint(&text.id, &known)));
        } else if texts.iter().any(|other| other.id == text.id) {
            doc.report(reader.out, &span, format!("`{}` stands here twice", text.id), None);
        } else {
            texts.push(text);
        }
    }
    fields.finish(&mut out);
    texts.sort_by_key(|text| known.iter().position(|id| *id == text.id));
    out.into_result(texts)
}

impl Reader<'_, '_> {
    fn statute(&mut self, mut fields: Fields<'_, '_>) -> Option<Statute> {
        let id = self.required(&mut fields, "id", Some("the short form as cited: `BrB 4:5`"));
        let act = self.required(&mut fields, "act", Some("the name of the act"));
        let section = self.required(&mut fields, "section", Some("chapter and section: `4 kap. 5 §`"));
        let title = self.bilingual(&mut fields, "title");
        let valid_from = self.required(&mut fields, "valid_from", Some("the day: `2018-05-25`"));
        if let Some(date) = valid_from.as_deref().filter(|date| !is_date(date)) {
            let span = fields.value("valid_from").map_or(0..0, toml::Spanned::span);
            self.doc.report(self.out, &span, format!("`{date}` is no date"), Some("as `2018-05-25`"));
        }
        let bbs = fields.bool("bbs", self.out).unwrap_or_default();
        let categories = self.ids(&mut fields, "categories", "category", Category::ALL, Category::as_str);
        fields.finish(self.out);
        Some(Statute {
            id: id?,
            act: act?,
            section: section?,
            title,
            valid_from: valid_from?,
            bbs,
            categories,
        })
    }
}

/// A day as `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize, from: u32, to: u32| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse().ok()).is_some_and(|value: u32| (from..=to).contains(&value))
    };
    number(4, 1600, 9999) && number(2, 1, 12) && number(2, 1, 31) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_are_days() {
        assert!(is_date("2018-05-25") && is_date("1965-01-01"));
        assert!(
            !is_date("2018-5-25") && !is_date("2018-13-01") && !is_date("2018-05") && !is_date("2023-XX-XX")
        );
    }
}
