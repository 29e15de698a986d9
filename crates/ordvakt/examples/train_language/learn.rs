//! Softmax regression on hashed pieces of words, one snippet a step.
#![expect(clippy::cast_precision_loss, reason = "numbers of steps need no more digits")]

use crate::augment::snippet;
use crate::classes::CODES;
use crate::corpus::Corpus;
use crate::features::{CLASSES, GLANCE_BITS, GLANCE_CLASSES, GLANCE_SCALE, Kind, Letters, ROW_BITS};
use crate::form::{DIGEST, HEADER, MAGIC, SCALE, VERSION};
use crate::random::Random;
use sha2::{Digest, Sha256};

/// Snippets shown.
pub(crate) const STEPS: u64 = 16_000_000;
/// The small table has far fewer weights and needs fewer.
const GLANCE_STEPS: u64 = 4;
/// First length of a step.
const RATE: f32 = 0.25;
/// What every step takes from the weights it touches.
const DECAY: f32 = 1e-5;
/// Pieces left out, in thousandths: no single one may carry a word.
const DROPPED: usize = 100;
const DROPPED_WORDS: usize = 300;

/// Weights of one row.
pub(crate) type Row = [f32; CLASSES];

/// How often a class is shown, next to the others.
fn share(class: usize) -> usize {
    match CODES[class] {
        "sv" => 28,
        "en" => 12,
        // They share most words with Swedish, and there is little text in them.
        "da" | "nb" | "nn" => 16,
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

/// Softmax regression over rows of `N` weights.
struct Learner<const N: usize> {
    weights: Vec<[f32; N]>,
    slopes: Vec<f32>,
}

impl<const N: usize> Learner<N> {
    fn new(bits: u32) -> Self {
        Self { weights: vec![[0.0; N]; 1 << bits], slopes: vec![1e-4; 1 << bits] }
    }

    /// Moves the weights of some rows towards a class; `done` is the part of all steps that lies behind, 0 to 1.
    fn step(&mut self, rows: &[usize], class: usize, done: f32) {
        let mut sums = [0.0f32; N];
        for row in rows {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*row]) {
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
        let rate = RATE * (1.0 - 0.95 * done);
        for row in rows {
            self.slopes[*row] += square;
            let by = rate / self.slopes[*row].sqrt();
            for (weight, value) in self.weights[*row].iter_mut().zip(&slope) {
                *weight -= by * (value + DECAY * *weight);
            }
        }
    }
}

/// Every class as often as it has shares.
fn wheel(corpus: &Corpus, share: impl Fn(usize) -> usize) -> Vec<usize> {
    (0..CLASSES)
        .filter(|class| !corpus.texts[*class].is_empty())
        .flat_map(|class| std::iter::repeat_n(class, share(class)))
        .collect()
}

/// Shows snippets of the classes on the wheel, so many as there are steps, and learns from each. `rows_of` gives the rows of a
/// word to its second argument, and `learned` the class of the learner that a class of the corpus trains.
fn train<const N: usize>(
    corpus: &Corpus,
    (seed, steps): (u64, u64),
    bits: u32,
    wheel: &[usize],
    learned: impl Fn(usize) -> usize,
    rows_of: impl Fn(&Letters, &mut dyn FnMut(usize, Kind)),
) -> Vec<[f32; N]> {
    let mut random = Random::new(seed);
    let mut learner: Learner<N> = Learner::new(bits);
    let mut rows: Vec<usize> = Vec::new();
    for step in 0..steps {
        let class = wheel[random.below(wheel.len())];
        let texts = &corpus.texts[class];
        let text = &texts[random.below(texts.len())];
        rows.clear();
        for word in snippet(text, class, &mut random) {
            rows_of(&Letters::of(&word), &mut |row, kind| {
                let dropped = if kind == Kind::Whole { DROPPED_WORDS } else { DROPPED };
                if !random.per_mille(dropped) {
                    rows.push(row);
                }
            });
        }
        learner.step(&rows, learned(class), step as f32 / steps as f32);
    }
    learner.weights
}

/// Learns the weights; the same seed and corpus give the same ones.
pub(crate) fn learn(corpus: &Corpus, seed: u64, steps: u64) -> Vec<Row> {
    let wheel = wheel(corpus, share);
    train(corpus, (seed, steps), ROW_BITS, &wheel, |class| class, |letters, with| letters.rows(with))
}

/// Learns the small table: Swedish, English, anything else.
pub(crate) fn learn_glance(corpus: &Corpus, seed: u64, steps: u64) -> Vec<[f32; GLANCE_CLASSES + 1]> {
    let wheel = wheel(corpus, |class| match CODES[class] {
        "sv" => 80,
        "en" => 40,
        _ => share(class),
    });
    let learned = |class: usize| class.min(GLANCE_CLASSES);
    train(corpus, (seed, steps / GLANCE_STEPS), GLANCE_BITS, &wheel, learned, |letters, with| {
        letters.glance_rows(|row| with(row, Kind::Part));
    })
}

/// A weight in eight bits.
fn byte(weight: f32) -> u8 {
    (weight.round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

/// The model file: the header, every weight in eight bits, the small table.
pub(crate) fn quantise(weights: &[Row], glance: &[[f32; GLANCE_CLASSES + 1]]) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // The few largest weights are cut, so that the many others keep their differences.
    let largest = sizes.get(sizes.len() - sizes.len() / 5000 - 1).copied().unwrap_or(1.0).max(1e-3);
    let scale = 127.0 / largest;
    let mut model = vec![0; HEADER];
    model.extend(weights.iter().flatten().map(|weight| byte(weight * scale)));
    for [classes @ .., rest] in glance {
        model.extend(classes.map(|weight| byte((weight - rest) * f32::from(GLANCE_SCALE))));
    }
    let digest = Sha256::new().chain_update(scale.to_le_bytes()).chain_update(&model[HEADER..]).finalize();
    model[..SCALE.start].copy_from_slice(&[&MAGIC[..], VERSION].concat());
    model[SCALE].copy_from_slice(&scale.to_le_bytes());
    model[DIGEST].copy_from_slice(&digest);
    model
}
