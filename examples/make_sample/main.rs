//! Writes the sample portfolio the app opens with: `cargo run --no-default-features --example make_sample`.

mod story;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let document = story::document().ok_or("a date of the stories is no day of the calendar")?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample/portfolio.json");
    let text = both_sides::saved::write(&document);
    std::fs::write(&path, &text)?;
    println!(
        "{} accounts, {} observations, {} value events: {} bytes in {}",
        document.portfolio.accounts.len(),
        document.portfolio.observations.len(),
        document.portfolio.events.len(),
        text.len(),
        path.display()
    );
    Ok(())
}
