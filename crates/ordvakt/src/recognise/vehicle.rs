//! Number plates (`fordon`).

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Gap};

use super::view::View;
use super::{Kind, Recognised};

/// Letter combinations that are words and never issued, and abbreviations that numbers follow.
const NEVER: &[&str] = &[
    "apa", "arg", "ass", "baj", "dum", "ett", "fag", "fan", "feg", "fel", "fem", "fes", "fet", "fuc", "fuk",
    "ful", "gam", "gay", "gud", "hat", "hbt", "hor", "hot", "kgb", "kkk", "kuk", "kyk", "lam", "lat", "lem",
    "lsd", "lus", "mad", "mao", "men", "mes", "mus", "nyp", "ond", "orm", "paj", "pub", "rap", "ras", "rom",
    "rus", "seg", "sex", "sju", "spy", "sug", "sup", "sur", "toa", "tok", "tre", "typ", "ufo", "usa", "wam",
    "war", "www", "xxl", "zoo", "rum", "eko", "kpi", "rtx", "gtx", "led", "bmw", "ral", "mat", "dnr", "fax",
    "tel", "sek", "usd", "eur", "gps", "hdr", "ram", "ssd", "usb", "pcb", "ppm", "rpm", "kwh", "mhz", "ghz",
    "sms", "mms", "pdf", "png", "jpg", "abs", "cpr", "dna", "rna", "emu", "bbb", "aaa", "nya", "gul", "den",
    "det", "dom", "tog", "tar", "kan", "har", "var", "hus", "mer", "max", "lag", "bas", "kap", "art", "bok",
    "and", "the", "for", "fas", "ben", "est", "obs", "kod", "nato",
];
/// Combinations that are never issued but that no word or measure is either: plates only where a vehicle is near.
const UNISSUED: &[&str] = &[
    "bss", "cuc", "cuk", "eta", "fnl", "gej", "gey", "ghb", "gyn", "hkh", "kuc", "kuf", "kug", "loj", "mlb",
    "naz", "nrp", "nsf", "ooo", "pkk", "plo", "pms", "rps", "sos", "tbc", "xtc", "xtz", "xxx", "zex", "zog",
    "zpy", "zug", "zup",
];

/// Finds a plate that begins or ends at a token with digits.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index);
    if !word.is_ascii() {
        return;
    }
    let (first, letters, rest) = if view.class(index).has(Class::MIXED) && word.len() == 6 {
        (index, &word[..3], &word[3..])
    } else if word.len() == 3
        && index > 0
        && matches!(view.slice(view.end(index - 1), view.start(index)), " " | "-")
    {
        (index - 1, view.word(index - 1), word)
    } else {
        return;
    };
    if !is_plate(letters.as_bytes(), rest.as_bytes()) || NEVER.contains(&letters) {
        return;
    }
    let start = view.start(first);
    let end = view.end(index) as usize;
    if matches!(view.byte_before(start), b'-' | b'/' | b'_' | b'.' | b'#')
        || matches!(view.byte(end), b'-' | b'/' | b':' | b'_') && view.byte(end + 1).is_ascii_alphanumeric()
    {
        return;
    }
    let upper = view.class(first).has(Class::UPPER_ALL);
    let joined = first == index;
    if first < index
        && view.bits(first).has(WordBits::COMMON_SV.or(WordBits::COMMON_EN).or(WordBits::KEY_VEHICLE))
    {
        return;
    }
    // Without capitals a space makes it two words.
    let context = is_about_vehicles(view, first, index + 1);
    let counted =
        view.before(first, 30).take(2).any(|other| view.bits(other).has(WordBits::KEY_NOT_PERSONAL));
    let confidence = match (context, upper, joined) {
        (true, ..) => 0.95,
        (false, true, true) if !counted && !UNISSUED.contains(&letters) => 0.7,
        _ => return,
    };
    found.push(view.found(Kind::Vehicle, first, index + 1, confidence));
}

fn is_plate(letters: &[u8], rest: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_lowercase() && !matches!(byte, b'i' | b'q' | b'v');
    let [one, two, last] = rest else { return false };
    letters.len() == 3
        && letters.iter().all(letter)
        && one.is_ascii_digit()
        && two.is_ascii_digit()
        && (last.is_ascii_digit() || letter(last) && *last != b'o')
        && rest != b"000"
}

/// Whether vehicles, plates or drivers are near, or a look-up is asked for.
fn is_about_vehicles(view: &View, first: u32, last: u32) -> bool {
    let asked = |index: u32| {
        matches!(view.word(index), "kolla" | "slå" | "sök" | "kollar" | "googla")
            && view.word(index + 1) == "upp"
    };
    view.before(first, 50)
        .any(|index| view.bits(index).has(WordBits::KEY_VEHICLE) || asked(index) || is_vehicle(view, index))
        || view.after(last, view.end(last - 1), 45).any(|index| {
            !view.gap(index).has(Gap::ELLIPSIS)
                && (view.bits(index).has(WordBits::KEY_VEHICLE) || is_vehicle(view, index))
        })
}

/// Compounds of vehicles: `sopbilen`, `epatraktorn`, `regskylten`.
fn is_vehicle(view: &View, index: u32) -> bool {
    const PARTS: &[&str] = &[
        "bil", "bilen", "bilar", "traktor", "skotern", "skoter", "traktorn", "moped", "skylt", "skylten",
        "parkerad", "parkerat", "parkerar", "släpet",
    ];
    let word = view.word(index);
    word.len() > 5 && view.class(index).has(Class::WORD) && PARTS.iter().any(|part| word.ends_with(part))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn plates_with_vehicles_near() {
        for text in [
            "Bilen med reg KLM23B står där",
            "RST789 kör för fort",
            "Röd Volvo, DEF 456, smet",
            "regnr klm234",
        ] {
            assert_eq!(spans(text, Kind::Vehicle).len(), 1, "{text}");
        }
    }

    #[test]
    fn other_codes_are_no_plates() {
        for text in [
            "Köpte en BMW 320 igår",
            "COVID19 är över",
            "ISO9001",
            "tre 100 lappar och en bil",
            "ABC000 parkerad",
            "APA123 bil",
            "bilen kan 150",
            "ABC12O parkerad",
            "Kursen MAT 101",
            "AIB123 kör",
        ] {
            assert!(spans(text, Kind::Vehicle).is_empty(), "{text}");
        }
    }
}
