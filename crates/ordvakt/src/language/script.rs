//! Languages told by their script and a few letters that only they write.

use ordvakt_text::is_east_asian_letter;

/// Scripts other than Latin, as far as comments come in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Arabic,
    Armenian,
    Bengali,
    Cyrillic,
    Ethiopic,
    Georgian,
    Greek,
    Gurmukhi,
    Han,
    Hangul,
    Hebrew,
    Hindi,
    Kana,
    Khmer,
    Lao,
    Myanmar,
    Sinhala,
    Syriac,
    Tamil,
    Thai,
    Unknown,
}

const SCRIPTS: usize = Script::Unknown as usize + 1;

fn script_of(c: char) -> Script {
    match u32::from(c) {
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F => Script::Cyrillic,
        0x530..=0x58F => Script::Armenian,
        0x590..=0x5FF => Script::Hebrew,
        0x600..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Script::Arabic,
        0x700..=0x74F => Script::Syriac,
        0x900..=0x97F => Script::Hindi,
        0x980..=0x9FF => Script::Bengali,
        0xA00..=0xA7F => Script::Gurmukhi,
        0xB80..=0xBFF => Script::Tamil,
        0xD80..=0xDFF => Script::Sinhala,
        0xE00..=0xE7F => Script::Thai,
        0xE80..=0xEFF => Script::Lao,
        0x1000..=0x109F => Script::Myanmar,
        0x10A0..=0x10FF => Script::Georgian,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Script::Hangul,
        0x1200..=0x139F => Script::Ethiopic,
        0x1780..=0x17FF => Script::Khmer,
        0x3040..=0x30FF => Script::Kana,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => Script::Han,
        _ => Script::Unknown,
    }
}

/// Whether a character is a letter; the standard library looks up even the most frequent ones in a table of runs.
fn is_alphabetic(c: char) -> bool {
    matches!(c, 'Ѐ'..='ҁ' | 'ؠ'..='ٗ' | 'ٮ'..='ۓ') || is_east_asian_letter(c) || c.is_alphabetic()
}

/// The letters of a comment outside Latin.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    counts: [u32; SCRIPTS],
    /// Letters that tell a language apart from others in its script; see [`tell`].
    told: Told,
}

/// Counts of telling letters.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    pashto: u32,
    sorani: u32,
    urdu: u32,
    persian: u32,
    ukrainian: u32,
    belarusian: u32,
    macedonian: u32,
    serbian: u32,
    russian: u32,
    kazakh: u32,
    hard_sign: u32,
    yiddish: u32,
    tigrinya: u32,
}

impl Told {
    fn see(&mut self, c: char) {
        match c {
            'ټ' | 'ډ' | 'ړ' | 'ږ' | 'ښ' | 'ڼ' | 'ې' | 'ۍ' | 'ځ' | 'څ' => self.pashto += 1,
            'ڕ' | 'ڵ' | 'ۆ' | 'ێ' | 'ە' | 'ڤ' => self.sorani += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => self.urdu += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            'і' | 'ї' | 'є' | 'ґ' => self.ukrainian += 1,
            'ў' => self.belarusian += 1,
            'ѓ' | 'ќ' | 'ѕ' => self.macedonian += 1,
            'ђ' | 'ћ' => self.serbian += 1,
            'ј' | 'љ' | 'њ' | 'џ' => {
                self.serbian += 1;
                self.macedonian += 1;
            }
            'ы' | 'э' | 'ё' => self.russian += 1,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' => self.kazakh += 1,
            'ъ' => self.hard_sign += 1,
            'װ' | 'ױ' | 'ײ' | '\u{5B7}' | '\u{5B8}' | '\u{5BC}' | '\u{5BF}' => self.yiddish += 1,
            'ቐ'..='ቝ' | 'ኸ'..='ዅ' => self.tigrinya += 1,
            _ => {}
        }
    }
}

/// Amharic verbs close in ways that Tigrinya ones do not; the letters alone are shared.
const AMHARIC: &[&str] =
    &["ነው", "ናቸው", "አለ", "እና", "ላይ", "ውስጥ", "ወደ", "የሚ", "ይከፈታል", "ችሁ", "ዋል", "ታል", "ናል", "ኛል"];
/// Words that Tigrinya has and Amharic has not.
const TIGRINYA: &[&str] = &["እዩ", "እያ", "ኣብ", "ናይ", "እቲ", "እታ", "ካብ", "ምስ", "ከም", "ኣሎ", "እዚ", "ዘይ", "ኹ"];
/// Yiddish writes its vowels; Hebrew hardly ever has these words and endings.
const YIDDISH: &[&str] = &[
    "דער", "דאס", "דאָס", "איז", "און", "פון", "פֿון", "ניט", "נישט", "מיט", "איך", "צו", "וואס", "האט", "מיר",
    "זיך",
];
/// Words of Macedonian that Bulgarian writes otherwise, where no telling letter stands.
const BULGARIAN: &[&str] = &["щ", "ъ", "ят "];

impl Letters {
    /// Reads a folded word.
    pub(crate) fn read(&mut self, word: &str) {
        for c in word.chars().filter(|c| !c.is_ascii()) {
            let script = script_of(c);
            // Marks belong to the letters that carry them.
            if is_alphabetic(c) {
                self.counts[script as usize] += u32::from(script != Script::Unknown);
            }
            self.told.see(c);
        }
    }

    /// How many letters there are.
    pub(crate) fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    fn count(&self, script: Script) -> u32 {
        self.counts[script as usize]
    }

    /// The code of the language, by the script that most letters belong to.
    pub(crate) fn language(&self, text: &str) -> &'static str {
        // Japanese mixes scripts: a few syllables among Chinese characters tell it.
        if self.count(Script::Kana) > 0
            && self.count(Script::Kana) + self.count(Script::Han) >= self.total() / 2
        {
            return "ja";
        }
        let most = self.counts.iter().copied().max().unwrap_or(0);
        let is = |script: Script| self.count(script) == most;
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if is(Script::Arabic) {
            self.arabic()
        } else if is(Script::Cyrillic) {
            self.cyrillic(has(BULGARIAN))
        } else if is(Script::Hebrew) {
            if self.told.yiddish > 0 || words_of(text).any(|word| YIDDISH.contains(&word)) {
                "yi"
            } else {
                "he"
            }
        } else if is(Script::Ethiopic) {
            if self.told.tigrinya > 0 || (has(TIGRINYA) && !has(AMHARIC)) { "ti" } else { "am" }
        } else {
            const ALONE: &[(Script, &str)] = &[
                (Script::Han, "zh"),
                (Script::Thai, "th"),
                (Script::Greek, "el"),
                (Script::Hangul, "ko"),
                (Script::Hindi, "hi"),
                (Script::Armenian, "hy"),
                (Script::Georgian, "ka"),
                (Script::Bengali, "bn"),
                (Script::Gurmukhi, "pa"),
                (Script::Tamil, "ta"),
                (Script::Sinhala, "si"),
                (Script::Khmer, "km"),
                (Script::Lao, "lo"),
                (Script::Myanmar, "my"),
                (Script::Syriac, "syr"),
            ];
            ALONE.iter().find(|(script, _)| is(*script)).map_or("mis", |(_, code)| code)
        }
    }

    fn arabic(&self) -> &'static str {
        let Told { pashto, sorani, urdu, persian, .. } = self.told;
        if pashto > 0 && pashto >= sorani {
            "ps"
        } else if sorani > 0 && sorani >= urdu {
            "ckb"
        } else if urdu > 0 {
            "ur"
        } else if persian > 0 {
            "fa"
        } else {
            "ar"
        }
    }

    fn cyrillic(&self, bulgarian: bool) -> &'static str {
        let Told { ukrainian, belarusian, macedonian, serbian, russian, kazakh, .. } = self.told;
        if kazakh > 0 {
            "kk"
        } else if belarusian > 0 {
            "be"
        } else if ukrainian > 0 {
            "uk"
        } else if serbian > 0 || macedonian > 0 {
            // The letters they share count for both, the ones of their own decide.
            if macedonian > serbian { "mk" } else { "sr" }
        } else if russian == 0 && bulgarian {
            "bg"
        } else {
            "ru"
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && !('\u{590}'..='\u{5FF}').contains(&c))
}

#[cfg(test)]
mod tests {
    #[test]
    fn frequent_letters_are_letters() {
        for c in '\u{80}'..=char::MAX {
            assert_eq!(super::is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
