//! The article: one element whose text is exactly the document's, with a mark around each visible piece of a mention
//! and of a cue.
//!
//! Scripts and tests may rely on this surface: one `<article>`, whose children are the paragraphs; `<mark>` with
//! `data-mention`, `data-type`, `data-entity` and `data-status` (`data-tag` is the type in the screen's language); around a cue an element with `data-stance`,
//! `data-polarity` and `data-status`.

use super::controls::use_words;
use crate::annotation::{Polarity, Status};
use crate::app::Action;
use crate::app::command::Command;
use crate::app::runs::{CueRun, MentionRun, Paragraph, Run};
use crate::app::words::Language;
use crate::web::dom;
use std::rc::Rc;
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html};

/// From so many paragraphs on, those off the screen are not laid out.
const N_LONG: usize = 120;

#[derive(Properties)]
pub struct ArticleProps {
    pub paragraphs: Vec<Rc<Paragraph>>,
    pub shows_type_tags: bool,
    pub language: String,
    pub on: Callback<Action>,
}

impl PartialEq for ArticleProps {
    fn eq(&self, other: &Self) -> bool {
        self.shows_type_tags == other.shows_type_tags
            && self.language == other.language
            && self.on == other.on
            && self.paragraphs.len() == other.paragraphs.len()
            && self.paragraphs.iter().zip(&other.paragraphs).all(|(a, b)| Rc::ptr_eq(a, b))
    }
}

/// The article's text with its marks. Events of all marks are heard here, once.
#[component]
pub fn ArticleView(props: &ArticleProps) -> Html {
    let click = {
        let on = props.on.clone();
        Callback::from(move |event: MouseEvent| {
            // A click that ends the drawing of a selection is none.
            if dom::has_selection() {
                return;
            }
            let item = dom::item_at(&event);
            let is_mark = item.is_some();
            on.emit(item.map_or(Action::TextClicked, Action::MarkClicked));
            // A chip that was pressed with a key: what follows is done with keys, too.
            if is_mark && event.detail() == 0 {
                on.emit(Action::CommandChosen(Command::Details));
            }
        })
    };
    let over = props.on.reform(|event: MouseEvent| Action::Hovered(dom::item_at(&event)));
    let leave = props.on.reform(|_: MouseEvent| Action::Hovered(None));
    html! {
        <article translate="no" lang={props.language.clone()} class={classes!(
                props.shows_type_tags.then_some("has-type-tags"),
                (props.paragraphs.len() > N_LONG).then_some("is-long"),
            )}
            onclick={click} onmouseover={over} onmouseleave={leave}>
            {for props.paragraphs.iter().map(|paragraph| html! {
                <ParagraphView key={paragraph.idx} paragraph={Rc::clone(paragraph)} />
            })}
        </article>
    }
}

#[derive(Properties)]
struct ParagraphProps {
    paragraph: Rc<Paragraph>,
}

impl PartialEq for ParagraphProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.paragraph, &other.paragraph)
    }
}

#[component]
fn ParagraphView(props: &ParagraphProps) -> Html {
    let words = use_words();
    let paragraph = &props.paragraph;
    html! {
        <p dir="auto" class={classes!(paragraph.is_headline.then_some("headline"))}>
            {runs(words, &paragraph.runs)}
            if !paragraph.tail.is_empty() {
                <span class="line-end">{&paragraph.tail}</span>
            }
        </p>
    }
}

fn runs(words: Language, runs: &[Run]) -> Html {
    html! {
        {for runs.iter().map(|run| match run {
            Run::Text(text) => html! { {text} },
            Run::Mention(mention) => mention_mark(words, mention),
            Run::Cue(cue) => cue_mark(words, cue),
        })}
    }
}

fn mention_mark(words: Language, run: &MentionRun) -> Html {
    html! {
        <mark data-mention={run.id.to_string()} data-type={run.label.to_string()}
            data-entity={run.entity.as_ref().map(ToString::to_string)} data-status={run.status.as_str()} data-tag={words.label(&run.label).to_owned()}
            data-part={run.part.map(crate::app::Part::as_str)} data-hint={run.hint.clone()} style={format!("--hue:{}", run.hue)}
            class={classes!(
                run.is_focused.then_some("is-focused"),
                run.is_doubtful.then_some("is-doubtful"),
                (!run.is_end).then_some("goes-on"),
            )}>
            {chip(run.name.as_ref(), run.is_focused)}
            {runs(words, &run.runs)}
        </mark>
    }
}

fn cue_mark(words: Language, run: &CueRun) -> Html {
    let sign = match (run.polarity, run.is_end) {
        (_, false) => None,
        (Polarity::Favor, true) => Some("+"),
        (Polarity::Against, true) => Some("−"),
    };
    html! {
        <span data-stance={run.id.to_string()} data-polarity={run.polarity.as_str()} data-status={run.status.as_str()}
            data-sign={sign} data-hint={run.hint.clone()}
            class={classes!(
                "cue",
                (run.status == Status::Suggested).then_some("is-suggested"),
                run.is_focused.then_some("is-focused"),
                run.is_lit.then_some("is-lit"),
                run.is_doubtful.then_some("is-doubtful"),
            )}>
            {chip(run.name.as_ref(), run.is_focused)}
            {runs(words, &run.runs)}
        </span>
    }
}

/// What the keyboard and the screen reader reach a mark by: a button without text, since text would belong to the
/// article.
fn chip(name: Option<&String>, is_focused: bool) -> Html {
    name.map_or_else(Html::default, |name| {
        html! {
            <button type="button" class="chip" aria-label={name.clone()} tabindex={if is_focused { "0" } else { "-1" }}>
            </button>
        }
    })
}
