//! How firmly the numbers stand: what was asked to be drawn, how far it is, and what came of it.

use crate::measures::MeasureId;
use crate::portfolio::{AccountId, Shared};
use crate::robustness::{DRAWS_ALLOWED, N_DRAWS, Plan, Robustness, SEED, Swing};

use super::{Effect, Session};

/// Accounts times draws that are made at most: the ends of that many draws of every measure fit into memory.
pub const MOST_DRAWS: usize = 3_000_000;
/// Accounts up to which draws are made without being asked for.
pub const DRAWN_UNASKED: usize = 1_000;

/// What a person may choose about the draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Seed of all draws.
    pub seed: u64,
    /// Number of draws.
    pub n_draws: u32,
    /// How many accounts count as the top.
    pub top: usize,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            seed: SEED,
            n_draws: N_DRAWS,
            top: 10,
        }
    }
}

/// How the draws stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DrawState {
    /// Nothing is being drawn.
    #[default]
    Idle,
    /// This share is done, 0 to 1.
    Running(f64),
    /// The person stopped them.
    Stopped,
    /// Why they cannot be made.
    Failed(String),
}

/// What was drawn last.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The revision of the portfolio it belongs to.
    pub revision: u64,
    /// What it came to.
    pub robustness: Shared<Robustness>,
}

/// What moves one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The revision of the portfolio it belongs to.
    pub revision: u64,
    /// The account.
    pub account: AccountId,
    /// The measure.
    pub measure: MeasureId,
    /// What every input does, most first; `None` while that is being worked out.
    pub swings: Option<Vec<Swing>>,
}

/// The draws of one open app.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robust {
    /// What was chosen.
    pub wish: Wish,
    /// How the draws stand.
    pub state: DrawState,
    /// What was drawn last; of an older portfolio where its revision says so.
    pub found: Option<Found>,
    /// What moves one number.
    pub moved: Option<Moved>,
    job: u64,
    move_job: u64,
}

impl Robust {
    /// What was drawn of this revision of the portfolio; draws of an older one say nothing any more.
    pub fn of(&self, revision: u64) -> Option<&Shared<Robustness>> {
        let found = self.found.as_ref().filter(|found| found.revision == revision);
        found.map(|found| &found.robustness)
    }
}

/// What happened with the draws.
#[derive(Clone, Debug, PartialEq)]
pub enum RobustMessage {
    /// Draws are wanted, for a map of these two measures.
    Asked {
        /// From left to right.
        across: MeasureId,
        /// From bottom to top.
        up: MeasureId,
    },
    /// They are not wanted any more.
    Stopped,
    /// Something else was chosen.
    WishChanged(Wish),
    /// So much is done.
    Progressed {
        /// Of which job.
        job: u64,
        /// The share done, 0 to 1.
        share: f64,
    },
    /// They are done, or cannot be made.
    Drawn {
        /// Which job; a late answer is dropped.
        job: u64,
        /// What came of it.
        result: Result<Shared<Robustness>, String>,
    },
    /// What moves a number is wanted.
    MoveAsked {
        /// The account.
        account: AccountId,
        /// The measure.
        measure: MeasureId,
    },
    /// What moves a number is known, or cannot be worked out.
    Moved {
        /// Which job; a late answer is dropped.
        job: u64,
        /// What came of it.
        result: Result<Vec<Swing>, String>,
    },
}

/// Changes the draws by what happened.
pub(super) fn heard(session: &mut Session, message: RobustMessage) -> Vec<Effect> {
    let robust = &mut session.robust;
    match message {
        RobustMessage::Asked { across, up } => return asked(session, across, up),
        RobustMessage::Stopped => {
            robust.state = DrawState::Stopped;
            robust.moved = robust.moved.take().filter(|moved| moved.swings.is_some());
            robust.job += 1;
            return vec![Effect::StopDrawing];
        }
        RobustMessage::WishChanged(wish) => {
            let (fewest, most) = DRAWS_ALLOWED;
            robust.wish = Wish {
                n_draws: wish.n_draws.clamp(fewest, most),
                top: wish.top.max(1),
                ..wish
            };
        }
        RobustMessage::Progressed { job, share } => {
            if job == robust.job && matches!(robust.state, DrawState::Running(_)) {
                robust.state = DrawState::Running(share);
            }
        }
        RobustMessage::Drawn { job, result } => {
            if job == robust.job {
                robust.state = DrawState::Idle;
                match result {
                    Ok(robustness) => {
                        robust.found = Some(Found {
                            revision: session.revision,
                            robustness,
                        });
                    }
                    Err(sentence) => robust.state = DrawState::Failed(sentence),
                }
            }
        }
        RobustMessage::MoveAsked { account, measure } => return move_asked(session, account, measure),
        RobustMessage::Moved { job, result } => {
            if let Some(moved) = robust.moved.as_mut().filter(|_| job == robust.move_job) {
                moved.swings = Some(result.unwrap_or_default());
            }
        }
    }
    Vec::new()
}

/// The portfolio changed: what is being drawn belongs to the one before.
pub(super) fn outdated(session: &mut Session) -> Vec<Effect> {
    let robust = &mut session.robust;
    let is_waiting = robust.moved.take().is_some_and(|moved| moved.swings.is_none());
    robust.move_job += 1;
    let is_drawing = matches!(robust.state, DrawState::Running(_));
    robust.state = DrawState::Idle;
    robust.job += 1;
    if is_drawing || is_waiting {
        vec![Effect::StopDrawing]
    } else {
        Vec::new()
    }
}

fn asked(session: &mut Session, across: MeasureId, up: MeasureId) -> Vec<Effect> {
    let n_accounts = session.shown.portfolio.accounts.len();
    let robust = &mut session.robust;
    let wish = robust.wish;
    if n_accounts * wish.n_draws as usize > MOST_DRAWS {
        let most = MOST_DRAWS / n_accounts.max(1);
        robust.state = DrawState::Failed(format!(
            "{n_accounts} accounts are too many for {} draws: choose at most {most}.",
            wish.n_draws
        ));
        return Vec::new();
    }
    robust.job += 1;
    robust.moved = robust.moved.take().filter(|moved| moved.swings.is_some());
    robust.state = DrawState::Running(0.0);
    vec![
        Effect::StopDrawing,
        Effect::Draw {
            job: robust.job,
            document: session.shown.clone(),
            plan: Plan {
                seed: wish.seed,
                n_draws: wish.n_draws,
                top: wish.top,
                across,
                up,
            },
        },
    ]
}

fn move_asked(session: &mut Session, account: AccountId, measure: MeasureId) -> Vec<Effect> {
    let Some(row) = session.shown.portfolio.row_of(&account) else {
        return Vec::new();
    };
    let robust = &mut session.robust;
    robust.move_job += 1;
    robust.moved = Some(Moved {
        revision: session.revision,
        account,
        measure,
        swings: None,
    });
    vec![Effect::MoveInputs {
        job: robust.move_job,
        document: session.shown.clone(),
        measure,
        row,
    }]
}
