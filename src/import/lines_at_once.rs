//! Many regular lines taken in at once, column by column; those with a problem among them one by one.

use super::block::Block;
use super::columns::Values;
use super::lines::Lines;
use super::quick::Mark;
use super::split::MOST_COLUMNS;
use super::{Role, Target};

impl Lines {
    /// How many lines from `row` on may be taken in at once: those up to the next one that needs care.
    pub fn n_rows_at_once(&self, row: u32) -> u32 {
        let settings = &self.settings;
        let width = settings.columns.len();
        let has_history = self
            .columns
            .iter()
            .any(|column| column.target == Target::OrderHistory);
        if row <= settings.layout.n_skipped
            || width >= MOST_COLUMNS
            || has_history
            || settings.shape.is_of_records()
        {
            return 0;
        }
        let next_fix = settings.fixes.range((row, 0)..).next();
        let n_before_fix = next_fix.map_or(u32::MAX, |((fixed, _), _)| fixed - row);
        Block::records_at_most(width).min(n_before_fix)
    }

    /// Takes in the lines of a block.
    pub fn take_block(&mut self, block: &Block, text: &[u8]) {
        if block.n_records() == 0 {
            return;
        }
        let marks: Vec<Mark> = self.columns.iter().map(|column| column.mark()).collect();
        let all_good = self
            .columns
            .iter_mut()
            .all(|column| column.push_block(block, text))
            && self.days_have_come(block)
            && self.are_new(block);
        if all_good {
            self.tally.n_rows += block.n_records();
            self.rows.extend(block.rows());
            return;
        }
        for (column, mark) in self.columns.iter_mut().zip(&marks) {
            column.reset(mark);
        }
        let width = self.settings.columns.len();
        for (record, row) in block.rows().enumerate() {
            self.tally.n_rows += 1;
            self.take_cells(row, width, false, |column| {
                block.cell(text, record as u32, column)
            });
        }
    }

    /// True when no order of the block is dated after today.
    fn days_have_come(&self, block: &Block) -> bool {
        let date = self.column(Target::Role(Role::Date));
        let Some(Values::Days(days)) = date.map(|column| &column.values) else {
            return true;
        };
        let today = self.settings.today.epoch_days();
        let n_before = days.len().saturating_sub(block.n_records() as usize);
        days[n_before..].iter().all(|&day| day <= today)
    }

    /// True when each line of the block is the first of its account, where that matters; notes their places.
    fn are_new(&mut self, block: &Block) -> bool {
        let Some(Values::Texts(codes, seen)) = self.key.map(|key| &self.columns[key].values) else {
            return true;
        };
        if self.first_places.len() < seen.len() {
            self.first_places.resize(seen.len().next_power_of_two(), 0);
        }
        let n_before = codes.len().saturating_sub(block.n_records() as usize);
        let places = &mut self.first_places;
        for (place, &code) in codes.iter().enumerate().skip(n_before) {
            if places[code as usize] != 0 {
                let noted = &codes[n_before..place];
                noted.iter().for_each(|&code| places[code as usize] = 0);
                return false;
            }
            places[code as usize] = place as u32 + 1;
        }
        true
    }
}
