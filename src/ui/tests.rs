//! What the components write, without a browser: the surface that scripts and screen readers rely on.

use super::{ArticleView, Bar, PanelView, PopoverView};
use crate::annotation::{Codebook, Label, Lesson, Lessons, StanceId, Taught};
use crate::app::fixture::{mention_of, suggested};
use crate::app::hints::Shown;
use crate::app::keymap::Keymap;
use crate::app::learning::Learning;
use crate::app::runs::Paragraphs;
use crate::app::sight::Sureness;
use crate::app::view::{self, HistoryLines};
use crate::app::words::Language;
use crate::app::{Action, Effect, Highlight, Item, Panel, Popover, State, Tab, Theme, update};
use crate::document::Document;
use crate::text::Span;
use std::rc::Rc;
use yew::{BaseComponent, Callback, ServerRenderer};

const ROW: &str =
    "Ferry row\n\n[Ankara|GPE] {rebuked|Ankara|against|Moscow} [Moscow|GPE].\n[Çavuşoğlu|PERSON] 🎉 left.\n";

async fn written<C: BaseComponent>(props: impl Fn() -> C::Properties + Send + 'static) -> String
where
    C::Properties: 'static,
{
    ServerRenderer::<C>::with_props(props).hydratable(false).render().await
}

fn article_props(document: &Document, focus: Option<&Item>) -> super::article::ArticleProps {
    let mut paragraphs = Paragraphs::default();
    paragraphs.refresh(document, focus, &Highlight::of(document, focus), &Shown::default());
    super::article::ArticleProps {
        paragraphs: paragraphs.drawn().to_vec(),
        shows_type_tags: false,
        language: "en".to_owned(),
        on: Callback::noop(),
    }
}

/// The text of written elements, as `textContent` has it.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        rest = rest.find('>').map_or("", |close| &rest[close + 1..]);
    }
    text.push_str(rest);
    text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[tokio::test]
async fn the_articles_text_is_exactly_the_documents() {
    let html = written::<ArticleView>(|| article_props(&suggested(ROW, 97), None)).await;
    assert_eq!(text(&html), suggested(ROW, 97).article().text());
}

#[tokio::test]
async fn marks_say_what_they_are() {
    let html = written::<ArticleView>(|| article_props(&suggested(ROW, 97), None)).await;
    assert!(html.contains(r#"translate="no""#));
    assert!(
        html.contains(r#"<mark data-mention="m1" data-type="GPE" data-entity="e1" data-status="suggested""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-label="Ankara, GPE, suggested, 97 percent""#), "{html}");
    assert!(html.contains(r#"data-stance="s1" data-polarity="against""#), "{html}");
    assert!(html.contains("Ankara against Moscow: rebuked, suggested, 97 percent"), "{html}");
}

#[tokio::test]
async fn a_focused_stance_lights_its_holder_and_target() {
    let focus = || Item::Stance(StanceId::numbered(1));
    let html = written::<ArticleView>(move || article_props(&suggested(ROW, 97), Some(&focus()))).await;
    assert!(html.contains(r#"data-part="holder""#) && html.contains(r#"data-part="target""#), "{html}");
}

#[tokio::test]
async fn the_bars_commands_have_their_names() {
    let html = written::<Bar>(|| {
        let started = Action::Started {
            theme: Theme::System,
            language: Language::English,
            keys: Keymap::default(),
            shown_from: None,
            latest: None,
            recent: Vec::new(),
            learning: Learning::default(),
            trouble: None,
        };
        let (state, effects) = update(State::default(), started);
        let Some(Effect::StartTagging { id, .. }) =
            effects.into_iter().find(|effect| matches!(effect, Effect::StartTagging { .. }))
        else {
            panic!("the sample is tagged")
        };
        let (state, _) = update(state, Action::TaggingStopped { id });
        let open = state.open.as_ref().expect("the sample is open");
        super::bar::BarProps { view: view::bar(&state, open), on: Callback::noop() }
    })
    .await;
    for name in ["Open", "Paste", "Tag", "Save", "Undo", "Redo"] {
        let is_named = html.contains(&format!("<span>{name}</span>")) || html.contains(&format!("aria-label=\"{name}"));
        assert!(is_named, "{name} in {html}");
    }
}

fn panel_props(tab: Tab, focus: Option<Item>) -> super::panel::PanelProps {
    super::panel::PanelProps {
        document: Rc::new(suggested(ROW, 97)),
        panel: Panel { tab, ..Panel::default() },
        focus,
        draft: None,
        asks_for_holder: false,
        has_selection: false,
        history: HistoryLines::default(),
        sureness: Sureness { percent: 40, n_hidden: 2 },
        on: Callback::noop(),
    }
}

#[tokio::test]
async fn a_stance_card_tells_who_stands_where() {
    let html = written::<PanelView>(|| panel_props(Tab::Stances, None)).await;
    assert!(text(&html).contains("Ankara−againstMoscow"), "{}", text(&html));
    assert!(html.contains(r#"aria-label="Reject: Ankara against Moscow""#), "{html}");
    let open = written::<PanelView>(|| panel_props(Tab::Stances, Some(Item::Stance(StanceId::numbered(1))))).await;
    assert!(open.contains("Because.") && open.contains(r#"aria-label="Holder""#), "{open}");
}

#[tokio::test]
async fn the_slider_has_a_name_and_says_what_it_hides() {
    let html = written::<PanelView>(|| panel_props(Tab::Stances, None)).await;
    for part in [
        r#"type="range""#,
        r#"min="5""#,
        r#"max="95""#,
        r#"value="40""#,
        r#"aria-label="Stances shown from""#,
        r#"aria-valuetext="40 percent, 2 hidden""#,
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(text(&html).contains("Shown from40 %, 2 hidden"), "{}", text(&html));
    let entities = written::<PanelView>(|| panel_props(Tab::Entities, None)).await;
    assert!(!entities.contains("Shown from"), "{entities}");
}

#[tokio::test]
async fn entities_and_the_table_are_listed() {
    let html = written::<PanelView>(|| panel_props(Tab::Entities, None)).await;
    assert!(text(&html).contains("AnkaraGPE1 mention · 1 stance · 1 to review"), "{}", text(&html));
    let table = written::<PanelView>(|| panel_props(Tab::Table, None)).await;
    assert!(table.contains(r#"<th scope="row">Ankara</th>"#), "{table}");
}

#[tokio::test]
async fn a_glance_says_what_a_mention_is_and_how_to_decide() {
    let html = written::<PopoverView>(|| {
        let document = suggested(ROW, 97);
        super::popover::PopoverProps {
            focus: Some(Item::Mention(mention_of(&document, "Moscow"))),
            document: Rc::new(document),
            popover: Popover::Glance,
            selection: None,
            lesson: None,
            on: Callback::noop(),
        }
    })
    .await;
    assert_eq!(text(&html), "GPEMoscowsuggested, 97 %ConfirmRejectMore");
}

#[tokio::test]
async fn the_popover_offers_every_type_with_its_key() {
    let html = written::<PopoverView>(|| {
        let document = suggested(ROW, 97);
        let focus = Some(Item::Mention(mention_of(&document, "Moscow")));
        super::popover::PopoverProps {
            document: Rc::new(document),
            popover: Popover::Mention,
            focus,
            selection: None,
            lesson: None,
            on: Callback::noop(),
        }
    })
    .await;
    for label in ["PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "PRODUCT", "DATE"] {
        assert!(html.contains(&format!("<span>{label}</span>")), "{label} in {html}");
    }
    assert!(html.contains("suggested, 97 %"), "{html}");
}

#[tokio::test]
async fn what_was_learned_is_told_and_can_be_forgotten() {
    let html = written::<super::learned::Learned>(|| {
        let sentence = "Wagner left Mali.".to_owned();
        let taught = Taught::Name { sentence, span: Span::new(0, 6), label: Some(Label::ORG) };
        let lessons: Lessons = [Lesson { article: "Raid in Gao".to_owned(), taught }].into_iter().collect();
        super::learned::LearnedProps {
            learning: Learning { lessons: Rc::new(lessons), ..Learning::default() },
            labels: Codebook::default().labels,
            on: Callback::noop(),
        }
    })
    .await;
    assert!(text(&html).contains("Wagner is ORGWagner left Mali. Raid in GaoForget"), "{html}");
    assert!(html.contains(r#"aria-label="Forget Wagner is""#), "{html}");
}
