//! Reads reference annotations: `.gold`, a markup that people write by hand. In: the markup; out: the plain text with
//! its mentions, entities and stances. The markup, one paragraph a line:
//!
//! ```text
//! @entity ID TYPE NAME [| key=value ...]
//! ---
//! Text with [Ankara|GPE:turkey] mentions; a literal bracket is \[ or \].
//! > turkey -> russia favor "calls on"         a stance; the cue occurs in the paragraph above
//! > turkey -> "annexation" against "denied"   #2 after a cue means its second occurrence
//! ```

use crate::annotation::{Label, Polarity};
use crate::text::Span;
use std::fmt;

/// A reference article.
#[derive(Clone, Debug, Default)]
pub struct GoldArticle {
    pub title: String,
    pub text: String,
    pub entities: Vec<GoldEntity>,
    /// In text order.
    pub mentions: Vec<GoldMention>,
    pub stances: Vec<GoldStance>,
}

#[derive(Clone, Debug)]
pub struct GoldEntity {
    pub id: String,
    pub name: String,
    pub label: Label,
    pub link: Option<String>,
    /// Index into [`GoldArticle::entities`].
    pub affiliation_idx: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct GoldMention {
    pub span: Span,
    pub label: Label,
    /// Index into [`GoldArticle::entities`].
    pub entity_idx: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct GoldStance {
    /// Index into [`GoldArticle::entities`].
    pub holder_idx: usize,
    pub target: GoldTarget,
    pub polarity: Polarity,
    pub cue: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoldTarget {
    /// Index into [`GoldArticle::entities`].
    Entity(usize),
    Issue(Span),
}

impl GoldArticle {
    /// An entity's side: the end of its chain of affiliations.
    #[must_use]
    pub fn side(&self, entity_idx: usize) -> usize {
        let mut side = entity_idx;
        for _ in 0..8 {
            side = self.entities[side].affiliation_idx.unwrap_or(side);
        }
        side
    }

    /// The stances about entities as (`idx`, holder, target, favors), by side on request: then none within one side.
    pub fn positions(
        &self,
        idx: usize,
        by_side: bool,
    ) -> impl Iterator<Item = (usize, Option<usize>, Option<usize>, bool)> + '_ {
        self.stances.iter().filter_map(move |stance| {
            let GoldTarget::Entity(target_idx) = stance.target else { return None };
            let of = |entity_idx: usize| if by_side { self.side(entity_idx) } else { entity_idx };
            let (h, t) = (of(stance.holder_idx), of(target_idx));
            (h != t || !by_side).then(|| (idx, Some(h), Some(t), stance.polarity == Polarity::Favor))
        })
    }
}

/// What is wrong with a markup file, and in which line (from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldError {
    pub line: usize,
    pub problem: String,
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for GoldError {}

/// Reads a markup file.
///
/// # Errors
/// At the first line that is no valid markup.
pub fn read_gold(markup: &str) -> Result<GoldArticle, GoldError> {
    let mut article = GoldArticle::default();
    let mut affiliations = Vec::new();
    let mut is_header = true;
    let mut paragraph = 0;
    for (line_no, line) in (1..).zip(markup.lines()) {
        let fail = |problem: &str| GoldError { line: line_no, problem: format!("{problem}: {line}") };
        if is_header {
            if line.trim() == "---" {
                is_header = false;
            } else if let Some(body) = line.strip_prefix("@entity ") {
                let (entity, affiliation) = read_entity(body).ok_or_else(|| fail("bad entity"))?;
                article.entities.push(entity);
                affiliations.push(affiliation);
            } else if let Some(title) = line.strip_prefix("@title ") {
                title.clone_into(&mut article.title);
            }
        } else if let Some(body) = line.strip_prefix("> ") {
            let stance = read_stance(body, &article, paragraph).ok_or_else(|| fail("bad stance"))?;
            article.stances.push(stance);
        } else if !line.trim().is_empty() {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            paragraph = article.text.len();
            read_paragraph(line, &mut article).ok_or_else(|| fail("bad mention"))?;
        }
    }
    for (idx, id) in affiliations.into_iter().enumerate() {
        article.entities[idx].affiliation_idx = id.and_then(|id| article.entities.iter().position(|e| e.id == id));
    }
    Ok(article)
}

fn read_entity(body: &str) -> Option<(GoldEntity, Option<String>)> {
    let mut parts = body.split('|');
    let (id, rest) = parts.next()?.trim().split_once(' ')?;
    let (label, name) = rest.trim().split_once(' ')?;
    let mut entity = GoldEntity {
        id: id.to_owned(),
        name: name.trim().trim_matches('"').to_owned(),
        label: Label::new(label),
        link: None,
        affiliation_idx: None,
    };
    let mut affiliation = None;
    for part in parts {
        let (key, value) = part.trim().split_once('=')?;
        match key {
            "link" => entity.link = Some(value.to_owned()),
            "affiliation" => affiliation = Some(value.to_owned()),
            _ => {}
        }
    }
    Some((entity, affiliation))
}

fn read_paragraph(line: &str, article: &mut GoldArticle) -> Option<()> {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\')
            && let Some(escaped @ ('[' | ']' | '\\')) = after.chars().next()
        {
            article.text.push(escaped);
            rest = &after[1..];
        } else if c == '[' {
            let (inside, after) = rest[1..].split_once(']')?;
            let (surface, tag) = inside.rsplit_once('|')?;
            let (label, id) = tag.split_once(':').unwrap_or((tag, ""));
            let entity_idx = article.entities.iter().position(|entity| entity.id == id);
            let start = article.text.len();
            article.text.push_str(surface);
            let span = Span::new(start, article.text.len());
            article.mentions.push(GoldMention { span, label: Label::new(label), entity_idx });
            rest = after;
        } else {
            article.text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(())
}

fn read_stance(body: &str, article: &GoldArticle, paragraph: usize) -> Option<GoldStance> {
    let entity = |id: &str| article.entities.iter().position(|entity| entity.id == id);
    let find = |what: &str, nth: usize| {
        let (at, _) = article.text[paragraph..].match_indices(what).nth(nth)?;
        Some(Span::new(paragraph + at, paragraph + at + what.len()))
    };
    let (holder, rest) = body.split_once(" -> ")?;
    let (target, rest) = match rest.strip_prefix('"') {
        Some(quoted) => {
            let (issue, rest) = quoted.split_once("\" ")?;
            (GoldTarget::Issue(find(issue, 0)?), rest)
        }
        None => {
            let (id, rest) = rest.split_once(' ')?;
            (GoldTarget::Entity(entity(id)?), rest)
        }
    };
    let (polarity, rest) = rest.split_once(' ')?;
    let polarity = match polarity {
        "favor" => Polarity::Favor,
        "against" => Polarity::Against,
        _ => return None,
    };
    let (cue, nth) = rest.trim().strip_prefix('"')?.rsplit_once('"')?;
    let nth = match nth.trim().strip_prefix('#') {
        Some(number) => number.parse::<usize>().ok()?.checked_sub(1)?,
        None => 0,
    };
    Some(GoldStance { holder_idx: entity(holder)?, target, polarity, cue: find(cue, nth)? })
}

#[cfg(test)]
mod tests {
    use super::{GoldTarget, read_gold};

    const MARKUP: &str = "@title Two towns\n@entity a GPE Aville | link=AA\n@entity b PERSON Bea Bee | affiliation=a\n---\n\
        [Bea Bee|PERSON:b] \\[of [Aville|GPE:a]\\] praised [Aville|GPE:a].\n> b -> a favor \"praised\"\n\n\
        She left.\n> b -> \"She\" against \"left\"\n";

    #[test]
    fn markup_becomes_text_with_mentions() {
        let article = read_gold(MARKUP).expect("valid markup");
        assert_eq!(article.text, "Bea Bee [of Aville] praised Aville.\n\nShe left.");
        let marked: Vec<&str> = article.mentions.iter().map(|m| &article.text[m.span.range()]).collect();
        assert_eq!(marked, ["Bea Bee", "Aville", "Aville"]);
        assert_eq!(article.entities[1].affiliation_idx, Some(0));
    }

    #[test]
    fn stances_are_found_in_their_paragraph() {
        let article = read_gold(MARKUP).expect("valid markup");
        assert_eq!(&article.text[article.stances[0].cue.range()], "praised");
        assert_eq!(article.stances[0].target, GoldTarget::Entity(0));
        assert!(matches!(article.stances[1].target, GoldTarget::Issue(_)));
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = read_gold("---\nText.\n> nobody -> a favor \"Text\"").expect_err("nobody is unknown");
        assert_eq!(error.line, 3);
    }
}
