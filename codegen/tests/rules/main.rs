//! One file per rule: each test breaks the rule on purpose, and most compare the whole message.

mod all_rules;
mod ambiguous_table;
mod bad_code;
mod broken_tag;
mod check;
mod duplicate_code;
mod edited_document;
mod empty_reason;
mod extra_code;
mod group_and_leaf;
mod lost_content;
mod merged_reason;
mod misplaced_cell;
mod missing_code;
mod moved_reason;
mod moved_text;
mod nested_table;
mod no_code_table;
mod overlapping_cells;
mod retired_code;
mod span_past_end;
mod split_reason;
mod stale_allow;
mod stale_correction;
mod stale_output;
mod uncategorized;
mod unclosed_table;
mod unknown_category;
mod unknown_code;
mod unknown_header;
mod unnamed_code;
mod unsafe_text;
mod untranslated;
mod unused_category;
#[path = "../workspace/mod.rs"]
mod workspace;
