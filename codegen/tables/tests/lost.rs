//! Content that Markdown tables lose.

use doc_tables::{Misplacement, Source, read};

/// Returns the lost content. An unclosed comment is also reported, as content that is hidden.
fn lost(markdown: &str) -> Vec<&str> {
    let misplaced = read(&Source::new("a.md", markdown)).unwrap().misplaced;
    let lost = misplaced.into_iter().filter(|found| found.kind == Misplacement::Outside);
    lost.map(|lost| &markdown[lost.range]).collect()
}

const TABLE: &str = "|a|b|\n|-|-|\n|1|2|\n";

#[test]
fn a_valid_table_loses_nothing() {
    for source in [
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n\nSee below.\n\n| c |\n|---|\n| 1 |\n",
        "a | b\n-|-\n1 \\| 2 | 3\n4\n\n# a | b\n\n| c | d |\n\n| e | 1 |\n",
        "no table\n\n| 1 | 2 |\n",
        "|a|b|\n|-|-|\n||2|\n|||\n|1|2| | |\n",
    ] {
        assert_eq!(lost(source), [] as [&str; 0], "{source}");
    }
}

#[test]
fn an_extra_cell_is_lost() {
    assert_eq!(lost("|a|b|\n|-|-|\n|1|2| 3 |4|\n|5|6|\n"), ["3 |4"]);
    assert_eq!(lost("> |a|b|\n> |-|-|\n> |1|2|3\n"), ["3"]);
}

#[test]
fn rows_after_the_end_of_a_table_are_lost() {
    assert_eq!(lost("|a|\n|-|\n|1|\n\n| 2 |\n| 3 |\n\n|4|\n"), ["2", "3", "4"]);
    assert_eq!(lost("a|b\n-|-\n1|2\n\n3|4\n"), ["3|4"]);
    for between in [
        "<!-- note -->\n",
        "\n    ",
        "- x\n",
        "***\n",
        "```\n",
        "### b\n",
        "<div></div>\n",
        "<div>\n<!-- x\ny -->\n",
        "<!-- -- >\n",
        "<!--\n",
        "<pre>\n",
        "\nNote:\n\n",
        "\n> ",
        "\n> - x\n>\n>   ",
        "\n\n",
    ] {
        assert_eq!(lost(&format!("{TABLE}{between}| 3 | 4 |\n")), ["3 | 4"], "{between}");
    }
    let comment = format!("{TABLE}<!-- -- >\n| 3 | 4 |\n<!-- x -->\n");
    assert_eq!(lost(&comment), ["3 | 4"]);
}

#[test]
fn rows_after_a_blank_line_are_lost_whatever_their_first_cell() {
    for row in ["`3` | 4", "**3** | 4", "[3](#c) | 4", "3", "x | 4", "<b>3</b> | 4", "---|---"] {
        assert_eq!(lost(&format!("{TABLE}\n| {row} |\n")), [row]);
    }
    assert_eq!(lost(&format!("{TABLE}\n| | 4 |\n")), ["4"]);
    assert_eq!(lost("a|b|c\n-|-|-\n1|2|3\n\n4|5\n"), ["4|5"]);
    assert_eq!(lost("a|b\n-|-\n1|2\n\n`3`|4\n\n**3**|4\n"), ["`3`|4", "**3**|4"]);
}

#[test]
fn text_after_a_table_is_not_lost() {
    for text in [
        "```\n| 3 | 4 |\n```\n",
        "## b\n\n```\n+---+\n| 3 | 4 |\n+---+\n```\n",
        "## b\n\n    | 3 | 4 |\n",
        "For example:\n\n    | 3 | 4 |\n",
        "<pre>\n| 3 | 4 |\n</pre>\n",
        "<!-- | 3 | 4 | -->\n",
        "<!--\n| 3 | 4 |\n-->\n",
        "Either `3 | 4` or a | b.\n",
        "`x` | y\n",
        "`3 | 4`\n",
        "`| 3 | 4 |`\n",
        "\\| 3 | 4\n",
        "3\n",
        "## b\n\n| 3 |\n",
        "## b | c\n\n| x | 4 |\n",
        "|c|d|\n|-|-|\n|x|4|\n",
    ] {
        assert_eq!(lost(&format!("{TABLE}\n{text}")), [] as [&str; 0], "{text}");
    }
}

#[test]
fn rows_beyond_the_limit_of_the_parser_are_lost() {
    let header = format!("|{}\n|{}\n", "a|".repeat(100), "-|".repeat(100));
    let short = header + &"|1\n".repeat(6_000);
    assert!(!lost(&short).is_empty());
}
