//! Pages for the tests.

use doc_tables::Source;
use lvb_codegen::catalog::{self, Catalog};
use lvb_codegen::finding::Findings;
use lvb_codegen::manifest::Columns;

/// Returns the catalog of a page with these rows.
pub(crate) fn page(rows: &[(&str, &str)]) -> Catalog {
    let rows = rows.iter().map(|(code, reason)| format!("|{code}|{reason}|\n"));
    let text = format!("|code|sub|reason|\n|-|-|-|\n{}", rows.collect::<String>());
    let document = doc_tables::read(&Source::new("en.md", text)).unwrap();
    let of = |text: &str| vec![text.to_owned()];
    let columns = Columns { code: of("code"), sub_code: of("sub"), reason: of("reason") };
    let grids = doc_tables::grids(&document).unwrap();
    catalog::read(&document, &grids, None, &columns, &mut Findings::default()).unwrap()
}
