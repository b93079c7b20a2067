//! Trains and scores the part-of-speech tagger and the dependency parser.

use super::gum::Tree;
use super::perceptron::{Dice, Perceptron};
use crate::analysis::{
    Configuration, Move, Relation, Tag, WordShape, label_features, move_features, moves_that_keep, parse_sentence,
    tag_features,
};
use crate::model::SyntaxModel;

const N_ROUNDS: usize = 8;

fn shapes_of(tree: &Tree) -> Vec<WordShape> {
    tree.words.iter().map(|word| WordShape::new(word)).collect()
}

fn best(scores: &[i32], allows: impl Fn(usize) -> bool) -> usize {
    (0..scores.len())
        .filter(|&idx| allows(idx))
        .fold(None, |best: Option<usize>, idx| match best {
            Some(other) if scores[other] >= scores[idx] => Some(other),
            _ => Some(idx),
        })
        .unwrap_or(0)
}

/// Learns from `trees`, in an order that is the same every time.
#[must_use]
pub fn train(trees: &[Tree]) -> SyntaxModel {
    let mut tagger = Perceptron::new(Tag::N, 15);
    let mut parser = Perceptron::new(Move::ALL.len(), 18);
    let mut labeller = Perceptron::new(Relation::N, 15);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut dice = Dice::new(7);
    let shapes: Vec<Vec<WordShape>> = trees.iter().map(shapes_of).collect();
    let short: Vec<Tree> = trees.iter().map(Tree::with_names_as_words).collect();
    let mut features = Vec::new();
    for round in 0..N_ROUNDS {
        dice.shuffle(&mut order);
        for &idx in &order {
            let (tree, shapes) = (&trees[idx], &shapes[idx]);
            let mut before = [Tag::N as u64 + 64; 2];
            let mut tags = Vec::new();
            for at in 0..shapes.len() {
                features.clear();
                tag_features(shapes, at, before, &mut features);
                let guess = best(&tagger.scores(&features), |_| true);
                tagger.learn(&features, tree.tags[at] as usize, guess);
                tags.push(Tag::ALL[guess]);
                before = [before[1], guess as u64];
            }
            // The parser learns on the tags that it will meet; in the first round these are still too bad.
            let tree = &short[idx];
            let tags: Vec<Tag> = if round == 0 {
                tree.tags.clone()
            } else {
                let names = trees[idx].names();
                (0..tags.len())
                    .filter(|&at| !names.iter().any(|name| name.contains(&at) && at + 1 < name.end))
                    .map(|at| if names.iter().any(|name| name.contains(&at)) { Tag::Name } else { tags[at] })
                    .collect()
            };
            let tags = &tags;
            let shapes: Vec<WordShape> =
                tree.words.iter().zip(tags).map(|(word, tag)| WordShape::new(word).for_parser(*tag)).collect();
            let shapes = &shapes;
            learn_moves(&mut parser, &mut dice, tree, shapes, tags, round);
            let heads: Vec<Option<usize>> =
                tree.heads.iter().map(|&head| Some(head).filter(|&h| h < shapes.len())).collect();
            for at in 0..shapes.len() {
                if heads[at].is_some() {
                    features.clear();
                    label_features(shapes, tags, &heads, at, &mut features);
                    let guess = best(&labeller.scores(&features), |_| true);
                    labeller.learn(&features, tree.relations[at] as usize, guess);
                }
            }
        }
    }
    SyntaxModel { tagger: tagger.average(2), parser: parser.average(2), labeller: labeller.average(2) }
}

fn learn_moves(
    parser: &mut Perceptron,
    dice: &mut Dice,
    tree: &Tree,
    shapes: &[WordShape],
    tags: &[Tag],
    round: usize,
) {
    let mut config = Configuration::new(shapes.len());
    let mut features = Vec::new();
    while !config.is_done() {
        features.clear();
        move_features(&config, shapes, tags, &mut features);
        let scores = parser.scores(&features);
        let guess = best(&scores, |idx| config.allows(Move::ALL[idx]));
        let good = moves_that_keep(&config, &tree.heads);
        if good.is_empty() {
            // The gold tree crosses itself here; nothing can be learned from this step.
            config.make(Move::ALL[guess]);
            continue;
        }
        let truth = best(&scores, |idx| good.contains(&Move::ALL[idx]));
        let is_good = good.contains(&Move::ALL[guess]);
        parser.learn(&features, truth, if is_good { truth } else { guess });
        // Now and then it goes on from its own mistake, to learn what to do then.
        let explores = round > 1 && dice.roll(10) < 9;
        config.make(Move::ALL[if is_good || explores { guess } else { truth }]);
    }
}

/// How often the models are right, in tokens without punctuation.
#[derive(Clone, Copy, Debug, Default)]
pub struct SyntaxScore {
    pub n_tokens: usize,
    pub n_tags: usize,
    pub n_heads: usize,
    pub n_labelled: usize,
}

/// Compares the parses of `model` with `trees`; `with_names` says that names are known beforehand.
#[must_use]
pub fn score(model: &SyntaxModel, trees: &[Tree], with_names: bool) -> SyntaxScore {
    let mut score = SyntaxScore::default();
    for tree in trees {
        let names = if with_names { tree.names() } else { Vec::new() };
        let (tags, heads, relations) = parse_sentence(&shapes_of(tree), &names, model);
        for at in 0..tree.words.len() {
            if tree.relations[at] == Relation::Punctuation {
                continue;
            }
            score.n_tokens += 1;
            score.n_tags += usize::from(tags[at] == tree.tags[at]);
            let is_head = heads[at].unwrap_or(tree.words.len()) == tree.heads[at];
            score.n_heads += usize::from(is_head);
            score.n_labelled += usize::from(is_head && relations[at] == tree.relations[at]);
        }
    }
    score
}
