//! The object that the scanner is in.
//!
//! If it is torn or too large, the complete objects inside it become values of their own. In a torn
//! `{"a":{"b":1},"c":`, this is `{"b":1}`. So the complete objects inside an open object are
//! remembered, without the objects inside these.
//!
//! If an object is too large, its start is dropped. From then on, the objects directly inside it
//! are cut as soon as they are complete: in `{"list":[{"b":1},{"b":2},…`, first `{"b":1}`.

use super::{Piece, Place};
use crate::diagnose::problem::Problem;
use std::collections::VecDeque;

/// The open object. Positions count from the start of the log.
#[derive(Debug, Default)]
pub(super) struct OpenValue {
    /// The maximum bytes of a value.
    pub(super) max: u64,
    /// Where the value starts.
    pub(super) start: u64,
    pub(super) start_line: u64,
    /// Whether the first key and its colon were read. Before that, the brace may be part of a text.
    pub(super) is_object: bool,
    /// The end of the last token.
    pub(super) end: u64,
    pub(super) end_line: u64,
    pub(super) end_column: u64,
    /// The open brackets.
    brackets: Vec<u8>,
    objects: Vec<Open>,
    /// The complete objects and strings in the open objects.
    inner: VecDeque<Inner>,
    /// The number of inner objects that were drained from the front.
    drained: usize,
    /// The number of open objects whose start was dropped: the outermost ones.
    dropped: usize,
    /// The bytes of the inner objects that were cut from dropped objects.
    covered: u64,
}

/// An open object.
#[derive(Debug)]
struct Open {
    start: u64,
    line: u64,
    /// The number of brackets before it.
    depth: usize,
    /// The number of inner objects before it, including drained ones.
    inner: usize,
}

/// A complete object or string.
#[derive(Debug)]
pub(super) struct Inner {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) line: u64,
}

/// The result of closing a bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// The brackets do not match, as in `{"a":[1}`.
    Mismatch,
    /// An array or object inside the value was closed, as in `{"a":[1]`.
    Inner,
    /// The value itself was closed, and is complete, as in `{"a":[1]}`.
    Value,
    /// The value itself was closed, but it is too large, or its start was dropped.
    TooLarge,
}

impl OpenValue {
    pub(super) fn with_max(max: usize) -> Self {
        Self { max: max as u64, ..Self::default() }
    }

    /// Begins an object.
    pub(super) fn begin(&mut self, start: u64, line: u64) {
        self.start = start;
        self.start_line = line;
        self.is_object = false;
        self.brackets.clear();
        self.objects.clear();
        self.inner.clear();
        self.drained = 0;
        self.dropped = 0;
        self.covered = 0;
        self.open(b'{', start, line);
    }

    /// Opens a bracket. Returns false if the nesting is too deep.
    pub(super) fn open(&mut self, bracket: u8, start: u64, line: u64) -> bool {
        if bracket == b'{' {
            let (depth, inner) = (self.brackets.len(), self.drained + self.inner.len());
            self.objects.push(Open { start, line, depth, inner });
        }
        self.brackets.push(bracket);
        self.brackets.len() as u64 <= self.max
    }

    /// Whether the innermost bracket is an object's.
    pub(super) fn is_in_object(&self) -> bool {
        self.brackets.last() == Some(&b'{')
    }

    /// Closes a bracket.
    pub(super) fn close(
        &mut self,
        bracket: u8,
        end: u64,
        base: u64,
        places: &mut Vec<Place>,
    ) -> Closed {
        // In ASCII, each closing bracket is its opening bracket plus two.
        if self.brackets.last() != Some(&(bracket - 2)) {
            return Closed::Mismatch;
        }
        self.brackets.pop();
        let object = self.objects.pop_if(|object| object.depth == self.brackets.len());
        if self.brackets.is_empty() {
            if self.dropped == 0 && end - self.start <= self.max {
                return Closed::Value;
            }
            return Closed::TooLarge;
        }
        match object {
            Some(_) if self.objects.len() < self.dropped => self.dropped -= 1,
            Some(Open { start, line, inner, .. }) if end - start <= self.max => {
                self.inner.truncate(inner - self.drained);
                self.complete(Inner { start, end, line }, base, places);
            }
            _ => {}
        }
        Closed::Inner
    }

    /// Remembers a complete object or string, or cuts it if the object around it was dropped.
    pub(super) fn complete(&mut self, inner: Inner, base: u64, places: &mut Vec<Place>) {
        if inner.end - inner.start > self.max {
            return;
        }
        if self.objects.len() > self.dropped {
            self.inner.push_back(inner);
        } else {
            self.covered += inner.end - inner.start;
            places.push(inner.place(base));
        }
    }

    /// Returns the first byte that is still needed, or none if only the current token is needed.
    pub(super) fn kept_from(&self) -> Option<u64> {
        if self.dropped == 0 {
            return Some(self.start);
        }
        self.objects.get(self.dropped).map(|object| object.start)
    }

    /// Drops the start of the outermost object; its inner objects become values. Returns false if
    /// all open objects are dropped.
    pub(super) fn drop_outermost(&mut self, base: u64, places: &mut Vec<Place>) -> bool {
        if self.objects.len() <= self.dropped {
            return false;
        }
        self.dropped += 1;
        let count = match self.objects.get(self.dropped) {
            Some(open) => open.inner - self.drained,
            None => self.inner.len(),
        };
        self.drained += count;
        for inner in self.inner.drain(..count) {
            self.covered += inner.end - inner.start;
            places.push(inner.place(base));
        }
        true
    }

    /// Ends a value that is torn or too large: cuts its inner objects, and reports it.
    ///
    /// A torn `{"a":{"b":1},"c":` is a problem and the value `{"b":1}`. A value over the maximum
    /// is reported as too large only if its inner objects are less than half of it: a complete
    /// object with a list of a million events is not a problem.
    pub(super) fn give_up(&mut self, is_torn: bool, at: u64, base: u64, places: &mut Vec<Place>) {
        let line = self.start_line;
        let problem = |problem| Place { line, range: 0..0, piece: Piece::Problem(problem) };
        let torn = Problem::Torn { start: line, line: self.end_line, column: self.end_column };
        if self.dropped == 0 && at - self.start <= self.max {
            places.push(problem(torn));
            places.extend(self.inner.drain(..).map(|inner| inner.place(base)));
            return;
        }
        for inner in self.inner.drain(..) {
            self.covered += inner.end - inner.start;
            places.push(inner.place(base));
        }
        // Inner objects cover most of a list of events.
        if self.covered * 2 < at - self.start {
            places.push(problem(Problem::TooLarge));
        } else if is_torn {
            places.push(problem(torn));
        }
    }
}

impl Inner {
    fn place(self, base: u64) -> Place {
        let offset = |position| usize::try_from(position - base).unwrap_or(usize::MAX);
        Place { line: self.line, range: offset(self.start)..offset(self.end), piece: Piece::Inner }
    }
}
