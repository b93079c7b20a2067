//! Articles kept in a real browser's IndexedDB. Runs only as WebAssembly in a browser.
#![cfg(target_arch = "wasm32")]

use standpoint::annotation::MentionId;
use standpoint::app::library::Card;
use standpoint::document::{About, Document, Edit, Entry};
use standpoint::text::Article;
use standpoint::web::store::{Store, StoreError};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn card(title: &str) -> Card {
    let about = About { title: title.to_owned(), ..About::default() };
    Card::of(&Document::blank(Article::new("Ankara rebuked Moscow."), about), 1.0)
}

fn entry(n: usize) -> String {
    let edit = Edit::RejectMention { mention: MentionId::numbered(n) };
    serde_json::to_string(&Entry::Made(edit)).expect("entries are data")
}

#[wasm_bindgen_test]
async fn an_article_comes_back_with_its_journal_and_a_long_one_is_folded() {
    let store = Store::open().await.expect("a database");
    let id = store.add(&card("Row"), "{}").await.expect("kept");
    for number in 0..450 {
        store.append(id, number, &entry(number), &card("Row")).await.expect("appended");
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
    let id = first.add(&card("Row"), "{}").await.expect("kept");
    first.append(id, 0, &entry(1), &card("Row")).await.expect("appended");
    assert_eq!(second.append(id, 0, &entry(2), &card("Other")).await, Err(StoreError::Conflict));
    let kept = first.load(id).await.expect("readable").expect("there");
    assert_eq!((kept.entries, kept.card), (vec![entry(1)], card("Row")));
    first.remove(id).await.expect("removed");
}
