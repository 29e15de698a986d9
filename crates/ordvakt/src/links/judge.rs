//! What an address is known as.

use std::borrow::Cow;
use std::net::IpAddr;

use ordvakt_rules::Recognised as Kind;

use super::Kinds;
use super::address::Address;
use super::brand::{Likeness, Lure};
use super::hosts::{Hosts, Role};
use super::skeleton::{romanised, unleet};

/// A part of a path with so many words is a headline.
const HEADLINE_WORDS: usize = 4;
/// How many words of bait make a host a trap by themselves.
const ENOUGH_BAIT: usize = 2;

impl Hosts {
    /// What an address is known as. `disguised`: it was written around its dots.
    pub(super) fn judge(&self, text: &str, disguised: bool) -> Kinds {
        let address = Address::read(text);
        let mut kinds = self.judge_address(&address, disguised);
        if let Some(inner) = address.inner() {
            kinds = kinds.without(Kind::LinkUnknown) | self.judge_address(&Address::read(inner), false);
        }
        kinds
    }

    fn judge_address(&self, address: &Address, disguised: bool) -> Kinds {
        let mut kinds = Kinds::from(Kind::Link);
        if disguised || address.odd {
            kinds.add(Kind::LinkDisguised);
        }
        let host = address.host.as_str();
        let role = self.role_below(address).or_else(|| self.role(host));
        if role == Some(Role::Safe) || self.is_safe(host) && address.ip.is_none() {
            return kinds;
        }
        if role == Some(Role::Kind(Kind::LinkParty)) && address.user.is_none() {
            kinds.add(Kind::LinkParty);
            return kinds;
        }
        kinds.add(Kind::LinkUnknown);
        if address.user.is_some() {
            kinds.add(Kind::LinkDeceptive);
        }
        if let Some(ip) = address.ip {
            if !is_public(ip) {
                return Kind::Link.into();
            }
            kinds.add(Kind::LinkIp);
            if address.odd {
                kinds.add(Kind::LinkDeceptive);
            }
        }
        let romanised = romanised(host);
        if looks_mixed(host) {
            kinds.add(Kind::LinkDisguised);
        }
        let read = unleet(&romanised);
        let role = role.or_else(|| {
            self.role(&romanised).or_else(|| self.role(&read)).filter(|role| *role != Role::Safe)
        });
        let open = match role {
            Some(Role::Kind(kind)) => {
                kinds.add(kind);
                if kind != Kind::LinkShortener {
                    return kinds;
                }
                true
            }
            role => role == Some(Role::Open),
        };
        let path = self.names_in(&address.path);
        let suffix = address.suffix();
        let registered = address.registrable();
        let label = registered.strip_suffix(suffix).unwrap_or(registered);
        let mut bait_in_host = 0;
        let mut errand = false;
        let in_host =
            pieces(host).map(|piece| (piece, true)).chain(pieces(&path).map(|piece| (piece, false)));
        for (piece, in_host) in in_host {
            let own = in_host && label.contains(piece);
            match self.names.get(piece) {
                Some(Role::Kind(kind)) => {
                    kinds.add(*kind);
                    bait_in_host += usize::from(own && *kind == Kind::LinkBait);
                }
                Some(Role::Errand) => errand |= in_host,
                _ => {}
            }
        }
        bait_in_host += self.anywhere_in(host, label, &mut kinds);
        if read != host {
            self.anywhere_in(&read, "", &mut kinds);
        }
        self.anywhere_in(&path, "", &mut kinds);
        let bait = kinds.has(Kind::LinkBait);
        let likeness = if open || host.is_empty() {
            Likeness::None
        } else {
            self.brands.likeness(address, Lure { bait: bait_in_host > 0, errand, anywhere: bait })
        };
        if likeness == Likeness::Imitated || likeness == Likeness::Named && (bait || errand) {
            kinds.add(Kind::LinkLookalike);
        }
        if !open && self.stands_before(host) {
            kinds.add(Kind::LinkDeceptive);
        }
        let risky = suffix.rsplit('.').next().is_some_and(|last| self.risky.contains(last));
        let trap = [
            Kind::LinkLookalike,
            Kind::LinkIp,
            Kind::LinkShortener,
            Kind::LinkDisguised,
            Kind::LinkDeceptive,
        ];
        let telling = if likeness == Likeness::Named || risky { bait_in_host > 0 } else { bait };
        let trapped = risky || trap.into_iter().any(|kind| kinds.has(kind));
        if telling && trapped || bait_in_host >= ENOUGH_BAIT {
            kinds.add(Kind::LinkScam);
        }
        kinds
    }

    /// Whether labels of a known host stand in front of somebody else's (`polisen.se.exempel.com`).
    fn stands_before(&self, host: &str) -> bool {
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
        starts.filter_map(|start| host.get(start..)).any(|rest| {
            let mut dots = rest.match_indices('.').map(|(at, _)| at).skip(1).take(2);
            dots.any(|end| rest.get(..end).is_some_and(|known| self.names.get(known) == Some(&Role::Safe)))
        })
    }

    /// A path without its headlines, which tell of things and do not hold them.
    fn names_in(&self, path: &str) -> String {
        let mut names = String::with_capacity(path.len());
        for part in path.split('/') {
            let mut words = part.split(['-', '_', '+', ' ']).filter(|word| word.chars().nth(1).is_some());
            if self.names.get(part) == Some(&Role::Headline) {
                return String::new();
            }
            if words.nth(HEADLINE_WORDS - 1).is_none() {
                names.push('/');
                names.push_str(part);
            }
        }
        names
    }

    /// Adds the kinds of words that stand anywhere; how many words of bait stand within `label`.
    fn anywhere_in(&self, text: &str, label: &str, kinds: &mut Kinds) -> usize {
        let Some(anywhere) = &self.anywhere else { return 0 };
        let (joined, label) = (joined(text), joined(label));
        let mut bait = 0;
        for hit in anywhere.find_overlapping_iter(&*joined) {
            if let Some(kind) = self.anywhere_kinds.get(hit.pattern().as_usize()) {
                kinds.add(*kind);
                let word = joined.get(hit.start()..hit.end()).unwrap_or("");
                bait += usize::from(*kind == Kind::LinkBait && label.contains(word));
            }
        }
        bait
    }
}

/// A text without what joins its words.
fn joined(text: &str) -> Cow<'_, str> {
    if !text.contains(['-', '_']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|letter| !matches!(letter, '-' | '_')).collect())
}

/// The runs of letters and of digits of an address.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.flat_map(|word| {
        let bare = word.trim_matches(|letter: char| letter.is_ascii_digit());
        std::iter::once(word).chain(Some(bare).filter(|bare| *bare != word && !bare.is_empty()))
    })
}

/// Whether a label mixes scripts, or is written in another one with letters that all pass for Latin ones.
fn looks_mixed(host: &str) -> bool {
    host.split('.').filter(|label| !label.is_ascii()).any(|label| {
        let foreign = label.chars().any(|letter| letter > '\u{24f}' && letter.is_alphabetic());
        let latin = label.chars().any(|letter| letter.is_alphabetic() && letter <= '\u{24f}');
        foreign && (latin || romanised(label).is_ascii())
    })
}

/// Whether the address is reached from everywhere: a router at home or a machine of one's own is no trap.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()),
        IpAddr::V6(ip) => !(ip.is_loopback() || ip.is_unspecified()),
    }
}
