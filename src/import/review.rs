//! What taking a draft over would do to a portfolio: accounts found by id, else by name, and compared.

use std::borrow::Cow;

use crate::portfolio::{Account, Document, Field, FieldValue, Shared};

use super::merge::stated_fields;
use super::{AccountChange, Draft, FieldChange, Interner, Merge, NearDuplicate, RecordsMerge};

/// Names compared with each other at most; beyond, near duplicates are not looked for.
const MOST_COMPARISONS: usize = 2_000_000;

/// A review under way, so that a page can breathe between slices.
#[derive(Clone, Debug)]
pub struct Reviewing {
    document: Document,
    draft: Shared<Draft>,
    merge: Merge,
    by_id: Rows,
    /// By name with case and spaces aside; filled once an id is not found.
    by_name: Rows,
    near: Option<Near>,
    is_mentioned: Vec<bool>,
    next: usize,
}

impl Reviewing {
    /// Nothing compared yet; copies pointers, not records.
    pub fn start(document: Document, draft: Shared<Draft>) -> Self {
        Self {
            is_mentioned: vec![false; document.portfolio.accounts.len()],
            by_id: Rows::default(),
            by_name: Rows::default(),
            near: None,
            merge: Merge::default(),
            next: 0,
            document,
            draft,
        }
    }

    /// Looks up or compares the next accounts, at most `n`; false when none is left.
    pub fn step(&mut self, n: usize) -> bool {
        let draft = self.draft.clone();
        let accounts = &self.document.portfolio.accounts;
        if let Some(near) = &mut self.near {
            return near.step(n, &draft, &mut self.merge);
        }
        if self.by_id.note(accounts, n, |account| account.id.as_str().into()) {
            return true;
        }
        let end = self.next.saturating_add(n).min(draft.accounts.len());
        while self.next < end {
            let account = &draft.accounts[self.next];
            let mut row = self.by_id.find(account.id.as_str());
            if row.is_none() {
                let accounts = &self.document.portfolio.accounts;
                if self
                    .by_name
                    .note(accounts, n, |account| name_key(&account.name).into())
                {
                    return true;
                }
                row = self.by_name.find(&name_key(&account.name));
            }
            self.compare(self.next, row, &draft);
            self.next += 1;
        }
        if end == draft.accounts.len() {
            self.look_for_near();
        }
        true
    }

    /// What taking the draft over would do, once every account is compared.
    pub fn finish(mut self) -> Merge {
        while self.step(usize::MAX / 2) {}
        let mut merge = self.merge;
        if self.draft.settings.shape.is_of_records() {
            merge.missing.clear();
            merge.records = RecordsMerge::review(&self.document, &self.draft.records, &merge.known_ids);
        }
        merge
    }

    fn look_for_near(&mut self) {
        let accounts = &self.document.portfolio.accounts;
        let is_missing = |row: &usize| !self.is_mentioned[*row];
        self.merge.missing = (0..accounts.len()).filter(is_missing).collect();
        self.near = Some(Near::among(accounts, &self.merge));
    }

    fn compare(&mut self, incoming: usize, row: Option<usize>, draft: &Draft) {
        let account = &draft.accounts[incoming];
        let Some(existing) = row.filter(|row| !self.is_mentioned[*row]) else {
            self.merge.new.push(incoming);
            return;
        };
        self.is_mentioned[existing] = true;
        let accounts = &self.document.portfolio.accounts;
        if accounts[existing].id != account.id {
            let known = accounts[existing].id.clone();
            self.merge.known_ids.insert(account.id.clone(), known);
        }
        let change = merge_change(&accounts[existing], account, draft, existing, incoming);
        if change.fields.is_empty() && !change.orders_change {
            self.merge.n_same += 1;
        } else {
            self.merge.changed.push(change);
        }
    }
}

/// Rows of the portfolio by a text of theirs; the first where several share it.
#[derive(Clone, Debug, Default)]
struct Rows {
    texts: Interner,
    rows: Vec<u32>,
    n_noted: usize,
}

impl Rows {
    /// Notes the next rows, at most `n`; false when all were noted before.
    fn note<'a>(
        &mut self,
        accounts: &'a [Shared<Account>],
        n: usize,
        text: impl Fn(&'a Account) -> Cow<'a, str>,
    ) -> bool {
        let end = self.n_noted.saturating_add(n).min(accounts.len());
        let is_new = self.n_noted < end;
        for (row, account) in accounts.iter().enumerate().take(end).skip(self.n_noted) {
            let code = self.texts.intern(text(account).as_bytes());
            if code as usize == self.rows.len() {
                self.rows.push(row as u32);
            }
        }
        self.n_noted = end;
        is_new
    }

    fn find(&self, text: &str) -> Option<usize> {
        let code = self.texts.find(text.as_bytes())?;
        self.rows.get(code as usize).map(|row| *row as usize)
    }
}

fn merge_change(
    account: &Account,
    incoming_account: &Account,
    draft: &Draft,
    existing: usize,
    incoming: usize,
) -> AccountChange {
    let field_change = |field: Field| {
        let (before, after) = (field.value(account), field.value(incoming_account));
        (after != FieldValue::Empty && before != after).then(|| FieldChange {
            label: field.label().to_owned(),
            before,
            after,
        })
    };
    let mut fields: Vec<FieldChange> = stated_fields(draft).filter_map(field_change).collect();
    for (header, after) in &incoming_account.extra {
        let before = account.extra.get(header);
        if before != Some(after) {
            let before = before.map_or(FieldValue::Empty, |text| FieldValue::Text(text.clone()));
            fields.push(FieldChange {
                label: header.clone(),
                before,
                after: FieldValue::Text(after.clone()),
            });
        }
    }
    let orders_change = incoming_account.orders.is_some() && incoming_account.orders != account.orders;
    AccountChange {
        existing,
        incoming,
        fields,
        orders_change,
    }
}

/// A name with case, accents, marks and repeated spaces aside.
fn name_key(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                ' '
            }
        })
        .collect();
    plain
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name without the legal form behind it.
fn bare_name(name: &str) -> String {
    const FORMS: [&str; 22] = [
        "inc", "ltd", "llc", "plc", "corp", "co", "company", "bv", "nv", "vof", "gmbh", "ag", "kg", "ohg",
        "sa", "sarl", "sas", "spa", "srl", "ab", "as", "oy",
    ];
    let key = name_key(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|word| FORMS.contains(word)) {
        words.pop();
    }
    words.concat()
}

/// Names the file does not mention, for comparison with new ones.
#[derive(Clone, Debug)]
struct Near {
    existing: Vec<(usize, String)>,
    next: usize,
}

impl Near {
    fn among(accounts: &[Shared<Account>], merge: &Merge) -> Self {
        let is_too_much = merge.new.len().saturating_mul(merge.missing.len()) > MOST_COMPARISONS;
        let rows = if is_too_much { &[][..] } else { &merge.missing };
        let bare = |&row: &usize| (row, bare_name(&accounts[row].name));
        Self {
            existing: rows.iter().map(bare).collect(),
            next: 0,
        }
    }

    /// Makes some `n` comparisons; false when none is left.
    fn step(&mut self, n: usize, draft: &Draft, merge: &mut Merge) -> bool {
        let n_names = n / self.existing.len().max(1) + 1;
        let end = self.next.saturating_add(n_names).min(merge.new.len());
        for &incoming in &merge.new[self.next..end] {
            let name = bare_name(&draft.accounts[incoming].name);
            let near = self.existing.iter().find(|(_, other)| is_near(&name, other));
            merge
                .near_duplicates
                .extend(near.map(|(existing, _)| NearDuplicate {
                    incoming,
                    existing: *existing,
                }));
        }
        self.next = end;
        end < merge.new.len() && !self.existing.is_empty()
    }
}

/// One letter in six may differ; names with digits, such as codes, must be equal.
fn is_near(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let has_digit = |name: &str| name.bytes().any(|byte| byte.is_ascii_digit());
    if short < 6 || long > 80 || long - short > long / 6 || has_digit(one) || has_digit(other) {
        return false;
    }
    strsim::osa_distance(one, other) <= long / 6
}
