//! The first second.

use crate::dist;
use crate::page::Page;

pub async fn opens_with_a_tagged_sample(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    assert!(!page.article().await.is_empty());
    assert_eq!(page.requests().await, [""; 0]);
}
