//! Where the characters of a text lie: one table for all conversions.

/// One row of the table for so many bytes.
const STRIDE: usize = 256;

/// Converts between bytes, code points and UTF-16 code units in O(log n).
///
/// Row `k` counts the characters that *start* before byte `k * STRIDE`, so
/// that a row may fall inside a character. A conversion looks a row up and
/// counts on from there, over less than `STRIDE` bytes. An ASCII text has no
/// rows: all three units are the same.
#[derive(Debug)]
pub(super) struct Index {
    rows: Vec<Counts>,
    total: Counts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) chars: u32,
    pub(super) utf16: u32,
}

impl Counts {
    // What the character that starts with this byte adds; a continuation byte
    // (10xxxxxx) starts none, a byte from F0 up starts one beyond the BMP.
    fn add(&mut self, byte: u8) {
        let starts = u32::from(byte & 0xC0 != 0x80);
        self.chars += starts;
        self.utf16 += starts + u32::from(byte >= 0xF0);
    }
}

impl Index {
    // The caller has checked that the length fits into u32.
    pub(super) fn new(text: &str) -> Index {
        let len = text.len() as u32;
        if text.is_ascii() {
            return Index { rows: Vec::new(), total: Counts { chars: len, utf16: len } };
        }
        let mut rows = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut total = Counts::default();
        for chunk in text.as_bytes().chunks(STRIDE) {
            rows.push(total);
            chunk.iter().for_each(|&byte| total.add(byte));
        }
        Index { rows, total }
    }

    /// The length of the text in code points and UTF-16 code units.
    pub(super) fn total(&self) -> Counts {
        self.total
    }

    /// What comes before byte `index`, a character boundary of `text`.
    pub(super) fn before(&self, text: &str, index: usize) -> Counts {
        if self.rows.is_empty() {
            return Counts { chars: index as u32, utf16: index as u32 };
        }
        let Some(&row) = self.rows.get(index / STRIDE) else {
            return self.total; // the end of a text whose length is a multiple of STRIDE
        };
        let mut counts = row;
        let from = index - index % STRIDE;
        text.as_bytes()[from..index].iter().for_each(|&byte| counts.add(byte));
        counts
    }

    /// The byte where the character starts that has `target` units of
    /// `measure` before it; or, where there is none, the start of the character
    /// that `target` falls into. `target` is at most the total.
    pub(super) fn byte_at(&self, text: &str, target: u32, measure: fn(Counts) -> u32) -> usize {
        if self.rows.is_empty() {
            return target as usize;
        }
        // The last row that does not count too much. Row 0 counts nothing.
        let row = self.rows.partition_point(|&row| measure(row) <= target).saturating_sub(1);
        let mut counts = self.rows.get(row).copied().unwrap_or_default();
        let mut start = row * STRIDE;
        for (index, &byte) in text.as_bytes().iter().enumerate().skip(row * STRIDE) {
            if byte & 0xC0 == 0x80 {
                continue; // also the tail of a character that the row cuts in two
            }
            start = index;
            let before = counts;
            counts.add(byte);
            if measure(before) == target || measure(counts) > target {
                return start;
            }
        }
        // Behind the last character.
        if measure(counts) == target { text.len() } else { start }
    }
}
