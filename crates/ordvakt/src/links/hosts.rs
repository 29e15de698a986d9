//! The table of hosts and words, ready to look up.

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;
use ordvakt_rules::Recognised as Kind;

use super::address::Address;
use super::brand::Brands;

/// Name of the table: host or word, kind, own hosts (of brands and places) or note.
const TABLE: &str = "hosts";
/// What marks a word of the table that may stand anywhere in an address.
const ANYWHERE: char = '*';

/// What the table says of a host or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Never judged by its words.
    Safe,
    /// Known, but anybody publishes there: judged by its words, never a look-alike.
    Open,
    /// What lies below it in a path is a headline, not a name.
    Headline,
    /// What the named are dealt with for: makes a fraud of a look-alike only.
    Errand,
    Kind(Kind),
}

fn role_of(name: &str) -> Option<Role> {
    Some(Role::Kind(match name {
        "safe" => return Some(Role::Safe),
        "open" => return Some(Role::Open),
        "headline" => return Some(Role::Headline),
        "errand" => return Some(Role::Errand),
        "porn" => Kind::LinkPorn,
        "pirate" => Kind::LinkPirate,
        "gore" => Kind::LinkGore,
        "hate" => Kind::LinkHate,
        "drugs" => Kind::LinkDrugs,
        "scam" => Kind::LinkScam,
        "bait" => Kind::LinkBait,
        "shortener" => Kind::LinkShortener,
        "party" => Kind::LinkParty,
        _ => return None,
    }))
}

/// The table of hosts, ready to look up.
#[derive(Default)]
pub(crate) struct Hosts {
    /// Hosts and pieces of addresses.
    pub(super) names: HashMap<String, Role>,
    pub(super) anywhere: Option<AhoCorasick>,
    pub(super) anywhere_kinds: Vec<Kind>,
    /// Last labels under which frauds are frequent.
    pub(super) risky: HashSet<String>,
    pub(super) brands: Brands,
}

impl Hosts {
    pub(crate) fn new(tables: &[(String, Vec<Vec<String>>)]) -> Self {
        let mut hosts = Self::default();
        let mut words = Vec::new();
        let rows = tables.iter().filter(|(name, _)| name == TABLE).flat_map(|(_, rows)| rows);
        for row in rows {
            let (Some(name), Some(kind)) = (row.first(), row.get(1)) else { continue };
            let (anywhere, word) = name.strip_prefix(ANYWHERE).map_or((false, &**name), |word| (true, word));
            if word.is_empty() {
                continue;
            }
            match kind.as_str() {
                "brand" | "place" => {
                    let own = row.get(2).map_or("", |own| own.as_str());
                    let own: Vec<&str> = own.split_whitespace().filter(|host| host.contains('.')).collect();
                    for host in &own {
                        hosts.names.insert((*host).to_owned(), Role::Safe);
                    }
                    hosts.brands.add(word, anywhere, kind == "place", own.is_empty());
                }
                "risky" => {
                    hosts.risky.insert(word.trim_start_matches('.').to_owned());
                }
                kind => match (anywhere, role_of(kind)) {
                    (true, Some(Role::Kind(kind))) => {
                        words.push(word.to_owned());
                        hosts.anywhere_kinds.push(kind);
                    }
                    (false, Some(role)) => {
                        hosts.names.insert(word.to_owned(), role);
                    }
                    _ => {}
                },
            }
        }
        hosts.anywhere = AhoCorasick::new(&words).ok().filter(|_| !words.is_empty());
        hosts.brands.seal();
        hosts
    }

    /// What the table says of a host or of the nearest host above it.
    pub(super) fn role(&self, host: &str) -> Option<Role> {
        let parents =
            std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent));
        parents.filter(|parent| parent.contains('.')).find_map(|parent| self.names.get(parent)).copied()
    }

    /// What the table says of a host with the first part of the path.
    pub(super) fn role_below(&self, address: &Address) -> Option<Role> {
        let part = address.path.strip_prefix('/')?.split(['/', '?', '#']).next()?;
        self.names.get(&format!("{}/{part}", address.host)).copied()
    }

    /// Whether a host without the dots of å, ä and ö belongs to somebody known.
    pub(super) fn is_safe(&self, host: &str) -> bool {
        self.role(&super::skeleton::plain(host)) == Some(Role::Safe)
    }
}
