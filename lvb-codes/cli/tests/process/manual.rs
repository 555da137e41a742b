//! Completion scripts and manual pages.

use crate::run::lvb;

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
    for command in ["explain", "list", "diagnose", "completions", "man"] {
        assert!(page.contains(&format!("lvb\\-{command}(1)")), "{page}");
        let page = lvb(&format!("man {command}")).success();
        assert!(page.contains(&format!(".TH lvb-{command} 1")), "{page}");
    }
    assert!(lvb("man diagnose").success().contains("\\-\\-count\\-by"));
    let output = lvb("man unknown");
    assert_eq!(
        (output.status, output.stderr.as_str()),
        (Some(2), "error: lvb has no command unknown\n")
    );
}
