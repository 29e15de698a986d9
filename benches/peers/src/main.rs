//! What Ordvakt and other libraries cost on the same comments, in one run, as a ratio to a bare automaton.
//!
//! ```text
//! cargo run --release -- [--comments N] [--rounds N] [--markdown] [--python PYTHON] [FILE]
//! ```
//!
//! The comments are the benches' seeded corpus, or the lines of a file. With `--python`, filters in Python run on the same
//! comments: an interpreter that has what `requirements.txt` names. `run.sh` makes one and does all of it.
#![allow(dead_code, reason = "the language stage has parts that only findings need")]

mod language;
mod measure;
mod python;
mod screening;
mod stage;

use std::error::Error;

use measure::Cost;

const COMMENTS: usize = 40_000;
const ROUNDS: usize = 7;
const SEED: u64 = 20;

/// What was asked for on the command line.
struct Wishes {
    comments: usize,
    rounds: usize,
    markdown: bool,
    python: Option<String>,
    file: Option<String>,
}

fn wishes() -> Result<Wishes, Box<dyn Error>> {
    let mut wishes = Wishes { comments: COMMENTS, rounds: ROUNDS, markdown: false, python: None, file: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--comments" => wishes.comments = value()?.parse()?,
            "--rounds" => wishes.rounds = value()?.parse::<usize>()?.max(1),
            "--python" => wishes.python = Some(value()?),
            "--markdown" => wishes.markdown = true,
            flag if flag.starts_with('-') => return Err(format!("unknown option {flag}").into()),
            _ => wishes.file = Some(argument),
        }
    }
    Ok(wishes)
}

fn comments(wishes: &Wishes) -> Result<Vec<String>, Box<dyn Error>> {
    let Some(file) = &wishes.file else { return Ok(ordvakt_benches::corpus(wishes.comments, SEED)) };
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Ok(lines.take(wishes.comments).map(str::to_owned).collect())
}

fn table(costs: &[Cost], bare: f64, markdown: bool) {
    let (edge, rule) = if markdown { ("| ", " | ") } else { ("", "  ") };
    let header =
        format!("{:<46}{rule}{:>7}{rule}{:>9}{rule}{:>10}{rule}{:>8}", "what", "R", "MB/s", "ns", "flagged");
    println!("{edge}{header}{}", if markdown { " |" } else { "" });
    if markdown {
        println!("|---|---:|---:|---:|---:|");
    }
    for cost in costs {
        let comments = cost.comments.max(1) as f64;
        println!(
            "{edge}{:<46}{rule}{:>7.4}{rule}{:>9.2}{rule}{:>10.0}{rule}{:>6.1} %{}",
            cost.name,
            bare / cost.per_byte(),
            1e-6 / cost.per_byte(),
            cost.seconds * 1e9 / comments,
            cost.flagged as f64 * 100.0 / comments,
            if markdown { " |" } else { "" },
        );
    }
}

/// A goal, what was wanted and what was measured.
fn goal(what: &str, wanted: &str, measured: f64, met: bool) {
    println!("{what:<66}{wanted:>10}{measured:>10.2}  {}", if met { "met" } else { "missed" });
}

fn per_byte(costs: &[Cost], name: &str) -> Option<f64> {
    costs.iter().find(|cost| cost.name == name).map(Cost::per_byte)
}

fn goals(costs: &[Cost], private: &[Cost]) {
    let bare = bare(costs);
    let per_byte = |name: &str| per_byte(costs, name);
    let (Some(whole), Some(without), Some(personal)) =
        (per_byte(screening::WHOLE), per_byte(screening::WITHOUT), per_byte(screening::PERSONAL))
    else {
        return;
    };
    goal("whole verdict, R", ">= 0.5", bare / whole, bare / whole >= 0.5);
    let share = (whole - without) / bare;
    goal("what personuppgifter and sekretess cost, in passes of R", "<= 0.15", share, share <= 0.15);
    if let (Some(words), Some(alone)) = (per_byte(language::WORDS), per_byte(language::ALONE)) {
        let share = (alone - words) / bare;
        goal("what the language stage costs, in passes of R", "<= 0.15", share, share <= 0.15);
    }
    let times = |what: &str, peer: Option<f64>, of: Option<f64>, least: f64| {
        if let (Some(peer), Some(of)) = (peer, of) {
            goal(what, &format!(">= {least}"), peer / of, peer / of >= least);
        }
    };
    let whole = Some(whole);
    times("whole verdict, times rustrict", per_byte(screening::RUSTRICT), whole, 10.0);
    times("whole verdict, times better-profanity", per_byte(screening::BETTER_PROFANITY), whole, 1.4);
    let among = |name: &str| self::per_byte(private, name);
    let alone = among(screening::PERSONAL);
    times("the two alone, among personal data, times rlibphonenumber", among(screening::PHONES), alone, 15.0);
    times("the two alone, among personal data, times presidio", among(python::PRESIDIO), alone, 250.0);
    times(
        "the two alone, ordinary comments, times presidio",
        per_byte(python::PRESIDIO),
        Some(personal),
        250.0,
    );
}

fn bare(costs: &[Cost]) -> f64 {
    costs.first().map_or(0.0, Cost::per_byte)
}

fn main() -> Result<(), Box<dyn Error>> {
    let wishes = wishes()?;
    let comments = comments(&wishes)?;
    let automaton = ordvakt_benches::reference()?;
    let mut rows = screening::rows(&automaton)?;
    rows.extend(language::rows()?);
    let mut costs = measure::measure(&mut rows, &comments, wishes.rounds);
    let texts = ordvakt_benches::personal_data();
    let mut private = measure::measure(&mut screening::personal_rows(&automaton)?, &texts, wishes.rounds);
    if let Some(python) = &wishes.python {
        costs.extend(python::measure(python, &comments)?);
        private.extend(
            python::measure(python, &texts)?.into_iter().filter(|cost| cost.name == python::PRESIDIO),
        );
    }
    println!(
        "R: times the speed of the bare automaton; flagged: by languages, neither Swedish nor English\n"
    );
    for (what, comments, costs) in
        [("ordinary comments", &comments, &costs), ("texts full of personal data", &texts, &private)]
    {
        let bytes: usize = comments.iter().map(String::len).sum();
        println!(
            "{} {what}, {:.2} MB, one core, best of {}\n",
            comments.len(),
            bytes as f64 / 1e6,
            wishes.rounds
        );
        table(costs, bare(costs), wishes.markdown);
        println!();
    }
    let fence = |mark: &str| {
        if wishes.markdown {
            println!("{mark}")
        }
    };
    fence("```text");
    goals(&costs, &private);
    fence("```");
    Ok(())
}
