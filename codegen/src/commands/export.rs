//! `export`: the agreed table for other tools.

pub(super) mod csv;
mod html;
mod markdown;
mod sql;

use super::ExitStatus;
use clap::ValueEnum;
use lvb_codegen::agreement::{AgreedCode, Agreement};
use lvb_codegen::checkout::Checkout;
use lvb_codegen::code::Code;
use lvb_codegen::error::Error;
use lvb_codegen::language::Tag;
use lvb_codegen::pipeline;
use lvb_codegen::report::json;
use lvb_codegen::report::terminal::{print, show};
use serde::{Serialize, Serializer};
use std::path::Path;

/// Print the agreed table for other tools
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// Output format
    #[arg(long, value_enum)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An array of objects
    Json,
    /// Comma-separated values with a header
    Csv,
    /// A table and its rows, in standard SQL
    Sql,
    /// A pipe table
    Markdown,
    /// A searchable page, in one file
    Html,
}

impl Export {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let Checkout { manifest, names, right: lock } = Checkout::read(manifest)?;
        let outcome = pipeline::run(&manifest, &names)?;
        drop(lock);
        show(&outcome.findings)?;
        if let Some(agreement) = &outcome.agreement {
            print(&match self.format {
                Format::Json => json::write(&rows(agreement).collect::<Vec<_>>()),
                Format::Csv => csv::table(agreement),
                Format::Sql => sql::table(agreement),
                Format::Markdown => markdown::table(agreement),
                Format::Html => html::page(agreement, &manifest)?,
            })?;
        }
        Ok(ExitStatus::of(&outcome.findings))
    }
}

/// One code with its reason and category. The shape of the JSON is a contract.
#[derive(Serialize)]
struct Row<'a> {
    code: Code,
    errcode: u16,
    sub_errcode: Option<u16>,
    reason: &'a str,
    category: &'a str,
    /// By language, in the order of the manifest.
    #[serde(rename = "text", serialize_with = "as_object")]
    texts: Vec<(&'a Tag, &'a str)>,
}

fn as_object<S: Serializer>(texts: &[(&Tag, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(texts.iter().copied())
}

fn rows(agreement: &Agreement) -> impl Iterator<Item = Row<'_>> {
    agreement.codes.iter().map(|AgreedCode { code, reason, texts, .. }| {
        let reason = &agreement.reasons[*reason];
        let texts = agreement.languages.iter().zip(texts.iter().map(String::as_str));
        Row {
            code: *code,
            errcode: code.errcode,
            sub_errcode: code.sub_number(),
            reason: &reason.name,
            category: &agreement.categories[reason.category].name,
            texts: texts.collect(),
        }
    })
}

/// Returns the columns of a flat table, with one for each text: `text_en`, `text_ko`.
fn columns(agreement: &Agreement) -> impl Iterator<Item = String> {
    let first = ["code", "errcode", "sub_errcode", "reason", "category"].map(str::to_owned);
    let texts = agreement.languages.iter();
    let texts = texts.map(|tag| format!("text_{}", tag.as_str().to_lowercase().replace('-', "_")));
    first.into_iter().chain(texts)
}
