//! Bringing data in: bytes → text → records → typed columns → [`Draft`], with every problem by row.
//!
//! ```text
//! bytes ─Decoder→ text ─Splitter→ records ─columns→ good rows ─sheet | log→ Draft ─merge→ Document
//!                                              └──→ issues and bad rows
//! ```
//! A draft is a function of the bytes and the [`Settings`]: whatever the person overrides or fixes is a
//! setting, and the file is read again. No line is lost: [`Tally::adds_up`] holds for every input.

mod add_up;
mod block;
mod build;
mod cells;
mod columns;
mod content;
mod day;
mod decode;
mod delimiter;
mod detect;
mod draft;
mod error;
mod intern;
mod kind;
mod lines;
mod lines_at_once;
mod log;
mod mapping;
mod merge;
mod merge_records;
mod number;
mod orders;
mod patterns;
mod profile;
mod quick;
mod reader;
mod record_words;
mod records;
mod review;
mod settings;
mod sheet;
mod sniff;
mod split;
mod synonyms;
mod table;
mod target;

pub use build::Building;
pub use columns::Reading;
pub use content::map_by_content;
pub use day::{DayEvidence, DayOrder, OrderDecision};
pub use decode::{Decoder, Encoding};
pub use delimiter::Delimiter;
pub use detect::{Detected, currency_named, detect, detect_columns, first_readings, start_of, with_shape};
pub use draft::{BadRows, Caveat, Draft, Issue, Preview, Problem, Question, Tally};
pub use error::ImportError;
pub use intern::Interner;
pub use kind::{FileKind, refuse_what_is_no_text};
pub use mapping::{Mapping, map_columns, remember, targets_in};
pub(crate) use mapping::{OWN_EVENTS, OWN_OBSERVATIONS};
pub use merge::{AccountChange, FieldChange, Merge, NearDuplicate, assume_margin, new_document};
pub use merge_records::RecordsMerge;
pub use number::{MarksDecision, NumberEvidence};
pub use patterns::{Pasted, read_pasted};
pub use profile::{ColumnProfile, SAMPLE_SIZE, Sample};
pub use reader::{CHUNK_SIZE, Ended, Outcome, Reader, read};
pub use records::Records;
pub use review::Reviewing;
pub use settings::{ColumnSettings, Layout, RatingScale, RememberedMappings, Settings};
pub use split::Splitter;
pub use synonyms::{meanings, normalised};
pub use target::{Role, Shape, Target};
