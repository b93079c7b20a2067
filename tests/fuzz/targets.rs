//! What is fuzzed: every way into the program, each as a function of bytes that panics when a promise is broken. The
//! native tests run them on seeds, mutated; `make fuzz` runs the same under libFuzzer.

use arbitrary::Unstructured;
use standpoint::analysis::{DEFAULT_THRESHOLD, analyse, analyse_above, learn};
use standpoint::annotation::{Confidence, EntityId, Label, MentionId, Polarity, StanceId, Target as StanceTarget};
use standpoint::document::{
    About, AnnotationId, Annotations, Document, Edit, EntityChoice, Entry, History, apply, replay, teaching,
};
use standpoint::format::archive::{Packer, Unpacker};
use standpoint::format::{Content, Format, OpenError, Opened, lessons, native, open_brat, open_file, open_pasted};
use standpoint::model::{Clusters, LEAF, Model, StanceModel, StanceWeights, SyntaxModel, Tagger, Trees, Weights};
use standpoint::text::{Article, Span, normalise};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::OnceLock;

/// Something that is fuzzed.
pub struct Target {
    pub name: &'static str,
    /// Panics when a promise is broken.
    pub check: fn(&[u8]),
    /// Inputs that lead far into it, to be mutated.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

pub const ALL: [Target; 9] = [
    Target { name: "file", check: file, seeds: file_seeds },
    Target { name: "pasted", check: pasted, seeds: pasted_seeds },
    Target { name: "brat", check: brat, seeds: brat_seeds },
    Target { name: "archive", check: archive, seeds: archive_seeds },
    Target { name: "lessons", check: lessons_file, seeds: lessons_seeds },
    Target { name: "journal", check: journal, seeds: journal_seeds },
    Target { name: "edits", check: edits, seeds: edits_seeds },
    Target { name: "model", check: model_file, seeds: model_seeds },
    Target { name: "tagger", check: tagger, seeds: tagger_seeds },
];

const TEXT: &str = "Talks fail\n\nAnkara rebuked Moscow on Friday, and President Ada Özgür 🎉 praised the “Nordic Union” of 2019. \
                    “We back Ms. Özgür,” Ivo Brandt, a minister of Norway, said. He accused the Kremlin’s envoy.\n";

/// The endings of names that are read in ways of their own.
const ENDINGS: [&str; 8] = ["json", "jsonl", "txt", "html", "md", "conll", "ann", ""];

/// What separates the two parts of an input that has two.
const SEPARATOR: &str = "\n\u{1}\n";

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(Model::shipped)
}

fn tagged() -> &'static Document {
    static TAGGED: OnceLock<Document> = OnceLock::new();
    TAGGED.get_or_init(|| {
        let article = Article::new(TEXT);
        let analysis =
            analyse_above(Confidence::from_percent(1), &article, model(), &mut |_| ControlFlow::Continue(()))
                .expect("nobody stops it");
        let document = Document::tagged(article, About { title: "Talks".to_owned(), ..About::default() }, analysis);
        let document = document.expect("an analysis fits its article");
        assert!(document.mentions().len() > 5 && document.stances().len() > 0, "there is something to work on");
        document
    })
}

/// The invariants of a document, and that it can be written in every format and read again.
fn stands(document: &Document) {
    let annotations = Annotations {
        mentions: document.mentions().map(|mention| (**mention).clone()).collect(),
        entities: document.entities().map(|entity| (**entity).clone()).collect(),
        stances: document.stances().map(|stance| (**stance).clone()).collect(),
    };
    let (article, codebook) = (document.article().clone(), document.codebook().clone());
    let again = Document::new(article, document.about().clone(), codebook, annotations).expect("its invariants hold");
    same(&again, document, "its parts make it");
    for span in document.mentions().map(|mention| mention.claim.span) {
        assert!(document.article().slice(span).is_some_and(|words| !words.is_empty()), "{span:?}");
    }
    for format in Format::ALL {
        black_box((format.losses(document), format.write(document)));
    }
}

/// Says where two documents first differ, and not all that is in them.
fn same(left: &Document, right: &Document, why: &str) {
    if left != right {
        let (left, right) = (format!("{left:#?}"), format!("{right:#?}"));
        let lines = left.lines().zip(right.lines());
        let differing: Vec<_> = lines.filter(|(left, right)| left != right).take(3).collect();
        panic!("{why}: {differing:#?}");
    }
}

fn stands_and_returns(document: &Document) {
    stands(document);
    let json = native::to_json(document);
    let opened = native::from_json(&json).expect("what was written is read");
    same(&opened.document, document, "what was written is what is read");
    assert_eq!(native::to_json(&opened.document), json);
}

fn look(outcome: Result<Opened, OpenError>) {
    match outcome {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(Opened { content: Content::Document(document), notices }) => {
            notices.iter().for_each(|notice| assert!(!notice.to_string().is_empty()));
            stands_and_returns(&document);
        }
        Ok(Opened { content: Content::Text { article, about }, .. }) => {
            stands_and_returns(&Document::blank(article, about));
        }
    }
}

/// The first byte says how the file's name ends, the others are its content.
fn file(bytes: &[u8]) {
    let Some((first, content)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    look(open_file(&format!("row.{ending}"), content));
}

fn file_seeds() -> Vec<Vec<u8>> {
    let with = |ending: &str, content: &str| {
        let first = ENDINGS.iter().position(|other| *other == ending).and_then(|n| u8::try_from(n).ok());
        [&[first.expect("an ending of the list")], content.as_bytes()].concat()
    };
    let mut seeds = vec![
        with(
            "html",
            "<!doctype html><html lang=en><head><title>Row</title><meta charset=utf-8></head><body><nav>x</nav>\
             <article><h1>Row</h1><p>Ana &amp; Bo<br>said <b>no</b>.</p><table><tr><td>1<td>2</table></article></html>",
        ),
        with("md", "# Row\n\nAna **said** [no](https://example.org).\n\n- a\n- b\n\n> c\n\n```\ncode\n```\n"),
        with("txt", TEXT),
        with("", "{\"format\":\"standpoint\",\"version\":1}"),
        with("json", "{\"format\":\"standpoint\",\"version\":2}"),
    ];
    let edited = edited();
    for (document, format) in [tagged(), &edited].into_iter().flat_map(|d| Format::ALL.map(|format| (d, format))) {
        for written in format.write(document) {
            let ending = if written.extension.contains("json") { "json" } else { written.extension };
            if ENDINGS.contains(&ending) {
                seeds.push(with(ending, &written.content));
            }
        }
    }
    seeds
}

/// A document with every kind of change in it.
fn edited() -> Document {
    let mut document = tagged().clone();
    let rejected = document.mentions().next().expect("a mention").id.clone();
    let doubted = document.stances().next().expect("a stance").id.clone();
    let edits = [
        Edit::RejectMention { mention: rejected.clone() },
        Edit::SetNote { of: AnnotationId::Article, note: Some("A note.\u{0}".to_owned()) },
        Edit::SetDoubt { of: AnnotationId::Stance(doubted.clone()), is_doubtful: true },
        Edit::SetTarget { stance: doubted, target: StanceTarget::Issue(Span::new(0, 5)) },
        Edit::AddMention { span: Span::new(0, 5), label: Label::new("Matter"), entity: EntityChoice::New },
    ];
    for edit in edits {
        document = apply(&document, &edit).expect("it can be made").0;
    }
    document
}

fn pasted(bytes: &[u8]) {
    let pasted = String::from_utf8_lossy(bytes);
    match pasted.split_once(SEPARATOR) {
        Some((html, text)) => look(open_pasted(Some(html), text)),
        None => look(open_pasted(None, &pasted)),
    }
}

fn pasted_seeds() -> Vec<Vec<u8>> {
    let both = |html: &str, text: &str| format!("{html}{SEPARATOR}{text}").into_bytes();
    vec![
        both(
            "<p style='color:red' onclick=x()>Ana<script>x</script> &#x1F389; &bogus; <svg><title>t</title></svg>",
            "Ana",
        ),
        both(
            "<div><span>Ana</span><div hidden>no</div><p>Bo<p>Cy<ul><li>a<ul><li>b</ul></ul><pre> x\n y</pre></div>",
            "",
        ),
        native::to_json(tagged()).into_bytes(),
        TEXT.as_bytes().to_vec(),
    ]
}

fn brat(bytes: &[u8]) {
    let at = bytes.windows(SEPARATOR.len()).position(|window| window == SEPARATOR.as_bytes());
    let (text, annotations) = at.map_or((bytes, &b""[..]), |at| (&bytes[..at], &bytes[at + SEPARATOR.len()..]));
    look(open_brat("row.txt", text, annotations));
}

fn brat_seeds() -> Vec<Vec<u8>> {
    [tagged(), &edited()]
        .map(|document| {
            let files = Format::Brat.write(document);
            let of = |extension| files.iter().find(|file| file.extension == extension).map_or("", |file| &file.content);
            format!("{}{SEPARATOR}{}", of("txt"), of("ann")).into_bytes()
        })
        .into()
}

fn archive(bytes: &[u8]) {
    let Ok(mut unpacker) = Unpacker::new(bytes.to_vec()) else { return };
    let n_listed = unpacker.list().articles.len();
    assert!(n_listed <= bytes.len() * 2000, "a list is no longer than what it was unpacked from");
    for packed in unpacker {
        match packed {
            Ok(packed) => {
                assert!(!packed.name.contains(['/', '\\', '\u{0}']), "a name is no path: {:?}", packed.name);
                if packed.bytes.len() < 100_000 {
                    look(open_file(&packed.name, &packed.bytes));
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn archive_seeds() -> Vec<Vec<u8>> {
    let mut packer = Packer::default();
    for (done, document) in [(true, tagged()), (false, &edited())] {
        packer.add("row.standpoint.json", &native::to_json(document), done, vec!["a".to_owned()]).expect("it fits");
    }
    vec![packer.finish().expect("it fits"), Packer::default().finish().expect("it fits")]
}

fn lessons_file(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    black_box(lessons::is_lessons(&text));
    let read = match lessons::from_json(&text) {
        Ok(read) => read,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert_eq!(lessons::from_json(&lessons::to_json(&read)).as_ref(), Ok(&read));
    let overlay = learn(read.as_slice(), model());
    black_box(overlay.name_at(&["Wagner"]));
}

fn lessons_seeds() -> Vec<Vec<u8>> {
    let text = "{\"format\": \"standpoint-lessons\", \"version\": 1, \"lessons\": [
        {\"article\": \"Row\", \"sentence\": \"Wagner left Mali.\", \"start\": 0, \"end\": 6, \"text\": \"Wagner\", \"type\": \"ORG\"},
        {\"article\": \"Row\", \"sentence\": \"🎉 Bo left.\", \"start\": 2, \"end\": 4, \"text\": \"Bo\", \"type\": null},
        {\"article\": \"Row\", \"names\": [\"Somaliland\"], \"link\": \"https://www.wikidata.org/wiki/Q34754\"},
        {\"article\": \"Row\", \"names\": [\"Dmitri Peskov\"], \"affiliation\": \"Russia\"}]}";
    let mut taught = standpoint::annotation::Lessons::default();
    let edit = Edit::AddMention { span: Span::new(12, 18), label: Label::ORG, entity: EntityChoice::New };
    let (document, change) = apply(&edited(), &edit).expect("it can be made");
    for lesson in teaching(&document, &change).given {
        taught.add(lesson);
    }
    vec![text.as_bytes().to_vec(), lessons::to_json(&taught).into_bytes()]
}

/// Lines of journal entries, as the store of a browser gives them back.
fn journal(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let entries: Vec<Entry> = text.lines().map_while(|line| serde_json::from_str(line).ok()).collect();
    let n_entries = entries.len();
    let mut replayed = replay(tagged().clone(), entries);
    assert_eq!(replayed.refused.is_none(), replayed.n_replayed == n_entries);
    stands(&replayed.document);
    while replayed.history.undo(&mut replayed.document).is_some() {}
    same(&replayed.document, tagged(), "undo leads back to the beginning");
}

fn journal_seeds() -> Vec<Vec<u8>> {
    (0..4_u8)
        .map(|seed| {
            let bytes: Vec<u8> =
                (0..400_u16).map(|n| n.wrapping_mul(u16::from(seed) * 31 + 7).to_le_bytes()[0] ^ seed).collect();
            let mut input = Unstructured::new(&bytes);
            let mut lines = String::new();
            for _ in 0..12 {
                let Ok(entry) = any_entry(&mut input, tagged(), 0) else { break };
                lines += &serde_json::to_string(&entry).expect("entries are data");
                lines.push('\n');
            }
            lines.into_bytes()
        })
        .collect()
}

/// Bytes that say what a reader does.
fn edits(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let (mut document, mut history, mut made) = (tagged().clone(), History::default(), Vec::new());
    while !input.is_empty() && made.len() < 60 {
        let Ok(entry) = any_entry(&mut input, &document, 0) else { break };
        match entry.clone() {
            Entry::Made(edit) => {
                let before = document.clone();
                match history.make(&mut document, edit) {
                    Ok(_) => {}
                    Err(error) => {
                        assert!(!error.to_string().is_empty());
                        same(&document, &before, "an edit that cannot be made changes nothing");
                        continue;
                    }
                }
            }
            Entry::Undone => drop(history.undo(&mut document).is_some()),
            Entry::Redone => drop(history.redo(&mut document).is_some()),
        }
        made.push(entry);
    }
    stands_and_returns(&document);
    let stored = made.iter().map(|entry| serde_json::to_string(entry).expect("entries are data"));
    let read = stored.map(|entry| serde_json::from_str(&entry).expect("what was written is read"));
    let replayed = replay(tagged().clone(), read);
    assert_eq!(replayed.n_replayed, made.len());
    same(&replayed.document, &document, "a journal leads to the document");
    let n_steps = history.past().len();
    while history.undo(&mut document).is_some() {}
    same(&document, tagged(), "undo leads back to the beginning");
    for _ in 0..n_steps {
        history.redo(&mut document);
    }
    same(&document, &replayed.document, "redo leads to the end");
}

fn edits_seeds() -> Vec<Vec<u8>> {
    (0..40_u8)
        .map(|seed| {
            (0..600_u16).map(|n| n.wrapping_mul(n).wrapping_mul(u16::from(seed) + 3).to_be_bytes()[1]).collect()
        })
        .collect()
}

fn any_entry(input: &mut Unstructured<'_>, document: &Document, depth: usize) -> arbitrary::Result<Entry> {
    Ok(match input.int_in_range(0..=9)? {
        0 => Entry::Undone,
        1 => Entry::Redone,
        _ => Entry::Made(any_edit(input, document, depth)?),
    })
}

fn any_edit(input: &mut Unstructured<'_>, document: &Document, depth: usize) -> arbitrary::Result<Edit> {
    Ok(match input.int_in_range(0..=22)? {
        0 | 1 => Edit::AddMention { span: any_span(input)?, label: any_label(input)?, entity: any_choice(input)? },
        2 => Edit::RelabelMention { mention: any_mention(input)?, label: any_label(input)? },
        3 => Edit::RespanMention { mention: any_mention(input)?, span: any_span(input)? },
        4 => Edit::ReassignMention { mention: any_mention(input)?, entity: any_choice(input)? },
        5 => Edit::ConfirmMention { mention: any_mention(input)? },
        6 => Edit::RejectMention { mention: any_mention(input)? },
        7 => Edit::RenameEntity { entity: any_entity(input)?, name: any_words(input)? },
        8 => Edit::RelabelEntity { entity: any_entity(input)?, label: any_label(input)? },
        9 => {
            let affiliation = if input.arbitrary()? { Some(any_entity(input)?) } else { None };
            Edit::Affiliate { entity: any_entity(input)?, affiliation }
        }
        10 => Edit::LinkEntity { entity: any_entity(input)?, link: any_note(input)? },
        11 => Edit::MergeEntities { from: any_entity(input)?, into: any_entity(input)? },
        12 => Edit::AddStance {
            holder: any_entity(input)?,
            target: any_target(input)?,
            polarity: any_polarity(input)?,
            cue: any_span(input)?,
        },
        13 => Edit::SetHolder { stance: any_stance(input)?, holder: any_entity(input)? },
        14 => Edit::SetTarget { stance: any_stance(input)?, target: any_target(input)? },
        15 => Edit::SetPolarity { stance: any_stance(input)?, polarity: any_polarity(input)? },
        16 => Edit::SetCue { stance: any_stance(input)?, cue: any_span(input)? },
        17 => Edit::ConfirmStance { stance: any_stance(input)? },
        18 => Edit::RejectStance { stance: any_stance(input)? },
        19 => Edit::SetNote { of: any_annotation(input)?, note: any_note(input)? },
        20 => Edit::SetDoubt { of: any_annotation(input)?, is_doubtful: input.arbitrary()? },
        21 => Edit::Retitle { title: any_words(input)? },
        _ if depth < 2 => {
            let n_edits = input.int_in_range(0..=3)?;
            let edits: arbitrary::Result<_> = (0..n_edits).map(|_| any_edit(input, document, depth + 1)).collect();
            Edit::Batch { title: any_words(input)?, edits: edits? }
        }
        _ => retag(input, document)?,
    })
}

/// The analysis of an article, of this or of another one.
fn retag(input: &mut Unstructured<'_>, document: &Document) -> arbitrary::Result<Edit> {
    let other = Article::new("Oslo 🎉 praised Ivo Brandt.");
    let article = if input.ratio(1, 4)? { &other } else { document.article() };
    let analysis = analyse(article, model(), &mut |_| ControlFlow::Continue(())).expect("nobody stops it");
    Ok(Edit::Retag { analysis: Box::new(analysis) })
}

fn any_span(input: &mut Unstructured<'_>) -> arbitrary::Result<Span> {
    let start = input.int_in_range(0..=TEXT.len() + 2)?;
    let end = start + input.int_in_range(0..=30)?;
    // Mostly within the text and between characters: what is refused leads nowhere.
    let is_exact = input.ratio(7, 8)?;
    let near = |at: usize| TEXT.ceil_char_boundary(at.min(TEXT.len()));
    Ok(if is_exact { Span::new(near(start), near(end)) } else { Span::new(start, end) })
}

fn any_label(input: &mut Unstructured<'_>) -> arbitrary::Result<Label> {
    let label: &&str = input.choose(&["PERSON", "ORG", "GPE", "DATE", "NORP", "", "Zug 🎉"])?;
    Ok(Label::new(label))
}

fn any_mention(input: &mut Unstructured<'_>) -> arbitrary::Result<MentionId> {
    input.int_in_range(0..=20).map(MentionId::numbered)
}

fn any_entity(input: &mut Unstructured<'_>) -> arbitrary::Result<EntityId> {
    input.int_in_range(0..=14).map(EntityId::numbered)
}

fn any_stance(input: &mut Unstructured<'_>) -> arbitrary::Result<StanceId> {
    input.int_in_range(0..=8).map(StanceId::numbered)
}

fn any_choice(input: &mut Unstructured<'_>) -> arbitrary::Result<EntityChoice> {
    Ok(match input.int_in_range(0..=3)? {
        0 => EntityChoice::ByName,
        1 => EntityChoice::New,
        2 => EntityChoice::Without,
        _ => EntityChoice::This(any_entity(input)?),
    })
}

fn any_target(input: &mut Unstructured<'_>) -> arbitrary::Result<StanceTarget> {
    Ok(if input.arbitrary()? {
        StanceTarget::Entity(any_entity(input)?)
    } else {
        StanceTarget::Issue(any_span(input)?)
    })
}

fn any_polarity(input: &mut Unstructured<'_>) -> arbitrary::Result<Polarity> {
    Ok(if input.arbitrary()? { Polarity::Favor } else { Polarity::Against })
}

fn any_annotation(input: &mut Unstructured<'_>) -> arbitrary::Result<AnnotationId> {
    Ok(match input.int_in_range(0..=3)? {
        0 => AnnotationId::Mention(any_mention(input)?),
        1 => AnnotationId::Entity(any_entity(input)?),
        2 => AnnotationId::Stance(any_stance(input)?),
        _ => AnnotationId::Article,
    })
}

fn any_words(input: &mut Unstructured<'_>) -> arbitrary::Result<String> {
    input.choose(&["", "Ankara", "Özgür", "a\u{0}b", " ", "…\n", "Q43"]).map(|words| (*words).to_owned())
}

fn any_note(input: &mut Unstructured<'_>) -> arbitrary::Result<Option<String>> {
    Ok(if input.arbitrary()? { Some(any_words(input)?) } else { None })
}

/// The first byte says which part of the model it is.
fn model_file(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let features: Vec<u64> = (0..40).map(|n| n * 0x1_0000_0001).chain([u64::MAX]).collect();
    match first % 4 {
        0 => {
            // Models are used where they lie.
            let Ok(tagger) = Tagger::load(rest.to_vec().leak()) else { return };
            for feature in 0..40 {
                black_box(tagger.weights(feature));
            }
            for from in 0..=tagger.n_tags() {
                (0..tagger.n_tags()).for_each(|to| assert!(tagger.transition(from, to) <= i32::from(i16::MAX)));
            }
            black_box(tagger.calibration(usize::MAX));
        }
        1 => {
            let Ok(clusters) = Clusters::load(rest.to_vec().leak()) else { return };
            for hash in &features {
                black_box(clusters.of(*hash));
            }
        }
        2 => {
            let Ok(stance) = StanceModel::from_bytes(rest) else { return };
            black_box((stance.candidates.score(&features), stance.claims.score(&features)));
            black_box(stance.trees.score(&[0, i32::MAX, i32::MIN]));
            for score in [i32::MIN, -1, 0, 1, i32::MAX] {
                black_box(stance.confidence(score));
            }
            assert!(StanceModel::from_bytes(&stance.to_bytes()).is_ok(), "what was written is read");
        }
        _ => {
            let Ok(syntax) = SyntaxModel::from_bytes(rest) else { return };
            for part in [&syntax.tagger, &syntax.parser, &syntax.labeller] {
                part.score(&features, &mut vec![0; part.n_classes()]);
            }
            assert!(SyntaxModel::from_bytes(&syntax.to_bytes()).is_ok(), "what was written is read");
        }
    }
}

fn model_seeds() -> Vec<Vec<u8>> {
    let rows = vec![(7, vec![1, -1]), (9, vec![-3, 3])];
    let tagger = Weights { n_tags: 2, rows, transitions: vec![1, -1, 0, 0, 5, 5], calibration: vec![5000, 9000] };
    let clusters = Clusters::to_bytes(&[(1 << 32, 1), (7 << 40, 2)]);
    let trees = Trees::new(&[(0, 0), (-160, LEAF), (320, LEAF)]).expect("a tree");
    let claims = StanceWeights::new(&[(7, -100), (3, 400)]);
    let stance = StanceModel::new(StanceWeights::new(&[(5, 20)]), claims, trees, vec![(500, 9000), (-500, 1000)]);
    let parts = [tagger.to_bytes(), clusters, stance.to_bytes(), SyntaxModel::default().to_bytes()];
    (0..).zip(parts).map(|(n, part)| [&[n][..], &part].concat()).collect()
}

/// Any text gets valid annotations, in the order of the text, the same each time.
fn tagger(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let article = Article::new(normalise(&text));
    let go_on = &mut |_| ControlFlow::Continue(());
    let analysis = analyse_above(Confidence::from_percent(1), &article, model(), go_on).expect("nobody stops it");
    assert!(analysis.mentions.is_sorted_by_key(|mention| mention.claim.span.start), "mentions are in order");
    assert!(analysis.stances.is_sorted_by_key(|stance| stance.claim.cue.start), "stances are in order");
    let again = analyse_above(Confidence::from_percent(1), &article, model(), go_on);
    assert_eq!(again.as_ref(), Some(&analysis), "the same text, the same annotations");
    let surer = analyse_above(DEFAULT_THRESHOLD, &article, model(), go_on).expect("nobody stops it");
    assert_eq!((&surer.mentions, &surer.entities), (&analysis.mentions, &analysis.entities));
    assert!(surer.stances.len() <= analysis.stances.len());
    let document = Document::tagged(article, About::default(), analysis).expect("an analysis fits its article");
    stands_and_returns(&document);
}

fn tagger_seeds() -> Vec<Vec<u8>> {
    let lines = [
        TEXT,
        "LONDON (Reuters) - “We will not,” said Dr. A. B. O’Neill-Smith of the U.S. State Dept. on 3 Oct. 1999; he left.",
        "É\u{301}\u{200d}👩‍👩‍👧 ש\u{5c1}לום\u{202e}abc\u{0}\u{fffd}\u{1f600} Ankara's Ankara’s ANKARA ankara\u{a0}\u{2028}",
        "She said he said they said: \"\"\"''«»‹›“”„‘’—–…!!!??? (((Ankara))) [[Moscow]] {{Kyiv}} <b>Oslo</b>",
        "\n\n\n\r\n\t \u{feff}The\u{2019}s of of of President President Mr. Mrs. Dr. and, or; Jr. Sr. III 1,000.50% $5bn",
    ];
    lines.map(|line| line.as_bytes().to_vec()).into()
}
