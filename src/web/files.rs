//! Files: chosen, dropped, read, downloaded, and, where the browser lets a page do so, written in place.

use super::{dom, language};
use crate::app::{FileRef, ReadFile};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// The permissions to write files that the reader has given, by number.
#[derive(Default)]
pub struct Handles {
    handles: RefCell<Vec<JsValue>>,
}

/// A file before it is read.
pub enum Source {
    Plain(File),
    /// A `FileSystemFileHandle`.
    Handle(JsValue),
}

impl Source {
    /// The file's name, with the folders above it where they are known.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Plain(file) => {
                let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
                path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
            }
            Self::Handle(handle) => {
                Reflect::get(handle, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
            }
        }
    }
}

/// Whether the files are many articles, for the library, rather than one to open.
#[must_use]
pub fn are_many(sources: &[Source]) -> bool {
    let names: Vec<String> = sources.iter().map(|source| source.name().to_ascii_lowercase()).collect();
    let is_several = |name: &String| [".zip", ".jsonl", ".ndjson"].iter().any(|ending| name.ends_with(ending));
    let is_pair = match names.as_slice() {
        [a, b] => {
            a.strip_suffix(".ann").or(a.strip_suffix(".txt")) == b.strip_suffix(".txt").or(b.strip_suffix(".ann"))
        }
        _ => false,
    };
    names.iter().any(is_several) || (names.len() > 1 && !is_pair)
}

impl Handles {
    /// Reads a file without keeping a permission to write it.
    ///
    /// # Errors
    /// What the browser said, for the reader.
    pub async fn read_plainly(&self, source: Source) -> Result<ReadFile, String> {
        let name = source.name();
        let mut file = self.read_one(source).await.map_err(|error| said(&error))?;
        file.file = FileRef { name, handle: None };
        Ok(file)
    }

    fn keep(&self, handle: JsValue) -> u32 {
        let mut handles = self.handles.borrow_mut();
        handles.push(handle);
        u32::try_from(handles.len() - 1).unwrap_or(u32::MAX)
    }

    /// Reads files, and keeps the permissions that come with them.
    ///
    /// # Errors
    /// What the browser said, for the reader.
    pub async fn read(&self, sources: Vec<Source>) -> Result<Vec<ReadFile>, String> {
        let mut files = Vec::new();
        for source in sources {
            files.push(self.read_one(source).await.map_err(|error| language::current().file_unreadable(said(&error)))?);
        }
        Ok(files)
    }

    async fn read_one(&self, source: Source) -> Result<ReadFile, JsValue> {
        let (file, handle) = match source {
            Source::Plain(file) => (file, None),
            Source::Handle(handle) => {
                let file = call(&handle, "getFile", &[]).await?.dyn_into::<File>()?;
                (file, Some(self.keep(handle)))
            }
        };
        let buffer = JsFuture::from(file.array_buffer()).await?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        Ok(ReadFile { file: FileRef { name: file.name(), handle }, bytes })
    }

    /// Writes a file in place.
    ///
    /// # Errors
    /// What the browser said, for the reader.
    pub async fn write(&self, file: &FileRef, content: &str) -> Result<(), String> {
        let handle = file.handle.and_then(|n| self.handles.borrow().get(n as usize).cloned());
        let Some(handle) = handle else { return Err(language::current().permission_is_gone().to_owned()) };
        let write = async {
            let stream = call(&handle, "createWritable", &[]).await?;
            call(&stream, "write", &[content.into()]).await?;
            call(&stream, "close", &[]).await
        };
        write.await.map(drop).map_err(|error: JsValue| said(&error))
    }
}

/// Lets the reader choose files. Where the browser can give permission to write them, it is asked for them in the way
/// that does; elsewhere the hidden field of the page hears of them and the answer is `None`.
pub async fn pick() -> Option<Vec<Source>> {
    let window: JsValue = dom::window()?.into();
    let picker = Reflect::get(&window, &"showOpenFilePicker".into()).ok()?;
    if !picker.is_function() {
        open_field();
        return None;
    }
    let options = Object::new();
    // Fails only for objects that are frozen.
    let _ = Reflect::set(&options, &"multiple".into(), &true.into());
    match call(&window, "showOpenFilePicker", &[options.into()]).await {
        Ok(handles) => Some(Array::from(&handles).iter().map(Source::Handle).collect()),
        Err(error) => {
            let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            // The reader changed their mind; anything else is the browser's refusal.
            if name.as_deref() != Some("AbortError") {
                open_field();
            }
            None
        }
    }
}

/// Lets the reader choose a folder; the hidden field of the page hears of its files.
pub fn pick_folder() {
    click_field("#folder");
}

fn open_field() {
    click_field("#files");
}

fn click_field(selector: &str) {
    if let Some(input) = dom::find(selector).and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
        // So that choosing the same file again is heard.
        input.set_value("");
        input.click();
    }
}

/// The files of a field.
#[must_use]
pub fn of_input(event: &web_sys::Event) -> Vec<Source> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.and_then(|input| input.files()).map(|list| plain(&list)).unwrap_or_default()
}

fn plain(list: &FileList) -> Vec<Source> {
    (0..list.length()).filter_map(|idx| list.item(idx)).map(Source::Plain).collect()
}

/// What was dropped: files, with permission to write them where the browser gives it, and all files of folders. It
/// must be called while the drop is handled; the answer comes later.
pub fn of_drop(data: &DataTransfer) -> impl Future<Output = Vec<Source>> + use<> {
    let files = data.files().map(|list| plain(&list)).unwrap_or_default();
    let items = Reflect::get(data, &"items".into()).map(|items| Array::from(&items)).unwrap_or_default();
    let ask = |name: &str| -> Vec<JsValue> {
        let call = |item: JsValue| {
            let method: Function = Reflect::get(&item, &name.into()).ok()?.dyn_into().ok()?;
            method.call0(&item).ok()
        };
        items.iter().filter_map(call).filter(JsValue::is_object).collect()
    };
    let is_folder = |entry: &JsValue| Reflect::get(entry, &"isDirectory".into()).is_ok_and(|is| is == true);
    let entries = ask("webkitGetAsEntry");
    let has_folder = entries.iter().any(is_folder);
    let promises = if has_folder { Vec::new() } else { ask("getAsFileSystemHandle") };
    async move {
        if has_folder {
            return of_entries(entries).await;
        }
        let mut handles = Vec::new();
        for promise in promises {
            if let Ok(handle) = JsFuture::from(Promise::from(promise)).await
                && Reflect::get(&handle, &"kind".into()).is_ok_and(|kind| kind == "file")
            {
                handles.push(Source::Handle(handle));
            }
        }
        if handles.len() == files.len() { handles } else { files }
    }
}

/// The files of dropped folders and of the folders in them, hidden ones left out.
async fn of_entries(mut entries: Vec<JsValue>) -> Vec<Source> {
    let mut sources = Vec::new();
    while let Some(entry) = entries.pop() {
        let name = Reflect::get(&entry, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if Reflect::get(&entry, &"isFile".into()).is_ok_and(|is| is == true) {
            if let Ok(file) = heard(&entry, "file").await
                && let Ok(file) = file.dyn_into::<File>()
            {
                sources.push(Source::Plain(file));
            }
            continue;
        }
        let reader = Reflect::get(&entry, &"createReader".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
        let Some(Ok(reader)) = reader.map(|method| method.call0(&entry)) else { continue };
        // A reader gives at most a hundred at a time, then none.
        while let Ok(some) = heard(&reader, "readEntries").await {
            let some = Array::from(&some);
            if some.length() == 0 {
                break;
            }
            entries.extend(some.iter());
        }
    }
    sources
}

/// What a method that answers by callbacks says.
async fn heard(object: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = method.call2(object, &resolve, &reject) {
            // Fails only for what is no function.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await
}

/// Gives the reader a file as a download.
///
/// # Errors
/// What the browser said, for the reader.
pub fn download(name: &str, content: &str) -> Result<(), String> {
    try_download(name, &content.into(), "application/json").map_err(|error| said(&error))
}

/// Gives the reader a file of another kind as a download.
///
/// # Errors
/// What the browser said, for the reader.
pub fn download_bytes(name: &str, content: &[u8], kind: &str) -> Result<(), String> {
    try_download(name, &Uint8Array::from(content).into(), kind).map_err(|error| said(&error))
}

fn try_download(name: &str, content: &JsValue, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(content), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = dom::document().ok_or("no page")?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser reads the blob after this turn; it is freed with the page. A few kilobytes a save are bearable.
    Ok(())
}

async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let promise: Promise = method.apply(object, &arguments.iter().collect::<Array>())?.dyn_into()?;
    JsFuture::from(promise).await
}

/// What the browser said went wrong.
fn said(error: &JsValue) -> String {
    Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
