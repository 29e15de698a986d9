//! Sentences written for these tests.

use ordvakt_rules::{Category, Severity};
use ordvakt_text::{Folded, Tokens};

use super::classes::{CODES, OTHER, class_of};
use super::features::{CLASSES, Kind, LONGEST, Letters, ROW_BITS};
use super::form::{DIGEST, HEADER, SCALE};
use super::judge::{Judgement, Words};
use super::model::{LENGTH, Model};
use super::rules::{RULES, rule_index};
use super::trained::{Trained, defect};
use super::{accepts, allowed};

const SWEDISH_ENGLISH: u32 = 0b11;

fn model() -> Option<Model<'static>> {
    Model::read(ordvakt_wordlists::LANGUAGE)
}

/// Gives `ask` a text of which no list knows a word.
fn with_unknown<T>(text: &str, ask: impl FnOnce(Words<'_>) -> T) -> T {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    folded.fold(text);
    tokens.tokenize(text, &folded);
    let bits = vec![ordvakt_rules::WordBits::NONE; tokens.tokens().len()];
    ask(Words { text: folded.text(), tokens: tokens.tokens(), bits: &bits })
}

/// Judged by the model and scripts alone, without the lists.
fn judge_with(text: &str, allowed: u32, accepts: &[&str]) -> Judgement {
    with_unknown(text, |words| {
        let is_allowed = |code: &str| {
            CODES.iter().position(|known| *known == code).is_some_and(|class| allowed >> class & 1 != 0)
        };
        words.judge(|| allowed, |code| is_allowed(code) || accepts.contains(&code), model)
    })
}

fn judge(text: &str) -> Judgement {
    judge_with(text, SWEDISH_ENGLISH, &[])
}

#[track_caller]
fn is_other(text: &str, code: &str) {
    let judgement = judge(text);
    assert!(judgement.other.is_some(), "not told: {text}: {judgement:?}");
    assert_eq!(judgement.code, code, "{text}");
}

#[track_caller]
fn is_fine(text: &str) {
    let judgement = judge(text);
    assert_eq!(judgement.other, None, "{text}: {judgement:?}");
}

#[test]
fn the_built_in_model_is_whole_and_small() {
    let shipped = ordvakt_wordlists::LANGUAGE;
    assert!(model().is_some());
    assert_eq!(defect(shipped), None);
    assert!(shipped.len() == LENGTH && LENGTH <= 1_200_000);
}

/// The built-in model, changed, with the digest that belongs to it.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut bytes = ordvakt_wordlists::LANGUAGE.to_vec();
    change(&mut bytes);
    let digest = Sha256::new().chain_update(&bytes[SCALE]).chain_update(&bytes[HEADER..]).finalize();
    bytes[DIGEST].copy_from_slice(&digest);
    bytes
}

#[test]
fn a_file_that_is_no_model_is_refused_with_the_reason() {
    let shipped = ordvakt_wordlists::LANGUAGE;
    let mut flipped = shipped.to_vec();
    flipped[LENGTH / 2] ^= 1;
    let scaled = |scale: f32| changed(|bytes| bytes[SCALE].copy_from_slice(&scale.to_le_bytes()));
    for (bytes, message) in [
        (b"PK\x03\x04".to_vec(), "this is no language model: it does not begin with `OVLANG`"),
        (Vec::new(), "this is no language model: it does not begin with `OVLANG`"),
        (b"OVLANG".to_vec(), "the language model has the form ``; this version of Ordvakt reads `03`"),
        (
            b"OVLANG02 and more".to_vec(),
            "the language model has the form `02`; this version of Ordvakt reads `03`",
        ),
        (shipped[..LENGTH - 1].to_vec(), "the language model has 1081407 bytes instead of 1081408"),
        ([shipped, b"\n"].concat(), "the language model has 1081409 bytes instead of 1081408"),
        (flipped, "the language model is damaged: its digest was made from other weights"),
        (scaled(0.0), "the language model has the scale 0, which is not between 0.5 and 1000"),
        (scaled(f32::NAN), "the language model has the scale NaN, which is not between 0.5 and 1000"),
    ] {
        let wrong = Trained::from_bytes("min-modell.bin", bytes.into()).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|one| (one.file.as_str(), one.message.as_str())).collect();
        assert_eq!(told, [("min-modell.bin", message)]);
        assert!(wrong.iter().all(|one| one.hint.is_some()));
    }
}

#[test]
fn any_weights_are_counted_without_overflow() {
    for weight in [0x80, 0x7F] {
        for scale in [0.5_f32, 1000.0] {
            let bytes = changed(|bytes| {
                bytes[HEADER..].fill(weight);
                bytes[SCALE].copy_from_slice(&scale.to_le_bytes());
            });
            let trained = Trained::from_bytes("extreme", bytes.into()).unwrap();
            let text = "flaggstångsknoppsputsarmästarinna ".repeat(60);
            let judged = with_unknown(&text, |words| {
                words.judge(|| SWEDISH_ENGLISH, |code| code == "sv" || code == "en", || trained.model())
            });
            assert_eq!(judged.other, None, "no language is ahead");
        }
    }
}

#[test]
fn every_language_has_a_rule_and_every_rule_a_place() {
    assert_eq!(CODES.len(), CLASSES);
    assert_eq!(CODES[OTHER], "mis");
    for code in CODES {
        assert!(rule_index(code).is_some(), "{code}");
    }
    for (place, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.category, Category::AnnatSprak);
        assert_eq!(rule.severity, Severity::Mild);
        let code = rule.id.strip_prefix("annat_sprak/").unwrap();
        assert_eq!(rule_index(code), Some(place), "{code} twice");
    }
}

#[test]
fn national_minority_languages_never_get_past_review() {
    for code in ["fi", "fit", "se", "sma", "smj", "rom", "yi"] {
        let rule = RULES[rule_index(code).unwrap()];
        assert!(rule.confidence < 0.8, "{code}");
        assert!(rule.why_sv.contains("2009:724"), "{code}");
    }
}

#[test]
fn swedish_is_fine_however_it_is_typed() {
    for text in [
        "När ska ni sanda gångvägen vid skolan?",
        "Nar ska ni sanda gangvagen vid skolan?",
        "ja tkr de e asdåligt att bussn alltid e sen",
        "he går int å ta se fram där utan dubbdäck",
        "nån som vet när badhuset öppnar imorn",
        "SNÄLLA LAGA HÅLEN I VÄGEN NU",
        "Jättefint blev det!",
        "grymt jobbat hörni",
        "Häääärligt",
        "Mvh Kerstin",
    ] {
        is_fine(text);
    }
}

#[test]
fn swedish_with_english_in_it_is_fine() {
    is_fine("Oj vilken nice day, we really love simhallen hos er");
    is_fine("Så himla cute, best thing ever liksom");
    is_fine("Thank you for fixing the road so quickly");
}

#[test]
fn names_laughter_and_symbols_are_undetermined() {
    for text in [
        "Nawal Abdirahman",
        "Giovanni van der Berg 😍",
        "hahahaha hihi",
        "❤️❤️",
        "MARIA LINDQVIST",
        "12 345",
        "",
        "@kommun #vinter",
    ] {
        assert_eq!(judge(text).code, "und", "{text}");
        is_fine(text);
    }
}

#[test]
fn other_languages_are_told() {
    is_other("Hvorfor er veien ikke brøytet når vi skal på jobb?", "nb");
    is_other("Kvifor har dei ikkje brøytt vegen, eg kjem meg ikkje på jobb", "nn");
    is_other("Hvornår åbner svømmehallen igen, vi savner den meget", "da");
    is_other("Milloin uimahalli aukeaa, olemme odottaneet pitkään", "fi");
    is_other("Met halvama ette lapset saava puhua meänkieltä koulussa", "fit");
    is_other("Mii háliidit ahte mánát ožžot hállat sámegiela skuvllas", "se");
    is_other("Wann macht das Schwimmbad wieder auf, wir warten schon lange", "de");
    is_other("Kiedy otworzycie basen, czekamy już trzy tygodnie", "pl");
    is_other("Goorma ayuu furmayaa iskuulka, waan sugaynay", "so");
    is_other("Yüzme havuzu ne zaman açılacak, çocuklar bekliyor", "tr");
    is_other("Cuándo abre la piscina, llevamos semanas esperando", "es");
}

#[test]
fn close_languages_are_told_by_words_and_letters() {
    is_other("Mie en tiä koska kirjasto oon auki mutta kysy kunnasta", "fit");
    is_other("Vegurin er ringur og børnini kunnu ikki ganga í skúla", "fo");
    is_other("Vegurinn er slæmur og börnin geta ekki gengið í skólann", "is");
    is_other("Guktie gåarede, mijjieh edtjebe båetedh jïh maahtah saemiesth", "sma");
    let meankieli = 1 << class_of("fit").unwrap();
    let allowed = judge_with("Mie en tiä koska kirjasto oon auki mutta kysy kunnasta", 0b11 | meankieli, &[]);
    assert_eq!((allowed.code, allowed.other), ("fit", None));
}

#[test]
fn scripts_and_their_telling_letters_decide() {
    for (text, code) in [
        ("متى يفتح المسبح في المدينة", "ar"),
        ("استخر کی باز می شود پرسیدم", "fa"),
        ("کەی مەلەوانگە دەکرێتەوە", "ckb"),
        ("Когда откроется бассейн, мы ждём", "ru"),
        ("Коли відкриється басейн, ми чекаємо", "uk"),
        ("Када ће се отворити базен", "sr"),
        ("ווען עפֿנט זיך דער באַסיין", "yi"),
        ("መዓስ ይኽፈት እቲ መሐምበሲ", "ti"),
        ("Πότε ανοίγει η πισίνα", "el"),
        ("游泳池什么时候开放", "zh"),
        ("プールはいつ開きますか", "ja"),
        ("สระว่ายน้ำเปิดเมื่อไหร่", "th"),
    ] {
        is_other(text, code);
    }
}

#[test]
fn a_greeting_or_a_word_in_another_script_is_fine() {
    is_fine("شكرا ❤️");
    is_fine("Ordet är привет på ryska, det har jag lärt mig av grannen");
}

#[test]
fn what_a_policy_allows_is_never_other() {
    let finnish = 1 << class_of("fi").unwrap();
    let text = "Milloin uimahalli aukeaa, olemme odottaneet pitkään";
    let judgement = judge_with(text, SWEDISH_ENGLISH | finnish, &[]);
    assert_eq!((judgement.code, judgement.other), ("fi", None));
    assert_eq!(judge_with("Коли відкриється басейн", SWEDISH_ENGLISH, &["uk"]).other, None);
}

#[test]
fn the_words_that_spoke_for_the_other_language_are_named() {
    let judgement = judge("Hej! Missä voi ostaa bussikortin täällä kylässä?");
    assert_eq!(judgement.voters.as_slice(), [1, 2, 3, 4, 5, 6]);
    let sure = judgement.other.unwrap();
    assert!((0.5..=0.95).contains(&sure));
    assert!(judge("När ska ni sanda gångvägen vid skolan?").voters.is_empty());
}

#[test]
fn the_share_in_another_language_is_told_though_it_does_not_carry_the_comment() {
    let judgement = judge(
        "Jag undrar när biblioteket öppnar igen efter sommaren och om barnen får låna böcker där. \
         Milloin kirjasto aukeaa syksyllä?",
    );
    assert_eq!((judgement.code, judgement.other), ("sv", None));
    let foreign = judgement.foreign.unwrap();
    assert_eq!(foreign.code, "fi");
    assert!((0.2..0.5).contains(&foreign.share), "{foreign:?}");
    let whole = judge("Milloin kirjasto aukeaa syksyllä, lapset odottavat").foreign.unwrap();
    assert!(whole.code == "fi" && whole.share > 0.9, "{whole:?}");
    let script = judge("Ordet är привет på ryska, det har jag lärt mig av grannen").foreign.unwrap();
    assert!(script.code == "ru" && (0.05..0.3).contains(&script.share), "{script:?}");
    for text in
        ["När ska ni sanda gångvägen vid skolan?", "Thank you for fixing the road", "Giovanni van der Berg"]
    {
        assert_eq!(judge(text).foreign, None, "{text}");
    }
}

#[test]
fn an_allowed_language_has_no_share() {
    let finnish = 1 << class_of("fi").unwrap();
    let text = "Jag undrar när biblioteket öppnar igen efter sommaren. Milloin kirjasto aukeaa syksyllä?";
    assert_eq!(judge_with(text, SWEDISH_ENGLISH | finnish, &[]).foreign, None);
    assert_eq!(judge_with("Ordet är привет på ryska", SWEDISH_ENGLISH, &["ru"]).foreign, None);
}

#[test]
fn policies_become_masks() {
    let mut policy = crate::builtin_policy("kiruna").unwrap();
    let kiruna = allowed(&policy);
    for code in ["sv", "en", "fi", "fit", "se"] {
        assert_ne!(kiruna & 1 << class_of(code).unwrap(), 0, "{code}");
    }
    assert_eq!(kiruna & 1 << class_of("da").unwrap(), 0);
    assert_eq!(kiruna & 1 << OTHER, 0);
    policy.welcome = vec!["tl".into(), "hr-HR".into(), "uk".into()];
    let wider = allowed(&policy);
    assert_ne!(wider & 1 << OTHER, 0);
    assert_ne!(wider & 1 << class_of("bs").unwrap(), 0);
    assert!(accepts(&policy, "uk") && !accepts(&policy, "ru"));
    policy.languages.clear();
    assert_eq!(allowed(&policy), u32::MAX);
}

#[test]
fn letters_are_collapsed_cut_and_hashed_into_the_model() {
    let stretched = Letters::of("hejjjjj");
    assert_eq!(stretched.len(), 3);
    let rows = |word: &str| {
        let mut rows = Vec::new();
        Letters::of(word).rows(|row, kind| rows.push((row, kind == Kind::Whole)));
        rows
    };
    assert_eq!(rows("hejjjjj"), rows("hej"));
    assert_ne!(rows("hejj"), rows("hej"));
    assert_eq!(Letters::of(&"ab".repeat(40)).len(), LONGEST);
    // Two letters: three pairs, two triples, one quadruple, the word.
    assert_eq!(rows("av").len(), 7);
    assert!(rows("gångväg").iter().all(|(row, _)| *row < 1 << ROW_BITS));
    assert!(Letters::of("hahahah").is_cry() && Letters::of("aaaaa").is_cry() && Letters::of("xd").is_cry());
    assert!(!Letters::of("har").is_cry() && !Letters::of("og").is_cry());
}

/// Judged with words known as they are in the lists; whether the model was asked comes with it.
fn judge_known(text: &str, swedish: &[&str], swedish_alone: &[&str], english: &[&str]) -> (Judgement, bool) {
    use ordvakt_rules::WordBits;
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    folded.fold(text);
    tokens.tokenize(text, &folded);
    let known = |word: &str| {
        let one = |list: &[&str], bits| if list.contains(&word) { bits } else { WordBits::NONE };
        one(swedish, WordBits::SWEDISH)
            .or(one(swedish_alone, WordBits::SWEDISH.or(WordBits::SWEDISH_ALONE)))
            .or(one(english, WordBits::ENGLISH))
    };
    let bits: Vec<_> = tokens
        .tokens()
        .iter()
        .map(|token| known(&folded.text()[token.start as usize..token.end as usize]))
        .collect();
    let words = Words { text: folded.text(), tokens: tokens.tokens(), bits: &bits };
    let mut asked = false;
    let judgement = words.judge(
        || SWEDISH_ENGLISH,
        |code| code == "sv" || code == "en",
        || {
            asked = true;
            model()
        },
    );
    (judgement, asked)
}

#[test]
fn known_words_settle_ordinary_comments_without_the_model() {
    let (plain, asked) =
        judge_known("Jag tror inte bussen kommer", &["tror", "kommer"], &["jag", "inte"], &[]);
    assert_eq!((plain.code, plain.other, asked), ("sv", None, false));
    let (english, asked) = judge_known("When will the pool reopen", &["pool"], &[], &["when", "will", "the"]);
    assert_eq!((english.code, english.other, asked), ("en", None, false));
    let (name, asked) =
        judge_known("Ni har Wojciechowska som kan", &["ni", "har", "som", "kan"], &["inte"], &[]);
    assert_eq!((name.code, name.other, asked), ("sv", None, true), "no word there is Swedish alone");
}

#[test]
fn words_that_relatives_share_do_not_settle_a_comment() {
    let shared = ["det", "har", "de", "en", "for", "kan"];
    let (danish, asked) =
        judge_known("Det har de ikke gjort noget ved, det kan enhver se", &shared, &["inte"], &[]);
    assert!(asked && danish.other.is_some(), "{danish:?}");
    // Two Swedish words among many others settle nothing.
    let (finnish, asked) = judge_known(
        "Hej och tack, milloin uimahalli aukeaa, olemme odottaneet pitkään ja lapset haluavat uida",
        &["tack"],
        &["hej", "och"],
        &[],
    );
    assert!(asked && finnish.code == "fi", "{finnish:?}");
}

#[test]
fn the_small_table_settles_plain_swedish_and_leaves_relatives_open() {
    let glance = |text: &str| {
        with_unknown(text, |words| {
            words.glance(&words.known(), model().unwrap()).map(|glanced| CODES[glanced.class])
        })
    };
    assert_eq!(glance("Snöröjningen fungerar uselt på gångvägarna"), Some("sv"));
    assert_eq!(glance("the neighbours should have thought about that"), Some("en"));
    assert_eq!(glance("Hvorfor er veien ikke brøytet"), None);
    assert_eq!(glance("Kan de ikke rydde sneen på vejen"), None);
    assert_eq!(glance("Milloin uimahalli aukeaa"), None);
    assert_eq!(glance("Wojciech Kowalski"), None, "names say nothing");
}
