//! Chooses a reaction by the reason for an interruption.
//!
//!     cargo run --package lvb-codes --example match_reason

use lvb_codes::{Category, Code, Reason};

/// The reaction of an encoder to an interruption of its push.
#[derive(Debug)]
enum Action {
    Reconnect,
    RenewUrl,
    GiveUp,
}

fn action(code: Code) -> Action {
    // Single reasons first, then whole categories. The enums are `#[non_exhaustive]`, because a new
    // version of the page may add codes, so every match needs a `_` arm.
    match code.reason() {
        Reason::ExpirationPassed => return Action::RenewUrl,
        Reason::FrameTooLarge => return Action::GiveUp,
        _ => {}
    }
    match code.category() {
        Category::Idle | Category::Internal | Category::Network | Category::Unspecified => {
            Action::Reconnect
        }
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
