//! Who is present in a sentence. In: a scene and a sentence; out: each referent that is named there, meant by a word
//! there, or says (part of) it, with the tokens that show it. It does not know what words say of them.

use super::Scene;
use super::resolve::Route;

/// A referent in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Index into [`crate::analysis::Names::referents`].
    pub referent_idx: usize,
    /// The tokens that stand for it, in text order; none for a speaker who is not in the sentence.
    pub tokens: Vec<(usize, Route)>,
    /// Whether it says some of the sentence.
    pub speaks: bool,
}

impl Scene<'_> {
    /// The referents that are present in the sentence with this index, in the order of their first tokens, speakers
    /// without one last.
    #[must_use]
    pub fn present(&self, sentence_idx: usize) -> Vec<Presence> {
        let mut present: Vec<Presence> = Vec::new();
        let tokens = &self.passage.sentences[sentence_idx].tokens;
        let mut at = tokens.start;
        while at < tokens.end {
            let mut end = at + 1;
            if let Some(reading) = self.reading_of_word(at) {
                // The last token of a name is the one that the parse ties to the others.
                let mut token = at;
                if let Some(mention_idx) = self.mention_at[at] {
                    end = self.names.mentions[mention_idx as usize].tokens.end.min(tokens.end);
                    token = end - 1;
                } else if let Some(anaphor_idx) = self.anaphor_at[at] {
                    end = self.names.anaphors[anaphor_idx as usize].tokens.end.min(tokens.end);
                    token = end - 1;
                }
                let presence = presence_of(&mut present, reading.referent_idx);
                presence.tokens.push((token, reading.route));
                for other in self.others_meant(at, reading) {
                    presence_of(&mut present, other.referent_idx).tokens.push((token, other.route));
                }
            }
            at = end;
        }
        let mut last = None;
        for token in tokens.clone() {
            let attribution_idx = self.attribution_at[token];
            if attribution_idx != last {
                last = attribution_idx;
                for &speaker in self.attribution_of(token).iter().flat_map(|attribution| &attribution.speakers) {
                    presence_of(&mut present, speaker).speaks = true;
                }
            }
        }
        present
    }
}

fn presence_of(present: &mut Vec<Presence>, referent_idx: usize) -> &mut Presence {
    let at = present.iter().position(|presence| presence.referent_idx == referent_idx).unwrap_or_else(|| {
        present.push(Presence { referent_idx, tokens: Vec::new(), speaks: false });
        present.len() - 1
    });
    &mut present[at]
}
