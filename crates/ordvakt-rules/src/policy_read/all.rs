//! Policies, statutes, texts of categories and texts to people among the files of lists folders.

use crate::diagnostic::Diagnostics;
use crate::image::Meta;
use crate::policy::{CategoryText, Statute, Template};
use crate::source::{Content, Source, content_of};

use super::{read_categories, read_policies, read_statements, read_statutes};

/// Every policy, statute and text among the files of lists folders, with nothing else. Later files add to earlier
/// ones; a statute or text with the same id replaces the earlier one.
pub(crate) fn read_all(sources: &[Source], out: &mut Diagnostics) -> Meta {
    let mut files: Vec<(&str, &str)> = Vec::new();
    let mut statutes: Vec<Statute> = Vec::new();
    let mut categories: Vec<CategoryText> = Vec::new();
    let mut templates: Vec<Template> = Vec::new();
    for source in sources {
        match content_of(&source.path) {
            Ok(Content::Policy) => files.push((&source.label, &source.text)),
            Ok(Content::Statutes) => match read_statutes(&source.label, &source.text) {
                Ok(read) => {
                    statutes.retain(|known| read.iter().all(|statute| statute.id != known.id));
                    statutes.extend(read);
                }
                Err(wrong) => out.extend(wrong),
            },
            Ok(Content::Categories) => match read_categories(&source.label, &source.text) {
                Ok(read) => {
                    categories.retain(|known| read.iter().all(|text| text.id != known.id));
                    categories.extend(read);
                }
                Err(wrong) => out.extend(wrong),
            },
            Ok(Content::Statements) => match read_statements(&source.label, &source.text) {
                Ok(read) => {
                    templates.retain(|known| read.iter().all(|template| template.id != known.id));
                    templates.extend(read);
                }
                Err(wrong) => out.extend(wrong),
            },
            _ => {}
        }
    }
    let policies = read_policies(&files).unwrap_or_else(|wrong| {
        out.extend(wrong);
        Vec::new()
    });
    Meta { policies, statutes, categories, templates, ..Meta::default() }
}
