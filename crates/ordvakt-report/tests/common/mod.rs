//! Pages made and read back as a browser reads them.
#![allow(dead_code, unreachable_pub, reason = "a module of several test programs; none uses all of it")]
#![allow(clippy::expect_used, reason = "a helper that fails is a test that fails")]

use ordvakt::{AuthorRole, Comment, Lang, Moderator, Offsets, builtin_policy};
use ordvakt_report::{Entry, Page, Settings};
use scraper::{ElementRef, Html, Selector};

/// What a test says of a comment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    pub id: &'a str,
    pub text: &'a str,
    pub post: Option<&'a str>,
    pub parent: Option<&'a str>,
    pub author: Option<&'a str>,
    pub staff: bool,
    pub time: Option<&'a str>,
}

/// A moderator of Kungälv.
pub fn moderator() -> Moderator {
    Moderator::builtin().with_policy(builtin_policy("kungalv").expect("a policy"))
}

/// Screens a comment.
pub fn entry(moderator: &Moderator, said: Said<'_>, lang: Lang, offsets: Offsets) -> Entry {
    let comment = Comment {
        text: said.text,
        post: said.post,
        parent: said.parent,
        author: said.author,
        author_role: if said.staff { AuthorRole::Staff } else { AuthorRole::Outside },
    };
    Entry::new(said.id, &comment, said.time, moderator.screen(comment).report(said.text, lang, offsets))
}

/// The page of some comments.
pub fn html(comments: &[Said<'_>], lang: Lang, redact: bool) -> String {
    let moderator = moderator();
    let mut page = Page::new(&moderator, Settings { lang, redact });
    for said in comments {
        page.push(&entry(&moderator, *said, lang, Offsets::CodePoint)).expect("memory takes it");
    }
    let mut out = Vec::new();
    page.write(&mut out).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

/// The elements that a selector means.
pub fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The texts of the elements that a selector means.
pub fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).into_iter().map(|element| element.text().collect()).collect()
}
