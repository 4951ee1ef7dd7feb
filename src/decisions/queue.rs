//! How long somebody waits for one of several people, with the important ones served first or everybody in turn.

/// Share of contacts that have to wait, when a contact finds `staff` people and a load of `load` (Erlang C).
///
/// C(c, a) = c · B / (c − a · (1 − B)), B(0) = 1, B(n) = a · B(n − 1) / (n + a · B(n − 1))
///
/// `a` load: contacts per hour × hours per contact, `c` staff, `B` Erlang's loss formula. `None` where the load is not
/// below the staff. Erlang (1917); Cooper (1981), Introduction to Queueing Theory, 2nd edition, chapter 3.
///
/// ```
/// use both_sides::decisions::queue::erlang_c;
/// assert_eq!(erlang_c(1, 0.75), Some(0.75)); // one person: busy three quarters of the time
/// assert_eq!(erlang_c(2, 2.0), None);
/// ```
pub fn erlang_c(staff: u32, load: f64) -> Option<f64> {
    let mut loss = 1.0;
    for n in 1..=staff {
        loss = next_loss(loss, n, load);
    }
    waiting_share(staff, load, loss)
}

fn next_loss(loss: f64, n: u32, load: f64) -> f64 {
    load * loss / (f64::from(n) + load * loss)
}

fn waiting_share(staff: u32, load: f64, loss: f64) -> Option<f64> {
    let c = f64::from(staff);
    (load >= 0.0 && load < c * FULL).then(|| c * loss / (c - load * (1.0 - loss)))
}

/// What comes in, by class, the one served first first, and how fast it is dealt with.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// Contacts per hour of every class.
    pub per_hour: Vec<f64>,
    /// Contacts one person deals with per hour; the same for every class.
    pub per_person: f64,
}

/// Mean waits in hours, with and without priority.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// Share of the staff's time that is taken, 0 to 1.
    pub busy: f64,
    /// Share of contacts that wait at all.
    pub waiting: f64,
    /// Everybody in turn.
    pub in_turn: f64,
    /// By class: the first class first, no contact interrupted.
    pub by_class: Vec<f64>,
}

/// A staff that is busier than this counts as too small: what is left is rounding.
const FULL: f64 = 1.0 - 1e-9;
/// More people than this are not looked for.
const MOST_STAFF: u32 = 20_000;

impl Arrivals {
    /// People that would be busy all the time: Σ contacts per hour ÷ contacts a person deals with per hour.
    pub fn load(&self) -> f64 {
        self.per_hour.iter().sum::<f64>() / self.per_person
    }

    /// Mean waits with `staff` people; `None` where more comes in than they can do.
    ///
    /// W = C(c, a) / (c · μ − λ) in turn; W_k = C(c, a) / (c · μ) / ((1 − σ_{k−1}) · (1 − σ_k)) with priority
    ///
    /// `σ_k` load per person of the classes 1 to k, `μ` contacts a person deals with per hour, `λ` contacts per hour of
    /// all classes. Arrivals are independent of one another, durations exponential with one mean, nobody hangs up and
    /// no contact is interrupted. Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1);
    /// Kella & Yechiali (1985), Waiting times in the non-preemptive priority M/M/c queue, Stochastic Models 1(2).
    ///
    /// ```
    /// use both_sides::decisions::queue::Arrivals;
    /// // One person, six an hour can be dealt with, two and two come: the first class waits 10 minutes, the second 30.
    /// let waits = Arrivals { per_hour: vec![2.0, 2.0], per_person: 6.0 }.waits(1).unwrap();
    /// assert!((waits.by_class[0] - 1.0 / 6.0).abs() < 1e-12 && (waits.by_class[1] - 0.5).abs() < 1e-12);
    /// assert!((waits.in_turn - 1.0 / 3.0).abs() < 1e-12);
    /// ```
    pub fn waits(&self, staff: u32) -> Option<Waits> {
        let waiting = erlang_c(staff, self.load())?;
        Some(self.with(staff, waiting))
    }

    fn with(&self, staff: u32, waiting: f64) -> Waits {
        let can_do = f64::from(staff) * self.per_person;
        let all: f64 = self.per_hour.iter().sum();
        let mut before = 0.0;
        let wait = |per_hour: &f64| {
            let upto = before + per_hour / can_do;
            let wait = waiting / can_do / ((1.0 - before) * (1.0 - upto));
            before = upto;
            wait
        };
        Waits {
            busy: all / can_do,
            waiting,
            by_class: self.per_hour.iter().map(wait).collect(),
            in_turn: waiting / (can_do - all),
        }
    }

    /// The fewest people with whom every class waits no longer on average than it was promised, in hours; a class
    /// without a promise does not count. `None` where not even 20,000 are enough.
    ///
    /// ```
    /// use both_sides::decisions::queue::Arrivals;
    /// let arrivals = Arrivals { per_hour: vec![2.0, 2.0], per_person: 6.0 };
    /// assert_eq!(arrivals.least_staff(&[Some(0.2), Some(0.6)]), Some(1));
    /// assert_eq!(arrivals.least_staff(&[Some(0.1), None]), Some(2));
    /// ```
    pub fn least_staff(&self, promised: &[Option<f64>]) -> Option<u32> {
        let load = self.load();
        let mut loss = 1.0;
        for staff in 1..=MOST_STAFF {
            loss = next_loss(loss, staff, load);
            let Some(waiting) = waiting_share(staff, load, loss) else {
                continue;
            };
            let waits = self.with(staff, waiting);
            let mut pairs = waits.by_class.iter().zip(promised);
            if pairs.all(|(wait, promised)| promised.is_none_or(|promised| *wait <= promised)) {
                return Some(staff);
            }
        }
        None
    }
}
