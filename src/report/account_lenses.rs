//! Where one account stands in every lens, in a line each: the account page leads from there to the lens.
//!
//! Every line is read from what its lens reads: the same division into zones, the same ranking, the same measure.

use crate::decisions::{Placement, ZoneMap, overlooked};
use crate::measures::places::moves;
use crate::measures::portfolio_totals::{WhaleCurve, whale_measure};
use crate::measures::segments::segments;
use crate::measures::thirds::Cube;
use crate::measures::three_ps::DIMENSIONS;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, SegmentMethod};
use crate::slices::{at_once, pause};

use super::dimensions::cell_name;
use super::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
};
use super::map_lens::{MapLens, VALUE_MAP};
use super::metric_audit::AuditChoice;
use super::objective_movers::mover_line;
use super::risk::{GroupBy, risk};
use super::style::NumberStyle;
use super::three_ps::MEASURES;

/// Where the account stands in one lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensLine {
    /// Name of the lens.
    pub lens: &'static str,
    /// Its address.
    pub address: &'static str,
    /// Where the account stands, in few words: "Strategic", "7 of 30".
    pub stands: String,
    /// The figures it stands there by; what is missing where it stands nowhere.
    pub figures: String,
}

struct Reader<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    style: &'a NumberStyle,
    row: usize,
    rows: Vec<usize>,
}

/// Where the account in `row` stands in every lens, in the order of the navigation.
pub async fn account_lenses(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    style: &NumberStyle,
) -> Vec<LensLine> {
    let reader = Reader {
        document,
        valuation,
        style,
        row,
        rows: (0..document.portfolio.accounts.len().min(valuation.n_rows())).collect(),
    };
    type Make = fn(&Reader) -> Option<LensLine>;
    let before: [Make; 9] = [
        |reader| Some(reader.on_map(&VALUE_MAP, "#map")),
        |reader| reader.three_ps(),
        |reader| Some(reader.on_map(&ECONOMIC_RELATIONSHIP, "#economic")),
        |reader| Some(reader.on_map(&VALUE_AND_REFERRALS, "#economic")),
        |reader| Some(reader.on_map(&CURRENT_AND_POTENTIAL, "#growth")),
        |reader| Some(reader.on_map(&LOYALTY_MATRIX, "#loyalty")),
        |reader| Some(reader.on_map(&PROFIT_AND_LIFE, "#loyalty")),
        |reader| Some(reader.dimensions()),
        |reader| Some(reader.profitability()),
    ];
    let after: [Make; 3] = [
        |reader| reader.criteria(),
        |reader| reader.progress(),
        |reader| Some(reader.risk()),
    ];
    let mut lines = Vec::new();
    for make in before {
        lines.extend(make(&reader));
        pause().await;
    }
    lines.extend(reader.segment().await);
    for make in after {
        lines.extend(make(&reader));
        pause().await;
    }
    lines.extend(reader.audit().await);
    lines.extend(reader.capital());
    pause().await;
    lines.extend(reader.objectives());
    lines
}

impl Reader<'_> {
    fn written(&self, measure: MeasureId) -> String {
        let value = self.valuation.get(measure, self.row);
        format!(
            "{} {}",
            measure.label().to_lowercase(),
            self.style.measured(value, measure.unit())
        )
    }

    fn value(&self, measure: MeasureId) -> Option<f64> {
        self.valuation.get(measure, self.row).value
    }

    fn count(&self, n: usize) -> String {
        self.style.number(n as f64, 0)
    }

    fn line(&self, lens: &'static str, address: &'static str, stands: String, figures: String) -> LensLine {
        LensLine {
            lens,
            address,
            stands,
            figures,
        }
    }

    /// Its zone, how close the next one is, and the two values that put it there.
    fn on_map(&self, lens: &MapLens, address: &'static str) -> LensLine {
        let map = ZoneMap::new(self.document, self.valuation, lens.x, lens.y);
        let name = |zone: crate::decisions::Zone| match lens.has_own_names {
            true => zone.name(&self.document.map.zones).to_owned(),
            false => lens.zone(zone).name.to_owned(),
        };
        let figures = [lens.x, lens.y].map(|measure| self.written(measure)).join(", ");
        let (stands, figures) = match map.place(self.row) {
            Placement::In(placed) if placed.straddles_across || placed.straddles_up => (
                name(placed.zone),
                format!(
                    "{figures}; as sure as it is known, it could be {} too",
                    name(placed.would_become)
                ),
            ),
            Placement::In(placed) => (name(placed.zone), figures),
            Placement::Missing { .. } => ("in no zone".to_owned(), figures),
        };
        let lens_name = match (address, lens.key) {
            ("#map", _) => lens.title,
            _ => lens.short,
        };
        self.line(lens_name, address, stands, figures)
    }

    /// The highest of the three scores; nothing where none is known.
    fn three_ps(&self) -> Option<LensLine> {
        let known = MEASURES
            .into_iter()
            .filter_map(|measure| Some((measure, self.value(measure)?)));
        let best = known.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let figures = MEASURES.map(|measure| self.written(measure)).join(", ");
        Some(self.line(
            "3Ps",
            "#3ps",
            format!("most in {}", best.0.label().to_lowercase()),
            figures,
        ))
    }

    fn dimensions(&self) -> LensLine {
        let cell = Cube::new(self.valuation).cell(self.row);
        let figures: Vec<String> = DIMENSIONS
            .into_iter()
            .chain([MeasureId::Priority])
            .map(|measure| self.written(measure))
            .collect();
        let stands = cell.map_or_else(|| "in no cell".to_owned(), cell_name);
        self.line(
            "Length, breadth, depth",
            "#dimensions",
            stands,
            figures.join(", "),
        )
    }

    /// Its place on the whale curve.
    fn profitability(&self) -> LensLine {
        let measure = whale_measure(self.valuation);
        let known: Vec<(usize, f64)> = self.valuation.column(measure).known().collect();
        let curve = WhaleCurve::new(&known);
        let place = curve.as_ref().and_then(|curve| {
            let place = curve.order.iter().position(|row| *row == self.row)?;
            Some((place, curve.cumulative[place], curve.order.len()))
        });
        let (stands, figures) = match place {
            Some((place, cumulative, n)) => (
                format!(
                    "{} of {} by {}",
                    self.count(place + 1),
                    self.count(n),
                    measure.label().to_lowercase()
                ),
                format!(
                    "{}; with all better ones {} of the whole",
                    self.written(measure),
                    self.style.share(cumulative)
                ),
            ),
            None => ("not on the curve".to_owned(), self.written(measure)),
        };
        self.line("Profitability", "#profitability", stands, figures)
    }

    /// The segment it is in, and the one the way of making segments would put it in. Groups that are found by many
    /// draws are left to their page.
    async fn segment(&self) -> Option<LensLine> {
        let how = &self.document.composites.segmentation;
        let stated = &self.document.portfolio.accounts.get(self.row)?.segment;
        let found = match how.method {
            SegmentMethod::Clusters => None,
            _ => Some(segments(how, self.valuation, self.rows.len()).await),
        };
        let found = found.and_then(|found| {
            let place = found.of_row.get(self.row).copied()??;
            found.names.get(usize::from(place)).cloned()
        });
        let stands = match stated.is_empty() {
            true => "in none".to_owned(),
            false => stated.clone(),
        };
        let figures = match found {
            Some(found) if found == *stated => "as the segments are made now".to_owned(),
            Some(found) => format!("as segments are made now it would be {found}"),
            None => String::new(),
        };
        Some(self.line("Segments", "#segments", stands, figures))
    }

    fn criteria(&self) -> Option<LensLine> {
        self.value(MeasureId::AgreedValue)?;
        let figure = self.valuation.get(MeasureId::AgreedValue, self.row);
        let stands = format!(
            "{} of 100",
            self.style.measured(figure, MeasureId::AgreedValue.unit())
        );
        Some(self.line("Criteria", "#criteria", stands, "value as agreed".to_owned()))
    }

    /// What became of its total value since the latest snapshot.
    fn progress(&self) -> Option<LensLine> {
        let snapshot = self.document.snapshots.last()?;
        let id = &self.document.portfolio.accounts.get(self.row)?.id;
        let place = snapshot.accounts.iter().position(|account| account == id);
        let then = place.and_then(|place| *snapshot.column(MeasureId::TotalValue.key())?.get(place)?);
        let unit = MeasureId::TotalValue.unit();
        let (stands, figures) = match (then, self.value(MeasureId::TotalValue)) {
            (Some(then), Some(now)) => {
                let sign = if now > then { "+" } else { "" };
                (
                    format!(
                        "{sign}{} since {}",
                        self.style.value(now - then, unit),
                        snapshot.name
                    ),
                    format!("total value {} then", self.style.value(then, unit)),
                )
            }
            _ => (
                "nothing to compare".to_owned(),
                format!("total value was not known at {} or is not now", snapshot.name),
            ),
        };
        Some(self.line("Progress", "#progress", stands, figures))
    }

    fn risk(&self) -> LensLine {
        let choice = (MeasureId::CurrentValue, GroupBy::Segment);
        let report = at_once(risk(
            self.document,
            self.valuation,
            &[self.row],
            choice,
            None,
            self.style,
        ));
        let (stands, figures) = match report.at_risk.first() {
            Some(bar) => (
                format!("{} expected to leave", bar.label),
                match bar.is_shaky {
                    true => "much to lose, and they do not like us; within a year".to_owned(),
                    false => format!("within a year; {}", self.written(MeasureId::Retention)),
                },
            ),
            None => (
                "nothing expected to leave".to_owned(),
                self.written(MeasureId::CurrentValue),
            ),
        };
        self.line("Risk and concentration", "#risk", stands, figures)
    }

    /// Its place by size and by what it leaves, and the list it is overlooked in.
    async fn audit(&self) -> Option<LensLine> {
        let choice = AuditChoice::first(self.valuation);
        let all = moves(self.valuation, &self.rows, choice.today, choice.against);
        let own = all.iter().find(|one| one.row == self.row)?;
        pause().await;
        let found = overlooked(self.document, self.valuation, &self.rows, choice.today).await;
        let is_promising = found
            .small_but_promising
            .iter()
            .any(|promise| promise.row == self.row);
        let list = [
            (found.big_but_losing.contains(&self.row), "big but losing"),
            (found.hidden_assets.contains(&self.row), "hidden asset"),
            (is_promising, "small but promising"),
        ];
        let list = list.into_iter().find_map(|(is_in, name)| is_in.then_some(name));
        let places = format!(
            "{} of {} by {}, {} by {}",
            self.count(own.from.place),
            self.count(all.len()),
            choice.today.label().to_lowercase(),
            self.count(own.to.place),
            choice.against.label().to_lowercase()
        );
        let (stands, figures) = match list {
            Some(list) => (list.to_owned(), places),
            None => (places, String::new()),
        };
        Some(self.line("Metric audit", "#audit", stands, figures))
    }

    /// Its place by the business's own objectives, and the one that moves it most.
    fn objectives(&self) -> Option<LensLine> {
        let today = AuditChoice::first(self.valuation).today;
        let [stands, figures] = mover_line(self.document, self.valuation, self.row, today, self.style)?;
        Some(self.line("Objectives", "#objectives", stands, figures))
    }

    fn capital(&self) -> Option<LensLine> {
        let balance = self.value(MeasureId::ExchangeBalance)?;
        let stands = match balance {
            more if more > 0.0 => "they gave more than we did",
            less if less < 0.0 => "we gave more than they did",
            _ => "even",
        };
        Some(self.line(
            "Relationship capital",
            "#capital",
            stands.to_owned(),
            self.written(MeasureId::ExchangeBalance),
        ))
    }
}
