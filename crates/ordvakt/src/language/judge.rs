//! From tokens to a language.
#![expect(clippy::cast_precision_loss, reason = "counts of words and letters are small")]

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Token};

use super::ballot::{Ballot, Foreign, Other, Voters};
use super::classes::{CODES, class_of};
use super::features::Letters;
use super::glance::Glanced;
use super::known::{ENGLISH, KNOWN, Known, NAME_BITS, SHORT, SWEDISH, is_counted};
use super::model::Model;
use super::{kin, script};

/// Words outside Latin that are remembered: all but the last stand at the beginning.
const REMEMBERED: usize = 64;
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
/// What a word that Swedish has not takes from Swedish on top of its letters, in log-odds.
const NORSE_POINTS: f32 = 2.5;
/// Less than this and a language is not named, in probability.
const NAMED: f32 = 0.5;

/// The parts of a scanned comment that are needed here.
#[derive(Clone, Copy)]
pub(crate) struct Words<'s> {
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s [Token],
    pub(crate) bits: &'s [WordBits],
}

/// A language, and what stands in others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) code: &'static str,
    pub(crate) confidence: f32,
    /// How sure it is, 0 to 1, that the comment is mainly in a language that is not allowed, if it is.
    pub(crate) other: Option<f32>,
    /// What stands in a language that is not allowed, whether or not it carries the comment.
    pub(crate) foreign: Option<Foreign>,
    /// The tokens that spoke for a language that is not allowed, if the comment is mainly in one.
    pub(crate) voters: Voters,
}

impl Judgement {
    fn of(code: &'static str, confidence: f32) -> Self {
        Self { code, confidence, ..Self::default() }
    }

    fn undetermined() -> Self {
        Self::of("und", 0.0)
    }
}

/// What letters outside Latin say of a comment.
enum Script {
    /// Most letters are such.
    Carries(Judgement),
    /// Fewer are, in a language that is not allowed.
    Beside(Foreign),
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

impl Words<'_> {
    pub(crate) fn of(&self, token: Token) -> &str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// The language. `accepts` says whether comments may be in a language, `allowed` has the bit of every class that they may
    /// be in.
    pub(crate) fn judge<'m>(
        &self,
        allowed: impl FnOnce() -> u32,
        accepts: impl Fn(&str) -> bool,
        model: impl FnOnce() -> Option<Model<'m>>,
    ) -> Judgement {
        let known = self.known();
        let script = known.any.has(Class::OTHER_SCRIPT).then(|| self.by_script(&accepts)).flatten();
        match script {
            Some(Script::Carries(judgement)) => judgement,
            Some(Script::Beside(foreign)) => {
                let judgement = self.judge_latin(&known, allowed, accepts, model);
                Judgement { foreign: judgement.foreign.or(Some(foreign)), ..judgement }
            }
            None => self.judge_latin(&known, allowed, accepts, model),
        }
    }

    fn judge_latin<'m>(
        &self,
        known: &Known,
        allowed: impl FnOnce() -> u32,
        accepts: impl Fn(&str) -> bool,
        model: impl FnOnce() -> Option<Model<'m>>,
    ) -> Judgement {
        if known.words == 0 {
            return Judgement::undetermined();
        }
        if let Some(class) = known.settled().filter(|class| accepts(CODES[*class])) {
            let model = if known.leaves_much() { model() } else { None };
            let model = model.filter(|model| self.looks_foreign(known, *model));
            return self.mainly(class, 0.99 * known.share(), known, allowed, model);
        }
        let model = model();
        let may_be_names = known.words <= NAME && known.is_shouted();
        if let Some(model) = model.filter(|_| !may_be_names && known.norse == 0)
            && let Some(Glanced { class, confidence, strange }) =
                self.glance(known, model).filter(|glanced| accepts(CODES[glanced.class]))
        {
            let model = Some(model).filter(|_| strange);
            return self.mainly(class, confidence.min(0.99), known, allowed, model);
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
            let leaves_much = known.leaves_much();
            let model = model.filter(|model| leaves_much && self.looks_foreign(known, *model));
            return self.mainly(class, 0.99 * known.share(), known, || allowed, model);
        }
        if may_be_names {
            return Judgement::undetermined();
        }
        model.map_or_else(Judgement::undetermined, |model| self.by_votes(known, allowed, model))
    }

    /// A comment in a language that its known words or the small table settle. The model, if given, says what stands in others.
    fn mainly(
        &self,
        class: usize,
        confidence: f32,
        known: &Known,
        allowed: impl FnOnce() -> u32,
        model: Option<Model<'_>>,
    ) -> Judgement {
        let foreign = model.and_then(|model| {
            let allowed = allowed();
            let mut ballot = Ballot::new(allowed, model.scale());
            self.vote(known, model, &mut ballot);
            self.named(ballot.foreign(), allowed)
        });
        Judgement { foreign, ..Judgement::of(CODES[class], confidence) }
    }

    /// The same among its kin; nothing if that is an allowed one.
    fn named(&self, foreign: Option<Foreign>, allowed: u32) -> Option<Foreign> {
        foreign
            .map(|foreign| Foreign { code: kin::settle(foreign.code, self.text, self.tokens), ..foreign })
            .filter(|foreign| !is_allowed(foreign.code, allowed))
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
    fn is_doubtful(&self, allowed: u32, model: Model<'_>) -> bool {
        self.tokens.iter().zip(self.bits).enumerate().any(|(index, (token, bits))| {
            let name = token.class.has(Class::UPPER_FIRST) && (index > 0 || bits.has(NAME_BITS));
            if !is_counted(*token) || name || bits.has(KNOWN) {
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

    /// What the letters outside Latin say.
    fn by_script(&self, accepts: impl Fn(&str) -> bool) -> Option<Script> {
        let mut letters = script::Letters::default();
        let mut latin = 0u32;
        let mut voters = Voters::new();
        for (index, token) in self.tokens.iter().enumerate() {
            if !token.class.has(Class::WORD) {
                continue;
            }
            let word = self.of(*token);
            // Foreign letters among Latin ones are a disguise.
            if token.class.has(Class::OTHER_SCRIPT) && !token.class.has(Class::SCRIPTS_MIXED) {
                letters.read(word);
                voters.truncate(REMEMBERED - 1);
                voters.push(index as u32);
            } else {
                latin += word.chars().count() as u32;
            }
        }
        let total = letters.total();
        if total < 2 {
            return None;
        }
        let code = letters.language(self.text);
        let share = total as f32 / (total + latin) as f32;
        let foreign = (!accepts(code)).then_some(Foreign { code, share });
        if total <= latin {
            return foreign.map(Script::Beside);
        }
        let confidence = 0.98 * share;
        let greeting = voters.len() == 1 && is_greeting(self.text);
        let other = foreign.filter(|_| !greeting).map(|_| confidence);
        let voters = if other.is_some() { voters } else { Voters::new() };
        Some(Script::Carries(Judgement { code, confidence, other, foreign, voters }))
    }

    /// Lets the words vote, and counts the letters of all that may, voting or not.
    fn vote(&self, known: &Known, model: Model<'_>, ballot: &mut Ballot) -> u32 {
        let shouted = known.is_shouted();
        let norse = (NORSE_POINTS * model.scale()) as i16;
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
            let mut points = model.points(&letters);
            if bits.has(WordBits::NORSE) {
                points[SWEDISH] = points[SWEDISH].saturating_sub(norse);
            }
            ballot.add(index as u32, length, &points);
            if ballot.is_full() {
                break;
            }
        }
        written
    }

    fn by_votes(&self, known: &Known, allowed: u32, model: Model<'_>) -> Judgement {
        let mut ballot = Ballot::new(allowed, model.scale());
        let written = self.vote(known, model, &mut ballot);
        if written == 0 {
            return Judgement::undetermined();
        }
        let outcome = ballot.outcome(written);
        let confidence = outcome.confidence.min(0.99);
        if let Some(Other { class, lead }) = outcome.other {
            let code = kin::settle(CODES[class], self.text, self.tokens);
            if is_allowed(code, allowed) {
                return Judgement::of(code, confidence);
            }
            // At the threshold it may be published after a look; twice as far ahead there is no doubt left.
            let other = Some((0.3 + 0.35 * lead).min(0.95));
            // Words that are not enough for a stretch still speak.
            let share = ballot.foreign().map_or(0.0, |foreign| foreign.share).max(ballot.voted());
            let foreign = Some(Foreign { code, share });
            return Judgement { code, confidence, other, foreign, voters: ballot.voters() };
        }
        let foreign = self.named(ballot.foreign(), allowed);
        if outcome.confidence < NAMED || (ballot.words <= 1 && allowed >> outcome.best & 1 == 0) {
            return Judgement { foreign, ..Judgement::undetermined() };
        }
        let code = kin::settle(CODES[outcome.best], self.text, self.tokens);
        Judgement { foreign, ..Judgement::of(code, confidence) }
    }
}

/// Whether comments may be in the class of a language.
fn is_allowed(code: &str, allowed: u32) -> bool {
    class_of(code).is_some_and(|class| allowed >> class & 1 != 0)
}
