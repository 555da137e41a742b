//! The tables of Markdown and HTML pages as filled grids, each cell with its place in the source.
//!
//! The modules in the order of flow:
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`source`] | bytes | a text with lines and columns, and spans in it |
//! | `repair` | tags broken by foreign white space | tags that a browser reads |
//! | `markdown` | Markdown | HTML, with a source map |
//! | `html` | HTML | a tree whose nodes know their place, within [`limit`]s |
//! | `misplaced` | tokens | content that is in no cell |
//! | `cells` | the tree | the tables, rows and cells of a [`document`] |
//! | [`grid`] | cells with spans | the slots that they cover |

mod cells;
pub mod document;
pub mod grid;
mod html;
pub mod limit;
mod markdown;
mod misplaced;
mod repair;
pub mod source;

pub use cells::normalize;
