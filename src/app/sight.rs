//! How sure a suggested stance must be for a reader to see it. In: the document and where the slider stands; out: the
//! document as every view shows it, without what is hidden. It is the only place that hides a stance. What a reader
//! decided, doubted or wrote a note on is never hidden, and edits and files know nothing of it: they take the document
//! as it is.

use crate::analysis::DEFAULT_THRESHOLD;
use crate::annotation::{Stance, Status};
use crate::document::Document;
use std::rc::Rc;

/// Where the slider starts and ends, and how far it moves at a time, in percent.
pub const LEAST: u16 = 5;
pub const MOST: u16 = 95;
pub const STEP: u16 = 5;

/// What the tagger leaves out unless it is asked for more, in percent.
pub const USUAL: u16 = DEFAULT_THRESHOLD.percent();

/// What the reader wants to see, and what is seen for it.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Suggested stances that are less sure than this, in percent, are hidden; none are until the reader says so.
    from: Option<u16>,
    seen: Option<Seen>,
}

/// A document as it is seen; kept, so that views that compare by pointer see that nothing changed.
#[derive(Clone, Debug)]
struct Seen {
    of: Rc<Document>,
    from: Option<u16>,
    document: Rc<Document>,
}

/// What the slider shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sureness {
    pub percent: u16,
    pub n_hidden: usize,
}

impl Sight {
    #[must_use]
    pub const fn from(&self) -> Option<u16> {
        self.from
    }

    /// Hides what is less sure than `from` from the next [`Self::refresh`] on.
    pub const fn set_from(&mut self, from: Option<u16>) {
        self.from = from;
    }

    /// Forgets a wish for stances that are less sure than `percent`, which nobody has asked the tagger for.
    pub fn keep_above(&mut self, percent: u16) {
        self.from = self.from.filter(|from| *from >= percent);
    }

    #[must_use]
    pub fn is_stale(&self, document: &Rc<Document>) -> bool {
        self.seen.as_ref().is_none_or(|seen| !Rc::ptr_eq(&seen.of, document) || seen.from != self.from)
    }

    /// Sees `document` as it is now.
    pub fn refresh(&mut self, document: &Rc<Document>) {
        if !self.is_stale(document) {
            return;
        }
        let is_hidden = |stance: &Stance| self.from.is_some_and(|from| is_hidden(stance, from));
        let shown = if document.stances().any(|stance| is_hidden(stance)) {
            Rc::new(document.with_stances(|stance| !is_hidden(stance)))
        } else {
            Rc::clone(document)
        };
        self.seen = Some(Seen { of: Rc::clone(document), from: self.from, document: shown });
    }

    /// What is shown of `document`; all of it before it was first seen.
    #[must_use]
    pub fn of<'a>(&'a self, document: &'a Rc<Document>) -> &'a Rc<Document> {
        self.seen.as_ref().filter(|seen| Rc::ptr_eq(&seen.of, document)).map_or(document, |seen| &seen.document)
    }

    /// Where the slider stands: where the reader put it, or else where the least sure suggestion is.
    #[must_use]
    pub fn sureness(&self, document: &Rc<Document>, tagged_from: u16) -> Sureness {
        let percent = self.from.unwrap_or_else(|| floor(document, tagged_from) / STEP * STEP);
        let n_hidden = document.stances().len() - self.of(document).stances().len();
        Sureness { percent: percent.clamp(LEAST, MOST), n_hidden }
    }
}

/// How sure the least sure stance is that the tagger was asked for, in percent. A document that was kept or opened may
/// have been tagged from lower than is known.
#[must_use]
pub fn floor(document: &Document, tagged_from: u16) -> u16 {
    let suggested = document.stances().filter(|stance| stance.status == Status::Suggested);
    suggested.filter_map(|stance| percent(stance)).fold(tagged_from, u16::min)
}

fn is_hidden(stance: &Stance, from: u16) -> bool {
    stance.status == Status::Suggested
        && stance.note.is_none()
        && !stance.is_doubtful
        && percent(stance).is_some_and(|percent| percent < from)
}

fn percent(stance: &Stance) -> Option<u16> {
    stance.origin.confidence.map(crate::annotation::Confidence::percent)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::suggested;
    use super::{Sight, Sureness, floor};
    use crate::annotation::StanceId;
    use crate::document::{AnnotationId, Edit, apply};
    use std::rc::Rc;

    const ROW: &str = "[Ana|PERSON] {blamed|Ana|against|Bo} [Bo|PERSON].";

    fn n_seen(edits: &[Edit], from: u16) -> usize {
        let mut document = suggested(ROW, 40);
        for edit in edits {
            document = apply(&document, edit).expect("fits").0;
        }
        let (document, mut sight) = (Rc::new(document), Sight::default());
        sight.set_from(Some(from));
        sight.refresh(&document);
        sight.of(&document).stances().len()
    }

    #[test]
    fn only_what_nobody_has_touched_is_hidden() {
        let stance = StanceId::numbered(1);
        assert_eq!((n_seen(&[], 40), n_seen(&[], 45)), (1, 0));
        let doubt = Edit::SetDoubt { of: AnnotationId::Stance(stance.clone()), is_doubtful: true };
        for edit in [Edit::ConfirmStance { stance: stance.clone() }, Edit::RejectStance { stance }, doubt] {
            assert_eq!(n_seen(std::slice::from_ref(&edit), 95), 1, "{edit:?}");
        }
    }

    #[test]
    fn a_document_of_which_nothing_is_hidden_is_shown_itself() {
        let document = Rc::new(suggested(ROW, 40));
        let mut sight = Sight::default();
        sight.refresh(&document);
        assert!(Rc::ptr_eq(sight.of(&document), &document));
        assert_eq!(sight.sureness(&document, 25), Sureness { percent: 25, n_hidden: 0 });
    }

    #[test]
    fn the_slider_of_a_document_tagged_from_lower_stands_lower() {
        let document = Rc::new(suggested(ROW, 13));
        assert_eq!(floor(&document, 25), 13);
        assert_eq!(Sight::default().sureness(&document, 25).percent, 10);
    }
}
