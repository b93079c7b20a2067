//! Learning from the reader. In: lessons, in the order in which they were given, and the model; out: an overlay. The same
//! lessons lead to the same overlay on every machine; to take one back is to learn the others anew.
//!
//! Names and facts are remembered as they are. Weights of the words in and around a name change by the passive-
//! aggressive rule for sequences (Crammer et al. 2006): no more than the lesson needs, in whole numbers. Anchors, that
//! is sentences of ours that the model tags right and the sentences of earlier lessons, are tagged again after each
//! change; where more of their words come out wrong than before, the change is halved, and at last left out.

use super::dates::find_dates;
use super::features::{Evidence, Feature};
use super::found::NameType;
use super::tag::{Lattice, N_TAGS, N_TYPES, Transitions, UNITS_PER_NAT, position_in, tag_of};
use super::words::Words;
use crate::analysis::Passage;
use crate::annotation::{Label, Lesson, Taught};
use crate::model::{Clue, Model, Overlay, anchors};
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// From the latest so many lessons weights are learned; of older ones the names stay.
const MOST_WEIGHED: usize = 500;
/// By how many units the right tags must win.
const MARGIN: i32 = UNITS_PER_NAT;
/// The largest change of a weight by one lesson, in units.
const LARGEST_STEP: i32 = 5;
/// How often a lesson is repeated at most.
const N_ROUNDS: usize = 2;

/// What `lessons` teach.
#[must_use]
pub fn learn(lessons: &[Lesson], model: &Model) -> Overlay {
    let mut overlay = Overlay::default();
    for lesson in lessons {
        remember(lesson, &mut overlay);
    }
    let weighed = &lessons[lessons.len().saturating_sub(MOST_WEIGHED)..];
    let mut learner = Learner::new(model);
    for lesson in weighed {
        if let Taught::Name { sentence, span, label } = &lesson.taught {
            learner.teach(sentence, *span, label.as_ref(), &mut overlay);
        }
    }
    overlay
}

fn remember(lesson: &Lesson, overlay: &mut Overlay) {
    match &lesson.taught {
        Taught::Name { label, .. } => overlay.remember(lesson.words(), label.clone(), &lesson.article),
        Taught::Link { names, link } => names.iter().for_each(|name| overlay.remember_link(name, link.as_deref())),
        Taught::Side { names, side } => names.iter().for_each(|name| overlay.remember_side(name, side.as_deref())),
    }
}

/// A sentence, ready to be tagged again and again.
struct Sheet {
    /// Scores by the weights that ship.
    shipped: Lattice,
    /// For each token its clues.
    clues: Vec<Vec<Feature>>,
    /// For each token the tags that are right, one bit each.
    right: Vec<u32>,
}

impl Sheet {
    fn scored(&self, overlay: &Overlay) -> Lattice {
        let mut lattice = self.shipped.clone();
        for (idx, clues) in self.clues.iter().enumerate() {
            for (tag, weight) in clues.iter().flat_map(|feature| overlay.weights(*feature)) {
                lattice.add(idx, usize::from(*tag), i32::from(*weight));
            }
        }
        lattice
    }

    fn n_wrong(&self, overlay: &Overlay, transitions: &Transitions) -> usize {
        let tags = self.scored(overlay).best(transitions);
        tags.iter().zip(&self.right).filter(|(tag, right)| *right & (1 << **tag) == 0).count()
    }
}

struct Learner<'m> {
    model: &'m Model,
    transitions: Transitions,
    anchors: Vec<Sheet>,
    /// Which anchors have a feature.
    by_feature: BTreeMap<Feature, Vec<usize>>,
}

impl<'m> Learner<'m> {
    fn new(model: &'m Model) -> Self {
        let transitions = Transitions::new(&model.tagger);
        let mut learner = Self { model, transitions, anchors: Vec::new(), by_feature: BTreeMap::new() };
        for (text, marks) in anchors() {
            for (sheet, _) in learner.sheets(&text, |words| all_right(words, &marks)) {
                learner.add_anchor(sheet);
            }
        }
        learner
    }

    fn add_anchor(&mut self, sheet: Sheet) {
        let idx = self.anchors.len();
        for feature in sheet.clues.iter().flatten() {
            let with_it = self.by_feature.entry(*feature).or_default();
            if with_it.last() != Some(&idx) {
                with_it.push(idx);
            }
        }
        self.anchors.push(sheet);
    }

    /// The sentences of a text, each with the clues of its tokens as a reader sees them.
    fn sheets(&self, text: &str, right: impl Fn(&Words<'_>) -> Vec<u32>) -> Vec<(Sheet, Vec<Vec<Clue>>)> {
        let passage = Passage::new(text);
        let words = Words::new(&passage, &self.model.gazetteer);
        let dates = find_dates(&words);
        let evidence = Evidence::new(&words, &dates);
        let right = right(&words);
        let sheet_of = |tokens: &Range<usize>| {
            let telling = |idx| evidence.clues(idx).into_iter().filter(|(.., token)| is_telling(passage.word(*token)));
            let all: Vec<Vec<_>> = tokens.clone().map(|idx| telling(idx).collect()).collect();
            let clue_of = |place, token| Clue { place, word: words.folded(token).to_owned() };
            let sheet = Sheet {
                shipped: Lattice::new(&evidence, tokens.clone(), &self.model.tagger),
                clues: all.iter().map(|clues| clues.iter().map(|(feature, ..)| *feature).collect()).collect(),
                right: right[tokens.clone()].to_vec(),
            };
            let shown = all.iter().map(|c| c.iter().map(|(_, place, token)| clue_of(*place, *token)).collect());
            (sheet, shown.collect())
        };
        passage.sentences.iter().map(|sentence| sheet_of(&sentence.tokens)).collect()
    }

    fn teach(&mut self, sentence: &str, span: Span, label: Option<&Label>, overlay: &mut Overlay) {
        let ty = label.map(|label| NameType::ALL.into_iter().find(|ty| ty.label() == *label));
        // Dates are found by grammar, and a label of the project's own codebook is none that can be found.
        if ty.is_some_and(|ty| ty.is_none_or(|ty| ty == NameType::Date)) {
            return;
        }
        for (sheet, clues) in self.sheets(sentence, |words| right_at(words, span, ty.flatten())) {
            if sheet.right.iter().any(|tags| *tags != u32::MAX) {
                self.teach_sheet(&sheet, &clues, overlay);
                self.add_anchor(sheet);
            }
        }
    }

    fn teach_sheet(&self, sheet: &Sheet, clues: &[Vec<Clue>], overlay: &mut Overlay) {
        for _ in 0..N_ROUNDS {
            let scored = sheet.scored(overlay);
            let held = scored.best_of(&sheet.right, &self.transitions);
            let mut rival = scored.clone();
            for (idx, right) in sheet.right.iter().enumerate() {
                for tag in (0..N_TAGS).filter(|tag| right & (1 << tag) == 0) {
                    rival.add(idx, tag, MARGIN);
                }
            }
            let free = rival.best(&self.transitions);
            let gap = rival.score_of(&free, &self.transitions) - scored.score_of(&held, &self.transitions);
            let differing: Vec<usize> = (0..held.len()).filter(|idx| held[*idx] != free[*idx]).collect();
            let n_changed: usize = differing.iter().map(|idx| 2 * sheet.clues[*idx].len()).sum();
            if gap <= 0 || n_changed == 0 {
                return;
            }
            if overlay.n_weights() + n_changed > Overlay::MOST_WEIGHTS {
                return;
            }
            let n_changed = i32::try_from(n_changed).unwrap_or(i32::MAX);
            let mut step = ((gap + n_changed - 1) / n_changed).min(LARGEST_STEP);
            let touched = self.touched_by(sheet, &differing);
            let n_wrong = self.n_wrong(&touched, overlay);
            let change = |by: i32, overlay: &mut Overlay| {
                for idx in &differing {
                    for (feature, clue) in sheet.clues[*idx].iter().zip(&clues[*idx]) {
                        adjust(overlay, *feature, clue, held[*idx], by);
                        adjust(overlay, *feature, clue, free[*idx], -by);
                    }
                }
            };
            change(step, overlay);
            while self.n_wrong(&touched, overlay) > n_wrong {
                change(-step, overlay);
                step /= 2;
                if step == 0 {
                    return;
                }
                change(step, overlay);
            }
        }
    }

    /// The anchors that have a clue of one of these tokens.
    fn touched_by(&self, sheet: &Sheet, tokens: &[usize]) -> Vec<usize> {
        let clues = tokens.iter().flat_map(|idx| &sheet.clues[*idx]);
        let mut touched: Vec<usize> =
            clues.filter_map(|feature| self.by_feature.get(feature)).flatten().copied().collect();
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// How many words of these anchors are tagged wrong.
    fn n_wrong(&self, anchors: &[usize], overlay: &Overlay) -> usize {
        anchors.iter().map(|idx| self.anchors[*idx].n_wrong(overlay, &self.transitions)).sum()
    }
}

/// Whether a word says something about the name beside it. Of marks and of short words ("the", "in") nothing is learned:
/// one sentence is too little to tell what they mean.
fn is_telling(word: &str) -> bool {
    let is_big = word.chars().any(char::is_uppercase);
    word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.')) && (is_big || word.chars().count() > 3)
}

fn adjust(overlay: &mut Overlay, feature: Feature, clue: &Clue, tag: usize, by: i32) {
    let (Ok(tag), Ok(by)) = (u8::try_from(tag), i16::try_from(by)) else { return };
    overlay.adjust(feature, clue, tag, by);
}

/// The tags of a text whose names are all known.
fn all_right(words: &Words<'_>, marks: &[(Span, Label)]) -> Vec<u32> {
    let mut right = vec![1; words.words.len()];
    for (span, label) in marks {
        let ty = NameType::ALL.into_iter().find(|ty| ty.label() == *label && (*ty as usize) < N_TYPES);
        mark(words, *span, ty, &mut right);
    }
    right
}

/// The tags of a text of which one name is known, or that it is none.
fn right_at(words: &Words<'_>, span: Span, ty: Option<NameType>) -> Vec<u32> {
    let mut right = vec![u32::MAX; words.words.len()];
    mark(words, span, ty, &mut right);
    right
}

fn mark(words: &Words<'_>, span: Span, ty: Option<NameType>, right: &mut [u32]) {
    let tokens = &words.passage.tokens;
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    for (idx, tags) in right.iter_mut().enumerate().filter(|(idx, _)| (start..end).contains(idx)) {
        *tags = ty.map_or(1, |ty| 1 << tag_of(ty as usize, position_in(idx, &(start..end))));
    }
}

#[cfg(test)]
mod tests {
    use super::{Learner, learn};
    use crate::analysis::analyse;
    use crate::annotation::{Label, Lesson, Taught};
    use crate::model::{Model, Overlay};
    use crate::text::{Article, Span};
    use std::ops::ControlFlow;

    /// A lesson in one line: the words in brackets are what it is about.
    fn lesson(marked: &str, label: Option<Label>) -> Lesson {
        let start = marked.find('[').expect("a bracket opens");
        let end = marked.find(']').expect("a bracket closes") - 1;
        let sentence = marked.replace(['[', ']'], "");
        let taught = Taught::Name { sentence, span: Span::new(start, end), label };
        Lesson { article: "An earlier article".to_owned(), taught }
    }

    fn taught(lessons: &[Lesson]) -> Model {
        let mut model = Model::shipped();
        model.overlay = learn(lessons, &model);
        model
    }

    /// The mentions of a text, each as "words TYPE".
    fn marks(text: &str, model: &Model) -> Vec<String> {
        let analysis = analyse(&Article::new(text), model, &mut |_| ControlFlow::Continue(())).expect("not stopped");
        analysis.mentions.iter().map(|m| format!("{} {}", &text[m.claim.span.range()], m.claim.label)).collect()
    }

    #[test]
    fn a_name_that_was_corrected_is_right_in_the_next_article() {
        let next = "The Kalinda left the harbour. Nobody saw the Kalinda again.";
        assert!(!marks(next, &Model::shipped()).contains(&"Kalinda PRODUCT".to_owned()));
        let model = taught(&[lesson("On Monday the [Kalinda] sank.", Some(Label::PRODUCT))]);
        assert_eq!(marks(next, &model), ["Kalinda PRODUCT", "Kalinda PRODUCT"]);
        let analysis = analyse(&Article::new(next), &model, &mut |_| ControlFlow::Continue(())).expect("not stopped");
        let reason = analysis.mentions[0].origin.reason.as_deref();
        assert_eq!(reason, Some("you decided so in “An earlier article”"));
    }

    #[test]
    fn what_was_rejected_is_not_suggested_again() {
        let next = "Later, Amnesty Watchdogs of Peace spoke in Oslo.";
        let lessons = [lesson("The [Amnesty Watchdogs of Peace] spoke.", None)];
        assert!(marks(next, &Model::shipped()).len() > marks(next, &taught(&lessons)).len());
        assert_eq!(marks(next, &taught(&lessons)), ["Oslo GPE"]);
    }

    #[test]
    fn a_remembered_name_gives_way_to_a_longer_one() {
        let model = taught(&[lesson("The mercenaries of [Jordan] left.", Some(Label::ORG))]);
        let found = marks("Prime Minister Jordan Peterson met officials.", &model);
        assert_eq!(found, ["Jordan Peterson PERSON"]);
    }

    #[test]
    fn links_and_sides_are_remembered() {
        let link = Lesson {
            article: "a".into(),
            taught: Taught::Link {
                names: vec!["Somaliland".into()],
                link: Some("https://example.org/somaliland".into()),
            },
        };
        let side = Lesson {
            article: "a".into(),
            taught: Taught::Side { names: vec!["Farah Abdi Nur".into()], side: Some("Somaliland".into()) },
        };
        let text = "Farah Abdi Nur spoke in Hargeisa. Somaliland wants peace, Farah Abdi Nur said.";
        let model = taught(&[link, side]);
        let analysis = analyse(&Article::new(text), &model, &mut |_| ControlFlow::Continue(())).expect("not stopped");
        let entity = |name: &str| analysis.entities.iter().find(|e| e.name == name).expect("it is named");
        assert_eq!(entity("Somaliland").link.as_deref(), Some("https://example.org/somaliland"));
        assert_eq!(entity("Farah Abdi Nur").affiliation.as_ref(), Some(&entity("Somaliland").id));
    }

    #[test]
    fn nothing_learned_is_nothing_changed() {
        assert_eq!(learn(&[], &Model::shipped()), Overlay::default());
    }

    #[test]
    fn the_same_lessons_lead_to_the_same_overlay() {
        let lessons = [
            lesson("On Monday [Kalinda] seized the mine.", Some(Label::ORG)),
            lesson("The [Amnesty Watchdogs of Peace] spoke.", None),
        ];
        let model = Model::shipped();
        assert_eq!(learn(&lessons, &model), learn(&lessons, &model));
        assert!(learn(&lessons, &model).n_weights() > 0);
    }

    #[test]
    fn anchors_stay_right_whatever_is_taught() {
        let model = Model::shipped();
        let learner = Learner::new(&model);
        let n_wrong = |overlay: &Overlay| -> usize {
            learner.anchors.iter().map(|anchor| anchor.n_wrong(overlay, &learner.transitions)).sum()
        };
        // A reader who is wrong about everything.
        let lessons = [
            lesson("[Moscow] said on Friday that it would not attend.", Some(Label::PERSON)),
            lesson("Ministers met in [Geneva] on Friday.", None),
            lesson("The [European Union] condemned the attack.", Some(Label::PRODUCT)),
            lesson("[Angela Merkel] said she would visit Kyiv.", Some(Label::LOC)),
            lesson("[German] Foreign Minister Annalena Baerbock spoke.", None),
        ];
        assert!(n_wrong(&learn(&lessons, &model)) <= n_wrong(&Overlay::default()));
    }

    #[test]
    fn damaged_lessons_teach_nothing() {
        let broken = Lesson {
            article: String::new(),
            taught: Taught::Name { sentence: "Kurz".into(), span: Span::new(40, 50), label: Some(Label::ORG) },
        };
        assert!(learn(&[broken], &Model::shipped()).is_empty());
    }
}
