//! What the page says, in both languages.

use ordvakt::{Action, AuthorRole, Category, Lang, Moderator, Severity, Signal};

use crate::charts::Unit;
use crate::section::Section;

/// The texts of a page.
pub(crate) struct Words {
    pub(crate) lang: Lang,
    /// The language's code.
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    pub(crate) skip_to_list: &'static str,
    pub(crate) rules_of: &'static str,
    pub(crate) draft: &'static str,
    pub(crate) period: &'static str,
    pub(crate) advice: &'static str,
    pub(crate) handed_out: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) comments: &'static str,
    pub(crate) open_questions: &'static str,
    pub(crate) questions: &'static str,
    pub(crate) cases: &'static str,
    pub(crate) urgent: &'static str,
    pub(crate) by_action: &'static str,
    pub(crate) by_category: &'static str,
    pub(crate) by_time: [&'static str; 4],
    pub(crate) by_time_note: &'static str,
    pub(crate) timeless: &'static str,
    pub(crate) older: &'static str,
    pub(crate) as_table: &'static str,
    pub(crate) nothing_forbidden: &'static str,
    pub(crate) category: &'static str,
    pub(crate) action: &'static str,
    pub(crate) count: &'static str,
    pub(crate) share: &'static str,
    pub(crate) times: [&'static str; 4],
    pub(crate) total: &'static str,
    pub(crate) oldest_open: &'static str,
    pub(crate) oldest: &'static str,
    pub(crate) answers_untold: &'static str,
    pub(crate) all_answered: &'static str,
    pub(crate) go_to: &'static str,
    pub(crate) list: &'static str,
    pub(crate) filter: &'static str,
    pub(crate) any: &'static str,
    pub(crate) signal: &'static str,
    pub(crate) search: &'static str,
    pub(crate) reset: &'static str,
    /// `{0}` of `{1}` comments are shown.
    pub(crate) shown: &'static str,
    pub(crate) none_shown: &'static str,
    pub(crate) head: [&'static str; 4],
    pub(crate) sections: [&'static str; 6],
    pub(crate) show_clean: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) under: &'static str,
    pub(crate) number: &'static str,
    pub(crate) writer: &'static str,
    pub(crate) masked: &'static str,
    pub(crate) disguised: &'static str,
    pub(crate) law: &'static str,
    pub(crate) own: &'static str,
    pub(crate) truncated: &'static str,
    pub(crate) duties: &'static str,
    pub(crate) duties_intro: &'static str,
    pub(crate) about: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) no_advice: &'static str,
    pub(crate) ruleset: &'static str,
    roles: [&'static str; 2],
    actions: [&'static str; Action::ALL.len()],
    severities: [&'static str; Severity::ALL.len()],
}

pub(crate) static SV: Words = Words {
    lang: Lang::Sv,
    code: "sv",
    title: "Granskade kommentarer",
    skip_to_list: "Hoppa till kommentarerna",
    rules_of: "Regler",
    draft: "utkast",
    period: "Skrivna",
    advice: "Det här är rekommendationer. En människa läser och avgör.",
    handed_out: "Maskat exemplar. De som skrev är numrerade, inläggen utelämnade, och det som Ordvakt har funnit av personuppgifter \
                 och känsliga uppgifter är maskat. Läs igenom det innan det lämnas ut: ett namn i löpande text kan stå kvar.",
    summary: "Översikt",
    comments: "Kommentarer",
    open_questions: "Obesvarade frågor",
    questions: "Frågor",
    cases: "Enskilda ärenden",
    urgent: "Akut",
    by_action: "Rekommendationer",
    by_category: "Vad reglerna säger",
    by_time: ["Kommentarer per dag", "Kommentarer per vecka", "Kommentarer per månad", "Kommentarer per år"],
    by_time_note: "Tider är svensk tid.",
    timeless: "kommentarer saknar läsbar tid och är inte med här.",
    older: "kommentarer är äldre än vad som ryms här.",
    as_table: "Visa som tabell",
    nothing_forbidden: "Inget i kommentarerna bryter mot reglerna.",
    category: "Kategori",
    action: "Rekommendation",
    count: "Antal",
    share: "Andel",
    times: ["Dag", "Vecka", "Månad", "År"],
    total: "Summa",
    oldest_open: "Äldsta obesvarade frågan",
    oldest: "Äldsta frågan",
    answers_untold: "Underlaget säger inte vilka frågor kommunen har svarat på.",
    all_answered: "Alla frågor har fått svar av kommunen.",
    go_to: "Gå till kommentaren",
    list: "Kommentarerna",
    filter: "Välj vad som visas",
    any: "Alla",
    signal: "Signal",
    search: "Sök i texten",
    reset: "Visa alla",
    shown: "Visar {0} av {1} kommentarer.",
    none_shown: "Ingen kommentar passar urvalet.",
    head: ["Från", "Kommentar", "Vad reglerna säger", "Rekommendation"],
    sections: [
        "Akut: behöver en människa genast",
        "Ta bort",
        "Dölj",
        "Granska",
        "Kan stå kvar, men ber om svar eller omtanke",
        "Kan stå kvar: inget funnet",
    ],
    show_clean: "Visa dem",
    empty: "Här finns inga kommentarer.",
    nothing_found: "Inget funnet.",
    under: "Under",
    number: "Nr",
    writer: "Skribent",
    masked: "maskat",
    disguised: "förklätt",
    law: "Lag",
    own: "Egen riktlinje",
    truncated: "Kommentaren är lång; bara början är granskad.",
    duties: "Vad reglerna ber kommunen göra",
    duties_intro: "Det som gäller för kommentarerna ovan, och för hur många av dem.",
    about: "Om granskningen",
    offline: "Sidan är fristående: den hämtar inget från nätet och skickar inget dit. Samma underlag och regler ger samma sida.",
    no_advice: "Ordvakt ger inte juridisk rådgivning.",
    ruleset: "Regelverkets kontrollsumma",
    roles: ["kommunen", "förtroendevald"],
    actions: ["Låt stå", "Granska", "Dölj", "Ta bort"],
    severities: ["lindrigt", "måttligt", "allvarligt", "mycket allvarligt"],
};

pub(crate) static EN: Words = Words {
    lang: Lang::En,
    code: "en",
    title: "Screened comments",
    skip_to_list: "Skip to the comments",
    rules_of: "Rules",
    draft: "draft",
    period: "Written",
    advice: "These are recommendations. A person reads and decides.",
    handed_out: "Masked copy. Authors are numbered, posts left out, and what Ordvakt found of personal and sensitive data is masked. \
                 Read it before it is handed out: a name in running text may remain.",
    summary: "Overview",
    comments: "Comments",
    open_questions: "Unanswered questions",
    questions: "Questions",
    cases: "Individual cases",
    urgent: "Urgent",
    by_action: "Recommendations",
    by_category: "What the rules say",
    by_time: ["Comments by day", "Comments by week", "Comments by month", "Comments by year"],
    by_time_note: "Times are Swedish time.",
    timeless: "comments have no time that can be read and are not counted here.",
    older: "comments are older than what fits here.",
    as_table: "Show as a table",
    nothing_forbidden: "Nothing in the comments breaks the rules.",
    category: "Category",
    action: "Recommendation",
    count: "Count",
    share: "Share",
    times: ["Day", "Week", "Month", "Year"],
    total: "Total",
    oldest_open: "Oldest unanswered question",
    oldest: "Oldest question",
    answers_untold: "The input does not tell which questions the municipality has answered.",
    all_answered: "The municipality has answered all questions.",
    go_to: "Go to the comment",
    list: "The comments",
    filter: "Choose what is shown",
    any: "All",
    signal: "Signal",
    search: "Search the text",
    reset: "Show all",
    shown: "Showing {0} of {1} comments.",
    none_shown: "No comment matches.",
    head: ["From", "Comment", "What the rules say", "Recommendation"],
    sections: [
        "Urgent: needs a person at once",
        "Remove",
        "Hide",
        "Review",
        "Can stay, but asks for an answer or for care",
        "Can stay: nothing found",
    ],
    show_clean: "Show them",
    empty: "There are no comments here.",
    nothing_found: "Nothing found.",
    under: "Under",
    number: "No.",
    writer: "Writer",
    masked: "masked",
    disguised: "disguised",
    law: "Law",
    own: "Own guideline",
    truncated: "The comment is long; only its beginning was screened.",
    duties: "What the rules ask the municipality to do",
    duties_intro: "What applies to the comments above, and to how many of them.",
    about: "About this screening",
    offline: "This page stands alone: it fetches nothing from the network and sends nothing there. The same input and rules give the same page.",
    no_advice: "Ordvakt gives no legal advice.",
    ruleset: "Digest of the rules",
    roles: ["the municipality", "elected"],
    actions: ["Leave it", "Review", "Hide", "Remove"],
    severities: ["mild", "moderate", "severe", "critical"],
};

impl Words {
    /// The texts of a language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }

    pub(crate) fn of_action(&self, action: Action) -> &'static str {
        self.actions.get(action as usize).copied().unwrap_or_default()
    }

    pub(crate) fn of_severity(&self, severity: Severity) -> &'static str {
        self.severities.get(severity as usize).copied().unwrap_or_default()
    }

    pub(crate) fn of_section(&self, section: Section) -> &'static str {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    pub(crate) fn of_unit(&self, unit: Unit) -> (&'static str, &'static str) {
        (self.by_time[unit as usize], self.times[unit as usize])
    }

    /// Who somebody is to the municipality, where it matters.
    pub(crate) fn of_role(&self, role: AuthorRole) -> Option<&'static str> {
        match role {
            AuthorRole::Staff => Some(self.roles[0]),
            AuthorRole::Elected => Some(self.roles[1]),
            _ => None,
        }
    }

    pub(crate) fn of_basis(&self, basis: &str) -> &'static str {
        if basis == ordvakt::Basis::Law.as_str() { self.law } else { self.own }
    }

    /// A week by its number.
    pub(crate) fn week(&self, week: i8, year: i16) -> String {
        match self.lang {
            Lang::Sv => format!("v. {week} {year}"),
            Lang::En => format!("week {week}, {year}"),
        }
    }

    /// A number of percent.
    pub(crate) fn percent(&self, number: &str) -> String {
        match self.lang {
            Lang::Sv => format!("{}\u{a0}%", number.replace('.', ",")),
            Lang::En => format!("{number}%"),
        }
    }
}

/// The name of a category; its id where the lists give it none.
pub(crate) fn category_title(moderator: &Moderator, category: Category, lang: Lang) -> &str {
    let title = moderator.category_title(category, lang);
    if title.is_empty() { category.as_str() } else { title }
}

/// The name of a signal; its id where the lists give it none.
pub(crate) fn signal_title(moderator: &Moderator, signal: Signal, lang: Lang) -> &str {
    let title = moderator.signal_title(signal, lang);
    if title.is_empty() { signal.as_str() } else { title }
}

/// A count with its thousands set apart.
pub(crate) fn number(lang: Lang, count: u64) -> String {
    let digits = count.to_string();
    let apart = match lang {
        Lang::Sv => '\u{a0}',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(apart);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(Lang::Sv, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Lang::En, 10_000), "10,000");
        assert_eq!(number(Lang::En, 999), "999");
    }
}
