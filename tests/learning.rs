//! Learning from the reader on a series of articles about one affair: what is corrected in one need not be corrected in
//! the next. The articles are ours, with names that no list has.

use standpoint::analysis::{analyse, learn};
use standpoint::annotation::{Label, Lesson, Lessons, Taught};
use standpoint::model::{Model, Overlay};
use standpoint::text::{Article, Span};
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

type Marks = BTreeSet<(Span, Label)>;

/// The text of `[Ankara|GPE] rebuked ...` and its marks.
fn read(marked: &str) -> (String, Marks) {
    let (mut text, mut marks, mut rest) = (String::new(), Marks::new(), marked.trim_end());
    while let Some((before, tail)) = rest.split_once('[') {
        let (inside, after) = tail.split_once(']').expect("a mark ends");
        let (words, label) = inside.split_once('|').expect("a mark has a type");
        text += before;
        marks.insert((Span::new(text.len(), text.len() + words.len()), Label::new(label)));
        text += words;
        rest = after;
    }
    (text + rest, marks)
}

fn series() -> Vec<(String, Marks)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/series");
    (1..=4).map(|n| read(&fs::read_to_string(folder.join(format!("{n}.txt"))).expect("it is there"))).collect()
}

fn found(text: &str, model: &Model) -> Marks {
    let analysis = analyse(&Article::new(text), model, &mut |_| ControlFlow::Continue(())).expect("nothing stops it");
    analysis.mentions.iter().map(|mention| (mention.claim.span, mention.claim.label.clone())).collect()
}

/// What a reader would correct: every mark that is missing, and every one that marks nothing; a name once.
fn corrections(text: &str, wanted: &Marks, found: &Marks) -> Vec<Lesson> {
    let missing = wanted.difference(found).map(|(span, label)| (*span, Some(label.clone())));
    let is_nothing = |span: Span| !wanted.iter().any(|(other, _)| other.overlaps(span));
    let spurious = found.iter().filter(|(span, _)| is_nothing(*span)).map(|(span, _)| (*span, None));
    let mut lessons = Lessons::default();
    for (span, label) in missing.chain(spurious) {
        // Sentences end with a full stop and a blank, in these articles.
        let start = text[..span.start].rfind(['\n']).map_or(0, |at| at + 1);
        let start = text[start..span.start].rfind(". ").map_or(start, |at| start + at + 2);
        let end = text[span.end..].find(['.', '\n']).map_or(text.len(), |at| span.end + at + 1);
        let span = Span::new(span.start - start, span.end - start);
        let sentence = text[start..end].trim_end().to_owned();
        let article = text.lines().next().unwrap_or_default().to_owned();
        lessons.add(Lesson { article, taught: Taught::Name { sentence, span, label } });
    }
    lessons.as_slice().to_vec()
}

#[test]
fn each_article_of_a_series_needs_fewer_corrections_than_without_learning() {
    let mut model = Model::shipped();
    let mut lessons = Lessons::default();
    let (mut n_without, mut n_with) = (0, 0);
    for (number, (text, wanted)) in (1..).zip(series()) {
        model.overlay = Overlay::default();
        let without = corrections(&text, &wanted, &found(&text, &model));
        model.overlay = learn(lessons.as_slice(), &model);
        let with = corrections(&text, &wanted, &found(&text, &model));
        println!("article {number}: {} corrections without learning, {} with", without.len(), with.len());
        assert!(with.len() <= without.len(), "learning made article {number} worse: {with:#?}");
        if number > 1 {
            n_without += without.len();
            n_with += with.len();
        }
        for lesson in with {
            lessons.add(lesson);
        }
    }
    assert!(n_without >= 6, "the series is too easy: {n_without} corrections");
    assert!(n_with * 3 <= n_without, "{n_with} corrections with learning, {n_without} without");
}

#[test]
fn what_is_forgotten_has_no_effect() {
    let model = Model::shipped();
    let (text, wanted) = &series()[0];
    let mut lessons: Lessons = corrections(text, wanted, &found(text, &model)).into_iter().collect();
    let before = lessons.clone();
    let extra = Lesson {
        article: "Another".to_owned(),
        taught: Taught::Name { sentence: "Kalinda left.".to_owned(), span: Span::new(0, 7), label: Some(Label::ORG) },
    };
    lessons.add(extra.clone());
    assert_ne!(learn(lessons.as_slice(), &model), learn(before.as_slice(), &model));
    lessons.forget(&extra);
    assert_eq!(learn(lessons.as_slice(), &model), learn(before.as_slice(), &model));
}
