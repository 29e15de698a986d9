//! Finds structured personal data: numbers, addresses, accounts, names.
//!
//! Every recogniser starts from the class or the bits of a token, so that ordinary comments cost one look at each token.

mod account;
mod address;
mod card;
mod case_number;
mod coordinate;
mod date;
mod email;
mod famous;
mod iban;
mod ip;
mod name;
mod name_evidence;
mod name_role;
mod name_tails;
mod number;
mod overlap;
mod passport;
mod personal_number;
mod phone;
mod property;
mod reserve_number;
mod rules;
mod social;
mod spoken;
#[cfg(test)]
pub(crate) mod testing;
mod vehicle;
mod view;

use ordvakt_rules::Recognised as Item;
use ordvakt_rules::WordBits;
use ordvakt_text::Class;

pub(crate) use date::Date;
pub(crate) use rules::{RULES, RecogniserRule};
pub(crate) use view::View;

/// What was recognised; the order is that of [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    PersonalNumber,
    Phone,
    Email,
    Address,
    Vehicle,
    Property,
    BankAccount,
    Iban,
    Giro,
    Card,
    Ip,
    SocialAccount,
    Coordinate,
    Passport,
    CaseNumber,
    BirthDate,
    Name,
    ReserveNumber,
}

/// Something recognised in a comment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Recognised {
    pub(crate) kind: Kind,
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    /// First byte in the folded text.
    pub(crate) start: u32,
    /// One past the last byte in the folded text.
    pub(crate) end: u32,
    pub(crate) confidence: f32,
    /// A private person's; what belongs to offices and officials is there for patterns only.
    pub(crate) personal: bool,
    /// Too weak for a finding.
    pub(crate) note: bool,
    /// The writer's own.
    pub(crate) own: bool,
}

impl Recognised {
    /// Whether it is what a pattern asks for.
    pub(crate) fn answers(&self, item: Item) -> bool {
        match item {
            Item::Name => self.kind == Kind::Name,
            Item::Email => self.kind == Kind::Email,
            Item::Phone => self.kind == Kind::Phone,
            _ => false,
        }
    }

    /// Its row in [`RULES`].
    pub(crate) fn rule(&self) -> usize {
        self.kind as usize
    }
}

/// Buffers reused from comment to comment.
#[derive(Default)]
pub(crate) struct Buffers {
    found: Vec<Recognised>,
    merged: Vec<Recognised>,
}

/// Finds everything; `out` is in order of position and without overlaps.
pub(crate) fn run(view: &View, buffers: &mut Buffers, out: &mut Vec<Recognised>) {
    out.clear();
    let Buffers { found, merged } = buffers;
    found.clear();
    let numeric = Class(Class::NUMBER.0 | Class::MIXED.0);
    for index in 0..view.tokens.len() as u32 {
        let class = view.class(index);
        if class.has(Class::WORD) {
            if view.bits(index).has(WordBits::FIRST_NAME) {
                name::find(view, index, found);
            }
            // The few words that something begins with are told from all others by their first byte.
            match view.byte(view.start(index) as usize) {
                b'n' | b'p' | b'z' => {
                    spoken::find(view, index, found);
                    coordinate::find_lettered(view, index, found);
                }
                b'a' | b's' | 0xC3 => email::find_disguised(view, index, found),
                b'f' if view.word(index) == "familjen" => name::find_family(view, index, found),
                _ => {}
            }
        } else if class.has(numeric) {
            numbers(view, index, found);
        } else if class.has(Class::EMAIL) {
            email::find(view, index, found);
        } else if class.has(Class(Class::MENTION.0 | Class::LINK.0)) {
            email::find_split(view, index, found);
            social::find(view, index, found);
        }
    }
    if found.is_empty() {
        return;
    }
    overlap::resolve(found, merged, out);
    name::weigh(view, out);
}

fn numbers(view: &View, index: u32, found: &mut Vec<Recognised>) {
    iban::find(view, index, found);
    vehicle::find(view, index, found);
    passport::find(view, index, found);
    reserve_number::find(view, index, found);
    case_number::find(view, index, found);
    social::find_handle(view, index, found);
    ip::find(view, index, found);
    address::find(view, index, found);
    if !number::starts(view, index) {
        return;
    }
    let run = number::Run::at(view, index);
    card::find(view, &run, found);
    account::find(view, &run, found);
    personal_number::find(view, &run, found);
    phone::find(view, &run, found);
    property::find(view, index, found);
    coordinate::find(view, index, found);
    date::find_birth(view, index, found);
}
