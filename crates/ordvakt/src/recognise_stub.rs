//! stub
use ordvakt_rules::{Category, Recognised as K, Severity, WordBits};
use ordvakt_text::{Class, Token};
#[derive(Clone, Copy, Debug)]
pub(crate) struct Date { pub(crate) year: i32, pub(crate) month: u8, pub(crate) day: u8 }
impl Date { pub(crate) fn new(year: i32, month: u8, day: u8) -> Option<Self> { Some(Self { year, month, day }) } }
pub(crate) struct RecogniserRule { pub(crate) id: &'static str, pub(crate) category: Category, pub(crate) severity: Severity, pub(crate) confidence: f32, pub(crate) why_sv: &'static str, pub(crate) why_en: &'static str }
pub(crate) const RULES: &[RecogniserRule] = &[];
#[derive(Default)] pub(crate) struct Buffers;
pub(crate) struct Recognised { pub(crate) first: u32, pub(crate) last: u32, pub(crate) start: u32, pub(crate) end: u32 }
impl Recognised { pub(crate) fn answers(&self, _k: K) -> bool { false } }
pub(crate) struct View<'a> { pub(crate) text: &'a str, pub(crate) tokens: &'a [Token], pub(crate) bits: &'a [WordBits], pub(crate) any: Class, pub(crate) today: Date }
pub(crate) fn run(_v: &View<'_>, _b: &mut Buffers, _o: &mut Vec<Recognised>) {}
pub(crate) fn findings(_first: u32, _r: &[Recognised], _f: &mut dyn FnMut(&Recognised, u32, f32, bool)) {}
