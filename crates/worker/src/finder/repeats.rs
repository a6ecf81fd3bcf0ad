//! Finding repeated passages in all documents.

use glossator_core::find::wire::{Source, Tell, worth_telling};
use glossator_core::repeats::RepeatIndex;

use super::Turn;
use super::search::{Stopped, begin};

/// How many documents are read from storage at once.
const PORTION: usize = 64;
/// How many passages are told of.
const TOLD: usize = 1_000;

/// Answers the question.
pub async fn run(mut turn: Turn, job: u32) {
    if let Err(Stopped::Failed(why)) = find(&mut turn, job).await {
        turn.desk.tell(&Tell::Refused(job, why));
    }
}

async fn find(turn: &mut Turn, job: u32) -> Result<(), Stopped> {
    let (_, all) = turn.desk.corpus.borrow().clone();
    let all: Vec<&Source> = all.iter().collect();
    turn.desk.storage.open().await?;
    let mut index = RepeatIndex::new();
    let mut read = 0;
    for portion in all.chunks(PORTION) {
        let (_, texts) = begin(turn, portion)?;
        let mut texts: std::collections::HashMap<_, _> = texts.rows().await?.into_iter().collect();
        turn.check()?;
        for source in portion {
            read += 1;
            {
                let mut shelf = turn.desk.shelf.borrow_mut();
                if let Some(text) = texts.remove(&source.sha256) {
                    shelf.put(source.sha256, text);
                }
                if let Some(text) = shelf.text(source.sha256) {
                    index.add(source.document, text);
                }
            }
            if turn.is_due() {
                turn.desk.tell(&Tell::Read(job, read));
                turn.pause().await?;
            }
        }
    }
    let found = index.repeats();
    drop(index);
    // Those that found no room on the shelf are read again: the heads of a few.
    let mut missing: Vec<&Source> = Vec::new();
    let by_id: std::collections::HashMap<_, _> =
        all.iter().map(|source| (source.document, *source)).collect();
    {
        let shelf = turn.desk.shelf.borrow();
        let firsts = found.iter().filter_map(|p| by_id.get(&p.places.first()?.document));
        missing.extend(firsts.copied().filter(|s| !shelf.has(s.sha256)));
    }
    missing.sort_by_key(|s| s.sha256);
    missing.dedup_by_key(|s| s.sha256);
    let (_, texts) = begin(turn, &missing)?;
    let texts: std::collections::HashMap<_, _> = texts.rows().await?.into_iter().collect();
    turn.check()?;
    let shelf = turn.desk.shelf.borrow();
    let (told, count) = worth_telling(&found, TOLD, |document| {
        let sha256 = by_id.get(&document)?.sha256;
        shelf.text(sha256).or_else(|| texts.get(&sha256)).cloned()
    });
    turn.desk.tell(&Tell::Repeated(job, told, count));
    Ok(())
}
