//! What the page and its tagging worker say to each other, and the two browser ends. In: requests with a text;
//! out: responses with an analysis. It does not know documents, screens or where the worker's program comes from.
//!
//! A worker analyses without a pause, so a message could not interrupt it. To **stop** is therefore to end the
//! worker and to start another one ([`Client::stop`]): at once, whatever the text, and without a clock or a yield
//! inside the analysis. The parts it starts from are kept, so that a new one is ready in a fraction of a second.

mod client;
mod protocol;
mod serve;

pub use client::{Client, Parts};
pub use protocol::{Notice, Outcome, Request, RequestId, Response, Revision};
pub use serve::serve;
