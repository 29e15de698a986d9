//! Accounts in social media (`konto_sm`).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::view::View;
use super::{Kind, Recognised};

/// Hosts whose first path segment names an account.
const HOSTS: &[&str] = &[
    "facebook.com/",
    "fb.com/",
    "instagram.com/",
    "tiktok.com/@",
    "twitter.com/",
    "x.com/",
    "snapchat.com/add/",
    "linkedin.com/in/",
    "youtube.com/@",
    "threads.net/@",
    "vk.com/",
    "onlyfans.com/",
    "twitch.tv/",
];
/// First segments that are pages of the site, not accounts.
const PAGES: &[&str] = &[
    "events",
    "event",
    "groups",
    "group",
    "pages",
    "page",
    "watch",
    "p",
    "reel",
    "reels",
    "share",
    "sharer",
    "story.php",
    "stories",
    "hashtag",
    "explore",
    "photo",
    "photo.php",
    "photos",
    "permalink.php",
    "posts",
    "marketplace",
    "media",
    "login",
    "help",
    "policies",
    "privacy",
    "home",
    "search",
    "tv",
    "video",
    "videos",
    "about",
    "intent",
    "i",
    "joinchat",
];
/// [`HOSTS`], all looked for at once: most links hold none.
static HOST: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(HOSTS).ok());
/// Parts of names that show an organisation's account.
const ORGANISATIONS: &[&str] = &[
    "kommun",
    "stad",
    "region",
    "polis",
    "myndighet",
    "verket",
    "forening",
    "förening",
    "klubb",
    "skola",
    "bibliotek",
    "museum",
    "nyheter",
    "radio",
    "svt",
    "1177",
    "trafik",
    "raddning",
    "räddning",
    "sverige",
    "sweden",
    "official",
    "kyrka",
    "forsamling",
    "hockey",
    "fotboll",
    "riksdag",
    "regering",
    "socialdemokrat",
    "moderat",
    "centerpart",
    "vansterpart",
    "vänsterpart",
    "sverigedemokrat",
    "liberalerna",
    "kristdemokrat",
    "miljopart",
    "miljöpart",
    "bolag",
];
/// [`ORGANISATIONS`], all looked for at once.
static ORGANISATION: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(ORGANISATIONS).ok());
/// Names of everybody.
const EVERYBODY: &[&str] = &["alla", "everyone", "all", "here", "channel", "någon", "nagon"];
/// Words that announce an account by platform.
const PLATFORMS: &[&str] = &[
    "snap",
    "snapchat",
    "insta",
    "instagram",
    "ig",
    "tiktok",
    "kik",
    "telegram",
    "discord",
    "twitter",
    "facebook",
    "fb",
    "snapen",
    "instan",
];

fn is_organisation(name: &str) -> bool {
    EVERYBODY.contains(&name)
        || ORGANISATION.as_ref().is_some_and(|parts| parts.is_match(name))
        || name.ends_with("if")
        || name.ends_with("bk")
        || name.ends_with("aik")
        || name.ends_with("ab")
}

/// Looks at a mention or a link.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index);
    if view.class(index).has(Class::LINK) {
        if HOST.as_ref().is_some_and(|hosts| !hosts.is_match(word)) {
            return;
        }
        let Some((_, path)) = HOSTS.iter().find_map(|host| {
            let at = word.find(host)?;
            let before = word.get(..at)?;
            (before.is_empty() || before.ends_with(['.', '/'])).then(|| (host, &word[at + host.len()..]))
        }) else {
            return;
        };
        let name = path.split(['/', '?', '#']).next().unwrap_or("").trim_start_matches('@');
        let page = name.len() < 3 || PAGES.contains(&name) || name.bytes().all(|byte| byte.is_ascii_digit());
        if !page && !is_organisation(name) {
            found.push(view.found(Kind::SocialAccount, index, index + 1, 0.9));
        }
        return;
    }
    let name = word.trim_start_matches('@');
    if is_organisation(name) {
        return;
    }
    let mut one = view.found(Kind::SocialAccount, index, index + 1, 0.85);
    one.personal = is_pointed_out(view, index);
    found.push(one);
}

/// Whether a mention is talked about rather than talked to: friends are tagged by name, alone or with a question.
fn is_pointed_out(view: &View, index: u32) -> bool {
    let about = WordBits::THIRD_PERSON.or(WordBits::RELATION);
    if view.known_in_sentence(index, about)
        || view.before(index, 60).any(|other| PLATFORMS.contains(&view.word(other)))
    {
        return true;
    }
    if view.after(index + 1, view.end(index), 30).any(|other| PLATFORMS.contains(&view.word(other))) {
        return true;
    }
    let spoken_to = WordBits::ADDRESSEE.or(WordBits::QUESTION_WORD).or(WordBits::PRAISE);
    let next = index + 1;
    let verb = view.class(next).has(Class::WORD) && view.same_sentence(index, next);
    let predicate = verb && !view.bits(next).has(spoken_to) && view.word(next).ends_with('r');
    predicate && !view.known_in_sentence(index, spoken_to)
}

/// Finds a name that follows a platform: `snap: name123`.
pub(super) fn find_handle(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if !view.class(index).has(Class::MIXED)
        || !view.word(index).starts_with(|first: char| first.is_alphabetic())
    {
        return;
    }
    let announced = view.before(index, 24).take(3).any(|other| PLATFORMS.contains(&view.word(other)));
    if announced && view.word(index).chars().count() >= 5 && !is_organisation(view.word(index)) {
        found.push(view.found(Kind::SocialAccount, index, index + 1, 0.85));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn profiles_by_link_and_by_platform() {
        assert_eq!(
            spans("hennes profil: facebook.com/anna.lind.373", Kind::SocialAccount),
            ["facebook.com/anna.lind.373"]
        );
        assert_eq!(spans("Lägg till mig på snap: annalind64", Kind::SocialAccount), ["annalind64"]);
    }

    #[test]
    fn events_and_organisations_are_no_accounts() {
        for text in [
            "https://www.facebook.com/events/1234567890123/",
            "facebook.com/kungalvskommun",
            "Följ @kirunakommun",
            "@alla kom",
        ] {
            assert!(spans(text, Kind::SocialAccount).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_tagged_friend_is_not_pointed_out() {
        let personal = |text| found(text, Kind::SocialAccount).first().map(|one| one.personal);
        assert_eq!(personal("@annalind89 ska du med?"), Some(false));
        assert_eq!(personal("@annalind89 lägger ut bilder på andras barn"), Some(true));
    }
}
