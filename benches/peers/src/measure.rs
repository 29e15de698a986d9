//! Rows of the table and how they are timed: in the thread's own time, which leaves out what other programs take.

use std::hint::black_box;

use cpu_time::ThreadTime;

/// Whether a comment, given with its number, is flagged.
type Flags<'a> = Box<dyn FnMut(usize, &str) -> bool + 'a>;

/// One way of looking at comments.
pub struct Row<'a> {
    pub name: &'static str,
    /// It sees one of so many comments: the slow ones would hold the others up.
    every: usize,
    flags: Flags<'a>,
}

/// What a row cost.
#[derive(Clone, Debug)]
pub struct Cost {
    pub name: String,
    /// Seconds of its quickest round.
    pub seconds: f64,
    /// Bytes of the comments it saw.
    pub bytes: usize,
    /// How many it saw.
    pub comments: usize,
    /// How many it flagged.
    pub flagged: usize,
}

impl Cost {
    /// Seconds a byte.
    pub fn per_byte(&self) -> f64 {
        self.seconds / self.bytes.max(1) as f64
    }
}

impl<'a> Row<'a> {
    pub fn new(name: &'static str, every: usize, flags: impl FnMut(usize, &str) -> bool + 'a) -> Self {
        Self { name, every, flags: Box::new(flags) }
    }

    /// One round over the comments it sees.
    fn round(&mut self, comments: &[String]) -> Cost {
        let name = self.name.to_owned();
        let mut cost = Cost { name, seconds: 0.0, bytes: 0, comments: 0, flagged: 0 };
        let start = ThreadTime::now();
        for (index, comment) in comments.iter().enumerate().step_by(self.every) {
            cost.flagged += usize::from(black_box((self.flags)(index, comment)));
            cost.bytes += comment.len();
            cost.comments += 1;
        }
        cost.seconds = start.elapsed().as_secs_f64();
        cost
    }
}

/// Times every row, in turn, so that whatever else the machine does falls on all of them; the best of each counts.
pub fn measure(rows: &mut [Row<'_>], comments: &[String], rounds: usize) -> Vec<Cost> {
    let mut best: Vec<Cost> = Vec::new();
    for round in 0..rounds {
        for (index, row) in rows.iter_mut().enumerate() {
            let cost = row.round(comments);
            match best.get_mut(index) {
                Some(known) if known.seconds > cost.seconds => *known = cost,
                Some(_) => {}
                None => best.push(cost),
            }
        }
        eprintln!("round {} of {rounds}", round + 1);
    }
    best
}
