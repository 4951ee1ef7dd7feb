//! Writing a table back as CSV.

use crate::portfolio::guarded_cell;

/// Appends one record with commas between and CR LF behind.
///
/// A cell that a spreadsheet would run as a formula is guarded.
pub fn write_record(csv: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let cell = guarded_cell(cell);
        let needs_quotes =
            cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim().len() != cell.len();
        if needs_quotes || (cells.len() == 1 && cell.is_empty()) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}
