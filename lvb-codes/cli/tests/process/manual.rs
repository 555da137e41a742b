//! Completion scripts and manual pages.

use crate::run::lvb;
use lvb_codes::{Category, Lang};

#[test]
fn every_shell_has_a_completion_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = lvb(&format!("completions {shell}")).success();
        for word in ["diagnose", "count-by", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(lvb("completions cmd").status, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let page = lvb("man").success();
    assert!(page.contains(".TH lvb 1"), "{page}");
    assert!(page.contains("Exit status: 0 on success"), "{page}");
    for command in ["explain", "list", "diagnose", "report", "completions", "man"] {
        assert!(page.contains(&format!("lvb\\-{command}(1)")), "{page}");
        let page = lvb(&format!("man {command}")).success();
        assert!(page.contains(&format!(".TH lvb-{command} 1")), "{page}");
        assert!(page.contains("Examples:"), "{page}");
    }
    assert!(lvb("man diagnose").success().contains("\\-\\-count\\-by"));
    let output = lvb("man unknown");
    assert_eq!(
        (output.status, output.stderr.as_str()),
        (Some(2), "error: lvb has no command unknown\n")
    );
}

#[test]
fn help_and_completions_list_the_values() {
    let help = lvb("diagnose --help").success();
    let tags: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
    let categories: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
    let languages = Lang::ALL.iter().map(|lang| format!("- {lang}: {}", lang.native_name()));
    let texts = ["Global options:", "Filters:", "Examples:"].map(str::to_owned);
    for text in texts.into_iter().chain(languages).chain([categories[..2].join(", ")]) {
        assert!(help.contains(&text), "{text}: {help}");
    }
    let (_, global) = help.split_once("Global options:").unwrap();
    assert!(global.contains("--lang") && global.contains("--color"), "{global}");
    let script = lvb("completions bash").success();
    for values in [tags.join(" "), categories.join(" ")] {
        assert!(script.contains(&format!("\"{values}\"")), "{values}");
    }
    let output = lvb("list --lang xx");
    assert_eq!(output.status, Some(2));
    let values = format!("[possible values: {}]", tags.join(", "));
    assert!(output.stderr.contains(&values), "{}", output.stderr);
    lvb("list --lang ko_KR.UTF-8").success();
}
