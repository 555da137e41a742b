//! Decides by the reason of an interruption what to do about it.
//!
//!     cargo run --package lvb-codes --example match_reason

use lvb_codes::{Category, Code, Reason};

/// What an encoder does after its push broke off.
#[derive(Debug)]
enum Action {
    Reconnect,
    RenewUrl,
    GiveUp,
}

fn action(code: Code) -> Action {
    // One reason first, then whole categories. New reasons and categories may come with a new
    // version of the page, so there is always a `_`.
    match code.reason() {
        Reason::ExpirationPassed => return Action::RenewUrl,
        Reason::FrameTooLarge => return Action::GiveUp,
        _ => {}
    }
    match code.category() {
        Category::Internal | Category::Network | Category::Unknown => Action::Reconnect,
        _ => Action::GiveUp,
    }
}

fn main() {
    for (errcode, sub_errcode) in [(12, None), (18, Some(501)), (18, Some(202)), (7, Some(0))] {
        match Code::lookup(errcode, sub_errcode) {
            Ok(code) => println!("{code:>7} {:<24} {:?}", code.reason(), action(code)),
            Err(error) => println!("{error}"),
        }
    }
}
