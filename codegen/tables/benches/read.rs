//! The cost of reading a table of 1,000, 10,000 and 100,000 rows, beside the parse alone: by scraper
//! for an HTML page, by comrak for Markdown. Each includes the release of its memory. Throughput is in
//! rows; `max alloc` is the peak memory.

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const ROWS: [usize; 3] = [1_000, 10_000, 100_000];

const TEXT: &str = "There is no data from the push client, so the connection timed out.";

fn main() {
    divan::main();
}

#[divan::bench_group(sample_count = 11, sample_size = 1)]
mod html {
    use super::{Bencher, ItemsCount, ROWS, TEXT, black_box};
    use doc_tables::{Source, read as read_tables};
    use scraper::Html;

    /// Every 25 rows share their first cell.
    fn page(rows: usize) -> String {
        let row = |index: usize| {
            let group = match index % 25 {
                0 => format!("<td rowspan=25>{}</td>\n", index / 25),
                _ => String::new(),
            };
            format!("<tr>\n{group}<td>{index}</td>\n<td>{TEXT}</td>\n</tr>\n")
        };
        let rows: String = (0..rows).map(row).collect();
        format!("<!DOCTYPE html>\n<table>\n{rows}</table>\n")
    }

    #[divan::bench(args = ROWS)]
    fn scraper(bencher: Bencher<'_, '_>, rows: usize) {
        let page = page(rows);
        bencher
            .counter(ItemsCount::new(rows))
            .bench_local(|| drop(black_box(Html::parse_document(black_box(&page)))));
    }

    #[divan::bench(args = ROWS)]
    fn read(bencher: Bencher<'_, '_>, rows: usize) {
        let source = Source::new("page.html", page(rows));
        bencher
            .counter(ItemsCount::new(rows))
            .bench_local(|| drop(black_box(read_tables(black_box(&source)).unwrap())));
    }
}

#[divan::bench_group(sample_count = 11, sample_size = 1)]
mod markdown {
    use super::{Bencher, ItemsCount, ROWS, TEXT, black_box};
    use comrak::options::Extension;
    use comrak::{Arena, Options, parse_document};
    use doc_tables::{Source, read as read_tables};

    fn page(rows: usize) -> String {
        let row = |index: usize| format!("| {} | {index} | {TEXT} |\n", index / 25);
        let rows: String = (0..rows).map(row).collect();
        format!("| a | b | c |\n|---|---|---|\n{rows}")
    }

    #[divan::bench(args = ROWS)]
    fn comrak(bencher: Bencher<'_, '_>, rows: usize) {
        let page = page(rows);
        let extension = Extension { table: true, strikethrough: true, ..Extension::default() };
        let options = Options { extension, ..Options::default() };
        bencher.counter(ItemsCount::new(rows)).bench_local(|| {
            let arena = Arena::new();
            black_box(parse_document(&arena, black_box(&page), &options));
        });
    }

    #[divan::bench(args = ROWS)]
    fn read(bencher: Bencher<'_, '_>, rows: usize) {
        let source = Source::new("page.md", page(rows));
        bencher
            .counter(ItemsCount::new(rows))
            .bench_local(|| drop(black_box(read_tables(black_box(&source)).unwrap())));
    }
}
