//! The trained model as a whole: the built-in one, or one from a file.

use std::sync::Arc;

use ordvakt_rules::Diagnostics;
use sha2::{Digest, Sha256};

use super::form::{DIGEST, HEADER, MAGIC, SCALE, VERSION};
use super::model::{LENGTH, Model};

/// Scales between these are a trainer's; with others the sums of points say nothing.
const SCALES: std::ops::RangeInclusive<f32> = 0.5..=1000.0;
/// What to do about a file that is not as the trainer wrote it.
const COPY_AGAIN: &str = "copy the file again, or train the model again with `train_language`";

/// A model that tells languages apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trained {
    /// `None` for the built-in one.
    loaded: Option<Arc<[u8]>>,
}

impl Trained {
    /// Checks the bytes of a model file; `file` is how diagnostics call it.
    pub(crate) fn from_bytes(file: &str, bytes: Arc<[u8]>) -> Result<Self, Diagnostics> {
        let mut wrong = Diagnostics::new();
        if let Some((message, hint)) = defect(&bytes) {
            wrong.add(file, 0, 0, message, Some(hint));
        }
        wrong.into_result(Self { loaded: Some(bytes) })
    }

    fn bytes(&self) -> &[u8] {
        self.loaded.as_deref().unwrap_or(ordvakt_wordlists::LANGUAGE)
    }

    /// The weights.
    pub(crate) fn model(&self) -> Option<Model<'_>> {
        Model::read(self.bytes())
    }

    /// SHA-256 of the weights, as their file has it.
    pub(crate) fn digest(&self) -> &[u8] {
        self.bytes().get(DIGEST).unwrap_or_default()
    }
}

/// What is wrong with the bytes of a model file, and what would mend it.
pub(crate) fn defect(bytes: &[u8]) -> Option<(String, &'static str)> {
    if !bytes.starts_with(MAGIC) {
        let message = "this is no language model: it does not begin with `OVLANG`".to_owned();
        return Some((message, "give the file `model.bin` that the trainer `train_language` wrote"));
    }
    let version = bytes.get(MAGIC.len()..SCALE.start).unwrap_or_default();
    if version != VERSION {
        let (found, known) = (String::from_utf8_lossy(version), String::from_utf8_lossy(VERSION));
        let message =
            format!("the language model has the form `{found}`; this version of Ordvakt reads `{known}`");
        return Some((message, "train the model again with this version's `train_language`"));
    }
    if bytes.len() != LENGTH {
        let message = format!("the language model has {} bytes instead of {LENGTH}", bytes.len());
        return Some((message, COPY_AGAIN));
    }
    let (scale, weights) = (bytes.get(SCALE).unwrap_or_default(), bytes.get(HEADER..).unwrap_or_default());
    let digest = Sha256::new().chain_update(scale).chain_update(weights).finalize();
    if bytes.get(DIGEST) != Some(digest.as_slice()) {
        let message = "the language model is damaged: its digest was made from other weights".to_owned();
        return Some((message, COPY_AGAIN));
    }
    let scale = scale.first_chunk::<4>().map_or(0.0, |scale| f32::from_le_bytes(*scale));
    if !SCALES.contains(&scale) {
        let message = format!("the language model has the scale {scale}, which is not between 0.5 and 1000");
        return Some((message, "train the model again with `train_language`"));
    }
    None
}
