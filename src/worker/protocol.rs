//! The messages, as values. They travel as JSON text: it is the same natively and in every browser, so that this
//! file's tests hold for the page, and one text crosses to another thread faster than thousands of objects.

use crate::analysis::{Analysis, Percent};
use crate::annotation::{Confidence, Lessons};
use serde::{Deserialize, Serialize};

/// Tells requests of one page apart; its answers carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u64);

/// The state of the document a request was made for. An answer to an older one is stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u64);

/// Page to worker: analyse this text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: RequestId,
    pub revision: Revision,
    pub text: String,
    /// Stances less likely than this are left out; without it the analysis' own default holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Confidence>,
    /// To be learned first, in the place of what was learned before; without it, that stays. [`super::Client::teach`]
    /// sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lessons: Option<Lessons>,
}

/// What became of a request. Any number of [`Outcome::Progress`] come first, then exactly one other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    pub id: RequestId,
    pub revision: Revision,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Progress(Percent),
    Done(Analysis),
    /// The page asked for it.
    Stopped,
    /// Why there is no analysis, for the reader.
    Failed(String),
}

impl Outcome {
    /// Whether nothing more comes for the request.
    #[must_use]
    pub const fn settles(&self) -> bool {
        !matches!(self, Self::Progress(_))
    }
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// It has started and takes requests.
    Ready,
    /// It cannot go on: it did not start, or it panicked. `client.js` writes this one, too.
    Broken(String),
    Response(Response),
}

#[cfg(test)]
mod tests {
    use super::{Notice, Outcome, Request, RequestId, Response, Revision};
    use crate::analysis::analyse;
    use crate::annotation::Confidence;
    use crate::model::Model;
    use crate::text::Article;
    use std::ops::ControlFlow;

    fn through_json<T: serde::Serialize + for<'de> serde::Deserialize<'de>>(value: &T) -> T {
        let json = serde_json::to_string(value).expect("serialises");
        serde_json::from_str(&json).expect("reads what it wrote")
    }

    #[test]
    fn a_request_arrives_as_it_was_sent() {
        for threshold in [None, Some(Confidence::from_percent(40))] {
            let text = "“Çavuşoğlu” 🎉\u{0}\n".into();
            let request = Request { id: RequestId(7), revision: Revision(u64::MAX), text, threshold, lessons: None };
            assert_eq!(through_json(&request), request);
        }
    }

    #[test]
    fn an_analysis_arrives_as_it_was_made() {
        let article = Article::new("Ankara rebuked Moscow on Friday. Foreign Minister Mevlüt Çavuşoğlu praised NATO.");
        let analysis = analyse(&article, &Model::shipped(), &mut |_| ControlFlow::Continue(())).expect("not stopped");
        for outcome in [Outcome::Progress(40), Outcome::Done(analysis), Outcome::Stopped, Outcome::Failed("no".into())]
        {
            let notice = Notice::Response(Response { id: RequestId(1), revision: Revision(2), outcome });
            assert_eq!(through_json(&notice), notice);
        }
    }

    #[test]
    fn what_the_start_script_writes_is_understood() {
        assert_eq!(
            serde_json::from_str::<Notice>(r#"{"broken":"no memory"}"#).ok(),
            Some(Notice::Broken("no memory".into()))
        );
        assert_eq!(serde_json::from_str::<Notice>(r#""ready""#).ok(), Some(Notice::Ready));
    }

    #[test]
    fn only_progress_leaves_a_request_open() {
        assert!(!Outcome::Progress(100).settles());
        assert!(Outcome::Stopped.settles() && Outcome::Failed(String::new()).settles());
    }
}
