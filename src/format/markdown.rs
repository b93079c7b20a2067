//! From Markdown to the text of an article: headings, paragraphs, list items and table cells become paragraphs, and
//! the marks that make them so go. HTML in it is read as HTML, so scripts stay behind.

use super::html::{Page, read_html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Reads a Markdown file. A `title:` in the lines before the text (front matter) is its title.
#[must_use]
pub fn read_markdown(source: &str) -> Page {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut title = None;
    let mut is_in_front = false;
    let body = Parser::new_ext(source, options).filter(|event| {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => is_in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => is_in_front = false,
            Event::Text(front) if is_in_front => title = front_title(front),
            _ => return true,
        }
        !is_in_front && !matches!(event, Event::End(TagEnd::MetadataBlock(_)))
    });
    let mut rendered = String::with_capacity(source.len() + source.len() / 4);
    html::push_html(&mut rendered, body);
    let page = read_html(&rendered);
    Page { title: title.unwrap_or(page.title), ..page }
}

fn front_title(front: &str) -> Option<String> {
    let line = front.lines().find_map(|line| line.strip_prefix("title:"))?;
    let title = line.trim().trim_matches(['"', '\'']);
    (!title.is_empty()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read_markdown;

    #[test]
    fn marks_go_and_paragraphs_stay() {
        let source = "---\ntitle: \"The row\"\ntags: [a]\n---\n# Row over gas\n\nAna **criticised** [Bo](https://example.org)\nover *gas*.\n\n\
            - One\n- Two\n\n> Said no.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n";
        let page = read_markdown(source);
        assert_eq!(page.title, "The row");
        assert_eq!(
            page.text,
            "Row over gas\n\nAna criticised Bo over gas.\n\nOne\n\nTwo\n\nSaid no.\n\nA\n\nB\n\n1\n\n2"
        );
    }

    #[test]
    fn text_that_only_looks_like_html_stays_text() {
        assert_eq!(read_markdown("Is 1 < 2 & 3 > 2? `a<b>`").text, "Is 1 < 2 & 3 > 2? a<b>");
        assert_eq!(
            read_markdown("Ana 🎉 \u{645}\u{631}\u{62d}\u{628}\u{627}").text,
            "Ana 🎉 \u{645}\u{631}\u{62d}\u{628}\u{627}"
        );
    }
}
