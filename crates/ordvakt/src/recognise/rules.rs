//! The rules behind the recognisers.

use ordvakt_rules::{Category, Severity};

/// A rule that a recogniser finds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecogniserRule {
    pub(crate) id: &'static str,
    pub(crate) category: Category,
    pub(crate) severity: Severity,
    /// The most that one of its findings can have.
    pub(crate) confidence: f32,
    pub(crate) why_sv: &'static str,
    pub(crate) why_en: &'static str,
}

const fn rule(
    id: &'static str,
    severity: Severity,
    confidence: f32,
    why_sv: &'static str,
    why_en: &'static str,
) -> RecogniserRule {
    RecogniserRule { id, category: Category::Personuppgifter, severity, confidence, why_sv, why_en }
}

/// One rule a kind, in the order of [`Kind`](super::Kind).
pub(crate) const RULES: &[RecogniserRule] = &[
    rule(
        "personuppgifter/personnummer",
        Severity::Critical,
        0.97,
        "Innehåller ett personnummer.",
        "Contains a personal identity number.",
    ),
    rule(
        "personuppgifter/telefon",
        Severity::Moderate,
        0.97,
        "Innehåller ett telefonnummer.",
        "Contains a telephone number.",
    ),
    rule(
        "personuppgifter/epost",
        Severity::Moderate,
        0.97,
        "Innehåller en e-postadress.",
        "Contains an e-mail address.",
    ),
    rule(
        "personuppgifter/adress",
        Severity::Severe,
        0.95,
        "Innehåller en bostadsadress.",
        "Contains a home address.",
    ),
    rule(
        "personuppgifter/fordon",
        Severity::Moderate,
        0.95,
        "Innehåller ett registreringsnummer.",
        "Contains a number plate.",
    ),
    rule(
        "personuppgifter/fastighet",
        Severity::Moderate,
        0.9,
        "Innehåller en fastighetsbeteckning.",
        "Contains a property designation.",
    ),
    rule(
        "personuppgifter/bankkonto",
        Severity::Severe,
        0.95,
        "Innehåller ett bankkonto.",
        "Contains a bank account.",
    ),
    rule("personuppgifter/iban", Severity::Severe, 0.98, "Innehåller ett IBAN-nummer.", "Contains an IBAN."),
    rule(
        "personuppgifter/giro",
        Severity::Moderate,
        0.9,
        "Innehåller någons gironummer.",
        "Contains somebody's giro number.",
    ),
    rule(
        "personuppgifter/betalkort",
        Severity::Critical,
        0.97,
        "Innehåller ett kortnummer.",
        "Contains a payment card number.",
    ),
    rule(
        "personuppgifter/ip",
        Severity::Moderate,
        0.95,
        "Innehåller en IP-adress.",
        "Contains an IP address.",
    ),
    rule(
        "personuppgifter/konto_sm",
        Severity::Mild,
        0.9,
        "Pekar ut någons konto i sociala medier.",
        "Points to somebody's account in social media.",
    ),
    rule(
        "personuppgifter/koordinat",
        Severity::Moderate,
        0.9,
        "Innehåller koordinater till en plats.",
        "Contains the coordinates of a place.",
    ),
    rule(
        "personuppgifter/passnummer",
        Severity::Severe,
        0.92,
        "Innehåller numret på ett pass eller en id-handling.",
        "Contains the number of a passport or identity document.",
    ),
    rule(
        "personuppgifter/arendenummer",
        Severity::Moderate,
        0.85,
        "Innehåller numret på någons ärende.",
        "Contains the number of somebody's case.",
    ),
    rule(
        "personuppgifter/fodelsedatum",
        Severity::Moderate,
        0.85,
        "Innehåller någons födelsedatum.",
        "Contains somebody's date of birth.",
    ),
    rule(
        "personuppgifter/namn",
        Severity::Moderate,
        0.9,
        "Namnger en privatperson tillsammans med uppgifter om personen.",
        "Names a private person together with details about them.",
    ),
    rule(
        "personuppgifter/reservnummer",
        Severity::Severe,
        0.75,
        "Innehåller ett reservnummer som vården gett en patient.",
        "Contains a reserve number that health care gave a patient.",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn kinds_and_rules_stand_in_the_same_order() {
        assert_eq!(RULES.len(), Kind::ReserveNumber as usize + 1);
        for (kind, id) in [
            (Kind::Phone, "telefon"),
            (Kind::Giro, "giro"),
            (Kind::SocialAccount, "konto_sm"),
            (Kind::Name, "namn"),
            (Kind::ReserveNumber, "reservnummer"),
        ] {
            assert_eq!(RULES[kind as usize].id, format!("personuppgifter/{id}"));
        }
    }
}
