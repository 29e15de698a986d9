//! One item a line: text, and JSON Lines.

use super::{Fault, Item, Scan};

/// Finds lines; blank ones are counted, not given.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Lines ended so far.
    ended: u64,
    /// Bytes of the unfinished line already looked at.
    seen: usize,
}

impl Scan for Lines {
    fn scan(&mut self, bytes: &[u8], last: bool, items: &mut Vec<Item>) -> Result<usize, Fault> {
        let mut start = 0;
        let mut from = self.seen;
        while let Some(length) = bytes[from..].iter().position(|&byte| byte == b'\n') {
            self.push(bytes, start, from + length, items);
            start = from + length + 1;
            from = start;
        }
        if last && start < bytes.len() {
            self.push(bytes, start, bytes.len(), items);
            start = bytes.len();
        }
        self.seen = bytes.len() - start;
        Ok(start)
    }
}

impl Lines {
    fn push(&mut self, bytes: &[u8], start: usize, end: usize, items: &mut Vec<Item>) {
        self.ended += 1;
        let line = &bytes[start..end];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !line.trim_ascii().is_empty() {
            let range = start..start + line.len();
            items.push(Item { range, line: self.ended, column: 1, number: self.ended });
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What a scanner finds when it is fed `step` bytes at a time: item and line.
    pub(in super::super) fn scan_in_steps(
        mut scanner: impl Scan,
        input: &[u8],
        step: usize,
    ) -> Result<Vec<(String, u64)>, Fault> {
        let mut found = Vec::new();
        let mut rest = Vec::new();
        let mut fed = 0;
        loop {
            let next = (fed + step).min(input.len());
            rest.extend_from_slice(&input[fed..next]);
            fed = next;
            let last = fed == input.len();
            let mut items = Vec::new();
            let done = scanner.scan(&rest, last, &mut items)?;
            found.extend(
                items.iter().map(|i| (String::from_utf8_lossy(&rest[i.range.clone()]).into_owned(), i.line)),
            );
            rest.drain(..done);
            if last {
                return Ok(found);
            }
        }
    }

    #[test]
    fn lines_are_the_same_however_they_arrive() {
        let input = "första\r\n\n  \nandra raden\nsista".as_bytes();
        let expected = vec![("första".to_owned(), 1), ("andra raden".to_owned(), 4), ("sista".to_owned(), 5)];
        for step in 1..input.len() {
            assert_eq!(scan_in_steps(Lines::default(), input, step), Ok(expected.clone()), "step {step}");
        }
    }
}
