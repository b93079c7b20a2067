//! Packs the folder that Trunk built into one HTML file that runs from a disk, asks for nothing and is not allowed
//! to, and makes the folder itself installable. In: the folder; out: `standpoint.html` and the service worker in it.
//! It does not know what the parts do.

mod offline;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The parts that the start script unpacks, by the names under which it asks for them.
const PARTS: [&str; 3] = ["app_bg.wasm", "worker.js", "worker_bg.wasm"];

/// What only the served folder can do, so that the single file does without.
const FOLDER_SCRIPT: &str = "install.js";

fn main() -> ExitCode {
    let dist = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| "dist".into()));
    match pack(&dist) {
        Ok(sizes) => {
            print!("{sizes}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("pack: {trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the single file and gives a table of sizes.
fn pack(dist: &Path) -> Result<String, String> {
    let mut sizes = String::new();
    let mut row = |name: &str, raw: usize, packed: usize| {
        sizes += &format!("{name:<20} {:>8.1} KB {:>8.1} KB packed\n", kilobytes(raw), kilobytes(packed));
    };
    let index = read_text(&dist.join("index.html"))?;
    let mut parts = String::new();
    for name in PARTS {
        let bytes = read(&dist.join(name))?;
        let packed = BASE64.encode(gzip(&bytes).map_err(|error| format!("{name}: {error}"))?);
        row(name, bytes.len(), packed.len());
        parts += &format!("<script type=\"application/gzip\" id=\"part:{name}\">{packed}</script>\n");
    }
    let page = inline(&index, &parts, |name| read_text(&dist.join(name)))?;
    let path = dist.join("standpoint.html");
    fs::write(&path, &page).map_err(|error| format!("{}: {error}", path.display()))?;
    row("standpoint.html", page.len(), page.len());
    offline::write(dist, include_str!("../../web/folder/offline.js"))?;
    Ok(sizes)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files, to be read by people")]
fn kilobytes(n_bytes: usize) -> f64 {
    n_bytes as f64 / 1000.0
}

/// The page with its style sheets, scripts and `parts` inside it, and a policy that allows these and nothing else.
fn inline(index: &str, parts: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let mut page = String::new();
    let (mut script_hashes, mut style_hashes) = (String::new(), String::new());
    let mut parts = Some(parts);
    let mut rest = index;
    while let Some(at) = rest.find('<') {
        page += &rest[..at];
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").ok_or("a comment in index.html has no end")?;
            rest = &comment[end + 3..];
            continue;
        }
        let end = rest.find('>').ok_or("a tag in index.html has no end")?;
        let (tag, after) = rest.split_at(end + 1);
        rest = after;
        if tag.starts_with("<script") {
            let name = attribute(tag, "src").ok_or("index.html has an inline script")?;
            if name == FOLDER_SCRIPT {
                rest = rest.strip_prefix("</script>").ok_or("the script of the folder has a text of its own")?;
                continue;
            }
            rest = rest.strip_prefix("</script>").ok_or("index.html has a script with both an address and a text")?;
            let script = read(name)?;
            if script.contains("</script") || script.contains("<!--") {
                return Err(format!("{name} holds a tag that would end or hide the script it becomes"));
            }
            page += parts.take().unwrap_or_default();
            page += &format!("<script>{script}</script>");
            script_hashes += &format!(" '{}'", hash(&script));
        } else if tag.starts_with("<link") && attribute(tag, "rel") == Some("stylesheet") {
            let name = attribute(tag, "href").ok_or("index.html has a style sheet without an address")?;
            let style = read(name)?;
            page += &format!("<style>{style}</style>");
            style_hashes += &format!(" '{}'", hash(&style));
        } else if !matches!(attribute(tag, "rel"), Some("rust" | "manifest")) {
            // (Trunk leaves its link to the program behind, and a file cannot be installed.)
            page += tag;
        }
    }
    page += rest;
    // A meta policy holds for what comes after it, so it stays where the folder's policy is: first.
    let old = page.split('"').find(|value| value.starts_with("default-src ")).ok_or("index.html has no policy")?;
    let policy = format!(
        "default-src 'none'; script-src{script_hashes} 'wasm-unsafe-eval'; worker-src blob:; \
         style-src{style_hashes}; style-src-attr 'unsafe-inline'; img-src data: blob:; connect-src 'none'; \
         base-uri 'none'; form-action 'none'"
    );
    Ok(page.replacen(old, &policy, 1))
}

/// The value of an attribute, quoted or not, without a leading `./`.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}="))?;
    let value = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => after.split([' ', '>']).next()?,
    };
    Some(value.strip_prefix("./").unwrap_or(value))
}

/// The text's hash as a policy writes it.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Line ends become LF, as a browser turns them before it hashes a script.
fn read_text(path: &Path) -> Result<String, String> {
    let text = String::from_utf8(read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::{hash, inline};

    fn pack(index: &str) -> Result<String, String> {
        inline(index, "<parts>", |name| match name {
            "a.js" => Ok("go()".into()),
            "a.css" => Ok("p {}".into()),
            "bad.js" => Ok("'</script>'".into()),
            _ => Err(format!("{name} is not there")),
        })
    }

    #[test]
    fn scripts_and_styles_move_into_the_page_and_the_policy_names_their_hashes() {
        let page = pack(
            r#"<meta content="default-src 'self'"><link rel="stylesheet" href="./a.css"><!-- old --><script src="a.js"></script>!"#,
        );
        let (script, style) = (hash("go()"), hash("p {}"));
        assert_eq!(
            page,
            Ok(format!(
                "<meta content=\"default-src 'none'; script-src '{script}' 'wasm-unsafe-eval'; worker-src blob:; \
                 style-src '{style}'; style-src-attr 'unsafe-inline'; img-src data: blob:; connect-src 'none'; \
                 base-uri 'none'; form-action 'none'\"><style>p {{}}</style><parts><script>go()</script>!"
            ))
        );
    }

    #[test]
    fn a_hash_is_written_as_a_policy_writes_it() {
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn what_cannot_be_packed_is_refused() {
        let policy = r#"<meta content="default-src 'self'">"#;
        assert!(pack("<p>").is_err());
        for body in ["<script>go()</script>", r#"<script src="bad.js"></script>"#, r#"<script src="b.js"></script>"#] {
            assert!(pack(&format!("{policy}{body}")).is_err(), "{body}");
        }
    }
}
