//! Documents of any size, with groups of sub-codes like the vendored ones.

use lvb_codegen::page::digest;
use std::fs;
use std::path::Path;

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    HtmlInMarkdown,
    MarkdownTable,
}

/// The codes under one errcode.
const GROUP: usize = 27;

/// Writes a manifest, `sources.toml`, and all files that it names. No two codes share a reason.
pub(crate) fn write(folder: &Path, form: Form, codes: usize) {
    let mut manifest = "output = \"generated.rs\"\nnames = \"names.toml\"\n\
        [columns]\ncode = [\"errcode\"]\nsub_code = [\"sub_errcode\"]\nreason = [\"errmsg\"]\n"
        .to_owned();
    let name = if form == Form::Page { "html" } else { "md" };
    for (tag, text) in [
        ("en", "There is no data from the push client, so the connection timed out"),
        ("ko", "푸시 클라이언트에서 장시간 데이터를 전송하지 않아 연결 시간이 초과됨"),
    ] {
        let document = document(form, codes, text);
        let digest = digest(document.as_bytes());
        manifest += &format!(
            "[[language]]\ntag = \"{tag}\"\ndocument = \"{tag}.{name}\"\nsha256 = \"{digest}\"\n"
        );
        fs::write(folder.join(format!("{tag}.{name}")), document).unwrap();
    }
    let names = (0..codes).map(|index| {
        let (errcode, sub_errcode) = code(index);
        format!(
            "[[reason]]\nname = \"R{index}\"\ncategory = \"c\"\ncodes = [\"{errcode}-{sub_errcode}\"]\n"
        )
    });
    let category = "[[category]]\nname = \"c\"\nmeaning = \"any\"\n".to_owned();
    fs::write(folder.join("names.toml"), category + &names.collect::<String>()).unwrap();
    fs::write(folder.join("sources.toml"), manifest).unwrap();
}

fn code(index: usize) -> (usize, usize) {
    (index / GROUP, 100 + index % GROUP)
}

fn document(form: Form, codes: usize, text: &str) -> String {
    let row = |index: usize| {
        let (errcode, sub_errcode) = code(index);
        if form == Form::MarkdownTable {
            return format!("| {errcode} | {sub_errcode} | {text} ({index}). |\n");
        }
        let group = match index % GROUP {
            0 => format!("<td rowspan='{}' >{errcode}</td>\n", GROUP.min(codes - index)),
            _ => String::new(),
        };
        format!("<tr >\n{group}<td >{sub_errcode}</td>\n<td >{text} ({index}).</td>\n</tr>\n")
    };
    let rows: String = (0..codes).map(row).collect();
    let head = "<table>\n<tr>\n<th colspan='2' >errcode</td>\n<th >errmsg</td>\n</tr>\n";
    match form {
        Form::Page => format!("<!DOCTYPE html>\n<body>\n{head}{rows}</table>\n"),
        Form::HtmlInMarkdown => format!("# Codes\n\n{head}{rows}</table>\n"),
        Form::MarkdownTable => {
            format!("# Codes\n\n| errcode | sub_errcode | errmsg |\n|---|---|---|\n{rows}")
        }
    }
}
