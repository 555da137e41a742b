//! Sorting records by time, in bounded memory: sorted runs go to temporary files and are merged.

use super::print::Row;
use jiff::Timestamp;
use serde_json::Deserializer;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek};
use std::mem;

/// The maximum bytes of the records in memory. If they have more, they are moved to a file.
const MAX_BYTES: usize = 16 << 20;

/// The sort key of a record: whether it has no time, and the time. Records without a time come
/// last.
type Position = (bool, i128);

/// Records to be sorted. Equal times keep their order.
#[derive(Debug)]
pub(crate) struct Sorter {
    rows: Vec<(Position, Row)>,
    bytes: usize,
    max_bytes: usize,
    runs: Vec<File>,
}

impl Default for Sorter {
    fn default() -> Self {
        Self { rows: Vec::new(), bytes: 0, max_bytes: MAX_BYTES, runs: Vec::new() }
    }
}

impl Sorter {
    pub(crate) fn add(&mut self, time: Option<Timestamp>, row: Row) -> io::Result<()> {
        self.bytes += row.size() + size_of::<(Position, Row)>();
        let time = time.map(Timestamp::as_nanosecond);
        self.rows.push(((time.is_none(), time.unwrap_or(0)), row));
        if self.bytes >= self.max_bytes { self.spill() } else { Ok(()) }
    }

    /// Writes the records in memory to a file.
    fn spill(&mut self) -> io::Result<()> {
        let mut file = BufWriter::new(tempfile::tempfile()?);
        self.bytes = 0;
        self.rows.sort_by_key(|(position, _)| *position);
        for record in self.rows.drain(..) {
            serde_json::to_writer(&mut file, &record)?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// Calls `each` with all records in order.
    pub(crate) fn finish(mut self, mut each: impl FnMut(Row) -> io::Result<()>) -> io::Result<()> {
        self.rows.sort_by_key(|(position, _)| *position);
        let mut in_memory = mem::take(&mut self.rows).into_iter();
        let read = |file| Deserializer::from_reader(BufReader::new(file)).into_iter();
        let mut files: Vec<_> = self.runs.into_iter().map(read).collect();
        // The records in memory are the last run.
        let runs = files.len() + 1;
        let mut next = |run: usize| match files.get_mut(run) {
            Some(file) => file.next().transpose(),
            None => Ok(in_memory.next()),
        };
        let mut heads = Vec::new();
        let mut order = BinaryHeap::new();
        for run in 0..runs {
            let head = next(run)?;
            order.extend(head.as_ref().map(|(position, _)| Reverse((*position, run))));
            heads.push(head);
        }
        while let Some(Reverse((_, run))) = order.pop() {
            let head = mem::replace(&mut heads[run], next(run)?);
            order.extend(heads[run].as_ref().map(|(position, _)| Reverse((*position, run))));
            if let Some((_, row)) = head {
                each(row)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Sorter;
    use crate::diagnose::print::Row;
    use jiff::Timestamp;

    #[test]
    fn records_are_sorted_by_time_and_equal_times_keep_their_order() {
        for max_bytes in [1, 300, 1 << 20] {
            let mut sorter = Sorter { max_bytes, ..Sorter::default() };
            for (index, second) in
                [Some(3), None, Some(1), Some(3), Some(-2), None].iter().enumerate()
            {
                let time = second.map(|second| Timestamp::from_second(second).unwrap());
                let row = if index % 2 == 0 {
                    Row::Line(index.to_string())
                } else {
                    Row::Cells(Box::new([const { String::new() }; 8].map(|_| index.to_string())))
                };
                sorter.add(time, row).unwrap();
            }
            let mut order = Vec::new();
            sorter
                .finish(|row| {
                    order.push(match row {
                        Row::Line(line) => line,
                        Row::Cells(cells) => cells[7].clone() + "*",
                    });
                    Ok(())
                })
                .unwrap();
            assert_eq!(order, ["4", "2", "0", "3*", "1*", "5*"]);
        }
    }
}
