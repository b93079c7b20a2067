//! Articles kept in a real browser's IndexedDB. Runs only as WebAssembly in a browser.
#![cfg(target_arch = "wasm32")]

use standpoint::annotation::{Label, Lesson, MentionId, Taught};
use standpoint::app::library::{Arrival, Card, Marks};
use standpoint::document::{About, Document, Edit, Entry};
use standpoint::text::{Article, Span};
use standpoint::web::store::{Store, StoreError};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn card(title: &str) -> Card {
    let about = About { title: title.to_owned(), ..About::default() };
    Card::of(&Document::blank(Article::new("Ankara rebuked Moscow."), about), title.to_owned(), false)
}

fn arrival(title: &str) -> [Arrival; 1] {
    [Arrival { card: card(title), base: "{}".to_owned(), text: "Ankara rebuked Moscow.".to_owned() }]
}

fn entry(n: usize) -> String {
    let edit = Edit::RejectMention { mention: MentionId::numbered(n) };
    serde_json::to_string(&Entry::Made(edit)).expect("entries are data")
}

#[wasm_bindgen_test]
async fn an_article_comes_back_with_its_journal_and_a_long_one_is_folded() {
    let store = Store::open().await.expect("a database");
    let id = store.add(&arrival("Row")).await.expect("kept")[0];
    for number in 0..450 {
        store.append(id, number, &[entry(number)]).await.expect("appended");
        if number % 149 == 0 {
            let kept = store.load(id).await.expect("readable").expect("there");
            assert_eq!(kept.entries.len(), number + 1);
        }
    }
    let kept = store.load(id).await.expect("readable").expect("there");
    assert_eq!(kept.card, card("Row"));
    assert_eq!(kept.base, "{}");
    assert_eq!(kept.entries, (0..450).map(entry).collect::<Vec<_>>());
    assert!(store.cards().await.expect("readable").contains(&(id, card("Row"))));

    store.remove(id).await.expect("removed");
    assert_eq!(store.load(id).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_second_writer_of_the_same_number_is_refused_and_the_first_one_stays() {
    let (first, second) = (Store::open().await.expect("a database"), Store::open().await.expect("the same"));
    let id = first.add(&arrival("Row")).await.expect("kept")[0];
    first.append(id, 0, &[entry(1)]).await.expect("appended");
    assert_eq!(second.append(id, 0, &[entry(2)]).await, Err(StoreError::Conflict));
    let kept = first.load(id).await.expect("readable").expect("there");
    assert_eq!((kept.entries, kept.card), (vec![entry(1)], card("Row")));
    first.remove(id).await.expect("removed");
}

#[wasm_bindgen_test]
async fn rows_that_another_tab_folded_still_refuse_late_ones() {
    let (first, second) = (Store::open().await.expect("a database"), Store::open().await.expect("the same"));
    let id = first.add(&arrival("Row")).await.expect("kept")[0];
    first.append(id, 0, &(0..250).map(entry).collect::<Vec<_>>()).await.expect("appended");
    first.load(id).await.expect("readable");
    assert_eq!(second.append(id, 240, &[entry(999)]).await, Err(StoreError::Conflict));
    first.append(id, 250, &[entry(250)]).await.expect("appended");
    let kept = first.load(id).await.expect("readable").expect("there");
    assert_eq!(kept.entries, (0..251).map(entry).collect::<Vec<_>>());
    first.remove(id).await.expect("removed");
}

#[wasm_bindgen_test]
async fn the_taggers_answer_takes_the_base_only_where_nothing_was_done() {
    let store = Store::open().await.expect("a database");
    let id = store.add(&arrival("Row")).await.expect("kept")[0];
    store.rebase(id, "{1}").await.expect("nothing was done");
    store.append(id, 0, &[entry(0)]).await.expect("appended");
    assert_eq!(store.rebase(id, "{2}").await, Err(StoreError::Conflict));
    assert_eq!(store.load(id).await.expect("readable").expect("there").base, "{1}");
    store.remove(id).await.expect("removed");
}

#[wasm_bindgen_test]
async fn what_a_reader_says_of_an_article_outlives_its_changes() {
    let store = Store::open().await.expect("a database");
    let id = store.add(&arrival("Row")).await.expect("kept")[0];
    let marks = Marks { is_done: true, tags: vec!["wave 2".to_owned()], removed_at: None };
    store.set_marks(id, marks.clone()).await.expect("written");
    let renewed = store.renew(id, card("Other"), Some(5.0)).await.expect("written");
    assert_eq!((&*renewed.title, renewed.marks, renewed.changed_at), ("Other", marks, 5.0));
    assert!(store.texts().await.expect("readable").contains(&(id, "Ankara rebuked Moscow.".to_owned())));
    store.remove(id).await.expect("removed");
}

#[wasm_bindgen_test]
async fn lessons_of_two_tabs_are_kept_together() {
    let (first, second) = (Store::open().await.expect("a database"), Store::open().await.expect("the same"));
    let lesson = |article: &str| Lesson {
        article: article.to_owned(),
        taught: Taught::Name { sentence: "Wagner left.".to_owned(), span: Span::new(0, 6), label: Some(Label::ORG) },
    };
    first.change_lessons(|lessons| assert!(lessons.add(lesson("a")))).await.expect("kept");
    second.change_lessons(|lessons| assert!(lessons.add(lesson("b")))).await.expect("kept");
    assert_eq!(first.lessons().await.expect("readable").as_slice(), [lesson("a"), lesson("b")]);
    first.change_lessons(|lessons| assert!(lessons.forget(&lesson("a")))).await.expect("kept");
    first.change_lessons(|lessons| assert!(lessons.forget(&lesson("b")))).await.expect("kept");
    assert!(second.lessons().await.expect("readable").is_empty());
}
