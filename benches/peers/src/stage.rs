//! Ordvakt's own language stage, from its sources: it is no public interface.

#[path = "../../../crates/ordvakt/src/language/ballot.rs"]
mod ballot;
#[path = "../../../crates/ordvakt/src/language/classes.rs"]
mod classes;
#[path = "../../../crates/ordvakt/src/language/features.rs"]
mod features;
#[path = "../../../crates/ordvakt/src/language/form.rs"]
mod form;
#[path = "../../../crates/ordvakt/src/language/glance.rs"]
mod glance;
#[path = "../../../crates/ordvakt/src/language/judge.rs"]
pub(crate) mod judge;
#[path = "../../../crates/ordvakt/src/language/kin.rs"]
mod kin;
#[path = "../../../crates/ordvakt/src/language/known.rs"]
mod known;
#[path = "../../../crates/ordvakt/src/language/model.rs"]
pub(crate) mod model;
#[path = "../../../crates/ordvakt/src/language/script.rs"]
mod script;
