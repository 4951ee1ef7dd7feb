//! More of the same: further people who answered the yearly survey much like the first one heard.

use both_sides::portfolio::ListeningPost;
use both_sides::units::Day;

use super::draws::Draws;
use super::teller::{Rating, Story, Voice};

const PEOPLE: [&str; 5] = ["Operator", "Technician", "Planner", "Team lead", "Night shift"];

/// The people heard in the survey of the last twelve months, as many as the story says.
pub fn voices(story: &Story, as_of: Day) -> Vec<Voice> {
    let Some(first) = story.voices.first() else {
        return Vec::new();
    };
    let mut draws = Draws::seeded(&story.account.name);
    let people = PEOPLE.into_iter().take(story.chorus);
    people
        .filter_map(|respondent| echo(first, respondent, as_of, &mut draws))
        .collect()
}

/// One answer for each of the first three drivers asked, a point up or down here and there.
fn echo(first: &Voice, respondent: &'static str, as_of: Day, draws: &mut Draws) -> Option<Voice> {
    let date = Day::from_epoch_days(as_of.epoch_days() - 20 - (300.0 * draws.next()) as i32)?;
    let mut left = 3;
    let ratings = first.ratings.map(|(importance, rating, next_best): Rating| {
        if rating == 0 || left == 0 {
            return (0, 0, 0);
        }
        left -= 1;
        (importance, near(rating, draws), next_best)
    });
    Some(Voice {
        respondent,
        date: (date.year(), date.month(), date.day()),
        post: ListeningPost::Survey,
        ratings,
        overall: first.overall.map(|(satisfaction, intention, recommend)| {
            (
                near(satisfaction, draws),
                near(intention, draws),
                near(recommend, draws),
            )
        }),
        value_in_use: None,
        note: "",
    })
}

fn near(score: u8, draws: &mut Draws) -> u8 {
    let step = match draws.next() {
        low if low < 0.25 => -1,
        high if high > 0.8 => 1,
        _ => 0,
    };
    score.saturating_add_signed(step).clamp(1, 10)
}
