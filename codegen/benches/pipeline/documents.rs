//! Documents of any size, shaped like the vendored ones.

use lvb_codegen::pipeline::digest;
use pulldown_cmark::{Options, Parser, html};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How a document is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// A page of HTML.
    Page,
    /// Markdown with one HTML table, like the vendored documents.
    Table,
    /// Markdown with a table of its own.
    Pipe,
}

impl Form {
    pub(crate) const ALL: [Self; 3] = [Self::Page, Self::Table, Self::Pipe];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "HTML page",
            Self::Table => "HTML table in Markdown",
            Self::Pipe => "Markdown table",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::Table | Self::Pipe => "md",
        }
    }
}

const ENGLISH: [&str; 4] = [
    "The push client actively stopped the push",
    "The size of a single RTMP frame exceeds the maximum value allowed by the configuration",
    "There is no data from the push client for a long time, so the connection timed out",
    "Authentication failed: the push address has expired, or its signature is not right",
];

const KOREAN: [&str; 4] = [
    "푸시 클라이언트에서 능동적으로 스트림 푸시를 중단함",
    "단일 RTMP 프레임의 크기가 설정에서 허용하는 최댓값을 초과함",
    "푸시 클라이언트에서 장시간 데이터를 전송하지 않아 연결 시간이 초과됨",
    "인증 실패: 푸시 주소가 만료되었거나 서명이 올바르지 않음",
];

/// Writes a manifest, `sources.toml`, with all that it names. No two codes have the same reason.
pub(crate) fn write(folder: &Path, form: Form, codes: u32) -> io::Result<()> {
    let codes = codes as usize;
    let mut manifest = "output = \"generated.rs\"\nnames = \"names.toml\"\n\n\
        [columns]\ncode = [\"errcode\"]\nsub_code = [\"sub_errcode\"]\nreason = [\"errmsg\"]\n"
        .to_owned();
    for (tag, texts) in [("en", ENGLISH), ("ko", KOREAN)] {
        let name = format!("{tag}.{}", form.extension());
        let path = folder.join(&name);
        let document = document(form, codes, texts);
        let sha256 = digest(document.as_bytes());
        write!(
            manifest,
            "\n[[language]]\ntag = \"{tag}\"\ndocument = \"{name}\"\nsha256 = \"{sha256}\"\n"
        )
        .expect("a string takes any text");
        fs::write(rendered(&path), html(form, &document))?;
        fs::write(path, document)?;
    }
    fs::write(folder.join("sources.toml"), manifest)?;
    fs::write(folder.join("names.toml"), names(codes))
}

/// The path of the HTML that a document stands for, which is beside it.
pub(crate) fn rendered(document: &Path) -> PathBuf {
    document.with_extension("rendered")
}

fn html(form: Form, document: &str) -> String {
    let mut rendered = String::new();
    match form {
        Form::Page => rendered.push_str(document),
        Form::Table | Form::Pipe => {
            html::push_html(&mut rendered, Parser::new_ext(document, Options::ENABLE_TABLES));
        }
    }
    rendered
}

fn names(codes: usize) -> String {
    let reason = |(index, row): (usize, Row)| {
        let code = match row {
            Row::Plain(errcode) => errcode.to_string(),
            Row::Sub { errcode, sub_errcode, .. } => format!("{errcode}-{sub_errcode}"),
        };
        let category = ["client", "network", "protocol"][index % 3];
        format!(
            "[[reason]]\nname = \"Reason{index}\"\ncategory = \"{category}\"\ncodes = [\"{code}\"]\n"
        )
    };
    rows(codes).enumerate().map(reason).collect()
}

enum Row {
    Plain(usize),
    /// `first` is the number of sub-codes, in the row of the first.
    Sub {
        errcode: usize,
        sub_errcode: usize,
        first: Option<usize>,
    },
}

/// In every 64 codes, 34 are plain, 27 under one errcode and 3 under another, as in the vendored
/// documents.
fn rows(codes: usize) -> impl Iterator<Item = Row> {
    (0..codes).map(move |index| {
        let (errcode, span) = (index / 64 * 36, index % 64);
        let sub = |errcode, span, count: usize| Row::Sub {
            errcode,
            sub_errcode: 100 + span,
            // The last group may be cut short.
            first: (span == 0).then_some(count.min(codes - index)),
        };
        match span {
            0..18 => Row::Plain(errcode + span),
            18..45 => sub(errcode + 18, span - 18, 27),
            45..61 => Row::Plain(errcode + span - 45 + 19),
            _ => sub(errcode + 35, span - 61, 3),
        }
    })
}

fn document(form: Form, codes: usize, texts: [&str; 4]) -> String {
    let text = |index: usize| format!("{} ({index}).", texts[index % texts.len()]);
    let rows = rows(codes).enumerate();
    match form {
        Form::Pipe => {
            let row = |(index, row): (usize, Row)| {
                let (errcode, sub_errcode) = match row {
                    Row::Plain(errcode) => (errcode, 0),
                    Row::Sub { errcode, sub_errcode, .. } => (errcode, sub_errcode),
                };
                format!("| {errcode} | {sub_errcode} | {} |\n", text(index))
            };
            let rows: String = rows.map(row).collect();
            format!("# Codes\n\n| errcode | sub_errcode | errmsg |\n|---|---|---|\n{rows}")
        }
        Form::Page | Form::Table => {
            let row = |(index, row): (usize, Row)| {
                let code = match row {
                    Row::Plain(errcode) => format!("<td colspan='2' >{errcode}</td>\n"),
                    Row::Sub { sub_errcode, first: None, .. } => {
                        format!("<td >{sub_errcode}</td>\n")
                    }
                    Row::Sub { errcode, sub_errcode, first: Some(rows) } => {
                        format!("<td rowspan='{rows}' >{errcode}</td>\n<td >{sub_errcode}</td>\n")
                    }
                };
                format!(" <tr >\n{code}<td >{}</td>\n </tr>\n", text(index))
            };
            let rows: String = rows.map(row).collect();
            let table = format!(
                "<table border='0' >\n <col >\n <col >\n <tr >\n<th colspan='2' >errcode</td>\n\
                 <th >errmsg</td>\n </tr>\n{rows}</table>\n"
            );
            match form {
                Form::Page => format!("<!DOCTYPE html>\n<title>Codes</title>\n<body>\n{table}"),
                _ => format!("# Codes\n\n{table}"),
            }
        }
    }
}
