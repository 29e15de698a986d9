//! Tokens, gaps, sentences and clauses.

use ordvakt_text::{Class, Folded, Gap, Sentence, Tokens};
use proptest::prelude::*;

fn tokenize(original: &str) -> (Folded, Tokens) {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    folded.fold(original);
    tokens.tokenize(original, &folded);
    (folded, tokens)
}

/// The words of a text, each with whether its class has any of the flags.
fn flagged(original: &str, flags: Class) -> Vec<(String, bool)> {
    let (folded, tokens) = tokenize(original);
    let word = |start: u32, end: u32| folded.text()[start as usize..end as usize].to_owned();
    tokens.tokens().iter().map(|token| (word(token.start, token.end), token.class.has(flags))).collect()
}

fn words(original: &str) -> Vec<String> {
    flagged(original, Class::NONE).into_iter().map(|(word, _)| word).collect()
}

fn with(original: &str, flags: Class) -> Vec<String> {
    flagged(original, flags).into_iter().filter(|(_, has)| *has).map(|(word, _)| word).collect()
}

/// The sentences, as the words of each.
fn sentences(original: &str) -> Vec<String> {
    let (folded, tokens) = tokenize(original);
    let whole = |sentence: &Sentence| {
        let (first, last) = (sentence.first as usize, sentence.last as usize - 1);
        folded.text()[tokens.tokens()[first].start as usize..tokens.tokens()[last].end as usize].to_owned()
    };
    tokens.sentences().iter().map(whole).collect()
}

fn clauses(original: &str) -> u32 {
    tokenize(original).1.tokens().last().map_or(0, |token| token.clause + 1)
}

fn gaps(original: &str) -> Vec<Gap> {
    tokenize(original).1.tokens().iter().map(|token| token.gap).collect()
}

#[test]
fn words_numbers_and_what_is_both() {
    assert_eq!(
        words("Hej, don't l'orange e-post 3an 12.30 snö_boll"),
        ["hej", "don't", "l'orange", "e", "post", "3an", "12", "30", "snö", "boll"]
    );
    assert_eq!(with("3an 1177 d0d4 åk e4", Class::MIXED), ["3an", "d0d4", "e4"]);
    assert_eq!(with("3an 1177 d0d4 åk 7", Class::NUMBER), ["1177", "7"]);
    assert_eq!(with("i ö 7 av 12", Class::SINGLE), ["i", "ö", "7"]);
    assert_eq!(words("'citat' sa'"), ["citat", "sa"]);
}

#[test]
fn addresses_are_one_token() {
    assert_eq!(
        with("Se https://kommun.example/sida?a=1, www.kommun.example. Eller kommun.se/bygg! nu", Class::LINK),
        ["https://kommun.example/sida?a=1", "www.kommun.example", "kommun.se/bygg"]
    );
    assert_eq!(
        with("hxxp://sida[.]example/live (kommun.se)", Class::LINK),
        ["hxxp://sida[.]example/live", "kommun.se"]
    );
    assert_eq!(with("Skriv: bygg.lov@kommun.example, tack", Class::EMAIL), ["bygg.lov@kommun.example"]);
    assert_eq!(with("hej @kommunen. och mejl@", Class::MENTION), ["@kommunen"]);
    assert_eq!(with("#RöstaRätt, #1 a#b #", Class::HASHTAG), ["#röstarätt"]);
}

#[test]
fn missing_spaces_make_no_address() {
    for text in [
        "Det är slut.Nu går vi",
        "bra.Det blir fint",
        "t.ex. så",
        "12.30",
        "vi gick.de kom",
        "ok...nu",
        "a.b",
    ] {
        assert_eq!(with(text, Class::LINK), Vec::<String>::new(), "{text}");
    }
    assert_eq!(words("Det är slut.Nu går vi"), ["det", "är", "slut", "nu", "går", "vi"]);
}

#[test]
fn emoji_stand_alone() {
    assert_eq!(words("hej👍🏽👍 🇸🇪🇳🇴❤\u{FE0F}!"), ["hej", "👍", "👍", "🇸🇪", "🇳🇴", "❤"]);
    assert_eq!(with("k★k", Class::EMOJI), Vec::<String>::new());
}

#[test]
fn capitals_come_from_the_original() {
    let text = "Åka BÅT på pUcKeln I ＲＩＫＳ &Ouml;VER iPhone EU:s";
    assert_eq!(with(text, Class::UPPER_FIRST), ["åka", "båt", "i", "riks", "över", "eu"]);
    assert_eq!(with(text, Class::UPPER_ALL), ["båt", "riks", "över", "eu"]);
    assert_eq!(with(text, Class::CASE_MIXED), ["puckeln", "iphone"]);
    assert_eq!(with(text, Class::REWRITTEN), ["riks", "över"]);
    assert_eq!(with("don’t sva\u{200B}rt \u{200B}hej\u{200B} bra", Class::REWRITTEN), ["svart"]);
    let late = "\u{A0}x &amp; Långa KAPITÄLER efter\u{AD}åt Då";
    assert_eq!(with(late, Class::UPPER_FIRST), ["långa", "kapitäler", "då"]);
}

#[test]
fn stretched_and_mixed_scripts() {
    assert_eq!(with("kaaall kall ÄÄÄlg 1000 aa äää", Class::STRETCHED), ["kaaall", "ääälg", "äää"]);
    assert_eq!(with("bаt bat привет idé τα", Class::SCRIPTS_MIXED), ["bаt"]);
    assert_eq!(with("bаt bat привет idé τα", Class::OTHER_SCRIPT), ["bаt", "привет", "τα"]);
    assert_eq!(with("idé råd übung mölla", Class::ACCENTED), ["idé", "übung"]);
}

#[test]
fn symbols_as_in_disguise() {
    for text in [
        "k*ll",
        "b@ll",
        "s.n.ö",
        "s-n-ö",
        "s_n_ö",
        "s/n/ö",
        "s,n,ö",
        "b|ll",
        "$nö",
        "f💩a💩n",
        "sn!ö",
        "bå*",
        "n.eger",
    ] {
        let (_, tokens) = tokenize(text);
        assert!(tokens.tokens().iter().all(|token| token.class.has(Class::SYMBOLS)), "{text}");
    }
}

#[test]
fn symbols_as_in_ordinary_writing() {
    for text in [
        "vit-röd",
        "covid-19",
        "och/eller",
        "t.ex.",
        "bl.a. p.g.a.",
        "12.30",
        "(hej)",
        "\"hej\"",
        "hej!",
        "LVU:ad",
        "EU:s",
        "100%",
        "kl.12",
        "2,5",
        "hej😂",
        "https://a-b.example/c_d",
        "a.b@kommun.example",
        "*viktigt*",
        "slut.Nu",
        "3:1",
        "070-174 06 05",
        "**fet**",
        "ja,nej",
        "5-6",
        "...",
        "hej...",
        "12-åring",
    ] {
        assert_eq!(with(text, Class::SYMBOLS), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn gaps_tell_what_stands_between() {
    assert_eq!(
        gaps("a b, c. d-e – f"),
        [
            Gap::NONE,
            Gap::SPACE,
            Gap::COMMA | Gap::SPACE,
            Gap::PERIOD | Gap::SPACE,
            Gap::HYPHEN,
            Gap::DASH | Gap::SPACE
        ]
    );
    assert_eq!(
        gaps("år–månad a  b\tc\nd"),
        [
            Gap::NONE,
            Gap::DASH,
            Gap::SPACE,
            Gap::SPACE | Gap::WIDE,
            Gap::SPACE | Gap::WIDE,
            Gap::SPACE | Gap::NEWLINE
        ]
    );
    assert_eq!(
        gaps("han \"sa\" (ja) … +46"),
        [
            Gap::NONE,
            Gap::SPACE | Gap::QUOTE_OPEN,
            Gap::SPACE | Gap::QUOTE_CLOSE | Gap::PAREN_OPEN,
            Gap::SPACE | Gap::PAREN_CLOSE | Gap::PERIOD | Gap::ELLIPSIS | Gap::PLUS
        ]
    );
    assert_eq!(tokenize("va?!").1.tail(), Gap::QUESTION | Gap::EXCLAIM);
    assert_eq!(tokenize("?").1.tail(), Gap::QUESTION);
}

#[test]
fn sentences_end_where_people_end_them() {
    assert_eq!(sentences("Hej. Hur mår ni? bra hoppas jag!! Hej då").len(), 4);
    assert_eq!(sentences("det är slut nu på er. sen kom de").len(), 2);
    assert_eq!(sentences("Det är slut.Nu går vi").len(), 2);
    assert_eq!(sentences("en rad\nen till\n\nen sista").len(), 3);
    assert_eq!(sentences("Det kostar 500 kr. Skriv nu").len(), 2);
    assert_eq!(sentences("Kom m.m. Vi ses").len(), 2);
    assert_eq!(sentences("Jag väntar... Kom nu").len(), 2);
}

#[test]
fn sentences_go_on_after_abbreviations_and_numbers() {
    for text in [
        "Vi ses t.ex. Kiruna eller bl.a. Luleå kl. 3 och ca. 4 st.",
        "den 3. maj kl 2.14 på nr. 5",
        "A. Svensson och dr. Berg",
        "det var d.v.s. inte så m.m. och o.s.v. som sagt",
        "\"Va?\" sa han",
        "jag väntar... och väntar",
        "kolla kommun.se nu",
        "s\nn\nö\nb\no\nl\nl",
    ] {
        assert_eq!(sentences(text).len(), 1, "{text}: {:?}", sentences(text));
    }
}

#[test]
fn sentences_know_what_closes_them() {
    let closers: Vec<Gap> = tokenize("Hej! Hur går det? Bra. Eller\nja...")
        .1
        .sentences()
        .iter()
        .map(|sentence| sentence.closed_by)
        .collect();
    assert_eq!(closers, [Gap::EXCLAIM, Gap::QUESTION, Gap::PERIOD, Gap::NEWLINE, Gap::ELLIPSIS]);
}

#[test]
fn clauses_are_parted_by_commas_and_dashes() {
    assert_eq!(clauses("ja, nej; kanske: så – eller (då) här. Slut"), 8);
    assert_eq!(clauses("2,5 procent kl 3:1 EU:s vit-röd och s,n,ö"), 1);
}

#[test]
fn sentences_are_capped() {
    let text = "ord ".repeat(1000);
    let (_, tokens) = tokenize(&text);
    assert!(tokens.sentences().iter().all(|sentence| sentence.last - sentence.first <= Sentence::MAX_TOKENS));
    assert_eq!(tokens.sentences().len(), 8);
}

#[test]
fn buffers_forget_the_text_before() {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    for text in ["Kåååll www.kommun.example 👍!", ""] {
        folded.fold(text);
        tokens.tokenize(text, &folded);
    }
    assert_eq!((tokens.tokens(), tokens.sentences()), (&[][..], &[][..]));
    assert_eq!((tokens.any(), tokens.tail()), (Class::NONE, Gap::NONE));
}

const FRAGMENTS: [&str; 44] = [
    "a",
    "hej",
    "Åäö",
    "aaa",
    "äää",
    " ",
    " ",
    "  ",
    "\n",
    ".",
    ",",
    "...",
    "-",
    "–",
    "_",
    "*",
    "@",
    "#",
    "$",
    "!",
    "?",
    ":",
    "//",
    "/",
    "'",
    "\"",
    "(",
    ")",
    "www.",
    ".se",
    "@kommun.example",
    "1",
    "23",
    "👍",
    "🇸🇪",
    "🇸",
    "★",
    "а",
    "é",
    "\u{200B}",
    "\u{336}",
    "&auml;",
    "م",
    "t.ex.",
];

fn texts() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..50);
    prop_oneof![3 => fragments.prop_map(|parts| parts.concat()), 1 => ".{0,80}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_and_sentences_are_in_order(original in texts()) {
        let (folded, tokens) = tokenize(&original);
        let text = folded.text();
        let mut before = 0;
        let mut any = Class::NONE;
        let mut numbers = (0, 0);
        for token in tokens.tokens() {
            prop_assert!(before <= token.start && token.start < token.end && token.end as usize <= text.len());
            prop_assert!(text.is_char_boundary(token.start as usize) && text.is_char_boundary(token.end as usize));
            prop_assert!(!text[token.start as usize..token.end as usize].contains([' ', '\n']));
            prop_assert!(!text[before as usize..token.start as usize].contains(char::is_alphabetic));
            prop_assert!(numbers.0 <= token.sentence && numbers.1 <= token.clause);
            numbers = (token.sentence, token.clause);
            before = token.end;
            any |= token.class;
        }
        prop_assert_eq!(any, tokens.any());
        let mut next = 0;
        for (number, sentence) in tokens.sentences().iter().enumerate() {
            prop_assert!(sentence.first == next && sentence.last > next);
            next = sentence.last;
            for token in &tokens.tokens()[sentence.first as usize..sentence.last as usize] {
                prop_assert_eq!(token.sentence as usize, number);
            }
        }
        prop_assert_eq!(next as usize, tokens.tokens().len());
    }

    #[test]
    fn case_does_not_move_tokens(original in "[a-zåäö .,!@#*1-9:/-]{0,60}") {
        let upper = original.to_uppercase();
        let ends = |text: &str| tokenize(text).1.tokens().iter().map(|token| token.end).collect::<Vec<_>>();
        prop_assert_eq!(ends(&original), ends(&upper));
    }
}
