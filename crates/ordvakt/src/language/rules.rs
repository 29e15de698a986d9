//! The rules behind the findings: one a language.

use ordvakt_rules::{Category, Severity};

use crate::recognise::RecogniserRule;

/// The most that a finding can have.
const MOST: f32 = 0.95;
/// The same for the national minority languages, which must never recommend more than a look.
const MOST_MINORITY: f32 = 0.75;

const fn rule(id: &'static str, why_sv: &'static str, why_en: &'static str) -> RecogniserRule {
    RecogniserRule {
        id,
        category: Category::AnnatSprak,
        severity: Severity::Mild,
        confidence: MOST,
        why_sv,
        why_en,
    }
}

const fn minority(id: &'static str, why_sv: &'static str, why_en: &'static str) -> RecogniserRule {
    RecogniserRule {
        id,
        category: Category::AnnatSprak,
        severity: Severity::Mild,
        confidence: MOST_MINORITY,
        why_sv,
        why_en,
    }
}

macro_rules! other {
    ($code:literal, $sv:literal, $en:literal) => {
        rule(
            concat!("annat_sprak/", $code),
            concat!("Kommentaren är på ", $sv, ", ett annat språk än reglerna anger."),
            concat!("The comment is in ", $en, ", another language than the rules state."),
        )
    };
}

macro_rules! national {
    ($code:literal, $sv:literal, $en:literal) => {
        minority(
            concat!("annat_sprak/", $code),
            concat!(
                "Kommentaren är på ",
                $sv,
                ", ett nationellt minoritetsspråk som det allmänna ska skydda och främja (lag 2009:724): läs den ",
                "innan något beslutas; i ett förvaltningsområde har den som skriver rätt till svar på språket."
            ),
            concat!(
                "The comment is in ",
                $en,
                ", a national minority language that public bodies must protect and promote (Act 2009:724): read it ",
                "before anything is decided; in an administrative area the writer is entitled to an answer in it."
            ),
        )
    };
}

/// One rule a language, in no order that matters.
pub(crate) const RULES: &[RecogniserRule] = &[
    other!("sv", "svenska", "Swedish"),
    other!("en", "engelska", "English"),
    other!("da", "danska", "Danish"),
    other!("nb", "norska (bokmål)", "Norwegian Bokmål"),
    other!("nn", "norska (nynorsk)", "Norwegian Nynorsk"),
    other!("is", "isländska", "Icelandic"),
    other!("fo", "färöiska", "Faroese"),
    national!("fi", "finska", "Finnish"),
    national!("fit", "meänkieli", "Meänkieli"),
    national!("se", "nordsamiska", "Northern Sami"),
    national!("sma", "sydsamiska", "Southern Sami"),
    national!("smj", "lulesamiska", "Lule Sami"),
    national!("rom", "romska", "Romani"),
    other!("de", "tyska", "German"),
    other!("nl", "nederländska", "Dutch"),
    other!("fr", "franska", "French"),
    other!("es", "spanska", "Spanish"),
    other!("pt", "portugisiska", "Portuguese"),
    other!("it", "italienska", "Italian"),
    other!("ro", "rumänska", "Romanian"),
    other!("pl", "polska", "Polish"),
    other!("cs", "tjeckiska eller slovakiska", "Czech or Slovak"),
    other!("tr", "turkiska", "Turkish"),
    other!("so", "somaliska", "Somali"),
    other!("ku", "kurdiska (kurmanji)", "Kurdish (Kurmanji)"),
    other!("sq", "albanska", "Albanian"),
    other!("bs", "bosniska, kroatiska eller serbiska", "Bosnian, Croatian or Serbian"),
    other!("hu", "ungerska", "Hungarian"),
    other!("et", "estniska", "Estonian"),
    other!("lt", "litauiska", "Lithuanian"),
    other!("lv", "lettiska", "Latvian"),
    other!("vi", "vietnamesiska", "Vietnamese"),
    other!("ar-Latn", "arabiska med latinska bokstäver", "Arabic in Latin letters"),
    rule(
        "annat_sprak/mis",
        "Kommentaren är på ett annat språk än reglerna anger; vilket kan inte sägas.",
        "The comment is in another language than the rules state; which one cannot be told.",
    ),
    national!("yi", "jiddisch", "Yiddish"),
    other!("ar", "arabiska", "Arabic"),
    other!("fa", "persiska", "Persian"),
    other!("ps", "pashto", "Pashto"),
    other!("ckb", "kurdiska (sorani)", "Kurdish (Sorani)"),
    other!("ur", "urdu", "Urdu"),
    other!("ti", "tigrinja", "Tigrinya"),
    other!("am", "amhariska", "Amharic"),
    other!("ru", "ryska", "Russian"),
    other!("uk", "ukrainska", "Ukrainian"),
    other!("be", "belarusiska", "Belarusian"),
    other!("bg", "bulgariska", "Bulgarian"),
    other!("mk", "makedonska", "Macedonian"),
    other!("sr", "serbiska", "Serbian"),
    other!("kk", "kazakiska", "Kazakh"),
    other!("el", "grekiska", "Greek"),
    other!("he", "hebreiska", "Hebrew"),
    other!("zh", "kinesiska", "Chinese"),
    other!("ja", "japanska", "Japanese"),
    other!("ko", "koreanska", "Korean"),
    other!("th", "thailändska", "Thai"),
    other!("hi", "hindi", "Hindi"),
    other!("hy", "armeniska", "Armenian"),
    other!("ka", "georgiska", "Georgian"),
    other!("bn", "bengali", "Bengali"),
    other!("pa", "punjabi", "Punjabi"),
    other!("ta", "tamil", "Tamil"),
    other!("si", "singalesiska", "Sinhala"),
    other!("km", "khmer", "Khmer"),
    other!("lo", "laotiska", "Lao"),
    other!("my", "burmesiska", "Burmese"),
    other!("syr", "syriska", "Syriac"),
];

/// Where the rule for a language stands in [`RULES`].
pub(crate) fn rule_index(code: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.id.strip_prefix("annat_sprak/") == Some(code))
}
