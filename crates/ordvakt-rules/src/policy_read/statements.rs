//! `statements.toml`: what is written to people about decisions.

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::policy::Template;
use crate::toml_walk::{Doc, Fields};

use super::value::{Reader, hint, list};

/// The templates of a `statements.toml`, in its order. On failure every diagnostic is returned.
pub fn read_statements(file: &str, text: &str) -> Result<Vec<Template>, Diagnostics> {
    let mut out = Diagnostics::new();
    let doc = Doc::new(file, text);
    let root = doc.parse(&mut out);
    if !out.is_empty() {
        return out.into_result(Vec::new());
    }
    let known: Vec<&str> = Template::SLOTS.iter().map(|(id, _)| *id).collect();
    let mut fields = Fields::new(&doc, root.get_ref(), 0..0);
    let mut reader = Reader { doc: &doc, out: &mut out };
    let mut templates: Vec<Template> = Vec::new();
    for mut fields in fields.tables("template", reader.out) {
        let id = reader.required(&mut fields, "id", Some(&format!("one of {}", list(&known))));
        let span = fields.value("id").map_or(0..0, toml::Spanned::span);
        let place = fields.value("text").map_or_else(|| fields.span().clone(), toml::Spanned::span);
        let text = reader.bilingual(&mut fields, "text");
        fields.finish(reader.out);
        let Some(id) = id else { continue };
        let Some(slots) = Template::slots(&id) else {
            let message = format!("unknown template `{id}`");
            doc.report(reader.out, &span, message, Some(&hint(&id, &known)));
            continue;
        };
        if templates.iter().any(|other| other.id == id) {
            doc.report(reader.out, &span, format!("`{id}` stands here twice"), None);
            continue;
        }
        for text in [&text.sv, &text.en] {
            reader.check_slots(text, slots, &place);
        }
        templates.push(Template { id, text });
    }
    fields.finish(&mut out);
    out.into_result(templates)
}

impl Reader<'_, '_> {
    /// Whether everything in braces can be filled in.
    fn check_slots(&mut self, text: &str, slots: &[&str], place: &Range<usize>) {
        for part in text.split('{').skip(1) {
            let Some((slot, _)) = part.split_once('}') else {
                let message = "`{` without `}`; it begins what is filled in";
                self.doc.report(self.out, place, message, Some(&hint("", slots)));
                continue;
            };
            if !slots.contains(&slot) {
                self.doc.report(
                    self.out,
                    place,
                    format!("nothing fills in `{{{slot}}}`"),
                    Some(&hint(slot, slots)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<String> {
        read_statements("statements.toml", text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_wrong_is_told_with_its_place() {
        let told = wrong(
            "[[template]]\nid = \"notise\"\ntext = \"Hej\"\n\n[[template]]\nid = \"objection\"\ntext = { sv = \"{kontakt}\", en = \"{contact\" }\n\n\
             [[template]]\nid = \"human\"\ntext = { sv = \"a\" }\nextra = 1\n\n[[template]]\nid = \"human\"\ntext = \"b\"\n",
        );
        for part in [
            "statements.toml:2:6: unknown template `notise`",
            "did you mean `notice`?",
            "statements.toml:7:8: nothing fills in `{kontakt}`",
            "statements.toml:7:8: `{` without `}`",
            "`en` is missing",
            "unknown key `extra`",
            "`human` stands here twice",
        ] {
            assert!(told.iter().any(|line| line.contains(part)), "{part}: {told:#?}");
        }
    }

    #[test]
    fn one_text_stands_for_both_languages() {
        let read =
            read_statements("s.toml", "[[template]]\nid = \"cited\"\ntext = \"; {citation}\"\n").unwrap();
        assert_eq!(read[0].text.sv, read[0].text.en);
    }
}
