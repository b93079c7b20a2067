//! Golden articles: readable texts with the marks that the program must put, one for each thing that news contains. After a
//! line of dashes may stand what is known of the entities: "1 is TR", "2 speaks for Turkey".

use standpoint::analysis::{Names, Passage, find_names};
use standpoint::model::Model;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// The text with its marks, entities numbered by first mention: `[Ankara|GPE:1]`.
fn marked(text: &str, names: &Names) -> String {
    let mut numbers = BTreeMap::new();
    let (mut out, mut at) = (String::new(), 0);
    for mention in &names.mentions {
        out.push_str(&text[at..mention.span.start]);
        let next = numbers.len() + 1;
        let entity = mention.referent_idx.map(|idx| *numbers.entry(idx).or_insert(next));
        let entity = entity.map_or_else(String::new, |number| format!(":{number}"));
        out.push_str(&format!("[{}|{}{entity}]", &text[mention.span.range()], mention.label));
        at = mention.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The text without its marks.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let Some((words, tail)) = rest[open + 1..].split_once('|') else { break };
        // A bracket of the text itself holds no type before its end.
        if words.contains(']') {
            let end = open + 2 + words.find(']').unwrap_or_default();
            text.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        text.push_str(&rest[..open]);
        text.push_str(words);
        rest = tail.split_once(']').map_or("", |(_, after)| after);
    }
    text + rest
}

/// What is known of the entities of which the golden article says something, in its words.
fn known(wanted: &str, names: &Names) -> String {
    let mut referents: Vec<usize> = Vec::new();
    for idx in names.mentions.iter().filter_map(|mention| mention.referent_idx) {
        if !referents.contains(&idx) {
            referents.push(idx);
        }
    }
    let fact = |line: &str| -> Option<String> {
        let (number, rest) = line.split_once(' ')?;
        let referent = &names.referents[*referents.get(number.parse::<usize>().ok()?.checked_sub(1)?)?];
        let said = if rest.starts_with("is ") {
            format!("is {}", referent.link.as_deref().unwrap_or("unknown"))
        } else {
            let side = referent.affiliation_idx.map(|idx| names.referents[idx].name.as_str());
            format!("speaks for {}", side.unwrap_or("nobody"))
        };
        Some(format!("{number} {said}"))
    };
    wanted.lines().map(|line| fact(line).unwrap_or_else(|| format!("{line}?"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn golden_articles_are_marked_as_they_should_be() {
    let model = Model::shipped();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    paths.sort();
    let mut n_articles = 0;
    let mut differences = String::new();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let wanted = fs::read_to_string(path).expect("the article can be read");
        let (wanted, facts) = wanted.split_once("\n---\n").unwrap_or((&wanted, ""));
        let text = plain(wanted.trim_end());
        let passage = Passage::new(&text);
        let names = find_names(&passage, &model, &mut |_| ControlFlow::Continue(())).expect("nothing stops it");
        let found = marked(&text, &names);
        let (wanted, found) =
            (format!("{}\n{}", wanted.trim_end(), facts.trim_end()), format!("{found}\n{}", known(facts, &names)));
        for (wanted, found) in wanted.lines().zip(found.lines()).filter(|(w, f)| w != f) {
            differences.push_str(&format!("{}\n  want {wanted}\n  have {found}\n", path.display()));
        }
        n_articles += 1;
    }
    assert!(n_articles >= 14, "only {n_articles} golden articles");
    assert!(differences.is_empty(), "{differences}");
}
