//! Reading a corpus document by document.

use super::chains::{Shingle, chains};
use super::{Passage, Place};

use crate::model::DocumentId;
use crate::text::{Folding, Span, Text, fold};

/// How many words are compared at once.
pub(super) const SHINGLE: usize = 8;

/// How many words a passage has at least.
pub(super) const SHORTEST: usize = 12;

/// The words of a corpus as numbers: about 28 bytes a word while passages are looked
/// for. A document can be added at any time; each counts once.
#[derive(Debug, Clone, Default)]
pub struct RepeatIndex {
    documents: Vec<Words>,
    shingles: Vec<Shingle>,
}

#[derive(Debug, Clone)]
struct Words {
    id: DocumentId,
    spans: Box<[Span]>,
}

impl RepeatIndex {
    /// An index without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many documents it has read.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether it has read none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Reads a document.
    pub fn add(&mut self, id: DocumentId, text: &Text) {
        let (mut spans, mut hashes) = (Vec::new(), Vec::new());
        for token in text.tokens().filter(|token| token.is_word) {
            spans.push(token.span);
            let word = text.slice(token.span).unwrap_or_default();
            hashes.push(hash(fold(word, Folding::WORDS).as_bytes()));
        }
        let document = self.documents.len() as u32;
        for (word, words) in (0..).zip(hashes.windows(SHINGLE)) {
            let hash = words.iter().fold(SEED, |sum, word| mix(sum.rotate_left(5) ^ word));
            self.shingles.push(Shingle { hash, document, word });
        }
        self.documents.push(Words { id, spans: spans.into_boxed_slice() });
    }

    /// The passages that stand in several places of the documents read so far, by their first
    /// place. Each is as long as can be for the places that it has; a shorter passage inside
    /// it, with more places, is one too.
    pub fn repeats(&self) -> Vec<Passage> {
        let words: Vec<usize> = self.documents.iter().map(|d| d.spans.len()).collect();
        let chains = chains(self.shingles.clone(), &words);
        let place = |(document, word): (u32, u32), len: usize| -> Option<Place> {
            let document = self.documents.get(document as usize)?;
            let first = document.spans.get(word as usize)?;
            let last = document.spans.get(word as usize + len - 1)?;
            Some(Place { document: document.id, span: first.cover(*last) })
        };
        let passage = |chain: super::chains::Chain| {
            let words = chain.shingles as usize + SHINGLE - 1;
            let mut places: Vec<Place> =
                chain.starts.into_iter().filter_map(|start| place(start, words)).collect();
            places.sort();
            Passage { places, words: words as u32 }
        };
        let long = chains.into_iter().filter(|c| c.shingles as usize + SHINGLE > SHORTEST);
        let mut passages: Vec<Passage> = long.map(passage).collect();
        passages.sort();
        passages.dedup();
        passages
    }
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// A number for some bytes, the same on every machine (FNV-1a, then mixed).
fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    });
    mix(fnv)
}

/// Spreads each bit over all (the finaliser of SplitMix64).
fn mix(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}
