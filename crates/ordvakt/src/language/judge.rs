//! From tokens to a language.
#![expect(clippy::cast_precision_loss, reason = "counts of words and letters are small")]

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Token};

use super::ballot::Ballot;
use super::classes::CODES;
use super::features::Letters;
use super::known::{ENGLISH, NAME_BITS, ORDINARY, SHORT, SWEDISH, is_counted};
use super::model::Model;
use super::{kin, script};

/// Words that vote; what a comment is in shows before that.
const VOTERS: u32 = 48;
/// Share of known words from which it is not asked about all words, in percent: in short comments, and in longer ones.
const KNOWN_IN_SHORT: u32 = 60;
const KNOWN_IN_LONG: u32 = 75;
/// A comment of so many words all in capitals may be a name, or several.
const NAME: u32 = 4;
/// Small words inside names.
const PARTICLES: &[&str] = &[
    "abu", "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el",
    "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
];
/// The longest of them, in bytes.
const LONGEST_PARTICLE: u32 = 5;
/// Where a name goes on after more of them than this, it is none.
const LONGEST_PARTICLES: usize = 4;
/// Less than this and a language is not named, in probability.
const NAMED: f32 = 0.5;

/// The parts of a scanned comment that are needed here.
#[derive(Clone, Copy)]
pub(crate) struct Words<'s> {
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s [Token],
    pub(crate) bits: &'s [WordBits],
}

/// A language, and where it stands if it is not allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) code: &'static str,
    pub(crate) confidence: f32,
    pub(crate) other: Option<Stretch>,
}

/// The words in a language that is not allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// How sure it is that the comment is mainly in the other language, 0 to 1.
    pub(crate) confidence: f32,
}

/// Greetings and thanks that people write for good measure, in the scripts that comments come in.
const GREETINGS: &[&str] = &[
    "شكرا",
    "شكراً",
    "مرحبا",
    "سلام",
    "السلام",
    "مبروك",
    "ممنون",
    "مرسی",
    "تشکر",
    "درود",
    "سوپاس",
    "شکریہ",
    "спасибо",
    "привет",
    "дякую",
    "привіт",
    "хвала",
    "благодаря",
    "ευχαριστώ",
    "γεια",
    "תודה",
    "שלום",
    "አመሰግናለሁ",
    "ሰላም",
    "የቐንየለይ",
    "धन्यवाद",
    "नमस्ते",
];

fn is_greeting(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| GREETINGS.contains(&word))
}

const UNDETERMINED: Judgement = Judgement { code: "und", confidence: 0.0, other: None };

impl Words<'_> {
    pub(crate) fn of(&self, token: Token) -> &str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// The language. `accepts` says whether comments may be in a language, `allowed` has the bit of every class that they may
    /// be in.
    pub(crate) fn judge(
        &self,
        allowed: impl FnOnce() -> u32,
        accepts: impl Fn(&str) -> bool,
        model: impl FnOnce() -> Option<Model>,
    ) -> Judgement {
        let known = self.known();
        if known.any.has(Class::OTHER_SCRIPT)
            && let Some(judgement) = self.by_script(&accepts)
        {
            return judgement;
        }
        if known.words == 0 {
            return UNDETERMINED;
        }
        if let Some(class) = known.settled().filter(|class| accepts(CODES[*class])) {
            return Judgement { code: CODES[class], confidence: 0.99 * known.share(), other: None };
        }
        let model = model();
        let may_be_names = known.words <= NAME && known.is_shouted();
        if let Some(model) = model.filter(|_| !may_be_names && known.norse == 0)
            && let Some((class, confidence)) =
                self.glance(&known, model).filter(|(class, _)| accepts(CODES[*class]))
        {
            return Judgement { code: CODES[class], confidence: confidence.min(0.99), other: None };
        }
        let allowed = allowed();
        let enough = if known.words <= SHORT { KNOWN_IN_SHORT } else { KNOWN_IN_LONG };
        let class = if known.swedish >= known.english { SWEDISH } else { ENGLISH };
        if known.norse == 0
            && known.either * 100 >= known.words * enough
            && allowed >> class & 1 != 0
            && model.is_none_or(|model| {
                // A long Swedish comment has words that its relatives lack.
                let long = known.words > SHORT && (class == ENGLISH || known.swedish_alone > 0);
                long || !self.is_doubtful(allowed, model)
            })
        {
            return Judgement { code: CODES[class], confidence: 0.99 * known.share(), other: None };
        }
        if may_be_names {
            return UNDETERMINED;
        }
        model.map_or(UNDETERMINED, |model| self.by_votes(&known, allowed, model))
    }

    /// Whether a token is a small word inside a name (`van der Berg`).
    fn is_particle(&self, index: usize) -> bool {
        let mut follows = self.tokens.iter().skip(index).take(LONGEST_PARTICLES);
        let is_short = |token: &Token| token.end - token.start <= LONGEST_PARTICLE;
        follows.next().is_some_and(|token| is_short(token) && PARTICLES.contains(&self.of(*token)))
            && follows
                .find(|token| !PARTICLES.contains(&self.of(**token)))
                .is_some_and(|token| token.class.has(Class::UPPER_FIRST))
    }

    /// Whether any word that is not known speaks for a language that is not allowed.
    fn is_doubtful(&self, allowed: u32, model: Model) -> bool {
        self.tokens.iter().zip(self.bits).enumerate().any(|(index, (token, bits))| {
            let name = token.class.has(Class::UPPER_FIRST) && (index > 0 || bits.has(NAME_BITS));
            if !is_counted(*token) || name || bits.has(ORDINARY) {
                return false;
            }
            let letters = Letters::of(self.of(*token));
            if letters.is_cry() {
                return false;
            }
            let (mut inside, mut outside) = (i16::MIN, i16::MIN);
            for (class, points) in model.points(&letters).into_iter().enumerate() {
                let side = if allowed >> class & 1 != 0 { &mut inside } else { &mut outside };
                *side = points.max(*side);
            }
            outside > inside
        })
    }

    fn by_script(&self, accepts: impl Fn(&str) -> bool) -> Option<Judgement> {
        let mut letters = script::Letters::default();
        let mut latin = 0u32;
        let mut words = 0u32;
        let mut first = None;
        let mut last = 0;
        for (index, token) in self.tokens.iter().enumerate() {
            if !token.class.has(Class::WORD) {
                continue;
            }
            let word = self.of(*token);
            // Foreign letters among Latin ones are a disguise.
            if token.class.has(Class::OTHER_SCRIPT) && !token.class.has(Class::SCRIPTS_MIXED) {
                letters.read(word);
                words += 1;
                first.get_or_insert(index as u32);
                last = index as u32;
            } else {
                latin += word.chars().count() as u32;
            }
        }
        let total = letters.total();
        if total < 2 || total <= latin {
            return None;
        }
        let greeting = words == 1 && is_greeting(self.text);
        let code = letters.language(self.text);
        let confidence = 0.98 * total as f32 / (total + latin) as f32;
        let other = (!greeting && !accepts(code)).then_some(Stretch { first: first?, last, confidence });
        Some(Judgement { code, confidence, other })
    }

    fn by_votes(&self, known: &super::known::Known, allowed: u32, model: Model) -> Judgement {
        let shouted = known.is_shouted();
        let mut ballot = Ballot::new(allowed, model.scale());
        let mut written = 0;
        let mut sentence = None;
        for (index, (token, bits)) in self.tokens.iter().zip(self.bits).enumerate() {
            let apart =
                Class::OTHER_SCRIPT | Class::SINGLE | Class::HASHTAG | Class::CASE_MIXED | Class::MIXED;
            if !token.class.has(Class::WORD) || token.class.has(apart) {
                continue;
            }
            let letters = Letters::of(self.of(*token));
            let opens = sentence != Some(token.sentence);
            sentence = Some(token.sentence);
            let capital = token.class.has(Class::UPPER_FIRST) && !shouted;
            let name = capital && (!opens || bits.has(NAME_BITS));
            if name || letters.len() < 2 || letters.is_cry() || self.is_particle(index) {
                continue;
            }
            let length = letters.len() as u32;
            written += length;
            ballot.add(index as u32, length, &model.points(&letters));
            if ballot.words == VOTERS {
                break;
            }
        }
        if written == 0 {
            return UNDETERMINED;
        }
        let outcome = ballot.outcome(written);
        if let Some(other) = outcome.other {
            // At the threshold it may be published after a look; twice as far ahead there is no doubt left.
            let confidence = (0.3 + 0.35 * other.lead).min(0.95);
            let stretch = Stretch { first: other.first, last: other.last, confidence };
            let code = kin::settle(CODES[other.class], self.text, self.tokens);
            if super::classes::class_of(code).is_some_and(|class| allowed >> class & 1 != 0) {
                return Judgement { code, confidence: outcome.confidence.min(0.99), other: None };
            }
            return Judgement { code, confidence: outcome.confidence.min(0.99), other: Some(stretch) };
        }
        if outcome.confidence < NAMED || (ballot.words <= 1 && allowed >> outcome.best & 1 == 0) {
            return UNDETERMINED;
        }
        let code = kin::settle(CODES[outcome.best], self.text, self.tokens);
        Judgement { code, confidence: outcome.confidence.min(0.99), other: None }
    }
}
