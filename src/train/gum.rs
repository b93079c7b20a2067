//! Reads GUM's treebank (CoNLL-U) and puts it on this program's own tokens. In: a file; out: sentences with a tag, a
//! head and a relation for each token.

use crate::analysis::{Relation, Tag};
use crate::text::tokenise;

/// A parsed sentence. The head of a root is the number of tokens.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub words: Vec<String>,
    pub tags: Vec<Tag>,
    pub heads: Vec<usize>,
    pub relations: Vec<Relation>,
}

/// A token as the file has it.
struct Row {
    word: String,
    tag: Tag,
    /// 1-based; 0 for the root.
    head: usize,
    relation: Relation,
    is_followed_by_space: bool,
}

/// The sentences of a file.
#[must_use]
pub fn read_trees(conllu: &str) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut joined_until = 0;
    for line in conllu.lines().chain([""]) {
        if line.is_empty() {
            if let Some(tree) = on_own_tokens(&rows) {
                trees.push(tree);
            }
            rows.clear();
            joined_until = 0;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, word, _, _, tag, _, head, relation, _, misc] = fields[..] else { continue };
        if let Some((_, last)) = id.split_once('-') {
            // "don't": the parts below stand without space between them.
            joined_until = last.parse().unwrap_or(0);
            if misc.contains("SpaceAfter=No") {
                joined_until += 1;
            }
            continue;
        }
        let (Ok(id), Ok(head)) = (id.parse::<usize>(), head.parse()) else { continue };
        rows.push(Row {
            word: word.to_owned(),
            tag: tag_of(tag),
            head,
            relation: relation_of(relation),
            is_followed_by_space: !misc.contains("SpaceAfter=No") && id >= joined_until,
        });
    }
    trees
}

fn tag_of(tag: &str) -> Tag {
    Tag::named(tag).unwrap_or(match tag {
        "NNPS" => Tag::Name,
        "JJR" | "JJS" => Tag::Adjective,
        "RBR" | "RBS" => Tag::Adverb,
        "WDT" | "WP$" => Tag::WhPronoun,
        "PDT" => Tag::Determiner,
        "," | ":" | "HYPH" | "-LRB-" | "-RRB-" | "NFP" => Tag::Comma,
        "``" => Tag::Quote,
        "VH" | "VV" => Tag::Base,
        _ => Tag::Other,
    })
}

fn relation_of(relation: &str) -> Relation {
    Relation::named(relation).unwrap_or_else(|| match relation.split(':').next().unwrap_or(relation) {
        "csubj" | "nsubj" | "expl" => Relation::Subject,
        "iobj" => Relation::Object,
        "obl" => Relation::Oblique,
        "nmod" => Relation::NounModifier,
        "flat" | "fixed" | "goeswith" => Relation::Compound,
        "compound" => Relation::Compound,
        "det" => Relation::Determiner,
        "aux" => Relation::Auxiliary,
        "acl" => Relation::NounClause,
        "advcl" => Relation::AdverbialClause,
        "advmod" => Relation::Adverbial,
        "cc" => Relation::Coordinator,
        "nummod" => Relation::Number,
        _ => Relation::Other,
    })
}

/// Each own token takes its tag and head from the row that heads the rows it covers.
fn on_own_tokens(rows: &[Row]) -> Option<Tree> {
    if rows.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut spans = Vec::new();
    for row in rows {
        let start = text.len();
        text.push_str(&row.word);
        spans.push(start..text.len());
        if row.is_followed_by_space {
            text.push(' ');
        }
    }
    let tokens = tokenise(&text);
    // For each row the token that holds its first character; for each token the rows that touch it.
    let token_of: Vec<usize> =
        spans.iter().map(|span| tokens.iter().position(|token| token.span.end > span.start)).collect::<Option<_>>()?;
    let mut tree = Tree::default();
    for (idx, token) in tokens.iter().enumerate() {
        let covered: Vec<usize> = (0..rows.len())
            .filter(|&row| spans[row].start < token.span.end && token.span.start < spans[row].end)
            .collect();
        let outside = |row: usize| rows[row].head == 0 || !covered.contains(&(rows[row].head - 1));
        let row = covered.iter().copied().rev().find(|&row| outside(row)).or(covered.last().copied())?;
        tree.words.push(text[token.span.range()].to_owned());
        tree.tags.push(rows[row].tag);
        if token_of[row] != idx {
            // A later piece of a row that this program cuts into several tokens.
            tree.heads.push(token_of[row]);
            tree.relations.push(Relation::Compound);
        } else if rows[row].head == 0 {
            tree.heads.push(tokens.len());
            tree.relations.push(Relation::Root);
        } else {
            tree.heads.push(token_of[rows[row].head - 1]);
            tree.relations.push(rows[row].relation);
        }
    }
    tree.heads.iter().enumerate().all(|(idx, &head)| idx != head).then_some(tree)
}

impl Tree {
    /// The stretches of two or more names that hang together, as a tagger of names would mark them.
    #[must_use]
    pub fn names(&self) -> Vec<std::ops::Range<usize>> {
        let mut names = Vec::new();
        let mut start = 0;
        while start < self.tags.len() {
            let end = (start..self.tags.len()).find(|&idx| self.tags[idx] != Tag::Name).unwrap_or(self.tags.len());
            let n_outside = (start..end).filter(|&idx| !(start..end).contains(&self.heads[idx])).count();
            if n_outside == 1 {
                names.push(start..end);
            }
            start = end + 1;
        }
        names
    }

    /// The tree in which each of [`Self::names`] is one word, its last.
    #[must_use]
    pub fn with_names_as_words(&self) -> Self {
        let names = self.names();
        let name_at = |idx: usize| names.iter().find(|name| name.contains(&idx));
        let last_of = |idx: usize| name_at(idx).map_or(idx, |name| name.end - 1);
        let words: Vec<usize> = (0..self.words.len()).filter(|&idx| last_of(idx) == idx).collect();
        let mut tree = Self::default();
        for &idx in &words {
            let whole = name_at(idx).cloned().unwrap_or(idx..idx + 1);
            let top = whole.clone().find(|&part| !whole.contains(&self.heads[part])).unwrap_or(idx);
            let head = self.heads[top];
            tree.words.push(self.words[idx].clone());
            tree.tags.push(self.tags[idx]);
            tree.relations.push(self.relations[top]);
            tree.heads.push(words.iter().position(|&word| word == last_of(head)).unwrap_or(words.len()));
        }
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::read_trees;
    use crate::analysis::{Relation, Tag};

    const SENTENCE: &str = "\
1-2\tOslo's\t_\t_\t_\t_\t_\t_\t_\t_
1\tOslo\tOslo\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tfjord\tfjord\tNOUN\tNN\t_\t4\tnsubj\t_\t_
4\tfroze\tfreeze\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
";

    #[test]
    fn a_sentence_is_put_on_own_tokens() {
        let trees = read_trees(SENTENCE);
        assert_eq!(trees[0].words, ["Oslo", "'s", "fjord", "froze", "."]);
        assert_eq!(trees[0].tags[1], Tag::Genitive);
        assert_eq!(trees[0].heads, [2, 0, 3, 5, 3]);
        assert_eq!(trees[0].relations[3], Relation::Root);
    }
}
