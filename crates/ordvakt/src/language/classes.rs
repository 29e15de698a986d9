//! The languages that the model tells apart.
//!
//! The trainer shares this file.

use super::features::CLASSES;

/// The class of languages that are told to be other ones, but not which.
pub(crate) const OTHER: usize = 31;

/// BCP 47 codes of the classes, in the order of the model's columns.
pub(crate) const CODES: [&str; CLASSES] = [
    "sv", "en", "da", "nb", "nn", "is", "fo", "fi", "fit", "se", "de", "nl", "fr", "es", "pt", "it", "ro",
    "pl", "cs", "tr", "so", "ku", "sq", "bs", "hu", "et", "lt", "lv", "vi", "rom", "ar-Latn", "mis",
];

/// The class that stands for a primary language subtag.
pub(crate) fn class_of(code: &str) -> Option<usize> {
    let code = match code {
        "no" => "nb",
        "sma" | "smj" | "sje" | "sju" | "smn" | "sms" => "se",
        "rmf" | "rmn" | "rmo" | "rmu" | "rmy" => "rom",
        "hr" | "sr" | "sh" | "cnr" => "bs",
        "sk" => "cs",
        "kmr" => "ku",
        "mo" => "ro",
        "ar" => "ar-Latn",
        code => code,
    };
    CODES.iter().position(|known| *known == code).filter(|class| *class != OTHER)
}
