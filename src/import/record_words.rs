//! The words people write for what happened, how far it came and where it was heard.

use crate::portfolio::{Basis, Capital, EventKind, FieldKind, ListeningPost, OutcomeStatus};

use super::{Role, Shape};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $function:ident, $list:ident, $kind:ident { $($word:literal => $variant:ident,)+ }) => {
        const $list: &[&str] = &[$($word),+];

        $(#[$doc])*
        pub(super) fn $function(word: &str) -> Option<$kind> {
            let at = $list.iter().position(|known| known.eq_ignore_ascii_case(word.trim()))?;
            [$($kind::$variant),+].get(at).copied()
        }
    };
}

vocabulary! {
    /// What happened; the word of this app first, then others people use.
    event_kind, EVENT_WORDS, EventKind {
        "word of mouth" => WordOfMouth,
        "customer referral" => CustomerReferral,
        "employee referral" => EmployeeReferral,
        "reference use" => ReferenceUse,
        "introduction" => Introduction,
        "feedback" => Feedback,
        "co-innovation" => CoInnovation,
        "risk shared" => RiskShared,
        "other" => Other,
        "recommendation" => WordOfMouth,
        "review" => WordOfMouth,
        "referral" => CustomerReferral,
        "lead" => CustomerReferral,
        "recruiting" => EmployeeReferral,
        "reference" => ReferenceUse,
        "reference call" => ReferenceUse,
        "case study" => ReferenceUse,
        "testimonial" => ReferenceUse,
        "intro" => Introduction,
        "idea" => Feedback,
        "complaint" => Feedback,
        "suggestion" => Feedback,
        "co-development" => CoInnovation,
        "innovation" => CoInnovation,
        "pilot" => CoInnovation,
        "favour" => Other,
        "favor" => Other,
    }
}

vocabulary! {
    /// The form of capital.
    capital, CAPITAL_WORDS, Capital {
        "monetary" => Monetary,
        "social" => Social,
        "relational" => Relational,
        "human" => Human,
        "knowledge" => Knowledge,
        "reputational" => Reputational,
        "money" => Monetary,
        "network" => Social,
        "trust" => Relational,
        "people" => Human,
        "intellectual" => Knowledge,
        "reputation" => Reputational,
    }
}

vocabulary! {
    /// How far the result has come.
    outcome_status, STATUS_WORDS, OutcomeStatus {
        "open" => Open,
        "realised" => Realised,
        "failed" => Failed,
        "pending" => Open,
        "realized" => Realised,
        "won" => Realised,
        "done" => Realised,
        "yes" => Realised,
        "lost" => Failed,
        "no" => Failed,
    }
}

vocabulary! {
    /// How a worth is known.
    basis, BASIS_WORDS, Basis {
        "observed" => Observed,
        "stated" => Stated,
        "attributed" => Attributed,
        "estimated" => Estimated,
        "judged" => Judged,
    }
}

vocabulary! {
    /// Where an answer was heard.
    listening_post, POST_WORDS, ListeningPost {
        "survey" => Survey,
        "interview" => Interview,
        "support" => Support,
        "sales" => Sales,
        "review" => Review,
        "questionnaire" => Survey,
        "nps" => Survey,
        "conversation" => Interview,
        "call" => Interview,
        "service" => Support,
        "ticket" => Support,
        "account manager" => Sales,
        "social media" => Review,
    }
}

/// Words for the way of an event: what they gave us first, what we gave them behind.
const DIRECTION_WORDS: &[&str] = &[
    "received",
    "they gave us",
    "in",
    "from them",
    "given",
    "we gave them",
    "out",
    "to them",
];

/// True when the word says that we gave.
pub(super) fn is_given(word: &str) -> bool {
    let said = |known: &&str| known.eq_ignore_ascii_case(word.trim());
    DIRECTION_WORDS[4..].iter().any(said)
}

/// True for a cell that means our firm.
pub(super) fn is_us(name: &str) -> bool {
    let words = ["", "us", "we", "our firm", "wij", "wir", "nous"];
    words.iter().any(|word| word.eq_ignore_ascii_case(name.trim()))
}

/// What a column of an event or of an answer holds; `None` for text and for roles of other shapes.
pub(super) fn kind_of(role: Role, shape: Shape) -> Option<FieldKind> {
    let positive = |high| FieldKind::Number { low: 0.0, high };
    Some(match role {
        Role::EventKind => FieldKind::Choice(EVENT_WORDS),
        Role::Capital => FieldKind::Choice(CAPITAL_WORDS),
        Role::OutcomeStatus => FieldKind::Choice(STATUS_WORDS),
        Role::Basis => FieldKind::Choice(BASIS_WORDS),
        Role::Post => FieldKind::Choice(POST_WORDS),
        Role::Direction => FieldKind::Choice(DIRECTION_WORDS),
        Role::CreditShare | Role::TypeOne => FieldKind::Share,
        Role::Quantity if shape == Shape::Events => positive(1e12),
        Role::Importance => positive(1e9),
        Role::Recommend => positive(10.0),
        _ => return None,
    })
}

/// The form of capital an event of this kind usually moves.
pub(super) const fn usual_capital(kind: EventKind) -> Capital {
    match kind {
        EventKind::WordOfMouth | EventKind::ReferenceUse => Capital::Reputational,
        EventKind::CustomerReferral | EventKind::Introduction => Capital::Social,
        EventKind::EmployeeReferral => Capital::Human,
        EventKind::Feedback | EventKind::CoInnovation => Capital::Knowledge,
        EventKind::RiskShared | EventKind::Other => Capital::Relational,
    }
}

/// The unit an event of this kind is usually counted in.
pub(super) const fn usual_unit(kind: EventKind) -> &'static str {
    match kind {
        EventKind::WordOfMouth => "recommendation",
        EventKind::CustomerReferral => "referral",
        EventKind::EmployeeReferral => "hire",
        EventKind::ReferenceUse => "reference call",
        EventKind::Introduction => "introduction",
        EventKind::Feedback => "idea",
        EventKind::CoInnovation => "project",
        EventKind::RiskShared => "case",
        EventKind::Other => "favour",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_this_app_is_understood() {
        for kind in EventKind::ALL {
            assert_eq!(event_kind(kind.word()), Some(*kind));
        }
        for form in Capital::ALL {
            assert_eq!(capital(form.word()), Some(*form));
        }
        for status in OutcomeStatus::ALL {
            assert_eq!(outcome_status(status.word()), Some(*status));
        }
        for known in Basis::ALL {
            assert_eq!(basis(known.word()), Some(*known));
        }
        for post in ListeningPost::ALL {
            assert_eq!(listening_post(post.word()), Some(*post));
        }
        assert_eq!(event_kind(" Referral "), Some(EventKind::CustomerReferral));
        assert!(is_given("we gave them") && !is_given("they gave us") && is_us("US") && !is_us("Usha"));
    }
}
