//! Buffers reused from comment to comment.

/// Buffers for screening; one per thread, kept between calls.
#[derive(Debug, Default)]
pub struct Scratch {}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Self {
        Self::default()
    }
}
