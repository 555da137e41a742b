//! Reads the documents a second time, independently of the generator. It does not parse HTML: a cell is
//! the text between `>` and `</td>` on a line, which is enough for these two files.

use std::fs;

/// Returns `(errcode, sub_errcode or 0, reason)` of every row, from top to bottom.
pub(crate) fn rows(document: &str) -> Vec<(u32, u32, String)> {
    let text = fs::read_to_string(crate::root().join("docs").join(document)).unwrap();
    let (_, table) = text.split_once("</tr>").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let mut rows = Vec::new();
    let mut group = 0;
    for row in table.split("</tr>").filter(|row| row.contains("<td")) {
        let mut numbers = Vec::new();
        let mut reason = "";
        for line in row.lines().filter(|line| line.starts_with("<td")) {
            let cell = line.strip_suffix("</td>").unwrap();
            let (tag, text) = cell.split_once('>').unwrap();
            match text.parse::<u32>() {
                Ok(number) => numbers.push(number),
                Err(_) => reason = text.trim(),
            }
            if tag.contains("rowspan") {
                group = numbers.remove(0);
            }
            if tag.contains("colspan") {
                group = 0;
            }
        }
        let [number] = numbers[..] else { panic!("{document}: {row}") };
        let (errcode, sub) = if group == 0 { (number, 0) } else { (group, number) };
        rows.push((errcode, sub, reason.to_owned()));
    }
    rows
}
