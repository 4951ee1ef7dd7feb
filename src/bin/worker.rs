//! The worker's entry: what takes long runs here, beside the page.

fn main() {
    both_sides::platform::worker::serve();
}
