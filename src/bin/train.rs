//! Trains and scores the shipped models. Offline only: needs the feature `train` and the corpora.

use clap::{Args, Parser, Subcommand};
use standpoint::analysis::{DEFAULT_THRESHOLD, Parse, Passage};
use standpoint::annotation::Confidence;
use standpoint::evaluation::Tally;
use standpoint::model::{
    AffiliationModel, Clusters, Gazetteer, Model, StanceModel, SyntaxModel, Tables, Tagger, hash_words,
};
use standpoint::train::corpus::{Part, read_articles};
use standpoint::train::crf::Settings;
use standpoint::train::elsewhere::{self, Check};
use standpoint::train::gold::{GoldArticle, read_gold};
use standpoint::train::gum::{Tree, read_trees};
use standpoint::train::speakers::Speakers;
use standpoint::train::{
    ablation, affiliation, causes, clusters, dse, learning, names, pairs, ranker, raw, score, stance, syntax,
};
use std::path::{Path, PathBuf};
use std::{fs, io};

#[derive(Parser)]
struct Arguments {
    /// The folder that holds `corpus`, `gold` and `data`.
    #[arg(long, env = "STANDPOINT_SHARED", default_value = "../shared")]
    shared: PathBuf,
    /// The folder the models are written to and read from.
    #[arg(long, default_value = "src/data/model")]
    models: PathBuf,
    /// What to do; without it every model is trained, each with the ones before it, and everything is scored.
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Learns clusters of words from raw text.
    Clusters,
    /// Trains the tagger of names.
    Names(NamesArguments),
    /// Scores settings of the tagger of names on articles held out in turn.
    Cross(NamesArguments),
    /// Leaves one thing after the other out of the training of names, and prints what is lost by it.
    Ablate(NamesArguments),
    /// Scores the names on an article set: the codebook's measures, and on request every error.
    Score {
        /// train, dev, test, own, gold (the check articles that nobody learns from), or a folder with gold markup.
        #[arg(long, default_value = "dev")]
        part: String,
        /// The weights; without it those that are compiled in.
        #[arg(long)]
        weights: Option<PathBuf>,
        #[arg(long)]
        errors: bool,
    },
    /// Scores the names on corpora from which nothing is learned.
    Elsewhere,
    /// Writes what the tagger of names learns from and what `elsewhere` scores, in columns for taggers of another make.
    Columns { folder: PathBuf },
    /// Simulates a reader who corrects one article after the other, and shows what learning brings.
    Learn {
        #[arg(long, default_value = "dev")]
        part: String,
        /// In how many different orders the articles are read.
        #[arg(long, default_value_t = 8)]
        orders: usize,
    },
    /// Trains the choice of affiliations.
    Affiliations,
    /// Chooses the anchors: sentences of our own articles that the tagger gets right.
    Anchors,
    /// Trains parts of speech and dependencies on GUM's training documents.
    Syntax,
    /// Trains the ranker of stances on the reference articles' training and dev parts and on our own articles.
    Stance,
    /// Scores who is said to speak: quotations of our own articles whose speakers were read by hand.
    Speakers {
        #[arg(long, default_value = "tests/golden/speakers.tsv")]
        table: PathBuf,
        /// The folder with the articles that the table names.
        #[arg(long, default_value = "src/data/training")]
        articles: PathBuf,
    },
    /// Prints the parse of a text, one token a line.
    Parse { text: String },
    /// Scores the shipped stances: a table of thresholds, and on request every error.
    Evaluate {
        /// test, gold (the check articles that nobody learns from), train and dev (which the stances are learned from), or
        /// single sentences with two marked names: dse (its dev part) or plover.
        #[arg(long, default_value = "test")]
        part: String,
        /// Takes names from the reference instead of the tagger.
        #[arg(long)]
        gold_names: bool,
        /// Prints errors at this probability in percent.
        #[arg(long)]
        errors: Option<u16>,
        /// Lists every missed stance under its cause.
        #[arg(long)]
        causes: bool,
    },
}

#[derive(Args)]
struct NamesArguments {
    /// Where to write; without it among the models.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Reads every n-th block of the silver corpus.
    #[arg(long, default_value_t = 12)]
    stride: usize,
    /// Learns the dev and test articles as well.
    #[arg(long)]
    all: bool,
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    #[arg(long, default_value_t = 0.12)]
    step: f32,
    /// What a sentence of silver weighs; one of gold weighs 1.
    #[arg(long, default_value_t = 0.3)]
    silver: f32,
    /// What a sentence of gold with other names in it weighs.
    #[arg(long, default_value_t = 0.2)]
    swapped: f32,
    /// A feature is learned when the sentences that have it weigh this much together.
    #[arg(long, default_value_t = 2.0)]
    rare: f32,
    /// Features whose every weight is smaller (in sixteenths of a nat) are left out.
    #[arg(long, default_value_t = 4)]
    least: i8,
    #[arg(long, default_value_t = 3)]
    patience: i32,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let Some(what) = arguments.what else { return everything(&arguments.shared, &arguments.models) };
    match what {
        What::Clusters => train_clusters(&arguments.shared, &arguments.models),
        What::Cross(names) => cross(&arguments.shared, &arguments.models, &names),
        What::Ablate(names) => ablate(&arguments.shared, &arguments.models, &names),
        What::Names(names) => train_names(&arguments.shared, &arguments.models, &names),
        What::Score { part, weights, errors } => {
            let mut model = Model::shipped();
            if let Some(path) = weights {
                model.tagger = Tagger::load(fs::read(path)?.leak()).map_err(io::Error::other)?;
            }
            let articles = read_part(&arguments.shared, &part)?;
            println!("{part}: {} articles\n{}", articles.len(), names::evaluate(&model, &articles, errors));
            Ok(())
        }
        What::Elsewhere => print_elsewhere(&arguments.shared, &load(&arguments.models)?),
        What::Columns { folder } => write_columns(&arguments.shared, &arguments.models, &folder),
        What::Learn { part, orders } => show_learning(&read_part(&arguments.shared, &part)?, orders),
        What::Affiliations => train_affiliations(&arguments.shared, &arguments.models),
        What::Anchors => write_anchors(&arguments.models),
        What::Syntax => train_syntax(&arguments.shared, &arguments.models),
        What::Stance => train_stance(&arguments.shared, &arguments.models),
        What::Speakers { table, articles } => score_speakers(&table, &articles, &load(&arguments.models)?),
        What::Parse { text } => {
            print_parse(&text, &load(&arguments.models)?);
            Ok(())
        }
        What::Evaluate { part, gold_names, errors, causes } => {
            evaluate(&arguments.shared, &arguments.models, &part, gold_names, errors, causes)
        }
    }
}

/// The models in the order in which they build on each other, then all scores that the README of the models has.
fn everything(shared: &Path, models: &Path) -> io::Result<()> {
    let said = |step: &str| println!("\n== {step}");
    said("clusters");
    train_clusters(shared, models)?;
    said("syntax");
    train_syntax(shared, models)?;
    said("names");
    train_names(shared, models, &NamesArguments::default())?;
    said("affiliations");
    train_affiliations(shared, models)?;
    said("anchors");
    write_anchors(models)?;
    said("stances");
    train_stance(shared, models)?;
    said("what each part of the tagger of names is worth");
    ablate(shared, models, &NamesArguments::default())?;
    said("names in text that nothing is learned from");
    print_elsewhere(shared, &load(models)?)?;
    for part in ["dev", "test", "dse", "plover"] {
        said(&format!("stances: {part}"));
        evaluate(shared, models, part, false, None, false)?;
    }
    Ok(())
}

fn print_elsewhere(shared: &Path, model: &Model) -> io::Result<()> {
    for check in Check::ALL {
        let scores = elsewhere::check(check, shared, model)?;
        println!(
            "{} ({} texts): typed {:.1}, span {:.1}",
            check.name(),
            scores.n_texts,
            scores.mention.f1_percent(),
            scores.span.f1_percent()
        );
        for (types, tally) in &scores.by_types {
            println!("  {types:8} {tally}");
        }
    }
    Ok(())
}

fn write_columns(shared: &Path, models: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let gazetteer = lists(models)?;
    let (own, corpus) = (read_part(shared, "own")?, read_part(shared, "train")?);
    let plan = names::Plan {
        articles: corpus.iter().chain(&own).collect(),
        ..NamesArguments::default().plan(shared, &gazetteer)
    };
    fs::write(folder.join("train.columns"), names::training_columns(&plan)?)?;
    for check in Check::ALL {
        let columns = elsewhere::columns(check, shared, &gazetteer)?;
        fs::write(folder.join(format!("{}.columns", check.name())), columns)?;
    }
    Ok(())
}

fn write_anchors(models: &Path) -> io::Result<()> {
    let own = read_articles(Path::new("src/data/training"), None)?;
    let anchors = learning::choose_anchors(&own, &load_without_stance(models)?, 200);
    let head = "# Sentences of our own articles (../training) that the tagger gets right; made by `train anchors`.\n";
    println!("{} anchors", anchors.len());
    fs::write(models.join("anchors.txt"), format!("{head}{}\n", anchors.join("\n")))
}

/// Prints, by how many articles had been read before, the scores with and without learning.
fn show_learning(articles: &[GoldArticle], n_orders: usize) -> io::Result<()> {
    let mut model = Model::shipped();
    let n = articles.len();
    // Rotations of two directions: each article comes early in some and late in others.
    let order = |nth: usize| -> Vec<&GoldArticle> {
        let from = nth / 2 * n * 2 / n_orders.max(1);
        let rotated = (0..n).map(move |idx| &articles[(from + idx) % n]);
        if nth.is_multiple_of(2) { rotated.collect() } else { rotated.rev().collect() }
    };
    let runs: Vec<Vec<learning::Step>> = (0..n_orders).map(|nth| learning::simulate(&order(nth), &mut model)).collect();
    println!(
        "{n} articles in {n_orders} orders; F1 without learning, and with what was learned from the articles before"
    );
    println!("articles before  lessons  weights   typed            span             affiliation      corrections");
    for places in [0..5, 5..10, 10..15, 15..n, 0..n] {
        let (mut without, mut with) = (score::Scores::default(), score::Scores::default());
        let (mut n_steps, mut n_lessons, mut n_weights, mut n_with, mut n_without) = (0, 0, 0, 0, 0);
        for step in runs.iter().flat_map(|steps| &steps[places.start.min(n)..places.end.min(n)]) {
            without.join(&step.unlearned);
            with.join(&step.learned);
            n_steps += 1;
            n_lessons += step.n_lessons;
            n_weights += step.n_weights;
            n_with += step.n_corrections;
            n_without += step.n_unlearned;
        }
        let mean = |sum: usize| sum as f64 / f64::from(n_steps.max(1));
        let pair = |a: &Tally, b: &Tally| format!("{:5.1} -> {:5.1}", a.f1_percent(), b.f1_percent());
        println!(
            "{:2} to {:2}         {:7.0}  {:7.0}   {}   {}   {}   {:.1} -> {:.1}",
            places.start,
            places.end.saturating_sub(1),
            mean(n_lessons),
            mean(n_weights),
            pair(&without.mention, &with.mention),
            pair(&without.span, &with.span),
            pair(&without.affiliation, &with.affiliation),
            mean(n_without),
            mean(n_with),
        );
    }
    Ok(())
}

/// The shipped lists with the clusters that lie in `models` now.
fn lists(models: &Path) -> io::Result<Gazetteer> {
    let clusters = Clusters::load(fs::read(models.join("clusters.bin"))?.leak()).map_err(io::Error::other)?;
    Ok(Gazetteer::new(&Tables::SHIPPED).map_err(io::Error::other)?.with_clusters(clusters))
}

/// The shipped model with the weights that lie in `models` now, which may be newer than those compiled in.
fn load(models: &Path) -> io::Result<Model> {
    let mut model = load_without_stance(models)?;
    let bytes = fs::read(models.join("stance.bin"))?;
    model.stance = StanceModel::from_bytes(&bytes).map_err(|error| io::Error::other(format!("{error}")))?;
    Ok(model)
}

fn load_without_stance(models: &Path) -> io::Result<Model> {
    let mut model = Model::shipped();
    let bad = |error| io::Error::other(format!("{error}"));
    model.gazetteer = lists(models)?;
    model.tagger = Tagger::load(fs::read(models.join("names.bin"))?.leak()).map_err(io::Error::other)?;
    model.affiliation = AffiliationModel::from_bytes(&fs::read(models.join("affiliation.bin"))?).map_err(bad)?;
    model.syntax = SyntaxModel::from_bytes(&fs::read(models.join("syntax.bin"))?).map_err(bad)?;
    Ok(model)
}

fn train_affiliations(shared: &Path, models: &Path) -> io::Result<()> {
    let mut articles = read_part(shared, "train")?;
    let n_corpus = articles.len();
    articles.extend(read_part(shared, "own")?);
    let (trained, report) = affiliation::train(&articles, n_corpus, &load_without_stance(models)?);
    println!("{} articles; the {n_corpus} of the corpus held out in turn, by threshold:", articles.len());
    for (threshold, sides) in report {
        println!("{threshold:5.2}: {sides}");
    }
    let bytes = trained.to_bytes();
    println!("{} bytes", bytes.len());
    fs::write(models.join("affiliation.bin"), bytes)
}

fn train_stance(shared: &Path, models: &Path) -> io::Result<()> {
    let own = read_articles(Path::new("src/data/training"), None)?;
    let mut articles = read_articles(&shared.join("corpus"), Some(Part::Train))?;
    articles.extend(read_articles(&shared.join("corpus"), Some(Part::Dev))?);
    let n_corpus = articles.len();
    articles.extend(own);
    let model = load_without_stance(models)?;
    let rows = dse::read_rows(&fs::read_to_string(shared.join("data/stance/dse.tsv"))?, "train");
    let (stance, report) = ranker::train(&articles, n_corpus, &rows, &model, ranker::Plan::default());
    println!(
        "{} articles, {} judged sentences, {} candidates, {} claims, {} of them right",
        articles.len(),
        rows.len(),
        report.n_candidates,
        report.n_claims,
        report.n_right
    );
    let (precision, [f1, p, r]) = report.quality();
    println!(
        "{n_corpus} articles of the corpus held out in turn: average precision {:.1}, best F1 {f1:.1} (P {p:.1}, R {r:.1})",
        100.0 * precision
    );
    print!("{}{}", ranker::reliability(&report, &stance), ranker::thresholds(&report, &stance));
    fs::write(models.join("stance.bin"), stance.to_bytes())
}

fn score_speakers(table: &Path, folder: &Path, model: &Model) -> io::Result<()> {
    let table = fs::read_to_string(table)?;
    let scored = Speakers::of_table(&table, model, |article| {
        let markup = fs::read_to_string(folder.join(article).with_extension("gold"))?;
        read_gold(&markup).map_err(io::Error::other)
    })?;
    print!("{}", scored.errors);
    println!("{} of {} quotations have the right speaker: {:.1} %", scored.n_right, scored.n_quotes, scored.percent());
    Ok(())
}

fn print_parse(text: &str, model: &Model) {
    let passage = Passage::new(text);
    let parse = Parse::new(&passage, &[], &model.syntax);
    for token in 0..passage.tokens.len() {
        let head = parse.heads[token].map_or("", |head| passage.word(head));
        println!(
            "{token}\t{}\t{}\t{}\t{head}",
            passage.word(token),
            parse.tags[token].as_str(),
            parse.relations[token].as_str()
        );
    }
}

fn evaluate(
    shared: &Path,
    models: &Path,
    part: &str,
    gold_names: bool,
    errors: Option<u16>,
    lists_causes: bool,
) -> io::Result<()> {
    let model = load(models)?;
    let judged = match part {
        "dse" => Some(dse::read_rows(&fs::read_to_string(shared.join("data/stance/dse.tsv"))?, "dev")),
        "plover" => Some(pairs::read_events(&fs::read_to_string(shared.join("data/stance/plover-odd.json"))?)?),
        _ => None,
    };
    if let Some(rows) = judged {
        print!("{}", pairs::report(&rows, &model));
        return Ok(());
    }
    let articles = read_part(shared, part)?;
    let names_from = if gold_names { stance::NamesFrom::Gold } else { stance::NamesFrom::Tagger };
    let started = std::time::Instant::now();
    let outcomes: Vec<_> = articles.iter().map(|article| stance::analyse(article, &model, names_from)).collect();
    let n_words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let per_thousand = started.elapsed().as_secs_f64() * 1e6 / n_words as f64;
    println!("{} articles, {n_words} words, {per_thousand:.2} ms per 1,000 words", articles.len());
    print!("{}", stance::table(&outcomes));
    let at = errors.map_or(DEFAULT_THRESHOLD, Confidence::from_percent);
    print!("{}", causes::report(&outcomes, &model, at, lists_causes));
    if let Some(percent) = errors {
        print!("{}", stance::errors(&outcomes, Confidence::from_percent(percent)));
    }
    Ok(())
}

fn train_syntax(shared: &Path, models: &Path) -> io::Result<()> {
    let folder = shared.join("data/ner/gum");
    let splits = fs::read_to_string(folder.join("splits.md"))?;
    let (train, dev) = (trees(&folder, &splits, "train")?, trees(&folder, &splits, "dev")?);
    println!("{} sentences to learn from, {} to check", train.len(), dev.len());
    let model = syntax::train(&train);
    for (name, part, with_names) in [("train", &train, true), ("dev", &dev, false), ("dev, names known", &dev, true)] {
        let score = syntax::score(&model, part, with_names);
        let percent = |n: usize| 100.0 * n as f64 / score.n_tokens as f64;
        println!(
            "{name}: {} words, tags {:.1} %, heads {:.1} %, heads with relation {:.1} %",
            score.n_tokens,
            percent(score.n_tags),
            percent(score.n_heads),
            percent(score.n_labelled)
        );
    }
    fs::create_dir_all(models)?;
    let bytes = model.to_bytes();
    debug_assert!(SyntaxModel::from_bytes(&bytes).is_ok());
    fs::write(models.join("syntax.bin"), bytes)
}

/// The trees of the documents that `splits` names under the heading `part`.
fn trees(folder: &Path, splits: &str, part: &str) -> io::Result<Vec<Tree>> {
    let mut heading = "";
    let mut trees = Vec::new();
    for line in splits.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            heading = name.trim();
        } else if let Some(name) = line.trim().strip_prefix("* ").filter(|_| heading == part) {
            let path = folder.join(format!("{name}.conllu"));
            if path.exists() {
                trees.extend(read_trees(&fs::read_to_string(path)?));
            }
        }
    }
    Ok(trees)
}

fn read_part(shared: &Path, part: &str) -> io::Result<Vec<GoldArticle>> {
    match part {
        "train" => read_articles(&shared.join("corpus"), Some(Part::Train)),
        "dev" => read_articles(&shared.join("corpus"), Some(Part::Dev)),
        "test" => read_articles(&shared.join("corpus"), Some(Part::Test)),
        "own" => read_articles(Path::new("src/data/training"), None),
        "gold" => read_articles(&shared.join("gold"), None),
        folder => read_articles(Path::new(folder), None),
    }
}

fn train_clusters(shared: &Path, models: &Path) -> io::Result<()> {
    let tables = Gazetteer::new(&Tables::SHIPPED).map_err(io::Error::other)?;
    let sentences = raw::sentences(shared, Path::new("src/data/training"), &tables)?;
    let clustered = clusters::cluster(&sentences, clusters::Settings::default());
    let hashed: Vec<(u64, u8)> =
        clustered.iter().map(|(word, cluster)| (hash_words([word.as_str()]), *cluster)).collect();
    let bytes = Clusters::to_bytes(&hashed);
    println!("clusters: {} sentences, {} words, {} bytes", sentences.len(), hashed.len(), bytes.len());
    fs::write(models.join("clusters.bin"), bytes)
}

fn train_names(shared: &Path, models: &Path, arguments: &NamesArguments) -> io::Result<()> {
    let gazetteer = lists(models)?;
    let own = read_articles(Path::new("src/data/training"), None)?;
    let corpus = read_articles(&shared.join("corpus"), None)?;
    let parts = |wanted: &dyn Fn(Part) -> bool| -> Vec<&GoldArticle> {
        (0..).zip(&corpus).filter(|(idx, _)| wanted(Part::of(*idx))).map(|(_, article)| article).collect()
    };
    let learned = parts(&|part| arguments.all || part == Part::Train);
    let plan = names::Plan {
        articles: learned.into_iter().chain(&own).collect(),
        calibration: parts(&|part| part == Part::Dev),
        ..arguments.plan(shared, &gazetteer)
    };
    println!("names: {} articles to learn from, of them {} of ours", plan.articles.len(), own.len());
    let bytes = names::train_names(&plan)?;
    let out = arguments.out.clone().unwrap_or_else(|| models.join("names.bin"));
    fs::write(&out, &bytes)?;
    println!("{}: {} bytes", out.display(), bytes.len());
    let model = Model { tagger: Tagger::load(bytes.leak()).map_err(io::Error::other)?, ..load(models)? };
    for part in ["dev", "test"] {
        println!("{part}\n{}", names::evaluate(&model, &read_part(shared, part)?, false));
    }
    Ok(())
}

/// Prints the scores of one set of settings.
fn cross(shared: &Path, models: &Path, arguments: &NamesArguments) -> io::Result<()> {
    let (own, corpus) =
        (read_articles(Path::new("src/data/training"), None)?, read_articles(&shared.join("corpus"), None)?);
    let gazetteer = lists(models)?;
    let plan = arguments.plan(shared, &gazetteer);
    println!("{}", ablation::held_out(&plan, &corpus, &own, &mut load(models)?)?);
    Ok(())
}

/// Prints what each part of the tagger of names is worth.
fn ablate(shared: &Path, models: &Path, arguments: &NamesArguments) -> io::Result<()> {
    let (own, corpus) =
        (read_articles(Path::new("src/data/training"), None)?, read_articles(&shared.join("corpus"), None)?);
    let gazetteer = lists(models)?;
    let rows = ablation::rows(&arguments.plan(shared, &gazetteer), &corpus, &own, &|| load(models))?;
    println!("names, articles held out in turn (F1){:11} typed  span   link", "");
    for (name, scores) in rows {
        println!(
            "{name:48} {:5.1}  {:5.1}  {:5.1}",
            scores.mention.f1_percent(),
            scores.span.f1_percent(),
            scores.entity.f1_percent()
        );
    }
    Ok(())
}

impl Default for NamesArguments {
    fn default() -> Self {
        /// The command that has no other arguments.
        #[derive(Parser)]
        struct Bare {
            #[command(flatten)]
            names: NamesArguments,
        }
        Bare::parse_from(["names"]).names
    }
}

impl NamesArguments {
    /// A plan that learns from no article yet.
    fn plan<'p>(&self, shared: &'p Path, gazetteer: &'p Gazetteer) -> names::Plan<'p> {
        names::Plan {
            shared,
            gazetteer,
            without: &[],
            articles: Vec::new(),
            calibration: Vec::new(),
            silver_stride: self.stride,
            settings: Settings {
                n_epochs: self.epochs,
                step: self.step,
                rare: self.rare,
                least: self.least,
                ..Settings::default()
            },
            silver_weight: self.silver,
            swapped_weight: self.swapped,
            patience: self.patience,
        }
    }
}
