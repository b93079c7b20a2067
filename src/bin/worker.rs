//! The tagging worker of the page.

fn main() {
    standpoint::worker::serve();
}
