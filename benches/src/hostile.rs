//! Comments that are made to cost much: floods, runs that never end, and words that nearly are what rules look for.

use ordvakt::measure::Random;

/// A kind of hostile text.
pub struct Family {
    /// What it is called in reports.
    pub name: &'static str,
    /// What it is made of.
    piece: Piece,
}

enum Piece {
    /// The same over and over.
    Repeated(&'static str),
    /// Opened by one thing, filled with another.
    Opened(&'static str, &'static str),
    /// Drawn from several.
    Drawn(&'static [&'static str]),
    /// Filled with one thing, closed by another.
    Closed(&'static str, &'static str),
}

use Piece::{Closed, Drawn, Opened, Repeated};

const fn family(name: &'static str, piece: Piece) -> Family {
    Family { name, piece }
}

/// Every kind.
pub const FAMILIES: &[Family] = &[
    family("one letter", Repeated("a")),
    family("one line of words", Repeated("och så vidare ")),
    family("one enormous word", Repeated("kommunfullmäktigeledamot")),
    family("one word of few letters", Drawn(&["a", "b", "s", "e", "n"])),
    family("combining marks", Opened("a", "\u{301}\u{336}")),
    family("marks on every letter", Repeated("a\u{308}\u{301}")),
    family("zero-width flood", Opened("i", "\u{200b}\u{200d}")),
    family("zero-width in words", Repeated("i\u{200b}d\u{200b}i\u{200b}o\u{200b}t ")),
    family("directions", Repeated("\u{202e}a\u{202c}")),
    family("digits", Repeated("0123456789")),
    family("groups of digits", Drawn(&["07", "0", "19", "12", "01", " ", "-", "4"])),
    family("phone numbers", Repeated("070-174 06 05, ")),
    family("personal numbers", Repeated("19800101-2384 ")),
    family("account numbers", Repeated("SE35 5000 0000 0549 1000 0003 8105-01 ")),
    family("stars", Repeated("*")),
    family("starred words", Repeated("k*n*l*")),
    family("brackets", Repeated("([{<")),
    family("quotes", Repeated("\"’”'")),
    family("links", Repeated("https://exempel.se/a?b=c ")),
    family("one long link", Opened("https://exempel.se/", "a/b?c=d&e[.]")),
    family("links in links", Repeated("https://a.exempel.se\">x<")),
    family("dots in letters", Repeated("exempel punkt se snedstreck ")),
    family("hosts of many labels", Repeated("a.b-c.")),
    family("mail addresses", Repeated("a@exempel.se,")),
    family("at signs", Repeated("a@")),
    family("mail in letters", Repeated("anna snabel-a exempel punkt ")),
    family("separators", Repeated("-_./\\|,;:")),
    family("letters set apart", Repeated("i d i o ")),
    family("letters with dots", Repeated("f.a.n.s.")),
    family("stretched letters", Repeated("iiidddiiiooo ")),
    family("leet", Repeated("1d10743 ")),
    family("look-alikes", Repeated("іdіоt ")),
    family("entities", Repeated("&auml;&#106;&amp")),
    family("ampersands", Repeated("&#")),
    family("wrong encoding", Repeated("Ã¤Ãâ€")),
    family("compatibility forms", Repeated("\u{fdfa}ﬁ㍿")),
    family("emoji", Repeated("👩‍👩‍👧🖕🏽🇸")),
    family("flags", Repeated("🇸🇪🇸")),
    family("capitals", Repeated("DU ÄR EN IDIOT ")),
    family("line feeds", Repeated("\n")),
    family("one word a line", Repeated("du\n")),
    family("white space at the end", Closed(" ", "x")),
    family("sentences of one word", Repeated("Du. ")),
    family(
        "no full stop",
        Drawn(&["du ", "är ", "en ", "inte ", "och ", "som ", "de ", "att ", "jag ", "vill "]),
    ),
    family("names", Repeated("Anna Exempelsson såg Bo Lindqvist, ")),
    family("names alone", Repeated("Anna Lindqvist ")),
    family("names a line", Repeated("/Anna Lindqvist\n")),
    family("addresses", Repeated("Storgatan 4 lgh 1102, 123 45 ")),
    family("number plates", Repeated("ABC 123 ")),
    family("coordinates", Repeated("59.3293, 18.0686 N ")),
    family("insults", Repeated("du är en idiot ")),
    family("insults without end", Repeated("idiot ")),
    family("nearly insults", Repeated("du är inte en idio ")),
    family(
        "nearly threats",
        Drawn(&["jag ", "ska ", "döda ", "inte ", "dig ", "tiden ", "de ", "alla ", "ni ", "slå "]),
    ),
    family(
        "groups of people",
        Drawn(&["alla ", "de där ", "invandrare ", "är ", "borde ", "ut ", "hem ", "åka ", "inte ", "dem "]),
    ),
    family("said and quoted", Repeated("han sa \"att de ")),
    family("questions", Repeated("vad? är? det? ")),
    family("mentions", Repeated("@anna ")),
    family("tags", Repeated("#kiruna#väg")),
    family("foreign words", Repeated("и так далее ")),
    family("foreign letters", Repeated("漢字")),
    family("Norse words", Repeated("hvad skal vi gjøre ")),
    family("compounds", Drawn(&["skit", "fan", "jävla", "bajs", "hus", "idiot", "s", "as"])),
    family("controls", Repeated("\u{0}\u{1b}[31m\u{7}")),
    family(
        "everything",
        Drawn(&[
            "a", " ", "*", ".", "0", "7", "å", "\u{301}", "\u{200b}", "@", "https://", ".se", "du", "är",
            "idiot", "&", "Ã", "\n", "!", "🖕", "Anna", "-", "(", "\"", "ö", "i",
        ]),
    ),
];

impl Family {
    /// About so many bytes of it, never more.
    pub fn text(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 64);
        let mut random = Random::new(7);
        let (piece, end) = match &self.piece {
            Opened(start, piece) => {
                text.push_str(start);
                (Some(*piece), "")
            }
            Repeated(piece) => (Some(*piece), ""),
            Closed(piece, end) => (Some(*piece), *end),
            Drawn(_) => (None, ""),
        };
        loop {
            let next = match &self.piece {
                Drawn(pieces) => random.pick(pieces).copied().unwrap_or(" "),
                _ => piece.unwrap_or(" "),
            };
            if text.len() + next.len() + end.len() > bytes {
                break;
            }
            text.push_str(next);
        }
        text.push_str(end);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_long_as_they_are_asked_for() {
        for family in FAMILIES {
            let text = family.text(10_000);
            assert!((9_900..=10_000).contains(&text.len()), "{}: {}", family.name, text.len());
        }
        assert!(FAMILIES.len() >= 25);
    }
}
