//! Explains the two integers of a push interruption, in the language of the locale.
//!
//!     cargo run --package lvb-codes --example explain -- 18 202

use lvb_codes::{Code, Lang};
use std::error::Error;
use std::process::ExitCode;

fn explain(mut numbers: impl Iterator<Item = String>) -> Result<String, Box<dyn Error>> {
    let errcode = numbers.next().ok_or("usage: explain ERRCODE [SUB_ERRCODE]")?.parse()?;
    let sub_errcode = numbers.next().map(|number| number.parse()).transpose()?;
    let code = Code::lookup(errcode, sub_errcode)?;

    let locale = std::env::var("LC_ALL").or_else(|_| std::env::var("LANG"));
    let lang = locale.ok().and_then(|locale| locale.parse().ok()).unwrap_or(Lang::En);
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
