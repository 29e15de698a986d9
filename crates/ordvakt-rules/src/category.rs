//! The nineteen categories of prohibited content and the three signals.

macro_rules! ids {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$doc:meta])* $variant:ident => $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $id)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable id, as it stands in files and verdicts.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownId;

            fn from_str(id: &str) -> Result<Self, $crate::UnknownId> {
                Self::ALL.iter().copied().find(|value| value.as_str() == id)
                    .ok_or_else(|| $crate::UnknownId { what: $what, id: id.to_owned() })
            }
        }
    };
}
pub(crate) use ids;

/// An id that names nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{id}`")]
pub struct UnknownId {
    pub(crate) what: &'static str,
    pub(crate) id: String,
}

ids! {
    /// What a municipality's rules may forbid in a comment.
    Category, "category" {
        /// Contempt for or threats against a protected group.
        HetsMotFolkgrupp => "hets_mot_folkgrupp",
        /// Demeaning, stereotyping or sexualising because of sex.
        Sexism => "sexism",
        /// Bullying, stalking or pressing a person.
        Trakasserier => "trakasserier",
        /// Defamation, gossip and insinuation about an identifiable person.
        Fortal => "fortal",
        /// Insults and invective aimed at a person.
        Personangrepp => "personangrepp",
        /// Threats of violence or another crime.
        Hot => "hot",
        /// Urging to crime, or criminal trade.
        UppmaningTillBrott => "uppmaning_till_brott",
        /// Intrusive depiction of gross violence.
        Valdsskildring => "valdsskildring",
        /// Sexually explicit text, offers and solicitation among adults.
        Pornografi => "pornografi",
        /// Sexualisation of children; offers of or requests for such material.
        Barnpornografi => "barnpornografi",
        /// Spreading protected works without leave.
        Upphovsratt => "upphovsratt",
        /// Commercial messages, spam and scams.
        Reklam => "reklam",
        /// Sensitive data about a private person.
        Sekretess => "sekretess",
        /// Data that point out a private person.
        Personuppgifter => "personuppgifter",
        /// Party-political campaigning.
        Partipolitik => "partipolitik",
        /// Swearing, obscene and uncouth words.
        Svordomar => "svordomar",
        /// Mainly in a language the policy does not allow.
        AnnatSprak => "annat_sprak",
        /// Links to pages that hold any of the above, and traps.
        SkadligaLankar => "skadliga_lankar",
        /// Not about the subject of the post.
        UtanforAmnet => "utanfor_amnet",
    }
}

ids! {
    /// What a comment needs, though it breaks no rule.
    Signal, "signal" {
        /// A question the municipality should answer.
        Fraga => "fraga",
        /// Somebody's individual case, which belongs in another channel.
        EnskiltArende => "enskilt_arende",
        /// Suicide or self-harm, a child at risk, acute danger, a threat to staff.
        Akut => "akut",
    }
}

impl Category {
    /// The bit of this category in a set.
    pub const fn bit(self) -> u32 {
        1 << self as u8
    }
}
