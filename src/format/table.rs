//! Tables for spreadsheets and statistics: one stance or one mention a row, as comma-separated values (RFC 4180) in
//! UTF-8, with offsets in code points. They are for reading; the native file is what keeps everything.
//!
//! A cell whose first character would make a spreadsheet take it for a formula (`=`, `+`, `-`, `@`, tab) gets an
//! apostrophe before it, since the words come from articles that nobody vouches for. Numbers are never touched.

use crate::annotation::{By, Entity, EntityId, Origin, Stance, Target};
use crate::document::Document;
use crate::text::Span;
use csv::{Terminator, Writer, WriterBuilder};

const STANCE_COLUMNS: [&str; 26] = [
    "document",
    "id",
    "holder",
    "holder_type",
    "holder_side",
    "polarity",
    "target",
    "target_type",
    "target_side",
    "issue",
    "cue",
    "cue_start",
    "cue_end",
    "evidence",
    "evidence_start",
    "evidence_end",
    "status",
    "by",
    "confidence",
    "reason",
    "note",
    "doubt",
    "was_holder",
    "was_polarity",
    "was_target",
    "was_cue",
];

const MENTION_COLUMNS: [&str; 18] = [
    "document",
    "id",
    "start",
    "end",
    "text",
    "type",
    "entity",
    "entity_id",
    "link",
    "side",
    "status",
    "by",
    "confidence",
    "reason",
    "note",
    "doubt",
    "was_text",
    "was_type",
];

/// All stances, rejected ones too, in text order.
#[must_use]
pub fn stance_table(document: &Document) -> String {
    let mut table = Table::new(document, &STANCE_COLUMNS);
    for stance in document.stances() {
        let row = table.stance(stance);
        table.write(&row);
    }
    table.finish()
}

/// All mentions, rejected ones too, in text order.
#[must_use]
pub fn mention_table(document: &Document) -> String {
    let mut table = Table::new(document, &MENTION_COLUMNS);
    for mention in document.mentions() {
        let claim = &mention.claim;
        let (start, end) = table.points(claim.span);
        let entity = claim.entity.as_ref().and_then(|id| document.entity(id));
        let was = mention.was.as_ref();
        let (by, confidence, reason) = provenance(&mention.origin);
        let row = [
            table.document_name(),
            guarded(mention.id.as_str()),
            start.to_string(),
            end.to_string(),
            table.text(claim.span),
            guarded(claim.label.as_str()),
            guarded(entity.map_or("", |entity| &entity.name)),
            guarded(entity.map_or("", |entity| entity.id.as_str())),
            guarded(entity.and_then(|entity| entity.link.as_deref()).unwrap_or_default()),
            claim.entity.as_ref().map_or_else(String::new, |id| table.name(document.side(id))),
            mention.status.to_string(),
            by,
            confidence,
            reason,
            guarded(mention.note.as_deref().unwrap_or_default()),
            mention.is_doubtful.to_string(),
            was.map_or_else(String::new, |was| table.text(was.span)),
            guarded(was.map_or("", |was| was.label.as_str())),
        ];
        table.write(&row);
    }
    table.finish()
}

struct Table<'a> {
    document: &'a Document,
    rows: Writer<Vec<u8>>,
}

impl<'a> Table<'a> {
    fn new(document: &'a Document, columns: &[&str]) -> Self {
        let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        rows.write_record(columns).expect("writing to memory does not fail");
        Self { document, rows }
    }

    fn write(&mut self, row: &[String]) {
        self.rows.write_record(row).expect("every row has as many cells as there are columns");
    }

    fn finish(self) -> String {
        let bytes = self.rows.into_inner().expect("writing to memory does not fail");
        String::from_utf8(bytes).expect("cells are strings")
    }

    /// What tells the rows of one article from another's when tables are put together.
    fn document_name(&self) -> String {
        let about = self.document.about();
        guarded(if about.source.is_empty() { &about.title } else { &about.source })
    }

    fn stance(&self, stance: &Stance) -> [String; STANCE_COLUMNS.len()] {
        let claim = &stance.claim;
        let (cue_start, cue_end) = self.points(claim.cue);
        let (evidence_start, evidence_end) = self.points(claim.evidence);
        let (by, confidence, reason) = provenance(&stance.origin);
        let target = claim.target.entity();
        let was = stance.was.as_ref();
        [
            self.document_name(),
            guarded(stance.id.as_str()),
            self.name(&claim.holder),
            self.label(&claim.holder),
            self.name(self.document.side(&claim.holder)),
            claim.polarity.to_string(),
            target.map_or_else(String::new, |id| self.name(id)),
            target.map_or_else(String::new, |id| self.label(id)),
            target.map_or_else(String::new, |id| self.name(self.document.side(id))),
            match claim.target {
                Target::Entity(_) => String::new(),
                Target::Issue(span) => self.text(span),
            },
            self.text(claim.cue),
            cue_start.to_string(),
            cue_end.to_string(),
            self.text(claim.evidence),
            evidence_start.to_string(),
            evidence_end.to_string(),
            stance.status.to_string(),
            by,
            confidence,
            reason,
            guarded(stance.note.as_deref().unwrap_or_default()),
            stance.is_doubtful.to_string(),
            was.map_or_else(String::new, |was| self.name(&was.holder)),
            was.map_or_else(String::new, |was| was.polarity.to_string()),
            was.map_or_else(String::new, |was| match &was.target {
                Target::Entity(id) => self.name(id),
                Target::Issue(span) => self.text(*span),
            }),
            was.map_or_else(String::new, |was| self.text(was.cue)),
        ]
    }

    fn entity(&self, id: &EntityId) -> &Entity {
        self.document.entity(id).expect("a document's entities exist, which its construction checks")
    }

    fn name(&self, id: &EntityId) -> String {
        guarded(&self.entity(id).name)
    }

    fn label(&self, id: &EntityId) -> String {
        guarded(self.entity(id).label.as_str())
    }

    fn text(&self, span: Span) -> String {
        guarded(self.document.article().slice(span).unwrap_or_default())
    }

    fn points(&self, span: Span) -> (usize, usize) {
        let article = self.document.article();
        let points = article.offsets().span_to_points(article.text(), span);
        points.expect("a document's spans lie in its text, which its construction checks")
    }
}

fn provenance(origin: &Origin) -> (String, String, String) {
    let by = match origin.by {
        By::Tagger => "tagger",
        By::Reader => "reader",
        By::Import => "import",
    };
    let confidence = origin.confidence.map_or_else(String::new, |confidence| confidence.as_probability().to_string());
    (by.to_owned(), confidence, guarded(origin.reason.as_deref().unwrap_or_default()))
}

fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{MENTION_COLUMNS, STANCE_COLUMNS, mention_table, stance_table};
    use crate::document::Document;
    use crate::format::native::{from_json, sample::any_document};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn a_document() -> Document {
        let json = r#"{"format": "standpoint", "version": 1,
            "document": {"title": "A row", "text": "Ana 🎉 backs \"Bo\", Bo.", "source": "row.txt", "unit": "codepoint"},
            "mentions": [
                {"id": "m1", "start": 0, "end": 3, "text": "Ana", "type": "PERSON", "entity": "e1"},
                {"id": "m2", "start": 12, "end": 20, "text": "\"Bo\", Bo", "type": "PERSON", "entity": "e2",
                 "status": "corrected", "was": {"type": "GPE"}, "note": "=SUM(A1)"}],
            "entities": [
                {"id": "e1", "name": "Ana", "type": "PERSON", "link": null, "affiliation": "e2"},
                {"id": "e2", "name": "Bo", "type": "PERSON", "link": "TR", "affiliation": null}],
            "stances": [
                {"id": "s1", "holder": "e1", "target": "e2", "issue": null, "polarity": "favor",
                 "cue": {"start": 6, "end": 11, "text": "backs"}, "evidence": {"start": 0, "end": 21},
                 "origin": {"by": "tagger", "confidence": 0.83, "reason": "A verb."}}]}"#;
        from_json(json).expect("opens").document
    }

    #[test]
    fn a_stance_is_a_row_with_names_sides_and_words() {
        expect_test::expect![[r#"
            document,id,holder,holder_type,holder_side,polarity,target,target_type,target_side,issue,cue,cue_start,cue_end,evidence,evidence_start,evidence_end,status,by,confidence,reason,note,doubt,was_holder,was_polarity,was_target,was_cue
            row.txt,s1,Ana,PERSON,Bo,favor,Bo,PERSON,Bo,,backs,6,11,"Ana 🎉 backs ""Bo"", Bo.",0,21,suggested,tagger,0.83,A verb.,,false,,,,
        "#]]
        .assert_eq(&stance_table(&a_document()).replace("\r\n", "\n"));
    }

    #[test]
    fn a_mention_is_a_row_and_formulas_are_made_harmless() {
        expect_test::expect![[r#"
            document,id,start,end,text,type,entity,entity_id,link,side,status,by,confidence,reason,note,doubt,was_text,was_type
            row.txt,m1,0,3,Ana,PERSON,Ana,e1,,Bo,suggested,import,,,,false,,
            row.txt,m2,12,20,"""Bo"", Bo",PERSON,Bo,e2,TR,Bo,corrected,import,,,'=SUM(A1),false,"""Bo"", Bo",GPE
        "#]]
        .assert_eq(&mention_table(&a_document()).replace("\r\n", "\n"));
    }

    proptest! {
        #[test]
        fn every_document_makes_tables_that_read_back(document in any_document()) {
            for (table, columns, n_rows) in [
                (stance_table(&document), STANCE_COLUMNS.len(), document.stances().len()),
                (mention_table(&document), MENTION_COLUMNS.len(), document.mentions().len()),
            ] {
                let rows: Vec<_> = csv::Reader::from_reader(table.as_bytes()).into_records().collect::<Result<_, _>>().expect("is CSV");
                prop_assert_eq!(rows.len(), n_rows);
                for row in rows {
                    prop_assert_eq!(row.len(), columns);
                    prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
                }
            }
        }
    }
}
