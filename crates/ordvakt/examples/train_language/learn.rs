//! Softmax regression on hashed pieces of words, one snippet a step.
#![expect(clippy::cast_precision_loss, reason = "numbers of steps need no more digits")]

use crate::augment::snippet;
use crate::classes::CODES;
use crate::corpus::Corpus;
use crate::features::{CLASSES, Kind, Letters, ROW_BITS};
use crate::random::Random;

/// Snippets shown.
pub(crate) const STEPS: u64 = 16_000_000;
/// First length of a step.
const RATE: f32 = 0.25;
/// What every step takes from the weights it touches.
const DECAY: f32 = 2e-5;
/// Pieces left out, in thousandths: no single one may carry a word.
const DROPPED: usize = 100;
const DROPPED_WORDS: usize = 300;

/// Weights of one row.
pub(crate) type Row = [f32; CLASSES];

/// How often a class is shown, next to the others.
fn share(class: usize) -> usize {
    match CODES[class] {
        "sv" => 24,
        "en" => 12,
        "da" | "nb" | "nn" => 8,
        "mis" => 5,
        "rom" | "ar-Latn" => 2,
        _ => 4,
    }
}

/// `e` to the power of `x`, from multiplications and additions alone: the same on every machine.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let whole = (x * std::f32::consts::LOG2_E).round();
    let rest = x - whole * std::f32::consts::LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    // Between -116 and 116, so the exponent stays one.
    series * f32::from_bits((whole as i32 + 127).cast_unsigned() << 23)
}

/// Learns the weights; the same seed and corpus give the same ones.
pub(crate) fn learn(corpus: &Corpus, seed: u64, steps: u64) -> Vec<Row> {
    let mut random = Random::new(seed);
    let mut weights: Vec<Row> = vec![[0.0; CLASSES]; 1 << ROW_BITS];
    let mut slopes: Vec<f32> = vec![1e-4; 1 << ROW_BITS];
    let wheel: Vec<usize> = (0..CLASSES)
        .filter(|class| !corpus.texts[*class].is_empty())
        .flat_map(|class| std::iter::repeat_n(class, share(class)))
        .collect();
    let mut rows: Vec<usize> = Vec::new();
    for step in 0..steps {
        let class = wheel[random.below(wheel.len())];
        let texts = &corpus.texts[class];
        let text = &texts[random.below(texts.len())];
        rows.clear();
        for word in snippet(text, class, &mut random) {
            Letters::of(&word).rows(|row, kind| {
                let dropped = if kind == Kind::Whole { DROPPED_WORDS } else { DROPPED };
                if !random.per_mille(dropped) {
                    rows.push(row);
                }
            });
        }
        let mut sums = [0.0f32; CLASSES];
        for row in &rows {
            for (sum, weight) in sums.iter_mut().zip(&weights[*row]) {
                *sum += weight;
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let mut slope = sums.map(|sum| exp(sum - most));
        let total: f32 = slope.iter().sum();
        for value in &mut slope {
            *value /= total;
        }
        slope[class] -= 1.0;
        let square = slope.iter().map(|value| value * value).sum::<f32>();
        let rate = RATE * (1.0 - 0.95 * (step as f32 / steps as f32));
        for row in &rows {
            slopes[*row] += square;
            let by = rate / slopes[*row].sqrt();
            for (weight, value) in weights[*row].iter_mut().zip(&slope) {
                *weight -= by * (value + DECAY * *weight);
            }
        }
    }
    weights
}

/// The model file: magic, scale, and every weight in eight bits.
pub(crate) fn quantise(weights: &[Row]) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // The few largest weights are cut, so that the many others keep their differences.
    let largest = sizes.get(sizes.len() - sizes.len() / 5000 - 1).copied().unwrap_or(1.0).max(1e-3);
    let scale = 127.0 / largest;
    let mut model = b"OVLANG01".to_vec();
    model.extend(scale.to_le_bytes());
    model.extend([0; 4]);
    model.extend(
        weights
            .iter()
            .flatten()
            .map(|weight| ((weight * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()),
    );
    model
}
