//! From HTML to the text of an article. In: the source of a page, or what a browser puts on the clipboard; out:
//! paragraphs separated by a blank line, and what the page says about itself. Scripts, styles, navigation, forms
//! and hidden parts stay behind. Nothing of the page is ever run, loaded or kept as markup.
//!
//! Only the tokens are looked at, no tree is built: paragraph borders do not need one, and time and memory stay
//! in proportion to the source however deep it is nested.

use super::attributes::limit_attributes;
use super::open::MAX_TEXT;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::mem::take;

/// How much of a source is looked at before the length of the text so far is.
const CHUNK: usize = 1 << 16;
/// A text longer than this, in bytes, is not read to its end: it is too long for an article anyway.
const MAX_COLLECTED: usize = 2 * MAX_TEXT;

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The headline, else the title of the page; empty without either.
    pub title: String,
    pub text: String,
    /// As the page declares it.
    pub language: Option<String>,
    /// The address that the page gives for itself.
    pub address: Option<String>,
}

/// Reads the source of a page.
#[must_use]
pub fn read_html(source: &str) -> Page {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let limited = limit_attributes(source);
    let mut rest = &*limited;
    while !rest.is_empty() && tokenizer.sink.collector.borrow().n_bytes <= MAX_COLLECTED {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK));
        queue.push_back(StrTendril::from_slice(chunk));
        // The tokenizer would stop after a script so that it could be run, but only if it were told that there is one.
        let _ = tokenizer.feed(&queue);
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.collector.into_inner().finish()
}

#[derive(Default)]
struct Sink {
    collector: RefCell<Collector>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut collector = self.collector.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return collector.start(&tag),
            Token::TagToken(tag) => collector.end(&tag.name),
            Token::CharacterTokens(text) => collector.characters(&text),
            Token::EOFToken => collector.end_paragraph(),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// One paragraph, with where it stood.
#[derive(Default)]
struct Piece {
    text: String,
    /// How much of the text was inside links.
    n_linked: usize,
    place: Place,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    /// Number of the outermost article around it, from 1; 0 outside.
    article: usize,
    is_in_main: bool,
    is_in_form: bool,
    is_list_item: bool,
    is_headline: bool,
}

#[derive(Default)]
struct Collector {
    pieces: Vec<Piece>,
    n_bytes: usize,
    current: Piece,
    has_space_before: bool,
    /// The element whose content is left out, and how many of its name are open inside it.
    skipped: Option<(String, usize)>,
    n_articles: usize,
    article_depth: usize,
    main_depth: usize,
    form_depth: usize,
    pre_depth: usize,
    link_depth: usize,
    place: Place,
    is_in_title: bool,
    title: String,
    shared_title: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
    shared_address: Option<String>,
}

impl Collector {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped != name {
                return raw(name);
            }
            if !closes_itself(name) {
                *depth += usize::from(!tag.self_closing);
                return raw(name);
            }
            self.skipped = None;
        }
        let is_hidden = attribute(tag, "hidden").is_some()
            || attribute(tag, "aria-hidden").is_some_and(|value| value == "true")
            || attribute(tag, "style").is_some_and(is_hiding)
            || attribute(tag, "role").is_some_and(|role| {
                matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog")
            })
            || attribute(tag, "class").is_some_and(is_editorial);
        let is_header = name == "header" && self.article_depth == 0 && self.main_depth == 0;
        if is_block(name) {
            self.end_paragraph();
        }
        if is_left_out(name) || is_header || (is_hidden && !matches!(name, "html" | "body")) {
            if !is_void(name) && !tag.self_closing {
                self.skipped = Some((name.to_owned(), 1));
            }
            return raw(name);
        }
        self.open(name, tag);
        raw(name)
    }

    fn open(&mut self, name: &str, tag: &Tag) {
        match name {
            "html" => self.language = attribute(tag, "lang").map(str::to_owned),
            "title" => self.is_in_title = self.title.is_empty(),
            "meta" => self.meta(tag),
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = attribute(tag, "href").map(str::to_owned);
            }
            "br" => self.current.text.push('\n'),
            "q" => self.characters("“"),
            "a" => self.link_depth += 1,
            "pre" => self.pre_depth += 1,
            "form" => self.form_depth += 1,
            "main" => self.main_depth += 1,
            "article" => {
                self.n_articles += usize::from(self.article_depth == 0);
                self.article_depth += 1;
            }
            "li" => self.place.is_list_item = true,
            "h1" => self.place.is_headline = true,
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = attribute(tag, "content").map(str::trim).filter(|content| !content.is_empty()) else {
            return;
        };
        match attribute(tag, "property").or_else(|| attribute(tag, "name")) {
            Some("og:title") => self.shared_title = Some(content.to_owned()),
            Some("og:url") => self.shared_address = Some(content.to_owned()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        if is_block(name) {
            self.end_paragraph();
        }
        let close = |depth: &mut usize| *depth = depth.saturating_sub(1);
        match name {
            "title" => self.is_in_title = false,
            "q" => self.characters("”"),
            "a" => close(&mut self.link_depth),
            "pre" => close(&mut self.pre_depth),
            "form" => close(&mut self.form_depth),
            "main" => close(&mut self.main_depth),
            "article" => close(&mut self.article_depth),
            "li" => self.place.is_list_item = false,
            "h1" => self.place.is_headline = false,
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        if self.is_in_title {
            self.title.push_str(text);
            return;
        }
        if self.skipped.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                // Hints for the line breaker and remains of byte-order marks, inside words.
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                '\n' if self.pre_depth > 0 => self.current.text.push('\n'),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}' => self.has_space_before = true,
                _ => self.character(c),
            }
        }
    }

    fn character(&mut self, c: char) {
        let text = &mut self.current.text;
        if take(&mut self.has_space_before) && !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        text.push(c);
        self.n_bytes += c.len_utf8();
        self.current.n_linked += usize::from(self.link_depth > 0 && !c.is_whitespace());
    }

    /// Ends the paragraph at hand; two line breaks inside it end one as well.
    fn end_paragraph(&mut self) {
        self.has_space_before = false;
        let Piece { text, n_linked, .. } = take(&mut self.current);
        let place = Place {
            article: if self.article_depth > 0 { self.n_articles } else { 0 },
            is_in_main: self.main_depth > 0,
            is_in_form: self.form_depth > 0,
            ..self.place
        };
        let mut lines = String::new();
        for line in text.lines().chain([""]) {
            if !line.trim().is_empty() {
                if !lines.is_empty() {
                    lines.push('\n');
                }
                lines.push_str(line.trim());
            } else if !lines.is_empty() {
                self.pieces.push(Piece { text: take(&mut lines), n_linked, place });
            }
        }
    }

    fn finish(mut self) -> Page {
        self.end_paragraph();
        drop_minor(&mut self.pieces, |place| !place.is_in_form);
        drop_link_lists(&mut self.pieces);
        let headline = self.pieces.iter().find(|piece| piece.place.is_headline).map(|piece| piece.text.clone());
        let mut texts = body(&self.pieces);
        if let Some(headline) = headline.as_deref().filter(|headline| !texts.contains(headline)) {
            texts.insert(0, headline);
        }
        let text = texts.join("\n\n");
        let own_title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = headline.or(self.shared_title).unwrap_or(own_title);
        let is_address = |address: &String| address.starts_with("https://") || address.starts_with("http://");
        Page {
            title: title.replace('\n', " "),
            text,
            language: self.language.map(|language| language.trim().to_owned()).filter(|language| !language.is_empty()),
            address: self.canonical.filter(is_address).or(self.shared_address.filter(is_address)),
        }
    }
}

/// The paragraphs of the article: those of the longest `<article>` if it is a good part of the page, else those of
/// `<main>`, else all.
fn body(pieces: &[Piece]) -> Vec<&str> {
    let length = |is_in: &dyn Fn(Place) -> bool| -> usize {
        pieces.iter().filter(|piece| is_in(piece.place)).map(|piece| piece.text.len()).sum()
    };
    let n_articles = pieces.iter().map(|piece| piece.place.article).max().unwrap_or(0);
    let mut lengths = vec![0; n_articles + 1];
    for piece in pieces {
        lengths[piece.place.article] += piece.text.len();
    }
    let longest = (1..=n_articles).rev().max_by_key(|article| lengths[*article]).unwrap_or(0);
    let in_main = length(&|place| place.is_in_main);
    let all = length(&|_| true);
    let around = if in_main > 0 { in_main } else { all };
    let is_chosen = |place: Place| {
        if longest > 0 && lengths[longest] * 3 >= around {
            place.article == longest
        } else {
            in_main * 5 < all || place.is_in_main
        }
    };
    pieces.iter().filter(|piece| is_chosen(piece.place)).map(|piece| piece.text.as_str()).collect()
}

/// Drops what is not `kept`, unless that is most of the page: some pages are one large form.
fn drop_minor(pieces: &mut Vec<Piece>, kept: impl Fn(Place) -> bool) {
    let length = |is_kept: bool| -> usize {
        pieces.iter().filter(|piece| kept(piece.place) == is_kept).map(|piece| piece.text.len()).sum()
    };
    if length(true) >= length(false) {
        pieces.retain(|piece| kept(piece.place));
    }
}

/// Drops lists whose items are nothing but links: menus that are not marked as such.
fn drop_link_lists(pieces: &mut Vec<Piece>) {
    const SHORTEST_MENU: usize = 3;
    let is_link = |piece: &Piece| {
        piece.place.is_list_item && piece.n_linked >= piece.text.chars().filter(|c| !c.is_whitespace()).count()
    };
    let links: Vec<bool> = pieces.iter().map(is_link).collect();
    let mut dropped = vec![false; pieces.len()];
    let mut at = 0;
    for run in links.chunk_by(|a, b| a == b) {
        if run[0] && run.len() >= SHORTEST_MENU {
            dropped[at..at + run.len()].fill(true);
        }
        at += run.len();
    }
    let mut dropped = dropped.into_iter();
    pieces.retain(|_| !dropped.next().unwrap_or(false));
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn is_hiding(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Marks that wikis put between the words: footnote numbers and edit links.
fn is_editorial(class: &str) -> bool {
    class.split_ascii_whitespace().any(|class| matches!(class, "reference" | "mw-editsection"))
}

/// The state in which the tokenizer must read the content of an element so that it is not taken for markup.
fn raw(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "noembed"
            | "noframes"
            | "xmp"
            | "object"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "nav"
            | "aside"
            | "footer"
            | "dialog"
            | "menu"
            | "button"
            | "select"
            | "datalist"
            | "textarea"
            | "rt"
            | "rp"
    )
}

/// Elements that a following one of the same name ends.
fn closes_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "option")
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::{Page, read_html};
    use proptest::prelude::{prop_assert, proptest};

    fn text(source: &str) -> String {
        read_html(source).text
    }

    #[test]
    fn paragraphs_headings_items_and_cells_are_kept_apart() {
        assert_eq!(
            text(
                "<h1>Row over\n gas</h1><p>Ana said <b>no</b>.<p>Bo said&nbsp;yes.<ul><li>One<li>Two</ul><table><tr><td>A<td>B</table>"
            ),
            "Row over gas\n\nAna said no.\n\nBo said yes.\n\nOne\n\nTwo\n\nA\n\nB"
        );
        assert_eq!(text("<div>One.<br>Two.<br><br>Three.</div>"), "One.\nTwo.\n\nThree.");
        assert_eq!(text("<pre>a\n  b</pre>"), "a\nb");
        assert_eq!(text("<blockquote>Said <q>no</q>.</blockquote>"), "Said “no”.");
    }

    #[test]
    fn scripts_styles_navigation_and_hidden_parts_stay_behind() {
        let source = "<head><style>p{}</style><script>if (a < b) '<p>not text</p>'</script></head><body onload=alert(1)>\
            <header>Site</header><nav><ul><li>Home</ul></nav><p onclick='alert(1)'>Text.</p><div hidden>Secret</div>\
            <p style='display: none'>Gone</p><noscript>Enable scripts</noscript><svg><title>Icon</title><text>x</text></svg>\
            <template><p>Later</p></template><iframe><p>x</p></iframe><p>More.</p><img src=x onerror=alert(1)><footer>Imprint</footer>";
        assert_eq!(text(source), "Text.\n\nMore.");
        assert_eq!(text("<p hidden>Gone<p>Here"), "Here");
        assert_eq!(text("<script>let a = '<!--<script>'</script><p>Here"), "");
        assert_eq!(text("<div aria-hidden=true><div>x</div>y</div>z"), "z");
    }

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let article =
            "<article><header><h1>Row over gas</h1></header><p>Ana criticised Bo over the gas deal.</p></article>";
        let page = format!("<body><div>Weather: fine</div>{article}<article>Teaser</article><div>Most read</div>");
        assert_eq!(text(&page), "Row over gas\n\nAna criticised Bo over the gas deal.");
        let page = "<div>Weather</div><main><h1>Row</h1><p>Ana criticised Bo over the deal.</main><div>Most read</div>";
        assert_eq!(text(page), "Row\n\nAna criticised Bo over the deal.");
        let page = "<h1>Row</h1><article><p>Ana criticised Bo over the deal.</article>";
        assert_eq!(text(page), "Row\n\nAna criticised Bo over the deal.");
    }

    #[test]
    fn menus_without_a_mark_and_forms_are_left_out_unless_they_are_the_page() {
        let page = "<ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul>\
            <p>Ana criticised Bo.</p><form>Your e-mail <button>Go</button></form>";
        assert_eq!(text(page), "Ana criticised Bo.");
        assert_eq!(text("<form id=page><p>Ana criticised Bo.</p></form>"), "Ana criticised Bo.");
        assert_eq!(text("<ul><li><a href=/>Ana</a> said no.<li>Bo</ul>"), "Ana said no.\n\nBo");
    }

    #[test]
    fn a_page_tells_its_title_language_and_address() {
        let page = read_html(
            "<html lang=en-GB><title>Row &amp; more | Paper</title><link rel=canonical href='https://example.org/row'>\
             <meta property=og:title content='Row and more'><p>Text.",
        );
        let expected = Page {
            title: "Row and more".to_owned(),
            text: "Text.".to_owned(),
            language: Some("en-GB".to_owned()),
            address: Some("https://example.org/row".to_owned()),
        };
        assert_eq!(page, expected);
        assert_eq!(read_html("<title>Row &amp; more</title><p>Text.").title, "Row & more");
        assert_eq!(read_html("<link rel=canonical href='javascript:alert(1)'>").address, None);
    }

    #[test]
    fn entities_emoji_and_soft_hyphens() {
        assert_eq!(
            text("<p>Caf&eacute; &#x1F389; 👩\u{200d}🚀 co&shy;operation &lt;b&gt;"),
            "Café 🎉 👩\u{200d}🚀 cooperation <b>"
        );
    }

    #[test]
    fn footnote_numbers_and_edit_links_are_left_out() {
        assert_eq!(text("<p>Ana<sup class='reference'><a>[1]</a></sup> said no.</p>"), "Ana said no.");
    }

    #[test]
    fn a_long_page_is_read_the_same_wherever_its_chunks_end() {
        let n = super::CHUNK / 20;
        for shift in 0..24 {
            let page = format!("<p>{}{}", "x".repeat(shift), "é&amp;<b>c</b>🎉&#x41;\r\n".repeat(n));
            assert_eq!(text(&page), format!("{}{}", "x".repeat(shift), "é&c🎉A ".repeat(n).trim_end()), "{shift}");
        }
    }

    #[test]
    fn a_tag_with_very_many_attributes_does_no_harm() {
        let attributes: String = (0..20_000).map(|n| format!(" a{n}='<x'")).collect();
        assert!(text(&format!("<p>One.</p><p{attributes}>Two.")).ends_with("Two."));
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let n = 50_000;
        assert_eq!(text(&format!("{}x{}", "<div>".repeat(n), "</div>".repeat(n))), "x");
        assert_eq!(text(&format!("{}x", "<b><nav hidden>".repeat(n))), "");
    }

    proptest! {
        #[test]
        fn any_source_gives_clean_paragraphs(source in "(<(p|b|q|nav|li|pre|br|a|h1|article|main|form|script|/p|/b|/nav|/script|/article|!--|title|/title) ?>?|[a 🎉&;\n]){0,30}") {
            let text = text(&source);
            prop_assert!(!text.contains("\n\n\n") && text.trim() == text && !text.contains("  "), "{:?}", text);
        }
    }
}
