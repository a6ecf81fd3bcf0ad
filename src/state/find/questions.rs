//! What is asked of the searching worker, and which of its answers somebody still waits for.
//! Plain values: the worker itself, and what is drawn of the answers, are elsewhere.

use glossator_core::find::wire::{Ask, Source, Tell};
use glossator_core::model::ProjectId;

use super::Query;

/// The documents of a project, as the worker knows them.
pub(super) type Corpus = (ProjectId, Vec<Source>);

/// What is asked.
#[derive(Default)]
pub(super) struct Questions {
    /// Whether the worker listens.
    ready: bool,
    /// What waits for the worker to come up.
    waiting: Option<Ask>,
    /// The documents that the worker knows.
    told: Option<Corpus>,
    /// Tells answers apart.
    job: u32,
    /// What is looked for.
    query: Option<Query>,
    /// The marks that the results come from have changed.
    stale: bool,
}

impl Questions {
    /// Whether this is to be looked for anew: it is something else, or its marks have changed,
    /// or what is found is to be `ticked` as well. Nothing is looked for if it is `None`; but
    /// unless a search is `running`, the worker may be told to read the texts.
    pub fn is_new(&self, query: Option<&Query>, ticked: bool, running: bool) -> bool {
        let same = self.query.as_ref() == query && !self.stale;
        !same || ticked || query.is_none() && !running
    }

    /// Looks for this from now on; the number of its answers.
    pub fn begin(&mut self, query: Option<Query>, running: bool) -> u32 {
        self.job = self.job.wrapping_add(u32::from(running || query.is_some()));
        self.query = query;
        self.stale = false;
        self.job
    }

    /// Looks for something that is no query; the number of its answers.
    pub fn begin_other(&mut self) -> u32 {
        self.query = None;
        self.stale = false;
        self.stop()
    }

    /// Waits for no answer of what was asked; the number of the next ones.
    pub fn stop(&mut self) -> u32 {
        self.job = self.job.wrapping_add(1);
        self.job
    }

    /// Another project is open: neither what was asked nor its answers mean anything now.
    pub fn forget(&mut self) {
        self.begin_other();
        self.waiting = None;
    }

    /// The results by marks do not hold any more.
    pub fn spoil(&mut self) {
        self.stale = true;
    }

    /// What was looked for, if that is to be done again.
    pub fn spoilt(&self) -> Option<Query> {
        self.query.clone().filter(|_| self.stale)
    }

    /// A worker was started; it says when it listens.
    pub fn worker_starts(&mut self) {
        self.ready = false;
        self.told = None;
    }

    /// The worker listens.
    pub fn worker_listens(&mut self) {
        self.ready = true;
    }

    /// The worker is gone, and what it was asked with it.
    pub fn worker_is_gone(&mut self) {
        self.ready = false;
        self.query = None;
        self.waiting = None;
    }

    /// Asks this, in place of what still waits.
    pub fn ask(&mut self, ask: Ask) {
        self.waiting = Some(ask);
    }

    /// What can be handed to the worker now: what waits, and before it the documents, if it does
    /// not know them as they are.
    pub fn hand_over(&mut self, corpus: impl FnOnce() -> Option<Corpus>) -> Vec<Ask> {
        if !self.ready {
            return Vec::new();
        }
        let Some(ask) = self.waiting.take() else { return Vec::new() };
        let mut asks = Vec::new();
        if ask != Ask::Stop {
            let corpus = corpus();
            if self.told != corpus {
                asks.extend(corpus.clone().map(|(project, sources)| Ask::Corpus(project, sources)));
                self.told = corpus;
            }
        }
        asks.push(ask);
        asks
    }

    /// Whether somebody waits for this.
    pub fn is_awaited(&self, tell: &Tell) -> bool {
        match tell {
            Tell::Ready(_) => true,
            Tell::Found(job, ..)
            | Tell::Done(job, _)
            | Tell::Refused(job, _)
            | Tell::Read(job, _)
            | Tell::Repeated(job, ..) => *job == self.job,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::find::PatternSpec;
    use glossator_core::find::wire::What;
    use uuid::Uuid;

    fn query(words: &str) -> Query {
        Query { what: What::Words(vec![PatternSpec::words(words)]), only: None }
    }

    fn corpus(n: u128) -> Option<Corpus> {
        Some((ProjectId::new(Uuid::from_u128(n)), Vec::new()))
    }

    fn told(n: u128) -> Ask {
        Ask::Corpus(ProjectId::new(Uuid::from_u128(n)), Vec::new())
    }

    #[test]
    fn repeats_of_another_project_are_not_awaited() {
        let mut questions = Questions::default();
        questions.worker_starts();
        questions.worker_listens();
        let job = questions.begin_other();
        questions.ask(Ask::Repeats(job));
        assert_eq!(questions.hand_over(|| corpus(1)), [told(1), Ask::Repeats(job)]);
        let answer = Tell::Repeated(job, Vec::new(), 0);
        assert!(questions.is_awaited(&answer));
        questions.forget();
        assert!(!questions.is_awaited(&answer));
    }

    #[test]
    fn what_waits_for_the_worker_is_not_asked_of_another_project() {
        let mut questions = Questions::default();
        questions.worker_starts();
        let job = questions.begin_other();
        questions.ask(Ask::Repeats(job));
        assert_eq!(questions.hand_over(|| corpus(1)), []);
        questions.forget();
        questions.worker_listens();
        assert_eq!(questions.hand_over(|| corpus(2)), []);
        questions.ask(Ask::Stop);
        assert_eq!(questions.hand_over(|| corpus(2)), [Ask::Stop]);
    }

    #[test]
    fn documents_are_told_once_and_when_they_change() {
        let mut questions = Questions::default();
        questions.worker_starts();
        questions.worker_listens();
        for (documents, asked) in [
            (corpus(1), vec![told(1), Ask::Warm]),
            (corpus(1), vec![Ask::Warm]),
            (corpus(2), vec![told(2), Ask::Warm]),
        ] {
            questions.ask(Ask::Warm);
            assert_eq!(questions.hand_over(|| documents), asked);
        }
        // A new worker knows nothing.
        questions.worker_is_gone();
        questions.worker_starts();
        questions.worker_listens();
        questions.ask(Ask::Warm);
        assert_eq!(questions.hand_over(|| corpus(2)), [told(2), Ask::Warm]);
    }

    #[test]
    fn the_same_is_looked_for_again_only_with_a_reason() {
        let mut questions = Questions::default();
        let job = questions.begin(Some(query("fire")), false);
        let is_new = |questions: &Questions, words: &str, ticked| {
            questions.is_new(Some(&query(words)), ticked, true)
        };
        assert!(!is_new(&questions, "fire", false));
        assert!(is_new(&questions, "fuel", false));
        assert!(is_new(&questions, "fire", true));
        assert_eq!(questions.spoilt(), None);
        questions.spoil();
        assert!(is_new(&questions, "fire", false));
        assert_eq!(questions.spoilt(), Some(query("fire")));
        let next = questions.begin(Some(query("fire")), true);
        assert!(!questions.is_awaited(&Tell::Read(job, 1)));
        assert!(questions.is_awaited(&Tell::Read(next, 1)));
        assert!(!is_new(&questions, "fire", false));
    }

    #[test]
    fn an_empty_field_ends_the_search_and_is_no_question() {
        let mut questions = Questions::default();
        let job = questions.begin(Some(query("fire")), false);
        assert!(questions.is_new(None, false, true));
        questions.begin(None, true);
        assert!(!questions.is_awaited(&Tell::Read(job, 1)));
        // Nothing runs: the texts may be read meanwhile.
        assert!(questions.is_new(None, false, false));
        assert!(!questions.is_new(None, false, true));
    }

    #[test]
    fn what_was_stopped_is_not_asked_again_by_itself() {
        let mut questions = Questions::default();
        let job = questions.begin(Some(query("fire")), false);
        questions.stop();
        assert!(!questions.is_awaited(&Tell::Read(job, 1)));
        assert!(!questions.is_new(Some(&query("fire")), false, true));
    }
}
