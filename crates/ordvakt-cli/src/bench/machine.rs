//! On what it was measured: figures of another machine say nothing about this one.

use std::thread;

use serde::Serialize;

/// The machine, as far as it tells.
#[derive(Debug, Serialize)]
pub(super) struct Machine {
    /// Its processor, where the system names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) processor: Option<String>,
    pub(super) cores: usize,
    pub(super) architecture: &'static str,
    pub(super) system: &'static str,
}

impl Machine {
    pub(super) fn this() -> Self {
        Self {
            processor: processor(),
            cores: thread::available_parallelism().map_or(1, Into::into),
            architecture: std::env::consts::ARCH,
            system: std::env::consts::OS,
        }
    }
}

/// Linux tells the processor's name; nothing is asked of other systems.
fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
