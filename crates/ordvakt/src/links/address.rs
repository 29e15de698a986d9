//! One address taken apart as a browser would.

use std::borrow::Cow;
use std::net::IpAddr;

use url::{Host, Url};

/// Longer hosts exist nowhere.
const MAX_HOST: usize = 300;
/// What is read of path and query.
const MAX_PATH: usize = 2_048;
/// Schemes as they are defanged, and other spellings of `http`.
const DEFANGED: [&str; 8] = ["hxxp", "hxxps", "htxp", "htxps", "hxtp", "hxtps", "xttp", "xttps"];
/// How dots of an address are fenced in.
const FENCED: [(&str, &str); 18] = [
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("{dot}", "."),
    ("[punkt]", "."),
    ("(punkt)", "."),
    ("{punkt}", "."),
    ("[prick]", "."),
    ("(prick)", "."),
    ("[:]", ":"),
    ("[://]", "://"),
    ("[/]", "/"),
    ("[.", "."),
    (".]", "."),
    ("(.", "."),
    (".)", "."),
];

/// An address taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// The host in Unicode, lower case, without `www.` and final dot. Empty for an IP address.
    pub(super) host: String,
    /// Path, query and fragment, lower case, percent signs decoded.
    pub(super) path: String,
    /// What stands before an `@` in front of the host.
    pub(super) user: Option<String>,
    pub(super) ip: Option<IpAddr>,
    /// Written so that people or filters misread it: defanged, Punycode, an IP address in unusual digits.
    pub(super) odd: bool,
}

impl Address {
    /// Takes the address at the start of `text` apart; what trails behind it is left out.
    pub(super) fn read(text: &str) -> Self {
        let mut address = Self::default();
        let text = text.get(..extent(text)).unwrap_or(text);
        let text = address.refang(text);
        let rest = text.split_once("://").map_or(&*text, |(_, rest)| rest);
        let rest = rest.trim_start_matches(['/', '\\']);
        let (authority, path) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
        let host = match authority.rsplit_once('@') {
            Some((user, host)) => {
                address.user = Some(user.chars().take(MAX_HOST).collect());
                host
            }
            None => authority,
        };
        if host.is_empty() || host.len() > MAX_HOST {
            return address;
        }
        let path = cut(path, MAX_PATH);
        let (written, _) = host.split_once(':').filter(|_| !host.starts_with('[')).unwrap_or((host, ""));
        if is_plain(written) {
            bare(written).clone_into(&mut address.host);
        } else {
            address.read_host(written, path);
        }
        address.path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().to_lowercase();
        address
    }

    /// Reads a host as a browser would.
    fn read_host(&mut self, written: &str, path: &str) {
        let url = Url::parse(&format!("http://{written}{path}"));
        match url.as_ref().ok().and_then(Url::host) {
            Some(Host::Ipv4(ip)) => {
                self.odd |= ip.to_string() != written;
                self.ip = Some(IpAddr::V4(ip));
            }
            Some(Host::Ipv6(ip)) => self.ip = Some(IpAddr::V6(ip)),
            Some(Host::Domain(ascii)) => {
                self.odd |= written.contains("xn--");
                let (host, _) = idna::domain_to_unicode(ascii);
                bare(&host).clone_into(&mut self.host);
            }
            None => bare(written).clone_into(&mut self.host),
        }
    }

    /// The address without the fences that keep it from being a link.
    fn refang<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        if text.contains(['[', '(', '{']) && !text.contains("://[") {
            let head = text.find("://").map_or(0, |at| at + 3);
            let end = text.get(head..).and_then(|rest| rest.find('/')).map_or(text.len(), |at| head + at);
            let (authority, path) = text.split_at(end);
            let mut authority = authority.to_owned();
            for (fenced, plain) in FENCED {
                if authority.contains(fenced) {
                    authority = authority.replace(fenced, plain);
                    self.odd = true;
                }
            }
            text = Cow::Owned(authority + path);
        }
        if let Some((scheme, _)) = text.split_once("://") {
            self.odd |= DEFANGED.contains(&scheme);
        }
        text
    }

    /// An address written inside path or query, as redirections do.
    pub(super) fn inner(&self) -> Option<&str> {
        let at = self.path.find("://")?;
        let scheme = self.path.get(..at)?;
        let letters = scheme.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        (letters > 1).then(|| self.path.get(at - letters..)).flatten()
    }

    /// The labels that one owner registered, such as `exempel.se` of `www.exempel.se`; the whole host where that is unknown.
    pub(super) fn registrable(&self) -> &str {
        psl::domain_str(&self.host).unwrap_or(&self.host)
    }

    /// The part that everybody may register under, such as `se` or `co.uk`.
    pub(super) fn suffix(&self) -> &str {
        psl::suffix_str(&self.host).unwrap_or("")
    }
}

/// Whether a host is nothing but labels that stand for themselves: neither Punycode, which begins with two hyphens after the second
/// letter, nor a number, which may be an IP address.
fn is_plain(host: &str) -> bool {
    let is_label = |label: &str| {
        label.starts_with(|first: char| first.is_ascii_lowercase())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.contains("--")
    };
    host.split('.').all(is_label)
}

/// Where the address at the start of a text ends, when markup trails behind it.
pub(super) fn extent(text: &str) -> usize {
    let mut open = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' | b'<' | b'>' | b'|' | b'`' | b' ' | b'\t' | b'\n' | b'\r' => return at,
            b'[' => open = true,
            b']' if !open => return at,
            _ => {}
        }
    }
    text.len()
}

/// The start of a text, at most so many bytes.
fn cut(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}

fn bare(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_as_browsers_read_them() {
        for (text, host) in [
            ("https://www.exempel.se/sida", "exempel.se"),
            ("exempel.se./sida", "exempel.se"),
            ("hxxps://exempel[.]se/sida", "exempel.se"),
            ("https://polisen.se@exempel.com/", "exempel.com"),
            ("https://polisen.se\\@exempel.com/", "polisen.se"),
            ("https://xn--malm-8qa.se", "malmö.se"),
            ("https://exempel.se\">text</a", "exempel.se"),
            ("http://exempel.se:8080/x", "exempel.se"),
        ] {
            assert_eq!(Address::read(text).host, host, "{text}");
        }
    }

    #[test]
    fn numbers_are_addresses_in_every_base() {
        for (text, odd) in [
            ("http://203.0.113.7/login", false),
            ("http://3405803783/", true),
            ("http://0xcb.0x00.0x71.0x07/", true),
            ("http://0313.0.0161.7/", true),
        ] {
            let address = Address::read(text);
            assert_eq!(address.ip, Some("203.0.113.7".parse().unwrap()), "{text}");
            assert_eq!(address.odd, odd, "{text}");
        }
        assert!(matches!(Address::read("http://[2001:db8::1]/x").ip, Some(IpAddr::V6(_))));
    }

    #[test]
    fn percent_signs_and_inner_addresses_are_read() {
        let address = Address::read("https://exempel.se/%70rize?u=https%3A%2F%2Fandra.example%2Fx");
        assert!(address.path.starts_with("/prize"));
        assert_eq!(address.inner(), Some("https://andra.example/x"));
    }

    #[test]
    fn registrable_part() {
        let registrable = |text| Address::read(text).registrable().to_owned();
        assert_eq!(registrable("https://a.b.exempel.se"), "exempel.se");
        assert_eq!(registrable("https://a.b.exempel.co.uk"), "exempel.co.uk");
    }

    #[test]
    fn plain_hosts_are_what_a_browser_makes_of_them() {
        for host in ["exempel.se", "www.exempel.se", "a", "a.b-c.d2.co.uk", "x1.se", "a-.se", "se"] {
            let mut read = Address::default();
            read.read_host(host, "/sida");
            assert!(
                is_plain(host) && read == Address { host: bare(host).to_owned(), ..Address::default() },
                "{host}"
            );
        }
        for host in
            ["xn--malm-8qa.se", "1.2", "0x7f.1", "a..b", ".se", "malmö.se", "a_b.se", "a%62.se", "[::1]", ""]
        {
            assert!(!is_plain(host), "{host}");
        }
    }

    #[test]
    fn nonsense_is_no_panic() {
        for text in [
            "",
            "://",
            "http://",
            "http://@",
            "http://[",
            "http://%zz",
            "http://...",
            "\u{1F600}://\u{301}",
            "http://[.]",
        ] {
            let _ = Address::read(text);
        }
        let long = format!("http://{}", "a.".repeat(50_000));
        assert_eq!(Address::read(&long).host, "");
    }
}
