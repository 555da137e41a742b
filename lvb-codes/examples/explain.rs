//! Explains the two integers of a push interruption, in the language of the locale.
//!
//!     cargo run --package lvb-codes --example explain -- 18 202

use lvb_codes::{Code, Lang};
use std::env::var;
use std::error::Error;
use std::process::ExitCode;

fn explain(mut numbers: impl Iterator<Item = String>) -> Result<String, Box<dyn Error>> {
    let errcode = numbers.next().ok_or("usage: explain ERRCODE [SUB_ERRCODE]")?.parse()?;
    let sub_errcode = numbers.next().map(|number| number.parse()).transpose()?;
    let code = Code::lookup(errcode, sub_errcode)?;

    // POSIX treats an empty variable like an unset one.
    let mut locales =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| var(name).ok());
    let locale = locales.find(|locale| !locale.is_empty());
    let lang: Lang = locale.and_then(|locale| locale.parse().ok()).unwrap_or_default();
    let (reason, category) = (code.reason(), code.category());
    Ok(format!("{code} {reason} ({category}): {}", code.text(lang)))
}

fn main() -> ExitCode {
    match explain(std::env::args().skip(1)) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
