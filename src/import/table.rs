//! Writing a table back as CSV.

/// Appends one record with commas between and CR LF behind.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it, unless it is a number.
pub fn write_record(csv: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let guard = if runs_as_formula(cell) { "'" } else { "" };
        let needs_quotes =
            cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim().len() != cell.len();
        if needs_quotes || (cells.len() == 1 && cell.is_empty()) {
            csv.push('"');
            csv.push_str(guard);
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(guard);
            csv.push_str(cell);
        }
    }
    csv.push_str("\r\n");
}

fn runs_as_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
}
