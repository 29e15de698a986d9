//! Duties and their conditions.

use crate::category::{Category, Signal};
use crate::policy::{Condition, Duty};
use crate::severity::Action;
use crate::toml_walk::Fields;

use super::value::{Reader, hint, list, nearest};

const ROLES: &[&str] = &["outside", "staff", "elected"];

impl Reader<'_, '_> {
    pub(super) fn duties(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Duty> {
        let tables = fields.tables("duty", self.out);
        tables.into_iter().filter_map(|fields| self.duty(fields)).collect()
    }

    fn duty(&mut self, mut fields: Fields<'_, '_>) -> Option<Duty> {
        let id = self.duty_id(&mut fields);
        let when = if fields.value("when").is_none() {
            self.missing(&fields, "when", Some(&format!("one of {}", list(Duty::MOMENTS))));
            None
        } else {
            self.word(&mut fields, "when", Duty::MOMENTS)
        };
        let within = self.limit(&mut fields);
        let from = self.word(&mut fields, "from", Duty::STARTS);
        let strict_span = fields.value("strict").map(toml::Spanned::span);
        let strict = fields.bool("strict", self.out).unwrap_or_default();
        if let (Some(span), true, None) = (strict_span, strict, fields.value("within")) {
            let hint = "give the limit as `within`, or leave `strict` out";
            self.doc.report(self.out, &span, "`strict` without a limit", Some(hint));
        }
        let citation = self.required(&mut fields, "citation", Some("name the document and its section"));
        let text = self.bilingual(&mut fields, "text");
        let condition = self.condition(&mut fields);
        fields.finish(self.out);
        Some(Duty {
            id: id?,
            when: when?,
            within,
            strict,
            from,
            citation: citation?,
            condition: condition?,
            text,
        })
    }

    fn duty_id(&mut self, fields: &mut Fields<'_, '_>) -> Option<String> {
        let id = self.required(fields, "id", Some(&format!("for instance {}", list(Duty::IDS))))?;
        let span = fields.value("id").map_or(0..0, toml::Spanned::span);
        if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            let hint = "small letters a–z, digits and `_`";
            self.doc.report(self.out, &span, format!("`{id}` is no id"), Some(hint));
            return None;
        }
        // An id of one's own is welcome, a slip in a known one is not.
        if !Duty::IDS.contains(&id.as_str())
            && let Some(known) = nearest(&id, Duty::IDS)
        {
            let hint = format!("did you mean `{known}`?");
            self.doc.report(self.out, &span, format!("unknown duty `{id}`"), Some(&hint));
            return None;
        }
        Some(id)
    }

    fn word(&mut self, fields: &mut Fields<'_, '_>, key: &'static str, known: &[&str]) -> Option<String> {
        let (text, span) = fields.str(key, self.out)?;
        if known.contains(&text) {
            return Some(text.to_owned());
        }
        self.doc.report(self.out, &span, format!("unknown `{key}` `{text}`"), Some(&hint(text, known)));
        None
    }

    fn limit(&mut self, fields: &mut Fields<'_, '_>) -> Option<String> {
        let (text, span) = fields.str("within", self.out)?;
        let is_word = text.chars().all(|c| c.is_lowercase() || c == ' ') && !text.trim().is_empty();
        if is_word || is_duration(text) {
            return Some(text.to_owned());
        }
        let hint = "an ISO 8601 duration (`PT24H`, `P3D`; `P1BD` is one working day) or the document's word (`skyndsamt`)";
        self.doc.report(self.out, &span, format!("`{text}` is no time limit"), Some(hint));
        None
    }

    fn condition(&mut self, fields: &mut Fields<'_, '_>) -> Option<Condition> {
        let hint = "say when it arises: `action`, `categories`, `without`, `signals`, `law`, `roles`, `direct_message`";
        if fields.value("condition").is_none() {
            self.missing(fields, "condition", Some(hint));
            return None;
        }
        let mut fields = fields.table("condition", self.out)?;
        let categories = self.ids(&mut fields, "categories", "category", Category::ALL, Category::as_str);
        let without = self.ids(&mut fields, "without", "category", Category::ALL, Category::as_str);
        let signals = self.ids(&mut fields, "signals", "signal", Signal::ALL, Signal::as_str);
        let roles = self.ids(&mut fields, "roles", "role", ROLES, |role| role);
        let condition = Condition {
            action: self.id_of(&mut fields, "action", Action::ALL, Action::as_str),
            categories,
            without,
            signals,
            law: fields.bool("law", self.out).unwrap_or_default(),
            roles: roles.into_iter().map(str::to_owned).collect(),
            direct_message: fields.bool("direct_message", self.out).unwrap_or_default(),
        };
        let asks_nothing = ["action", "categories", "signals", "law", "direct_message"]
            .into_iter()
            .all(|key| fields.value(key).is_none());
        if asks_nothing {
            self.doc.report(self.out, fields.span(), "the duty would arise for every comment", Some(hint));
        }
        fields.finish(self.out);
        Some(condition)
    }
}

/// `P` with years, months, weeks, days or working days (`BD`), then `T` with hours, minutes, seconds.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let parts = |text: &str, units: &[&str]| {
        let mut rest = text;
        while !rest.is_empty() {
            let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if number.len() == rest.len() {
                return false;
            }
            let Some(after) = units.iter().find_map(|unit| number.strip_prefix(unit)) else { return false };
            rest = after;
        }
        true
    };
    let long_enough = !date.is_empty() || time.is_some();
    long_enough
        && parts(date, &["Y", "M", "W", "D", "BD"])
        && time.is_none_or(|time| !time.is_empty() && parts(time, &["H", "M", "S"]))
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn durations_are_told_from_words() {
        assert!(["PT24H", "P1BD", "P3D", "P1DT12H", "P2W"].iter().all(|text| is_duration(text)));
        assert!(
            ["", "P", "PT", "24H", "P24H", "PTH", "P1D T1H", "skyndsamt"]
                .iter()
                .all(|text| !is_duration(text))
        );
    }
}
