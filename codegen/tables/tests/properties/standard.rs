//! The "algorithm for forming a table" of the HTML standard, step by step:
//! <https://html.spec.whatwg.org/multipage/tables.html#forming-a-table>.
//!
//! Headings and numbers follow the standard. The steps that only record captions, column groups and
//! row groups are omitted, because nothing depends on them.

use scraper::ElementRef;
use std::collections::HashMap;

/// A table: its dimensions, and for each slot (x, y) the cells that cover it. Cells are numbered in
/// the order in which they are processed.
pub(crate) struct Table {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) slots: HashMap<(usize, usize), Vec<usize>>,
}

pub(crate) fn form(element: ElementRef<'_>) -> Table {
    let mut forming = Forming {
        x_width: 0,
        y_height: 0,
        slots: HashMap::new(),
        y_current: 0,
        downward_growing: Vec::new(),
        cells: 0,
    };
    forming.table(element);
    Table { width: forming.x_width, height: forming.y_height, slots: forming.slots }
}

struct Forming {
    x_width: usize,
    y_height: usize,
    slots: HashMap<(usize, usize), Vec<usize>>,
    y_current: usize,
    /// Tuples of a cell, its `cell_x` and its width.
    downward_growing: Vec<(usize, usize, usize)>,
    cells: usize,
}

impl Forming {
    /// The algorithm for forming a table.
    fn table(&mut self, table: ElementRef<'_>) {
        const ROWS: [&str; 4] = ["thead", "tbody", "tfoot", "tr"];
        // 3.
        let mut pending_tfoot = Vec::new();
        // 5 to 8.
        let mut children = table.child_elements().peekable();
        let is = |element: &ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
        // 9. Column groups.
        while let Some(element) = children.next_if(|element| !is(element, &ROWS)) {
            if is(&element, &["colgroup"]) {
                self.column_group(element);
            }
        }
        // 10 to 17. Rows.
        for element in children {
            match element.value().name() {
                "tr" => self.row(element),
                "tfoot" => {
                    self.end_row_group();
                    pending_tfoot.push(element);
                }
                "thead" | "tbody" => {
                    self.end_row_group();
                    self.row_group(element);
                }
                _ => {}
            }
        }
        // 18. End.
        for tfoot in pending_tfoot {
            self.row_group(tfoot);
        }
    }

    /// Step 9.1 of that algorithm.
    fn column_group(&mut self, colgroup: ElementRef<'_>) {
        let span = |element: ElementRef<'_>| match non_negative_integer(element.attr("span")) {
            None | Some(0) => 1,
            Some(span) => span.min(1000),
        };
        let mut columns =
            colgroup.child_elements().filter(|child| child.value().name() == "col").peekable();
        if columns.peek().is_some() {
            for column in columns {
                self.x_width += span(column);
            }
        } else {
            self.x_width += span(colgroup);
        }
    }

    /// The algorithm for processing row groups.
    fn row_group(&mut self, group: ElementRef<'_>) {
        // 2.
        for row in group.child_elements().filter(|child| child.value().name() == "tr") {
            self.row(row);
        }
        // 4.
        self.end_row_group();
    }

    /// The algorithm for ending a row group.
    ///
    /// The standard first increases *y*<sub>current</sub> and then grows the cells. Then a growing cell
    /// skips the first of the rows that only a `rowspan` adds, and extends into a row below its group.
    /// No browser does that, so the two steps are swapped here.
    fn end_row_group(&mut self) {
        // 1.
        while self.y_current < self.y_height {
            self.grow();
            self.y_current += 1;
        }
        // 2.
        self.downward_growing.clear();
    }

    /// The algorithm for processing rows.
    fn row(&mut self, row: ElementRef<'_>) {
        // 1.
        if self.y_height == self.y_current {
            self.y_height += 1;
        }
        // 2.
        let mut x_current = 0;
        // 3.
        self.grow();
        // 4, 5, 17 to 19.
        for cell in row.child_elements().filter(|it| matches!(it.value().name(), "td" | "th")) {
            // 6. Cells.
            while x_current < self.x_width && self.slots.contains_key(&(x_current, self.y_current))
            {
                x_current += 1;
            }
            // 7.
            if x_current == self.x_width {
                self.x_width += 1;
            }
            // 8.
            let colspan = match non_negative_integer(cell.attr("colspan")) {
                None | Some(0) => 1,
                Some(colspan) => colspan.min(1000),
            };
            // 9.
            let mut rowspan = non_negative_integer(cell.attr("rowspan")).unwrap_or(1).min(65534);
            // 10 and 11.
            let grows_downward = rowspan == 0;
            if grows_downward {
                rowspan = 1;
            }
            // 12.
            if self.x_width < x_current + colspan {
                self.x_width = x_current + colspan;
            }
            // 13.
            if self.y_height < self.y_current + rowspan {
                self.y_height = self.y_current + rowspan;
            }
            // 14.
            let c = self.cells;
            self.cells += 1;
            for x in x_current..x_current + colspan {
                for y in self.y_current..self.y_current + rowspan {
                    self.slots.entry((x, y)).or_default().push(c);
                }
            }
            // 15.
            if grows_downward {
                self.downward_growing.push((c, x_current, colspan));
            }
            // 16.
            x_current += colspan;
        }
        // 4 and 17.
        self.y_current += 1;
    }

    /// The algorithm for growing downward-growing cells.
    fn grow(&mut self) {
        for (cell, cell_x, width) in self.downward_growing.clone() {
            for x in cell_x..cell_x + width {
                self.slots.entry((x, self.y_current)).or_default().push(cell);
            }
        }
    }
}

/// The rules for parsing non-negative integers; `None` is an error. Large numbers saturate.
fn non_negative_integer(input: Option<&str>) -> Option<usize> {
    let mut input = input?.chars().peekable();
    // 4. Skip ASCII whitespace.
    while input.next_if(char::is_ascii_whitespace).is_some() {}
    // 6. A sign.
    let is_negative = match input.next_if(|char| matches!(char, '-' | '+')) {
        Some(sign) => sign == '-',
        None => false,
    };
    // 7 and 8.
    let mut value: Option<usize> = None;
    while let Some(digit) = input.peek().and_then(|char| char.to_digit(10)) {
        value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize));
        input.next();
    }
    // A negative number other than -0 is an error.
    value.filter(|value| !is_negative || *value == 0)
}
