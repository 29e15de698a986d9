//! The municipality's own switchboards, mailboxes and addresses, which are nobody's personal data.

/// What a policy lists as the municipality's own.
pub(crate) struct Own {
    /// Letters and digits alone: `0910-12 34 00` and `0910 123400` are the same number.
    plain: Vec<String>,
    /// Hosts of entries that begin with `@`: every mailbox there.
    hosts: Vec<String>,
    /// Streets with a number, word by word.
    addresses: Vec<Vec<String>>,
}

fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

impl Own {
    /// Reads the entries of a policy's `allow`.
    pub(crate) fn new(entries: &[String]) -> Self {
        let mut own = Self { plain: Vec::new(), hosts: Vec::new(), addresses: Vec::new() };
        for entry in entries {
            let entry = ordvakt_text::fold_str(entry.trim());
            if let Some(host) = entry.strip_prefix('@') {
                own.hosts.push(host.to_owned());
                continue;
            }
            let parts: Vec<String> = words(&entry).map(str::to_owned).collect();
            if parts.len() > 1 && !is_number(&parts[0]) && parts.iter().any(|part| is_number(part)) {
                own.addresses.push(parts);
            }
            own.plain.push(plain(&entry));
        }
        own.plain.retain(|entry| !entry.is_empty());
        own.hosts.retain(|host| !host.is_empty());
        own
    }

    /// Whether recognised data, folded, is the municipality's own; a country code before a number or a postal code behind an
    /// address changes nothing.
    pub(crate) fn has(&self, text: &str) -> bool {
        if self.plain.is_empty() && self.hosts.is_empty() {
            return false;
        }
        let bare = plain(text);
        let national = bare
            .strip_prefix("0046")
            .or_else(|| bare.strip_prefix("46"))
            .map(|rest| format!("0{}", rest.trim_start_matches('0')));
        self.plain.iter().any(|own| *own == bare || national.as_ref() == Some(own))
            || self.is_mailbox(text)
            || self.addresses.iter().any(|own| continues(own, text))
    }

    fn is_mailbox(&self, text: &str) -> bool {
        let Some((_, host)) = text.rsplit_once('@') else { return false };
        let below = |own: &String| host.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.'));
        self.hosts.iter().any(|own| host == own || below(own))
    }
}

/// Whether a text begins with an address; `Storgatan 1 B` is another house than `Storgatan 1`.
fn continues(own: &[String], text: &str) -> bool {
    let mut rest = words(text);
    let begins = own.iter().all(|word| rest.next() == Some(word.as_str()));
    begins && rest.next().is_none_or(|next| next.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(entries: &[&str]) -> Own {
        Own::new(&entries.iter().map(|entry| (*entry).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn numbers_in_any_writing() {
        let own = own(&["031-390 06 00"]);
        for written in ["031-3900600", "031 390 06 00", "+46 31 390 06 00", "+46 (0)31-390 06 00"] {
            assert!(own.has(written), "{written}");
        }
        assert!(!own.has("031-390 06 01"));
    }

    #[test]
    fn all_mailboxes_of_a_host() {
        let own = own(&["@kommun.example", "kontakt@example.org"]);
        for written in ["anna.lind@kommun.example", "skola@norr.kommun.example", "kontakt@example.org"] {
            assert!(own.has(written), "{written}");
        }
        for written in ["anna@example.org", "anna@minkommun.example"] {
            assert!(!own.has(written), "{written}");
        }
    }

    #[test]
    fn addresses_with_and_without_their_postal_code() {
        let own = own(&["Storgatan 1"]);
        for written in ["storgatan 1", "storgatan 1, 943 31 öjebyn"] {
            assert!(own.has(written), "{written}");
        }
        for written in ["storgatan 12", "storgatan 1 b", "lilla storgatan 1"] {
            assert!(!own.has(written), "{written}");
        }
    }

    #[test]
    fn nothing_listed_owns_nothing() {
        assert!(!own(&[]).has("") && !own(&["", "@", " - "]).has(""));
    }
}
