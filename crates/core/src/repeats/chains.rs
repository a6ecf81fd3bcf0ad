//! From shingles to the longest runs that the same places share.
//!
//! Shingles that stand in more than one place are sorted into groups of equals. Where
//! the places of one group are those of another, one word on, the two are links of a
//! chain: what all of these places share. A chain then goes on over its neighbours as
//! long as these stand in all of its places and in others besides, so that agency copy is
//! found whole though one paragraph of it stands elsewhere too.

/// Some words in a row, as a number, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shingle {
    pub(super) hash: u64,
    pub(super) document: u32,
    /// The first word's number in the document.
    pub(super) word: u32,
}

/// A run of shingles, and the document and word where it starts, for each place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) starts: Vec<(u32, u32)>,
    pub(super) shingles: u32,
}

const NONE: u32 = u32::MAX;

struct Groups {
    /// Those that are not alone, sorted by hash, document and word.
    shingles: Vec<Shingle>,
    /// The first shingle of each group, and the end.
    bounds: Vec<u32>,
    /// For each document and word: the group of the shingle that starts there.
    at: Vec<Vec<u32>>,
}

impl Groups {
    /// `words` are the documents' numbers of words.
    fn new(mut shingles: Vec<Shingle>, words: &[usize]) -> Self {
        shingles.sort_unstable();
        let mut kept = Vec::new();
        let mut bounds = vec![0];
        let mut at: Vec<Vec<u32>> = words.iter().map(|n| vec![NONE; *n]).collect();
        for group in shingles.chunk_by(|a, b| a.hash == b.hash).filter(|g| g.len() > 1) {
            let number = bounds.len() as u32 - 1;
            for s in group {
                at[s.document as usize][s.word as usize] = number;
            }
            kept.extend_from_slice(group);
            bounds.push(kept.len() as u32);
        }
        Self { shingles: kept, bounds, at }
    }

    fn len(&self) -> u32 {
        self.bounds.len() as u32 - 1
    }

    fn places(&self, group: u32) -> &[Shingle] {
        let group = group as usize;
        &self.shingles[self.bounds[group] as usize..self.bounds[group + 1] as usize]
    }

    /// The group at a place, which may be before the front or behind the end.
    fn group_at(&self, document: u32, word: i64) -> u32 {
        let words = &self.at[document as usize];
        usize::try_from(word).ok().and_then(|word| words.get(word)).copied().unwrap_or(NONE)
    }

    /// The group that stands at a distance from all of some places.
    fn beside(&self, starts: &[(u32, u32)], distance: i64) -> Option<u32> {
        let at =
            |(document, word): &(u32, u32)| self.group_at(*document, i64::from(*word) + distance);
        let group = at(starts.first()?);
        (group != NONE && starts.iter().all(|start| at(start) == group)).then_some(group)
    }

    /// The group that follows at all places of a group, and nowhere else.
    fn after(&self, group: u32) -> Option<u32> {
        let places = self.places(group);
        let first = places.first()?;
        let next = self.group_at(first.document, i64::from(first.word) + 1);
        let follows = |s: &Shingle| self.group_at(s.document, i64::from(s.word) + 1) == next;
        (next != NONE
            && next != group
            && self.places(next).len() == places.len()
            && places.iter().all(follows))
        .then_some(next)
    }
}

/// Where a group is in its chain.
#[derive(Clone, Copy, Default)]
struct Link {
    before: u32,
    behind: u32,
}

/// The longest runs that the same places share. One run may come several times.
pub(super) fn chains(shingles: Vec<Shingle>, words: &[usize]) -> Vec<Chain> {
    let groups = Groups::new(shingles, words);
    let after: Vec<Option<u32>> = (0..groups.len()).map(|group| groups.after(group)).collect();
    let mut is_first = vec![true; after.len()];
    for next in after.iter().flatten() {
        is_first[*next as usize] = false;
    }
    let mut links = vec![Link::default(); after.len()];
    let mut heads = Vec::new();
    for head in (0..groups.len()).filter(|group| is_first[*group as usize]) {
        let run: Vec<u32> =
            std::iter::successors(Some(head), |group| after[*group as usize]).collect();
        let len = run.len() as u32;
        for (n, group) in (0..).zip(&run) {
            links[*group as usize] = Link { before: n, behind: len - 1 - n };
        }
        heads.push((head, len));
    }
    heads.into_iter().map(|(head, len)| extended(&groups, &links, head, len)).collect()
}

/// A chain with all that stands beside it at each of its places.
fn extended(groups: &Groups, links: &[Link], head: u32, len: u32) -> Chain {
    let starts: Vec<(u32, u32)> =
        groups.places(head).iter().map(|s| (s.document, s.word)).collect();
    let (mut from, mut to) = (0_i64, i64::from(len));
    while let Some(group) = groups.beside(&starts, to) {
        to += i64::from(links[group as usize].behind) + 1;
    }
    while let Some(group) = groups.beside(&starts, from - 1) {
        from -= i64::from(links[group as usize].before) + 1;
    }
    let starts = starts
        .into_iter()
        .map(|(document, word)| (document, u32::try_from(i64::from(word) + from).unwrap_or(0)));
    Chain { starts: starts.collect(), shingles: u32::try_from(to - from).unwrap_or(0) }
}
