//! Small parts that several components share: buttons that show their key, lists of entities.

use crate::annotation::{EntityId, Label};
use crate::app::Action;
use crate::app::command::Command;
use crate::app::keymap::Keymap;
use crate::app::view::Choice;
use crate::app::words::Language;
use crate::web::dom;
use std::rc::Rc;
use yew::{AttrValue, Callback, Event, Html, MouseEvent, Properties, classes, component, hook, html, use_context};

/// The language of the screen, which the whole page is drawn in.
#[hook]
pub fn use_words() -> Language {
    use_context().unwrap_or_default()
}

/// The keys of all commands, as the reader has them.
#[hook]
pub fn use_keys() -> Rc<Keymap> {
    use_context().unwrap_or_default()
}

/// Whether a pointer that can hover is there does not matter: the key is always shown to those who look for it.
#[derive(Properties, PartialEq)]
pub struct CommandButtonProps {
    pub command: Command,
    pub label: AttrValue,
    #[prop_or_default]
    pub class: AttrValue,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub is_disabled: bool,
    /// What it says to a screen reader, where that is more than its label.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What it says under a pointer, where that is not the command.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// For a switch: whether it is on.
    #[prop_or_default]
    pub is_pressed: Option<bool>,
    #[prop_or(true)]
    pub shows_key: bool,
    /// What a press does, where that is less than the command.
    #[prop_or_default]
    pub press: Option<Callback<MouseEvent>>,
    pub on: Callback<Action>,
}

/// A button for a command, with its key as a hint.
#[component]
pub fn CommandButton(props: &CommandButtonProps) -> Html {
    let words = use_words();
    let command = props.command;
    let keys = use_keys();
    let key = keys.key(command).to_owned();
    let title = match (&props.title, key.as_str()) {
        (Some(title), _) => title.to_string(),
        (None, "") => words.command(command).to_owned(),
        (None, key) => format!("{} ({key})", words.command(command)),
    };
    let press = props.press.clone();
    let press = press.unwrap_or_else(|| props.on.reform(move |_: MouseEvent| Action::CommandChosen(command)));
    let is_pressed = props.is_pressed.map(|is_pressed| if is_pressed { "true" } else { "false" });
    html! {
        <button type="button" id={props.id.clone()} class={classes!(props.class.to_string())} title={title}
            aria-label={props.name.clone()} aria-keyshortcuts={written_for_browsers(&key)} aria-pressed={is_pressed}
            disabled={props.is_disabled} onclick={press}>
            <span>{&props.label}</span>
            if props.shows_key {
                <KeyHint {command} />
            }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct KeyHintProps {
    pub command: Command,
}

/// The key of a command, for the eye.
#[component]
pub fn KeyHint(props: &KeyHintProps) -> Html {
    let keys = use_keys();
    match keys.key(props.command) {
        "" => Html::default(),
        key => html! { <kbd aria-hidden="true" data-key={key.to_owned()}></kbd> },
    }
}

/// A key as `aria-keyshortcuts` wants it.
pub fn written_for_browsers(key: &str) -> Option<String> {
    (!key.is_empty()).then(|| key.replace("Ctrl", "Control"))
}

#[derive(Properties, PartialEq)]
pub struct EntitySelectProps {
    pub choices: Vec<Choice>,
    pub chosen: Option<EntityId>,
    /// What the list says where none is chosen.
    pub none: AttrValue,
    pub name: AttrValue,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// More to choose from: values and what they say.
    #[prop_or_default]
    pub more: Vec<(AttrValue, AttrValue)>,
    /// The chosen one of `more`.
    #[prop_or_default]
    pub chosen_more: Option<AttrValue>,
    #[prop_or_default]
    pub without: Option<EntityId>,
    /// Hears the entity's id, a value of `more`, or nothing.
    pub on_choice: Callback<String>,
}

/// A list of entities, those near the place at hand first. The browser's own list: it knows typing ahead, touch and
/// screen readers.
#[component]
pub fn EntitySelect(props: &EntitySelectProps) -> Html {
    let words = use_words();
    let choose = props.on_choice.reform(|event: Event| dom::value(&event));
    let option = |choice: &Choice| {
        let is_chosen = props.chosen_more.is_none() && props.chosen.as_ref() == Some(&choice.id);
        html! { <option key={choice.id.to_string()} value={choice.id.to_string()} selected={is_chosen}>{&choice.name}</option> }
    };
    let offered = || props.choices.iter().filter(|choice| props.without.as_ref() != Some(&choice.id));
    let n_near = offered().filter(|choice| choice.is_near).count();
    let is_none = props.chosen.is_none() && props.chosen_more.is_none();
    html! {
        <select id={props.id.clone()} aria-label={props.name.clone()} onchange={choose}>
            <option value="" selected={is_none}>{&props.none}</option>
            {for props.more.iter().map(|(value, text)| html! {
                <option value={value.clone()} selected={props.chosen_more.as_ref() == Some(value)}>{text}</option>
            })}
            if n_near > 0 {
                <optgroup label={words.in_this_sentence()}>
                    {for offered().filter(|choice| choice.is_near).map(option)}
                </optgroup>
            }
            <optgroup label={if n_near > 0 { words.elsewhere() } else { words.entities() }}>
                {for offered().filter(|choice| !choice.is_near).map(option)}
            </optgroup>
        </select>
    }
}

#[derive(Properties, PartialEq)]
pub struct TypeTagProps {
    pub label: Label,
    pub hue: u16,
}

/// A type as a small tag in its hue.
#[component]
pub fn TypeTag(props: &TypeTagProps) -> Html {
    let words = use_words();
    html! { <span class="type-tag" style={format!("--hue:{}", props.hue)}>{words.label(&props.label).to_owned()}</span> }
}

/// A callback that acts only where `action` finds something to do.
pub fn filtered<T: 'static>(on: &Callback<Action>, action: impl Fn(T) -> Option<Action> + 'static) -> Callback<T> {
    let on = on.clone();
    Callback::from(move |value| {
        if let Some(action) = action(value) {
            on.emit(action);
        }
    })
}
