//! From the first bytes of a file to settings, all of them open to change.

use crate::units::Day;

use super::columns::{Reading, looks_like_percent};
use super::kind::refuse_what_is_no_text;
use super::profile::SAMPLE_SIZE;
use super::sniff::sniff_layout;
use super::synonyms::normalised;
use super::{
    ColumnProfile, ColumnSettings, DayOrder, ImportError, Layout, Mapping, RatingScale, RememberedMappings,
    Role, Sample, Settings, Shape, Target, map_columns, targets_in,
};
use crate::portfolio::{FieldKind, NumberMarks};

/// What a file looks like from its first bytes.
#[derive(Clone, Debug)]
pub struct Detected {
    /// How it will be read unless the person says otherwise.
    pub settings: Settings,
    /// What its first records say.
    pub sample: Sample,
    /// True when this app wrote the file.
    pub is_own: bool,
}

/// Detects how a file is to be read. The first [`SAMPLE_SIZE`] bytes are looked at, or all of fewer.
///
/// # Errors
/// When the file is empty, no text, or no table of customers.
pub fn detect(
    file: &str,
    bytes: &[u8],
    today: Day,
    remembered: &RememberedMappings,
) -> Result<Detected, ImportError> {
    let first_bytes = start_of(bytes);
    refuse_what_is_no_text(file, first_bytes)?;
    detect_columns(file, bytes, sniff_layout(first_bytes), today, remembered)
}

/// Detects the columns anew under a layout the person chose.
///
/// # Errors
/// When nothing is left to read, or it is no table of customers.
pub fn detect_columns(
    file: &str,
    bytes: &[u8],
    layout: Layout,
    today: Day,
    remembered: &RememberedMappings,
) -> Result<Detected, ImportError> {
    let sample = Sample::read(file, start_of(bytes), layout)?;
    let Mapping {
        shape,
        targets,
        is_own,
    } = map_columns(&sample, remembered);
    if shape == Shape::RepeatSummary {
        refuse_groups(file, &sample)?;
    }
    let columns = sample.columns.iter().zip(&targets);
    let mut columns: Vec<ColumnSettings> = columns
        .map(|(column, &target)| ColumnSettings::new(&column.header, target))
        .collect();
    if is_own {
        columns.iter_mut().for_each(settle);
    }
    let settings = Settings {
        layout,
        shape,
        columns,
        today,
        as_of: None,
        assumed_margin: None,
        times_in_days: times_look_like_days(&sample, &targets),
        rating_scale: if is_own {
            RatingScale::Ten
        } else {
            scale_of(&sample, &targets)
        },
        is_own,
        fixes: std::collections::BTreeMap::new(),
    };
    Ok(Detected {
        settings,
        sample,
        is_own,
    })
}

/// In a file of this app every reading is known.
fn settle(column: &mut ColumnSettings) {
    column.marks = Some(NumberMarks::POINT);
    column.day_order = Some(DayOrder::YearFirst);
    column.is_percent = Some(false);
}

/// The targets under another shape, with everything else as it was.
pub fn with_shape(
    settings: &Settings,
    sample: &Sample,
    shape: Shape,
    remembered: &RememberedMappings,
) -> Settings {
    let mut settings = settings.clone();
    settings.shape = shape;
    settings.is_own = false;
    let targets = targets_in(sample, shape, remembered);
    settings.rating_scale = scale_of(sample, &targets);
    for (column, target) in settings.columns.iter_mut().zip(targets) {
        column.target = target;
    }
    settings
}

/// How each column is read at first: as its first values say, unless the person said otherwise.
pub fn first_readings(settings: &Settings, sample: &Sample) -> Vec<Reading> {
    let usual = usual_marks(&sample.columns);
    let column = |(index, column): (usize, &ColumnSettings)| {
        let profile = sample.columns.get(index);
        let marks = profile.map_or(usual, |profile| profile.numbers.marks().guess(usual));
        let order = profile.map_or(DayOrder::YearFirst, |profile| profile.days.order().guess());
        let is_share = matches!(column.target, Target::Role(Role::Discount))
            || matches!(column.target, Target::Field(field) if matches!(field.kind(), FieldKind::Share | FieldKind::Growth));
        Reading {
            marks: column.marks.unwrap_or(marks),
            order: column.day_order.unwrap_or(order),
            is_percent: column.is_percent.unwrap_or_else(|| {
                is_share && profile.is_some_and(|profile| looks_like_percent(&profile.numbers))
            }),
        }
    };
    settings.columns.iter().enumerate().map(column).collect()
}

/// The decimal mark most of the file's columns with a mark agree on.
fn usual_marks(columns: &[ColumnProfile]) -> NumberMarks {
    let n_comma = columns.iter().filter(|column| column.numbers.n_comma > 0).count();
    let n_point = columns.iter().filter(|column| column.numbers.n_point > 0).count();
    if n_comma > n_point {
        NumberMarks::COMMA
    } else {
        NumberMarks::POINT
    }
}

/// The currency that headers or values name, an ISO 4217 code; `None` when none does, or several do.
pub fn currency_named(sample: &Sample) -> Option<&'static str> {
    const NAMES: [(&str, &str, &str); 5] = [
        ("EUR", "€", "euro"),
        ("USD", "US$", "usd"),
        ("GBP", "£", "gbp"),
        ("CHF", "Fr.", "chf"),
        ("JPY", "¥", "jpy"),
    ];
    let is_named = |(code, sign, word): &(&str, &str, &str)| {
        sample.columns.iter().any(|column| {
            let header = normalised(&column.header);
            let in_header = header
                .split(' ')
                .any(|part| part == *word || part.eq_ignore_ascii_case(code));
            let names_it = |text: &String| text.contains(sign) || text.contains(code);
            in_header || (column.is_number() && column.examples.iter().any(names_it))
        })
    };
    let mut named = NAMES.iter().filter(|name| is_named(name));
    let first = named.next()?;
    named.next().is_none().then_some(first.0)
}

/// The first bytes of a file, as many as detection looks at.
pub fn start_of(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE_SIZE)]
}

/// Refuses patterns of repeat purchases with a count of customers in each.
fn refuse_groups(file: &str, sample: &Sample) -> Result<(), ImportError> {
    const COUNTS: [&str; 9] = [
        "weights",
        "weight",
        "n customers",
        "customers",
        "num customers",
        "n",
        "count",
        "donors",
        "n donors",
    ];
    let counts = |column: &&ColumnProfile| COUNTS.contains(&normalised(&column.header).as_str());
    match sample.columns.iter().find(counts) {
        Some(column) => Err(ImportError::Grouped {
            file: file.to_owned(),
            column: column.header.clone(),
        }),
        None => Ok(()),
    }
}

/// The scale the ratings of a sample look like: 1 to 10 unless none comes above 5, or some above 10.
fn scale_of(sample: &Sample, targets: &[Target]) -> RatingScale {
    let is_rating = |target: &Target| {
        matches!(target, Target::Role(role) if role.is_rating()) || *target == Target::DriverRating
    };
    let rated = sample
        .columns
        .iter()
        .zip(targets)
        .filter(|(column, target)| is_rating(target) && column.is_number());
    let largest = rated
        .map(|(column, _)| column.numbers.largest)
        .fold(0.0, f64::max);
    match RatingScale::up_to(largest) {
        Some(RatingScale::Five) if largest > 0.0 => RatingScale::Five,
        Some(RatingScale::Hundred) => RatingScale::Hundred,
        _ => RatingScale::Ten,
    }
}

/// Times of more than twenty years, if they were weeks, are days.
fn times_look_like_days(sample: &Sample, targets: &[Target]) -> bool {
    let ages = sample
        .columns
        .iter()
        .zip(targets)
        .filter(|(_, target)| **target == Target::Role(Role::Age));
    ages.map(|(column, _)| &column.numbers)
        .any(|numbers| !numbers.has_fraction && numbers.largest > 180.0)
}
