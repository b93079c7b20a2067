//! The whole page.

use crate::analysis::Analysis;
use crate::text::Article;
use crate::web::boot;
use crate::worker::{Client, Outcome, Request, RequestId, Revision};
use yew::{Html, component, html, use_effect_with, use_state};

const SAMPLE: &str = "Ankara rebuked Moscow on Friday.\n\nForeign Minister Mevlüt Çavuşoğlu praised NATO.\n";

#[component]
pub fn App() -> Html {
    let analysis = use_state(Analysis::default);
    let message = use_state(|| "Tagging".to_owned());
    let article = Article::new(SAMPLE);
    {
        let (analysis, message) = (analysis.clone(), message.clone());
        use_effect_with((), move |()| {
            let client = Client::new(boot::worker_parts(), move |response| match response.outcome {
                Outcome::Done(found) => {
                    message.set("Tagged".to_owned());
                    analysis.set(found);
                }
                Outcome::Progress(percent) => message.set(format!("Tagging: {percent} %")),
                Outcome::Stopped => message.set("Stopped".to_owned()),
                Outcome::Failed(trouble) => message.set(trouble),
            });
            client.send(Request { id: RequestId(1), revision: Revision(0), text: SAMPLE.to_owned() });
            move || drop(client)
        });
    }
    let paragraphs = article.paragraphs().iter().map(|paragraph| {
        let mut at = paragraph.start;
        let mut pieces = Vec::new();
        let text = |from, to| article.text().get(from..to).unwrap_or_default().to_owned();
        for mention in analysis.mentions.iter().filter(|m| paragraph.encloses(m.claim.span)) {
            let span = mention.claim.span;
            pieces.push(html! { {text(at, span.start)} });
            pieces.push(html! { <mark data-mention={mention.id.to_string()}>{text(span.start, span.end)}</mark> });
            at = span.end;
        }
        html! { <p>{for pieces}{text(at, paragraph.end)}</p> }
    });
    html! {
        <main>
            <p role="status">{(*message).clone()}</p>
            <article translate="no">{for paragraphs}</article>
        </main>
    }
}
