//! The page: comments in, HTML out.

use std::io::{self, Write};

use askama::Template;
use ordvakt::{Action, Category, DocumentStatus, DutyReport, Lang, Moderator, Signal};

use crate::assets;
use crate::charts::{self, Bar, STACKED, Times};
use crate::entry::Entry;
use crate::mask::Writers;
use crate::moment::Moment;
use crate::questions::{Answers, Place, Questions};
use crate::row::{Quote, Rows};
use crate::section::{Section, Spool};
use crate::tally::Tally;
use crate::words::{Words, category_title, number, signal_title};

/// How a page is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language of the page. Reasons and duties stand in the language that the reports were rendered in.
    pub lang: Lang,
    /// Make the copy that may be handed out: personal and sensitive data are masked wherever any policy would find them, and so
    /// are the names of those who wrote wherever comments name them; they are numbered instead; ids, posts and times that cannot
    /// be read are left out.
    pub redact: bool,
}

/// A page in the making.
pub struct Page {
    moderator: Moderator,
    settings: Settings,
    spools: [Spool; Section::ALL.len()],
    tally: Tally,
    questions: Questions,
    writers: Writers,
}

impl Page {
    /// A page of comments screened by `moderator`.
    pub fn new(moderator: &Moderator, settings: Settings) -> Self {
        Self {
            moderator: moderator.clone(),
            settings,
            spools: Section::ALL.map(|_| Spool::new()),
            tally: Tally::default(),
            questions: Questions::default(),
            writers: Writers::default(),
        }
    }

    /// Adds a comment, in the order of the input. Fails where the disk does, once comments are many.
    pub fn push(&mut self, entry: &Entry) -> io::Result<()> {
        let moment = entry.time.as_deref().and_then(Moment::read);
        self.tally.count(entry, moment.as_ref());
        let section = Section::of(entry);
        let number = self.tally.comments;
        let at = self.spools[section as usize].push(number, entry)?;
        self.questions.note(entry, moment.as_ref(), Place { number, section, at });
        if self.settings.redact {
            self.writers.learn(entry);
        }
        Ok(())
    }

    /// Writes the page and flushes `out`. Fails where `out` or the disk does; half a page is then what `out` holds.
    pub fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        let words = Words::of(self.settings.lang);
        let mask = if self.settings.redact { Some(self.writers.mask(&self.moderator)?) } else { None };
        let rows = Rows {
            words,
            moderator: &self.moderator,
            hidden: mask.as_ref().map(|mask| (&self.writers, mask)),
        };
        let answers = self.questions.answers();
        let oldest = match &answers.oldest {
            Some(place) => Some(self.spools[place.section as usize].one(place.at)?),
            None => None,
        };
        let quote = oldest.as_ref().map(|oldest| Quote::of(rows.row(oldest)));
        let sections: Vec<(Section, u64)> =
            Section::ALL.into_iter().zip(self.spools.iter().map(|spool| spool.count)).collect();
        Head::new(&self.moderator, self.settings, &self.tally, &sections, &answers, quote).write_into(out)?;
        out.write_all(b"\n")?;
        for (section, spool) in Section::ALL.into_iter().zip(self.spools) {
            if spool.count == 0 {
                continue;
            }
            let count = number(words.lang, spool.count);
            let clean = section == Section::Clean;
            SectionHead { words, section, count, clean }.write_into(out)?;
            for entry in spool.into_entries()? {
                out.write_all(b"\n")?;
                rows.row(&entry?).write_into(out)?;
            }
            SectionFoot { clean }.write_into(out)?;
        }
        Foot::new(&self.moderator, words, &self.tally).write_into(out)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// A figure above the charts, with the section it leads to.
struct Figure {
    class: &'static str,
    title: &'static str,
    count: String,
    anchor: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "head.html")]
struct Head<'a> {
    words: &'static Words,
    security_policy: String,
    style: &'static str,
    script: &'static str,
    redact: bool,
    policy: &'a str,
    document: &'a str,
    date: &'a str,
    draft: bool,
    period: Option<(String, String)>,
    comments: u64,
    figures: Vec<Figure>,
    actions: Vec<Bar>,
    categories: Vec<Bar>,
    times: Option<Times>,
    stacked: [(&'static str, &'static str); STACKED.len()],
    timeless: Option<String>,
    questions: &'a Answers,
    quote: Option<Quote<'a>>,
    category_options: Vec<(&'static str, &'a str)>,
    action_options: Vec<(&'static str, &'static str)>,
    signal_options: Vec<(&'static str, &'a str)>,
}

impl<'a> Head<'a> {
    fn new(
        moderator: &'a Moderator,
        settings: Settings,
        tally: &Tally,
        sections: &[(Section, u64)],
        questions: &'a Answers,
        quote: Option<Quote<'a>>,
    ) -> Self {
        let lang = settings.lang;
        let words = Words::of(lang);
        let policy = moderator.policy();
        let counts = Category::ALL.iter().copied().zip(tally.categories).filter(|(_, count)| *count > 0);
        let mut categories: Vec<(Category, u64)> = counts.collect();
        let category_options = categories
            .iter()
            .map(|(category, _)| (category.as_str(), category_title(moderator, *category, lang)))
            .collect();
        categories.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let category_bars = categories.iter().map(|(category, count)| {
            ("found", category_title(moderator, *category, lang).to_owned(), *count)
        });
        let action_bars = STACKED
            .iter()
            .map(|action| (action.as_str(), words.of_action(*action).to_owned(), tally.of_action(*action)));
        let signals = Signal::ALL.iter().filter(|signal| tally.of_signal(**signal) > 0);
        Self {
            words,
            security_policy: assets::security_policy(),
            style: assets::STYLE,
            script: assets::SCRIPT,
            redact: settings.redact,
            policy: policy.title.get(lang),
            document: &policy.document.title,
            date: &policy.document.date,
            draft: policy.document.status == DocumentStatus::Draft,
            period: tally.period().map(|(first, last)| (first.to_string(), last.to_string())),
            comments: tally.comments,
            figures: figures(words, tally, sections, questions),
            actions: charts::bars(words, action_bars, tally.comments),
            categories: charts::bars(words, category_bars, tally.comments),
            times: charts::columns(words, &tally.days),
            stacked: STACKED.map(|action| (action.as_str(), words.of_action(action))),
            timeless: (tally.timeless > 0).then(|| number(lang, tally.timeless)),
            questions,
            quote,
            category_options,
            action_options: STACKED
                .iter()
                .filter(|action| tally.of_action(**action) > 0)
                .map(|action| (action.as_str(), words.of_action(*action)))
                .collect(),
            signal_options: signals
                .map(|signal| (signal.as_str(), signal_title(moderator, *signal, lang)))
                .collect(),
        }
    }
}

fn figures(
    words: &'static Words,
    tally: &Tally,
    sections: &[(Section, u64)],
    questions: &Answers,
) -> Vec<Figure> {
    let anchor = |section: Section| {
        sections
            .iter()
            .find(|(known, count)| *known == section && *count > 0)
            .map(|(known, _)| known.anchor())
    };
    let of_action = |action: Action, section| Figure {
        class: action.as_str(),
        title: words.of_action(action),
        count: number(words.lang, tally.of_action(action)),
        anchor: anchor(section),
    };
    let plain = |title, count, anchor| Figure { class: "", title, count: number(words.lang, count), anchor };
    let asked = match questions.open {
        Some(open) => plain(words.open_questions, open, None),
        None => plain(words.questions, questions.asked, None),
    };
    let mut figures = vec![
        plain(words.comments, tally.comments, None),
        of_action(Action::Remove, Section::Remove),
        of_action(Action::Hide, Section::Hide),
        of_action(Action::Review, Section::Review),
        asked,
        plain(words.cases, tally.of_signal(Signal::EnskiltArende), None),
    ];
    let urgent = tally.of_signal(Signal::Akut);
    let title = words.urgent;
    let urgent =
        Figure { class: "urgent", title, count: number(words.lang, urgent), anchor: anchor(Section::Urgent) };
    figures.insert(1, urgent);
    figures
}

#[derive(Template)]
#[template(path = "section-head.html")]
struct SectionHead {
    words: &'static Words,
    section: Section,
    count: String,
    clean: bool,
}

#[derive(Template)]
#[template(path = "section-foot.html")]
struct SectionFoot {
    clean: bool,
}

#[derive(Template)]
#[template(path = "foot.html")]
struct Foot<'a> {
    words: &'static Words,
    duties: Vec<(&'a DutyReport, String)>,
    policy: &'a str,
    ruleset: &'a str,
    version: &'static str,
}

impl<'a> Foot<'a> {
    fn new(moderator: &'a Moderator, words: &'static Words, tally: &'a Tally) -> Self {
        Self {
            words,
            duties: tally.duties.iter().map(|(duty, count)| (duty, number(words.lang, *count))).collect(),
            policy: &moderator.policy().id,
            ruleset: moderator.ruleset(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
