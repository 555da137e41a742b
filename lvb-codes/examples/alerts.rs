//! Routes alerts by a TOML file that maps categories to teams.
//!
//!     cargo run --package lvb-codes --features serde --example alerts

use lvb_codes::{Category, RawCode};
use serde::Deserialize;
use std::collections::BTreeMap;

const ROUTES: &str = r#"
default = "operations"

[teams]
account = "billing"
authentication = "developers"
client = "support"
"#;

#[derive(Debug, Deserialize)]
struct Routes {
    /// For the other categories, and for codes without one.
    default: String,
    teams: BTreeMap<Category, String>,
}

impl Routes {
    fn team(&self, code: RawCode) -> &str {
        let team = code.category().and_then(|category| self.teams.get(&category));
        team.unwrap_or(&self.default)
    }
}

fn main() -> Result<(), toml::de::Error> {
    let routes: Routes = toml::from_str(ROUTES)?;
    for (errcode, sub_errcode) in [(18, Some(202)), (18, Some(501)), (3, None), (12, Some(0))] {
        let code = RawCode::new(errcode, sub_errcode);
        println!("{code:>7} -> {}", routes.team(code));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ROUTES, Routes};

    #[test]
    fn codes_go_to_the_team_of_their_category() {
        let routes: Routes = toml::from_str(ROUTES).unwrap();
        for (code, team) in [
            ("18-202", "billing"),
            // Unknown, but all known codes 18-2xx are about the account.
            ("18-299", "billing"),
            ("3", "support"),
            ("12", "operations"),
            ("-1", "operations"),
        ] {
            assert_eq!(routes.team(code.parse().unwrap()), team, "{code}");
        }
    }

    #[test]
    fn a_misspelled_category_is_an_error_that_lists_them() {
        let error = toml::from_str::<Routes>("default = \"a\"\n[teams]\nacount = \"b\"\n");
        let message = error.unwrap_err().to_string();
        assert!(
            message.contains("invalid category \"acount\": unknown category; known"),
            "{message}"
        );
        assert!(message.contains(", account, "), "{message}");
    }
}
