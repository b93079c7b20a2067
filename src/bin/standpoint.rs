//! The command line: tags, scores and converts with the same library as the page.

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use standpoint::analysis::{analyse, learn};
use standpoint::annotation::Lessons;
use standpoint::document::{Document, Edit, apply, lesson_of};
use standpoint::evaluation::score;
use standpoint::format::{Content, Format, Written, lessons, native, open_brat, open_file};
use standpoint::model::Model;
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Marks who is in a news article and who takes which side toward whom.
#[derive(Parser)]
#[command(
    name = "standpoint",
    version,
    after_help = "Exit status: 0, or 1 when a file could not be read or compared, or 2 for wrong usage."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tags articles and prints Standpoint JSON: one object for one file, one object a line for several
    ///
    /// Reads plain text, Markdown, HTML and Standpoint JSON. What a reader decided in a Standpoint file is kept, only
    /// suggestions that nobody has looked at are replaced.
    Tag {
        /// Prints one object a line also for a single file
        #[arg(long)]
        jsonl: bool,
        /// Lessons that `learn` printed: names that were corrected in other articles shall be right in these
        #[arg(long, value_name = "FILE")]
        learned: Option<String>,
        /// The files to tag; "-" reads standard input
        #[arg(required = true)]
        files: Vec<String>,
    },
    /// Prints the lessons of corrected Standpoint files, for `tag --learned`
    ///
    /// Mentions that a reader corrected, added or rejected are lessons; what was only confirmed is none.
    Learn {
        /// The Standpoint files; "-" reads standard input
        #[arg(required = true)]
        files: Vec<String>,
    },
    /// Compares predictions with references and prints the codebook's measures as JSON
    Score {
        /// A reference, followed by the prediction to compare with it; may be repeated for more pairs
        #[arg(long, required = true, num_args = 1, value_name = "GOLD")]
        gold: Vec<String>,
        /// The predictions, in the order of the references
        #[arg(required = true, value_name = "PRED")]
        predictions: Vec<String>,
    },
    /// Prints a file in another format, without tagging it
    Convert {
        /// The format to print
        #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
        to: Format,
        /// Writes the files of the format into this folder instead of printing the first; some formats have several
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
        /// The file to convert; "-" reads standard input. An .ann of brat is read with the .txt beside it
        file: String,
    },
    /// Prints the JSON Schema of Standpoint JSON
    Schema,
}

fn format_parser() -> impl clap::builder::TypedValueParser<Value = Format> {
    use clap::builder::TypedValueParser;
    clap::builder::PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::named(&name).expect("the parser admits only names of formats"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Tag { jsonl, learned, files } => tag(&files, jsonl, learned.as_deref()),
        Command::Learn { files } => print_lessons(&files),
        Command::Score { gold, predictions } => score_pairs(&gold, &predictions),
        Command::Convert { to, out, file } => convert(&file, to, out.as_deref()),
        Command::Schema => print(native::SCHEMA),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            tell(&message);
            ExitCode::FAILURE
        }
    }
}

/// Why a command ends early or has not done everything.
enum Failure {
    /// The reader has been told already.
    Told,
    Message(String),
    /// Whatever reads the output has enough, as `head` does.
    OutputClosed,
}

fn tell(message: &str) {
    // Where not even standard error can be written to, there is nobody left to tell.
    drop(writeln!(io::stderr(), "standpoint: {message}"));
}

fn tag(files: &[String], jsonl: bool, learned: Option<&str>) -> Result<(), Failure> {
    let mut model = Model::shipped();
    if let Some(file) = learned {
        model.overlay = learn(lessons(file)?.as_slice(), &model);
    }
    let is_jsonl = jsonl || files.len() > 1;
    let mut has_failed = false;
    for file in files {
        let document = match open(file).and_then(|content| tagged(file, content, &model)) {
            Ok(document) => document,
            Err(Failure::Message(message)) => {
                tell(&message);
                has_failed = true;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let format = if is_jsonl { Format::NativeLine } else { Format::Native };
        for file in format.write(&document) {
            print(&file.content)?;
        }
    }
    if has_failed { Err(Failure::Told) } else { Ok(()) }
}

fn tagged(file: &str, content: Content, model: &Model) -> Result<Document, Failure> {
    let article = match &content {
        Content::Text { article, .. } => article,
        Content::Document(document) => document.article(),
    };
    let analysis = analyse(article, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
    match content {
        Content::Text { article, about } => {
            Document::tagged(article, about, analysis).map_err(|problem| named(file, &problem))
        }
        Content::Document(document) => {
            let edit = Edit::Retag { analysis: Box::new(analysis) };
            apply(&document, &edit).map(|(document, _)| document).map_err(|error| named(file, &error))
        }
    }
}

/// What a reader decided in these files, in their order.
fn print_lessons(files: &[String]) -> Result<(), Failure> {
    let mut all = Lessons::default();
    for file in files {
        let document = read(file)?;
        for lesson in document.mentions().filter_map(|mention| lesson_of(&document, mention)) {
            all.add(lesson);
        }
    }
    print(&lessons::to_json(&all))
}

/// The lessons of a file that [`print_lessons`] wrote.
fn lessons(file: &str) -> Result<Lessons, Failure> {
    let bytes = bytes(file).map_err(|error| named(file, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| named(file, &error))?;
    lessons::from_json(&text).map_err(|error| named(file, &error))
}

fn score_pairs(references: &[String], predictions: &[String]) -> Result<(), Failure> {
    if references.len() != predictions.len() {
        let message = format!(
            "{} references (--gold) but {} predictions; each reference is compared with one prediction",
            references.len(),
            predictions.len()
        );
        Arguments::command().error(ErrorKind::WrongNumberOfValues, message).exit();
    }
    let mut pairs = Vec::new();
    for (reference, prediction) in references.iter().zip(predictions) {
        pairs.push((read(reference)?, read(prediction)?));
    }
    let scores = score(pairs.iter().map(|(reference, prediction)| (reference, prediction)))
        .map_err(|error| Failure::Message(error.to_string()))?;
    let mut json = serde_json::to_string_pretty(&scores).expect("names and numbers can be written");
    json.push('\n');
    print(&json)
}

fn convert(file: &str, to: Format, out: Option<&Path>) -> Result<(), Failure> {
    let document = read(file)?;
    let losses: Vec<String> = to.losses(&document).iter().map(ToString::to_string).collect();
    if !losses.is_empty() {
        tell(&format!("{}: {} cannot hold: {}", shown(file), to.name(), losses.join(", ")));
    }
    let written = to.write(&document);
    let Some(folder) = out else {
        return written.first().map_or(Ok(()), |first| print(&first.content));
    };
    let stem =
        Path::new(file).file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-").unwrap_or("article");
    for Written { extension, content } in written {
        let path = folder.join(format!("{stem}.{extension}"));
        // A document that is converted into its own folder must not overwrite its own source unasked.
        let mut target = File::create_new(&path).map_err(|error| named(&path.display().to_string(), &error))?;
        target.write_all(content.as_bytes()).map_err(|error| named(&path.display().to_string(), &error))?;
    }
    Ok(())
}

/// The document of a file; a text is a document without annotations.
fn read(file: &str) -> Result<Document, Failure> {
    Ok(match open(file)? {
        Content::Text { article, about } => Document::blank(article, about),
        Content::Document(document) => document,
    })
}

/// Opens a file as the page does, and passes on what had to be put right.
fn open(file: &str) -> Result<Content, Failure> {
    let bytes = bytes(file).map_err(|error| named(file, &error))?;
    let name = if file == "-" { "" } else { Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or("") };
    let opened = if Path::new(file).extension().is_some_and(|extension| extension == "ann") {
        let text = Path::new(file).with_extension("txt").display().to_string();
        let text_bytes = self::bytes(&text).map_err(|error| named(&text, &error))?;
        open_brat(&text, &text_bytes, &bytes)
    } else {
        open_file(name, &bytes)
    };
    let opened = opened.map_err(|error| named(file, &error))?;
    for notice in &opened.notices {
        tell(&format!("{}: {notice}", shown(file)));
    }
    Ok(opened.content)
}

fn bytes(file: &str) -> io::Result<Vec<u8>> {
    // One byte more than is allowed is enough to know that it is too much.
    let limit = u64::try_from(standpoint::format::MAX_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn shown(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

fn named(file: &str, error: &dyn std::error::Error) -> Failure {
    Failure::Message(format!("{}: {error}", shown(file)))
}

fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::OutputClosed,
        _ => Failure::Message(format!("The output cannot be written: {error}")),
    })
}
