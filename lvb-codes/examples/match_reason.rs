//! Chooses a reaction by the reason for an interruption.
//!
//!     cargo run --package lvb-codes --example match_reason

use lvb_codes::{Category, Code, RawCode, Reason};

/// The reaction of an encoder to an interruption of its push.
#[derive(Debug, PartialEq, Eq)]
enum Action {
    Reconnect,
    RenewUrl,
    GiveUp,
}

fn action(raw: RawCode) -> Action {
    // Single reasons first, then whole categories. The enums are `#[non_exhaustive]`, because a new
    // version of the page may add codes, so every match needs a `_` arm.
    match raw.code().map(Code::reason) {
        Ok(Reason::ExpirationPassed) => return Action::RenewUrl,
        Ok(Reason::FrameTooLarge) => return Action::GiveUp,
        _ => {}
    }
    match raw.category() {
        Some(Category::Idle | Category::Internal | Category::Network | Category::Unspecified) => {
            Action::Reconnect
        }
        Some(_) => Action::GiveUp,
        // Nothing is known about this code, and reconnecting does no harm.
        None => Action::Reconnect,
    }
}

fn main() {
    for code in ["12", "8", "7", "18-501", "18-202", "18-299", "-1"] {
        match code.parse() {
            Ok(raw) => println!("{raw:>7} {:?}", action(raw)),
            Err(error) => println!("{code}: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, action};

    #[test]
    fn reasons_precede_categories() {
        for (code, expected) in [
            ("12", Action::Reconnect),
            ("8", Action::Reconnect),
            ("7", Action::GiveUp),
            ("18-501", Action::RenewUrl),
            ("18-503", Action::GiveUp),
            ("18-299", Action::GiveUp),
            ("-1", Action::Reconnect),
        ] {
            assert_eq!(action(code.parse().unwrap()), expected, "{code}");
        }
    }
}
