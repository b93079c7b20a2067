//! The page.

fn main() {
    standpoint::web::boot::report_panics();
    yew::Renderer::<standpoint::ui::App>::with_root(standpoint::web::boot::root()).render();
}
