//! Starts the page.

fn main() {
    both_sides::ui::start();
}
