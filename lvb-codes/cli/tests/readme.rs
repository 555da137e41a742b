//! README quotes what is run.

use std::fs;
use std::path::Path;

#[test]
fn readme_quotes_the_queries_of_the_comparison() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    for name in ["duckdb", "spark", "clickhouse"] {
        let query = fs::read_to_string(folder.join(format!("bench/queries/{name}.sql"))).unwrap();
        assert!(readme.contains(&format!("```sql\n{query}```")), "{name}");
    }
}
