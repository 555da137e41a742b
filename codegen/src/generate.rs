//! Writing the module, or checking that it is what would be written.

use crate::agreement::Agreement;
use crate::emit;
use crate::error::Error;
use crate::files::transaction::{Change, ReadLock, Transaction};
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::language::Tag;
use crate::manifest::Manifest;
use crate::pipeline::{self, Outcome};
use crate::text::quoted;
use doc_tables::{Source, Span};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What to do with the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write it, unless it is what it should be.
    Write,
    /// Report it if it is not what it should be.
    Check,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// It was not what it should be, and has been written.
    Written,
    /// It is not what it should be.
    Stale,
    /// It is what it should be.
    Fresh,
    /// The documents do not agree on what it should be.
    Unknown,
}

/// The result of a run.
#[derive(Debug)]
pub struct Generated {
    /// The path of the module.
    pub output: PathBuf,
    /// What became of the module.
    pub module: Module,
    /// The number of codes in the reference document.
    pub codes: usize,
    /// The number of named reasons that these codes have.
    pub reasons: usize,
    /// The languages.
    pub languages: Vec<Tag>,
    /// All that is wrong.
    pub findings: Vec<Finding>,
}

/// Runs the pipeline of a manifest to its end.
///
/// # Errors
///
/// A file cannot be read or written, or the manifest or the names are not valid. The module is
/// then as it was.
pub fn run(manifest: &Path, mode: Mode) -> Result<Generated, Error> {
    let (transaction, _lock) = match mode {
        Mode::Write => (Some(Transaction::begin(manifest)?), None),
        Mode::Check => (None, Some(ReadLock::new(manifest))),
    };
    let outcome = pipeline::run(manifest)?;
    let Outcome { manifest, agreement, mut findings, codes, reasons, .. } = outcome;
    let mut module = Module::Unknown;
    if let Some(agreement) = &agreement {
        let text = text(&manifest, agreement)?;
        let current = read_current(&manifest.output)?;
        module = if current.as_deref() == Some(text.as_bytes()) {
            Module::Fresh
        } else if let Some(transaction) = &transaction {
            let path = manifest.output.clone();
            transaction.commit(vec![Change { path, bytes: text.into_bytes() }])?;
            Module::Written
        } else {
            findings.push(stale_output(&manifest.output, current, &text));
            Module::Stale
        };
    }
    Ok(Generated {
        output: manifest.output,
        module,
        codes,
        reasons,
        languages: manifest.languages.into_iter().map(|language| language.tag).collect(),
        findings,
    })
}

/// The text of the module.
///
/// # Errors
///
/// Those of [`emit::module`].
pub fn text(manifest: &Manifest, agreement: &Agreement) -> Result<String, Error> {
    let languages = manifest.languages.iter();
    let documents = languages.map(|language| language.document_name.as_str());
    emit::module(agreement, &documents.collect::<Vec<_>>())
}

fn read_current(output: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(output) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(format!("cannot read {}: {error}", output.display()))),
    }
}

/// Points at the first line that is not what it should be.
fn stale_output(output: &Path, current: Option<Vec<u8>>, expected: &str) -> Finding {
    let name = output.display().to_string();
    let message = match current {
        Some(_) => format!("{name} is not what the documents give"),
        None => format!("{name} does not exist"),
    };
    let current = String::from_utf8_lossy(&current.unwrap_or_default()).into_owned();
    let source = Source::new(name, current);
    let lines = source.text().split('\n').zip(expected.split('\n'));
    let same = lines.take_while(|(current, expected)| current == expected).count();
    let last = source.line(source.text().len());
    let current_line = source.text().split('\n').nth(same);
    let label = match (current_line, expected.split('\n').nth(same)) {
        (Some(_), Some("")) => "should be an empty line".to_owned(),
        (Some(current), Some(line)) if current.trim_end() == line.trim_end() => {
            "should end otherwise: compare the line ends".to_owned()
        }
        (Some(current), Some(line)) => format!("should be {}", difference(current, line)),
        (None, _) => "should go on after this".to_owned(),
        (Some(_), None) => "should have ended before this".to_owned(),
    };
    let span = Span::new(&source, source.line_range((same + 1).min(last)));
    Finding::new(Rule::StaleOutput, span, message).label(label).help("run `cargo codegen generate`")
}

/// A line, from a little before where it differs from another.
fn difference(current: &str, expected: &str) -> String {
    let pairs = current.chars().zip(expected.chars());
    let same = pairs.take_while(|(current, expected)| current == expected).count();
    let from = if same > 80 { same - 20 } else { 0 };
    let tail: String = expected.chars().skip(from).collect();
    quoted(tail.trim())
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_long_line_is_shown_from_a_little_before_the_difference() {
        let expected = |same: usize| difference(&"a".repeat(same), &("a".repeat(same) + "b"));
        assert_eq!(expected(80), format!("`{}b`", "a".repeat(80)));
        assert_eq!(expected(81), format!("`{}b`", "a".repeat(20)));
    }
}
