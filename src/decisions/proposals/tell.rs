//! One proposal with its reasons, what it is about, how sure it is and what would change it.

use crate::maths::sort_by_key;
use crate::measures::ledger::LedgerTerms;
use crate::measures::risk::ValueAtRisk;
use crate::measures::{Groundwork, MeasureId, Measured, Valuation};
use crate::portfolio::{ActionEffect, Basis, Document, OutcomeStatus};
use crate::units::{Day, Estimate};

use super::super::fix_or_release::{fix_or_release_of, release_value};
use super::super::{Evidence, FixOrRelease, Verdict, Zone};
use super::{Firmness, Found, Proposal, Proposals, Then, Turn, What, promised};

impl Proposals {
    /// The reasons of one proposal.
    pub fn tell(&self, document: &Document, valuation: &Valuation, found: Found) -> Proposal {
        let line = self.lines.relationship;
        let teller = Teller {
            proposals: self,
            document,
            valuation,
            row: found.row,
            found,
            fix: fix_or_release_of(document, valuation, found.row, line),
        };
        let because = teller.because();
        let turn = teller.turn();
        let known = because.iter().filter(|evidence| evidence.value.is_some());
        let basis = known
            .map(|evidence| valuation.get(evidence.measure, found.row).basis)
            .max();
        let is_known = |measure| teller.value(measure).is_some();
        Proposal {
            found,
            basis,
            turn,
            firmness: turn.map_or(Firmness::NotSaid, |turn| teller.firmness(turn)),
            worth: teller.worth(),
            is_money_only: !is_known(MeasureId::ValueReceived) && !is_known(MeasureId::RelationshipValue),
            effect: teller.effect(),
            chance: teller.chance(),
            since: teller.since(),
            promises: teller.promises(),
            fix: teller.fix,
            because,
        }
    }
}

struct Teller<'a> {
    proposals: &'a Proposals,
    document: &'a Document,
    valuation: &'a Valuation,
    row: usize,
    found: Found,
    fix: Option<FixOrRelease>,
}

impl Teller<'_> {
    fn measured(&self, measure: MeasureId) -> Measured {
        self.valuation.get(measure, self.row)
    }

    fn value(&self, measure: MeasureId) -> Option<f64> {
        self.measured(measure).value
    }

    fn evidence(&self, measure: MeasureId, against: Option<f64>) -> Evidence {
        Evidence {
            measure,
            value: self.value(measure),
            against,
        }
    }

    fn across(&self) -> Option<f64> {
        self.proposals.lines.across.map(|line| line.value)
    }

    fn up(&self) -> Option<f64> {
        self.proposals.lines.up.map(|line| line.value)
    }

    fn because(&self) -> Vec<Evidence> {
        let lines = &self.proposals.lines;
        let of = |measure, against| self.evidence(measure, against);
        let received = of(MeasureId::ValueReceived, self.across());
        let total = of(MeasureId::TotalValue, self.up());
        let leaving = [of(MeasureId::Retention, None), of(MeasureId::CurrentValue, None)];
        match self.found.what {
            What::BreakEven | What::Release => self.loss(),
            What::Repair | What::Protect => [&[received, total], &leaving[..]].concat(),
            What::Listen => [&[received], &leaving[..]].concat(),
            What::WinShare => vec![
                of(MeasureId::ShareOfWallet, Some(0.5)),
                of(MeasureId::Headroom, None),
                received,
            ],
            What::BePaid => vec![received, total, of(MeasureId::GapMargin, None)],
            What::Broaden => vec![
                of(MeasureId::EffectiveBreadth, lines.breadth),
                of(MeasureId::GapBreadth, None),
                received,
            ],
            What::Automate => vec![received, total, of(MeasureId::AvoidableCost, None)],
            What::KeepForRelationship => vec![
                of(MeasureId::RelationshipValue, lines.relationship),
                of(MeasureId::CurrentValue, lines.economic),
            ],
            What::Develop => vec![
                of(MeasureId::PotentialGap, lines.promising[0]),
                of(MeasureId::Headroom, lines.promising[1]),
                of(MeasureId::Revenue, None),
            ],
            What::Thank | What::AskBack => vec![of(MeasureId::ExchangeBalance, None)],
            What::AskReference => vec![received, of(MeasureId::ReferenceRole, None)],
            What::AskIntroduction => vec![of(MeasureId::ReferralRole, None), received],
            What::KeepPromise | What::RemindPromise => {
                vec![
                    of(MeasureId::ExchangeBalance, None),
                    of(MeasureId::TotalValue, None),
                ]
            }
            What::PromiseDue => [&[received], &leaving[..]].concat(),
            What::RemindDue => vec![of(MeasureId::ExchangeBalance, None), total],
            What::Review => vec![total, received],
            What::FindOut => vec![received, total],
        }
    }

    fn loss(&self) -> Vec<Evidence> {
        let of = |measure, against| self.evidence(measure, against);
        let mut because = vec![
            of(MeasureId::Contribution, Some(0.0)),
            of(MeasureId::GrossMargin, None),
            of(MeasureId::CostToServe, None),
        ];
        let Some(fix) = &self.fix else { return because };
        let avoidable = of(MeasureId::AvoidableCost, Some(fix.gross_margin));
        let relationship = of(MeasureId::RelationshipValue, self.proposals.lines.relationship);
        match fix.verdict {
            Verdict::HiddenAsset => because.push(relationship),
            _ => because.extend([avoidable, relationship]),
        }
        if self.found.what == What::Release {
            because.push(of(MeasureId::Retention, None));
        }
        because
    }

    fn worth(&self) -> Option<Estimate> {
        let of = |measure| around(self.measured(measure));
        match self.found.what {
            What::BreakEven => of(MeasureId::Contribution).and_then(loss_of),
            What::Release => self.release_worth(),
            What::Repair | What::Listen | What::Protect => self.at_risk(),
            What::Thank => of(MeasureId::ExchangeBalance),
            What::AskBack => of(MeasureId::ExchangeBalance).and_then(negated),
            What::WinShare => of(MeasureId::Headroom),
            What::KeepForRelationship => of(MeasureId::RelationshipValue),
            What::Develop => self.gap().or_else(|| of(MeasureId::Headroom)),
            What::BePaid => of(MeasureId::GapMargin).filter(|_| self.found.worth.is_some()),
            What::Broaden => of(MeasureId::GapBreadth).filter(|_| self.found.worth.is_some()),
            What::Automate => of(MeasureId::AvoidableCost).filter(|_| self.found.worth.is_some()),
            _ => self.found.worth.and_then(Estimate::exact),
        }
    }

    /// (1 − r) · CLV at the ends of both: least where it most likely stays and is worth least.
    fn at_risk(&self) -> Option<Estimate> {
        let base = ValueAtRisk::of(self.valuation, self.row)?.expected();
        let retention = around(self.measured(MeasureId::Retention))?;
        let value = around(self.measured(MeasureId::CurrentValue))?;
        let low = (1.0 - retention.high().min(1.0)) * value.low().max(0.0);
        let high = (1.0 - retention.low().max(0.0)) * value.high();
        Estimate::between(low.min(base), base, high.max(base))
    }

    /// The gap with the ends of the potential value: how uncertain it is lies in what the levers would bring.
    fn gap(&self) -> Option<Estimate> {
        let gap = self.value(MeasureId::PotentialGap)?;
        let current = self.value(MeasureId::CurrentValue)?;
        let potential = around(self.measured(MeasureId::PotentialValue))?;
        let (low, high) = (potential.low() - current, potential.high() - current);
        Estimate::between(low.max(0.0).min(gap), gap, high.max(gap))
    }

    fn release_worth(&self) -> Option<Estimate> {
        let fix = self.fix.as_ref()?;
        let (base, multiple) = (fix.release_value?, fix.multiple?);
        let avoidable = around(self.measured(MeasureId::AvoidableCost))?;
        let margin = around(self.measured(MeasureId::GrossMargin))?;
        let relationship = around(self.measured(MeasureId::RelationshipValue))?;
        let low = release_value(avoidable.low(), margin.high(), multiple, relationship.high());
        let high = release_value(avoidable.high(), margin.low(), multiple, relationship.low());
        Estimate::between(low.min(base), base, high.max(base))
    }

    /// What doing it would bring where that follows from the numbers: break-even takes the loss away, a release is worth
    /// what it is worth, and what was asked for brings what it usually brought.
    fn effect(&self) -> Option<ActionEffect> {
        let lines = &self.proposals.lines;
        match self.found.what {
            What::BreakEven => self.worth().map(ActionEffect::Yearly),
            What::Release => self.worth().map(ActionEffect::Once),
            What::AskReference => lines.reference.and_then(Estimate::exact).map(ActionEffect::Once),
            What::AskIntroduction => lines
                .introduction
                .and_then(Estimate::exact)
                .map(ActionEffect::Once),
            What::RemindPromise => self.worth().map(ActionEffect::Once),
            _ => None,
        }
    }

    fn chance(&self) -> Option<f64> {
        let account = self.document.portfolio.accounts.get(self.row)?;
        let is_reference = self.found.what == What::AskReference;
        let willing = account.reference_willingness.map(|willing| willing / 100.0);
        willing.filter(|_| is_reference)
    }

    fn promises(&self) -> Vec<usize> {
        if !matches!(self.found.what, What::PromiseDue | What::RemindDue) {
            return Vec::new();
        }
        let account = &self.document.portfolio.accounts[self.row].id;
        let needs = self.document.portfolio.needs.iter().enumerate();
        let due = needs.filter(|(_, need)| {
            need.account == *account && promised(need, self.document.as_of) == Some(self.found.what)
        });
        let mut due: Vec<usize> = due.map(|(number, _)| number).collect();
        sort_by_key(&mut due, |number| self.document.portfolio.needs[*number].due);
        due
    }

    fn since(&self) -> Option<Day> {
        match self.found.what {
            What::Review => self.document.portfolio.accounts[self.row].key.as_ref()?.review,
            What::PromiseDue | What::RemindDue => {
                let first = *self.promises().first()?;
                self.document.portfolio.needs[first].due
            }
            What::KeepPromise | What::RemindPromise => {
                let groundwork = Groundwork::of(self.document, self.valuation);
                let ledger = LedgerTerms::new(self.document, &groundwork, self.row);
                let is_theirs = self.found.what == What::RemindPromise;
                let open = ledger.balanced().filter(|entry| {
                    entry.event.status == OutcomeStatus::Open && entry.is_received == is_theirs
                });
                open.filter_map(|entry| entry.event.date).min()
            }
            _ => None,
        }
    }

    fn turn(&self) -> Option<Turn> {
        let lines = &self.proposals.lines;
        let to = |measure, at: Option<f64>, then| {
            let now = self.value(measure);
            at.map(|at| Turn {
                measure,
                now,
                at,
                then,
            })
        };
        let received = |then| to(MeasureId::ValueReceived, self.across(), then);
        let both = |zone: Zone| {
            let across = received(Then::Moves(zone.across(super::super::Axis::Across)));
            let up = to(
                MeasureId::TotalValue,
                self.up(),
                Then::Moves(zone.across(super::super::Axis::Up)),
            );
            nearest([across, up])
        };
        match self.found.what {
            What::BreakEven => self.break_even(),
            What::Release => self.release_ends(),
            What::Repair => both(Zone::Cooperative),
            What::Protect => both(Zone::Strategic),
            What::BePaid => both(Zone::Prospective),
            What::Automate => both(Zone::Tactical),
            What::Listen => received(Then::Decides),
            What::WinShare => nearest([
                to(MeasureId::ShareOfWallet, Some(0.5), Then::HasMost),
                received(Then::RepairFirst),
            ]),
            What::Broaden => to(MeasureId::EffectiveBreadth, lines.breadth, Then::IsBroad),
            What::KeepForRelationship => nearest([
                to(
                    MeasureId::RelationshipValue,
                    lines.relationship,
                    Then::IsNoHiddenAsset,
                ),
                to(MeasureId::CurrentValue, lines.economic, Then::EarnsItsKeep),
            ]),
            What::Develop => {
                let gap = to(
                    MeasureId::PotentialGap,
                    lines.promising[0],
                    Then::OthersPromiseMore,
                );
                let headroom = to(MeasureId::Headroom, lines.promising[1], Then::OthersPromiseMore);
                [gap, headroom]
                    .into_iter()
                    .flatten()
                    .find(|turn| turn.now.is_some_and(|now| now >= turn.at))
            }
            What::Thank | What::AskBack => to(MeasureId::ExchangeBalance, Some(0.0), Then::IsEven),
            What::AskReference => received(Then::RepairFirst),
            What::AskIntroduction
            | What::KeepPromise
            | What::RemindPromise
            | What::PromiseDue
            | What::RemindDue
            | What::Review
            | What::FindOut => None,
        }
    }

    /// The smaller of the two break-evens: all of the cost to serve that the margin pays for, or a margin that pays for
    /// all of it.
    fn break_even(&self) -> Option<Turn> {
        let fix = self.fix.as_ref()?;
        let turn = |measure, now, at| Turn {
            measure,
            now,
            at,
            then: Then::BreaksEven,
        };
        let cut = fix.cost_cut.filter(|cut| *cut <= 1.0);
        let by_cost = turn(MeasureId::CostToServe, fix.cost_to_serve, fix.gross_margin);
        let needed = fix.cost_to_serve.unwrap_or(0.0);
        let by_margin = turn(MeasureId::GrossMargin, Some(fix.gross_margin), needed);
        match (cut, fix.price_rise) {
            (Some(cut), Some(rise)) if cut <= rise => Some(by_cost),
            (Some(_), None) => Some(by_cost),
            _ => Some(by_margin),
        }
    }

    /// Where (A − G) · M − V comes to zero: by the relationship value, or by the avoidable cost.
    fn release_ends(&self) -> Option<Turn> {
        let fix = self.fix.as_ref()?;
        let (avoidable, multiple, lost) = (fix.avoidable_cost?, fix.multiple?, fix.relationship_value?);
        let turn = |measure, now, at| {
            Some(Turn {
                measure,
                now: Some(now),
                at,
                then: Then::ReleaseStopsPaying,
            })
        };
        let by_relationship = turn(
            MeasureId::RelationshipValue,
            lost,
            (avoidable - fix.gross_margin) * multiple,
        );
        let by_cost = turn(
            MeasureId::AvoidableCost,
            avoidable,
            fix.gross_margin + lost / multiple,
        );
        nearest([by_cost.filter(|_| multiple > 0.0), by_relationship])
    }

    fn firmness(&self, turn: Turn) -> Firmness {
        let measured = self.measured(turn.measure);
        match (measured.value, measured.interval) {
            (None, _) => Firmness::CouldTip,
            (Some(_), None) if measured.basis == Basis::Observed => Firmness::Firm,
            (Some(_), None) => Firmness::NotSaid,
            (Some(_), Some(ends)) if ends.low < turn.at && turn.at <= ends.high => Firmness::CouldTip,
            (Some(_), Some(_)) => Firmness::Firm,
        }
    }
}

/// The number that has least far to go, as a share of what it is.
fn nearest(turns: [Option<Turn>; 2]) -> Option<Turn> {
    let way = |turn: &Turn| match turn.now {
        Some(now) => libm::fabs(turn.at - now) / libm::fabs(now).max(libm::fabs(turn.at)).max(1e-300),
        None => f64::INFINITY,
    };
    let [one, other] = turns;
    match (one, other) {
        (Some(one), Some(other)) if way(&other) < way(&one) => Some(other),
        (one, other) => one.or(other),
    }
}

/// The number between its ends.
fn around(measured: Measured) -> Option<Estimate> {
    let value = measured.value?;
    let (low, high) = measured
        .interval
        .map_or((value, value), |ends| (ends.low, ends.high));
    Estimate::between(low.min(value), value, high.max(value))
}

fn negated(estimate: Estimate) -> Option<Estimate> {
    Estimate::between(-estimate.high(), -estimate.base(), -estimate.low())
}

/// The loss of a contribution below zero; never less than nothing.
fn loss_of(contribution: Estimate) -> Option<Estimate> {
    let loss = negated(contribution)?;
    Estimate::between(loss.low().max(0.0), loss.base(), loss.high())
}
