//! Transactions and the history that undo and redo walk.
//!
//! Limitations: undo is linear; the last [`UNDO_STEPS`] actions can be undone; a new
//! action after an undo gives up what could be redone, as in every editor.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::changes::Changes;
use super::error::OpError;
use super::op::Op;
use crate::model::{AnnotatorId, Project, Timestamp};

/// How many actions can be undone.
pub const UNDO_STEPS: usize = 2_000;

/// One user action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Its place in the project's log, counted from 1.
    pub seq: u64,
    /// An action, or the undoing or redoing of one.
    pub kind: TransactionKind,
    /// What was done, as the undo list says it ("Person added: Oren Valk").
    pub title: String,
    /// Who did it.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// What was done, in order.
    pub ops: Vec<Op>,
    /// What undoes it, in order.
    pub inverse: Vec<Op>,
}

/// What a transaction is to the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Something new.
    Do,
    /// Undoes the action with this number.
    Undo(u64),
    /// Redoes the action with this number.
    Redo(u64),
}

/// A transaction that was applied, and what it touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// For the log.
    pub transaction: Arc<Transaction>,
    /// For saving and redrawing.
    pub changes: Changes,
}

/// What can be undone and redone, and the next number of the log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    done: VecDeque<Arc<Transaction>>,
    undone: Vec<Arc<Transaction>>,
    last_seq: u64,
}

impl History {
    /// The history after the transactions of a log, oldest first. A log may begin in
    /// the middle or have gaps: what came before can be neither undone nor redone.
    pub fn from_log(log: impl IntoIterator<Item = Transaction>) -> Self {
        let mut history = Self::default();
        for transaction in log {
            if transaction.seq.checked_sub(1) != Some(history.last_seq) {
                history.forget();
            }
            history.last_seq = transaction.seq;
            match transaction.kind {
                TransactionKind::Do => history.push(Arc::new(transaction)),
                TransactionKind::Undo(seq) => match history.done.pop_back() {
                    Some(target) if target.seq == seq => history.undone.push(target),
                    _ => history.forget(),
                },
                TransactionKind::Redo(seq) => match history.undone.pop() {
                    Some(target) if target.seq == seq => history.done.push_back(target),
                    _ => history.forget(),
                },
            }
        }
        history
    }

    /// The history of a log whose newest transaction should have this number. If the
    /// log ends elsewhere, nothing can be undone, and new transactions go on after
    /// either end, so that none takes the place of one that is only hidden.
    pub fn from_log_until(seq: u64, log: impl IntoIterator<Item = Transaction>) -> Self {
        let mut history = Self::from_log(log);
        if history.last_seq != seq {
            history.forget();
            history.last_seq = history.last_seq.max(seq);
        }
        history
    }

    /// Whether all [`UNDO_STEPS`] are filled, so that an earlier part of the log would
    /// add nothing.
    pub fn is_full(&self) -> bool {
        self.done.len() + self.undone.len() >= UNDO_STEPS
    }

    fn forget(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    /// The number of the newest transaction, 0 before the first.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// The action that undo would take back.
    pub fn next_undo(&self) -> Option<&Arc<Transaction>> {
        self.done.back()
    }

    /// The action that redo would do again.
    pub fn next_redo(&self) -> Option<&Arc<Transaction>> {
        self.undone.last()
    }

    /// What can be undone, newest first.
    pub fn done(&self) -> impl Iterator<Item = &Arc<Transaction>> {
        self.done.iter().rev()
    }

    /// Applies operations as one action. On an error nothing has changed.
    pub fn run(
        &mut self,
        project: &mut Project,
        ops: Vec<Op>,
        title: impl Into<String>,
        by: AnnotatorId,
        at: Timestamp,
    ) -> Result<Applied, OpError> {
        let (inverse, changes) = project.apply_all(&ops)?;
        self.last_seq += 1;
        let transaction = Arc::new(Transaction {
            seq: self.last_seq,
            kind: TransactionKind::Do,
            title: title.into(),
            by,
            at,
            ops,
            inverse,
        });
        self.push(Arc::clone(&transaction));
        Ok(Applied { transaction, changes })
    }

    /// Takes back the newest action that is not undone; `None` if there is none.
    pub fn undo(
        &mut self,
        project: &mut Project,
        by: AnnotatorId,
        at: Timestamp,
    ) -> Result<Option<Applied>, OpError> {
        let Some(target) = self.done.back().cloned() else { return Ok(None) };
        let (inverse, changes) = project.apply_all(&target.inverse)?;
        self.done.pop_back();
        self.undone.push(Arc::clone(&target));
        let kind = TransactionKind::Undo(target.seq);
        let ops = target.inverse.clone();
        Ok(Some(self.step(kind, &target, by, at, ops, inverse, changes)))
    }

    /// Does the newest undone action again; `None` if there is none.
    pub fn redo(
        &mut self,
        project: &mut Project,
        by: AnnotatorId,
        at: Timestamp,
    ) -> Result<Option<Applied>, OpError> {
        let Some(target) = self.undone.last().cloned() else { return Ok(None) };
        let (inverse, changes) = project.apply_all(&target.ops)?;
        self.undone.pop();
        self.done.push_back(Arc::clone(&target));
        let kind = TransactionKind::Redo(target.seq);
        let ops = target.ops.clone();
        Ok(Some(self.step(kind, &target, by, at, ops, inverse, changes)))
    }

    fn push(&mut self, transaction: Arc<Transaction>) {
        self.undone.clear();
        self.done.push_back(transaction);
        if self.done.len() > UNDO_STEPS {
            self.done.pop_front();
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one transaction, used twice above")]
    fn step(
        &mut self,
        kind: TransactionKind,
        target: &Transaction,
        by: AnnotatorId,
        at: Timestamp,
        ops: Vec<Op>,
        inverse: Vec<Op>,
        changes: Changes,
    ) -> Applied {
        self.last_seq += 1;
        let title = target.title.clone();
        let transaction =
            Arc::new(Transaction { seq: self.last_seq, kind, title, by, at, ops, inverse });
        Applied { transaction, changes }
    }
}
