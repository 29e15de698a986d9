//! Policies as text for people, Swedish or English.

use std::fmt::Write;

use ordvakt_rules::{
    Action, Category, CategoryText, Clause, DocumentStatus, Duty, Lang, Policy, PolicyRule, Scope, Statute,
};

/// The Swedish or the English one.
fn say(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

fn status(status: DocumentStatus, lang: Lang) -> &'static str {
    match status {
        DocumentStatus::Adopted => say(lang, "gällande", "in force"),
        DocumentStatus::Draft => say(lang, "utkast, inte beslutat", "draft, not decided"),
        DocumentStatus::Proposal => say(lang, "förslag, inte beslutat", "proposal, not decided"),
        DocumentStatus::Statute => say(lang, "lag", "act of parliament"),
        _ => say(lang, "inget antaget dokument", "no adopted document"),
    }
}

fn action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::Publish => say(lang, "publicera", "publish"),
        Action::Review => say(lang, "granska", "review"),
        Action::Hide => say(lang, "dölj", "hide"),
        Action::Remove => say(lang, "ta bort", "remove"),
        _ => action.as_str(),
    }
}

fn scope(scope: Scope, lang: Lang) -> &'static str {
    match scope {
        Scope::Any => say(lang, "allt", "all of it"),
        Scope::Unlawful => say(lang, "bara det som är olagligt", "only what is unlawful"),
        Scope::AgainstLaw => say(
            lang,
            "det som strider mot lag; oklara fall granskas",
            "what breaks the law; unclear cases are reviewed",
        ),
        Scope::Bbs => {
            say(lang, "bara det som BBS-lagen 5 § räknar upp", "only what the bulletin board act, 5 §, lists")
        }
        Scope::Offensive => say(lang, "bara kränkande", "only where offensive"),
        Scope::PrivateCompanies => say(lang, "bara privata företags", "only by private companies"),
        Scope::UnlessAgreed => say(lang, "om inget annat sägs", "unless said otherwise"),
        _ => scope.as_str(),
    }
}

fn clause(clause: Clause, lang: Lang) -> &'static str {
    match clause {
        Clause::Named => say(lang, "nämns", "named"),
        Clause::General => say(lang, "generalklausul", "general clause"),
        Clause::Statutory => say(lang, "genom lag", "through the law"),
        _ => clause.as_str(),
    }
}

fn moment(when: &str, lang: Lang) -> &str {
    match when {
        "on_receipt" => say(lang, "när kommentaren kommer", "when the comment arrives"),
        "before_removal" => say(lang, "före borttagning", "before removal"),
        "after_removal" => say(lang, "efter borttagning", "after removal"),
        "after_handling" => say(lang, "när ärendet är omhändertaget", "once the case is taken care of"),
        other => other,
    }
}

/// A time limit in words: `helst inom 24 timmar`, `skyndsamt`.
fn limit(duty: &Duty, lang: Lang) -> Option<String> {
    let within = duty.within.as_deref()?;
    let unit = |number: &str, sv: [&str; 2], en: [&str; 2]| {
        let plural = usize::from(number != "1");
        let name = match lang {
            Lang::Sv => sv[plural],
            Lang::En => en[plural],
        };
        format!("{} {number} {name}", say(lang, "inom", "within"))
    };
    let single = |prefix: &str, suffix: &str| {
        let number = within.strip_prefix(prefix)?.strip_suffix(suffix)?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
    };
    let words = if let Some(hours) = single("PT", "H") {
        unit(hours, ["timme", "timmar"], ["hour", "hours"])
    } else if let Some(days) = single("P", "BD") {
        unit(days, ["arbetsdag", "arbetsdagar"], ["working day", "working days"])
    } else if let Some(days) = single("P", "D") {
        unit(days, ["dygn", "dygn"], ["day", "days"])
    } else {
        within.to_owned()
    };
    let soft = if duty.strict { "" } else { say(lang, "helst ", "preferably ") };
    let from = match duty.from.as_deref() {
        Some("publication") => say(lang, ", räknat från publiceringen", ", counted from publication"),
        Some("discovery") => say(lang, ", räknat från upptäckten", ", counted from discovery"),
        Some("receipt") => say(lang, ", räknat från mottagandet", ", counted from receipt"),
        _ => "",
    };
    Some(format!("{soft}{words}{from}"))
}

fn text_of(texts: &[CategoryText], category: Category) -> Option<&CategoryText> {
    texts.iter().find(|text| text.id == category.as_str())
}

fn title_of(texts: &[CategoryText], category: Category, lang: Lang) -> &str {
    text_of(texts, category).map_or(category.as_str(), |text| text.title.get(lang))
}

/// Codes, or `none` where there are none.
fn codes(codes: &[String], none: &'static str) -> String {
    if codes.is_empty() { none.to_owned() } else { codes.join(", ") }
}

pub(super) fn describe(policy: &Policy, texts: &[CategoryText], statutes: &[Statute], lang: Lang) -> String {
    let mut page = String::new();
    let title = policy.title.get(lang);
    let document = &policy.document;
    let dated = if document.date.is_empty() { String::new() } else { format!(", {}", document.date) };
    let languages = codes(&policy.languages, say(lang, "alla", "any"));
    let rows: [(&str, String); 6] = [
        (
            say(lang, "dokument", "document"),
            format!("{}{dated} ({})", document.title, status(document.status, lang)).trim().to_owned(),
        ),
        (say(lang, "bygger på", "extends"), codes(&policy.extends, "–")),
        (say(lang, "språk", "languages"), languages),
        (say(lang, "välkomna språk", "welcome languages"), codes(&policy.welcome, "–")),
        (say(lang, "högst", "at most"), action(policy.max_action, lang).to_owned()),
        (say(lang, "aldrig personuppgifter", "never personal data"), codes(&policy.allow, "–")),
    ];
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{} – {title}\n", policy.id);
    for (name, value) in &rows {
        let _ = writeln!(page, "{name}: {value}");
    }
    let _ = writeln!(page, "\n{}\n", say(lang, "Vad som inte är tillåtet", "What is not allowed"));
    for rule in &policy.rules {
        describe_rule(&mut page, rule, texts, statutes, lang);
    }
    let _ = writeln!(page, "{}\n", say(lang, "Skyldigheter, i ordning", "Duties, in order"));
    for (number, duty) in policy.duties.iter().enumerate() {
        let limit = limit(duty, lang).map(|limit| format!(", {limit}")).unwrap_or_default();
        let _ =
            writeln!(page, "{}. {} ({}{limit})", number + 1, duty.text.get(lang), moment(&duty.when, lang));
        let _ = writeln!(page, "   {} – {}", duty.id, duty.citation);
    }
    page
}

fn describe_rule(
    page: &mut String,
    rule: &PolicyRule,
    texts: &[CategoryText],
    statutes: &[Statute],
    lang: Lang,
) {
    let title = title_of(texts, rule.category, lang);
    let _ = writeln!(
        page,
        "{} – {title}\n  {}; {}; {}",
        rule.category,
        action(rule.action, lang),
        scope(rule.scope, lang),
        clause(rule.clause, lang)
    );
    let _ = writeln!(page, "  {}", rule.citation);
    if let Some(law) = &rule.law_citation {
        let _ = writeln!(page, "  {}: {law}", say(lang, "enligt lag", "by law"));
    }
    let behind: Vec<String> = statutes
        .iter()
        .filter(|statute| statute.categories.contains(&rule.category))
        .map(|statute| format!("{} ({})", statute.id, statute.title.get(lang)))
        .collect();
    if !behind.is_empty() {
        let _ = writeln!(page, "  {}: {}", say(lang, "lagrum", "statutes"), behind.join(", "));
    }
    page.push('\n');
}

pub(super) fn public_rules(policy: &Policy, texts: &[CategoryText], lang: Lang) -> String {
    let mut page = String::new();
    let title = policy.title.get(lang);
    let _ = writeln!(page, "# {}\n", say(lang, "Regler för kommentarer", "Rules for comments"));
    let who = match lang {
        Lang::Sv => {
            format!("Sidan drivs av **{title}**, som ansvarar för den och håller uppsikt över kommentarerna.")
        }
        Lang::En => {
            format!("This page is run by **{title}**, who answers for it and watches over the comments.")
        }
    };
    let _ = writeln!(page, "{who}\n");
    let _ = writeln!(
        page,
        "{}\n",
        say(
            lang,
            "Det du skriver kan läsas av andra så snart det är publicerat. Det blir också en allmän handling, som kan \
             registreras, sparas och lämnas ut till den som frågar. Sidan bevakas inte dygnet runt: ring 112 vid akut fara.",
            "What you write can be read by others as soon as it is published. It also becomes a public document, which may be \
             registered, kept and given to anyone who asks. The page is not watched round the clock: call 112 in acute danger."
        )
    );
    let _ = writeln!(page, "## {}\n", say(lang, "Det här får du inte skriva", "What you may not post"));
    for rule in &policy.rules {
        let name = title_of(texts, rule.category, lang);
        let sentence = text_of(texts, rule.category).map_or("", |text| text.public.get(lang));
        let narrowed = match rule.scope {
            Scope::Any => String::new(),
            narrow => format!(" ({})", scope(narrow, lang)),
        };
        let _ = writeln!(page, "- **{name}**{narrowed}. {sentence}");
    }
    if !policy.welcome.is_empty() {
        let names: Vec<&str> = policy.welcome.iter().map(|code| language_name(code, lang)).collect();
        let _ = writeln!(
            page,
            "\n{} {}.",
            say(lang, "Du är välkommen att skriva även på", "You are also welcome to write in"),
            names.join(", ")
        );
    }
    let _ = writeln!(page, "\n## {}\n", say(lang, "Det här gör vi", "What we do"));
    let _ = writeln!(
        page,
        "{}\n",
        say(
            lang,
            "Vi tar bort det som lagen kräver (lagen (1998:112) om ansvar för elektroniska anslagstavlor) och det som bryter mot \
             reglerna här. En människa bestämmer alltid.",
            "We remove what the law requires (the act (1998:112) on responsibility for electronic bulletin boards) and what \
             breaks the rules here. A person always decides."
        )
    );
    for duty in policy.duties.iter().filter(|duty| duty.id != "alert_person") {
        let limit = limit(duty, lang).map(|limit| format!(" ({limit})")).unwrap_or_default();
        let _ = writeln!(page, "- {}{limit}", duty.text.get(lang));
    }
    let document = &policy.document;
    if !matches!(document.status, DocumentStatus::None) && !document.title.is_empty() {
        let dated = if document.date.is_empty() { String::new() } else { format!(", {}", document.date) };
        let source = say(lang, "Reglerna bygger på", "These rules are based on");
        let _ = writeln!(page, "\n{source}: {}{dated} ({}).", document.title, status(document.status, lang));
    }
    page
}

/// The name of a language that a policy may welcome; the code for others.
fn language_name(code: &str, lang: Lang) -> &str {
    match code {
        "fi" => say(lang, "finska", "Finnish"),
        "fit" => say(lang, "meänkieli", "Meänkieli"),
        "se" => say(lang, "nordsamiska", "Northern Sami"),
        "smj" => say(lang, "lulesamiska", "Lule Sami"),
        "sma" => say(lang, "sydsamiska", "Southern Sami"),
        "sje" => say(lang, "pitesamiska", "Pite Sami"),
        "sju" => say(lang, "umesamiska", "Ume Sami"),
        "rom" => say(lang, "romani chib", "Romani"),
        "yi" => say(lang, "jiddisch", "Yiddish"),
        "sv" => say(lang, "svenska", "Swedish"),
        "en" => say(lang, "engelska", "English"),
        other => other,
    }
}
