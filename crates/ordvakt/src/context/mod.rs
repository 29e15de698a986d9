//! What stands around a candidate: contexts that silence it, and whom it is aimed at.

mod quotation;
mod surroundings;
mod target;

use ordvakt_rules::{Context, Contexts, WordBits};

use crate::view::{Spot, View};

pub(crate) use target::targets_of;

/// Which of the wanted contexts hold around a spot. Only the wanted ones are looked at.
pub(crate) fn contexts_of(view: &View<'_>, spot: Spot, wanted: Contexts) -> Contexts {
    wanted
        .iter()
        .filter(|context| needed(*context).is_none_or(|words| view.finds.any_bits.has(words)))
        .filter(|context| match context {
            Context::Negated => surroundings::negated(view, spot),
            Context::Quoted => quotation::quoted(view, spot),
            Context::Reported => surroundings::reported(view, spot),
            Context::Condemned => surroundings::condemned(view, spot),
            Context::Question => surroundings::question(view, spot),
            Context::Conditional => surroundings::conditional(view, spot),
            Context::Wish => surroundings::wish(view, spot),
            Context::Past => surroundings::past(view, spot),
            Context::Own => target::is_own(view, spot),
            Context::Hypothetical => surroundings::hypothetical(view, spot),
            // Words of an idiom are masked before anything matches.
            _ => false,
        })
        .collect()
}

/// The words of which a context needs one, if it needs any.
fn needed(context: Context) -> Option<WordBits> {
    match context {
        Context::Negated => Some(WordBits::NEGATION),
        Context::Reported => Some(WordBits::REPORTING),
        Context::Condemned => Some(WordBits::CONDEMNATION),
        Context::Conditional => Some(WordBits::CONDITIONAL),
        Context::Wish | Context::Hypothetical => Some(WordBits::WISH),
        Context::Past => Some(WordBits::PAST_TIME),
        _ => None,
    }
}
