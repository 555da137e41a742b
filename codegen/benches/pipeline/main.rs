//! The cost of each stage for documents of 1,000, 10,000 and 100,000 codes in two languages. Throughput
//! is in codes; `max alloc` is the peak memory.

mod documents;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use documents::Form::{self, HtmlInMarkdown, MarkdownTable, Page};
use lvb_codegen::finding::Findings;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::Names;
use lvb_codegen::page::Origin;
use lvb_codegen::pipeline;
use std::fs;
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// The forms and numbers of codes.
const DOCUMENTS: [(Form, usize); 9] = [
    (Page, 1_000),
    (Page, 10_000),
    (Page, 100_000),
    (HtmlInMarkdown, 1_000),
    (HtmlInMarkdown, 10_000),
    (HtmlInMarkdown, 100_000),
    (MarkdownTable, 1_000),
    (MarkdownTable, 10_000),
    (MarkdownTable, 100_000),
];

fn main() {
    divan::main();
}

struct Input {
    _folder: TempDir,
    manifest: Manifest,
    names: Names,
}

fn input((form, codes): (Form, usize)) -> Input {
    let folder = TempDir::new().unwrap();
    documents::write(folder.path(), form, codes);
    let manifest = Manifest::read(&folder.path().join("sources.toml")).unwrap();
    Input { names: Names::read(&manifest.names).unwrap(), manifest, _folder: folder }
}

/// Returns a counter of the codes of both languages.
fn codes(document: (Form, usize)) -> ItemsCount {
    ItemsCount::new(2 * document.1)
}

/// The bytes of both documents to their catalogs.
#[divan::bench(args = DOCUMENTS, sample_count = 7, sample_size = 1)]
fn read(bencher: Bencher<'_, '_>, document: (Form, usize)) {
    let input = input(document);
    let languages = &input.manifest.languages;
    let bytes: Vec<Vec<u8>> =
        languages.iter().map(|language| fs::read(&language.document).unwrap()).collect();
    bencher.counter(codes(document)).bench_local(|| {
        for (language, bytes) in languages.iter().zip(&bytes) {
            let name = language.document.display().to_string();
            let mut findings = Findings::default();
            let bytes = bytes.clone();
            let (manifest, origin) = (&input.manifest, Origin::Vendored);
            let page =
                pipeline::page(&name, bytes, language, manifest, origin, &mut findings).unwrap();
            black_box(page.catalog.unwrap());
        }
    });
}

/// All files to the agreement.
#[divan::bench(args = DOCUMENTS, sample_count = 7, sample_size = 1)]
fn agree(bencher: Bencher<'_, '_>, document: (Form, usize)) {
    let input = input(document);
    bencher.counter(codes(document)).bench_local(|| {
        black_box(pipeline::run(&input.manifest, &input.names).unwrap());
    });
}

/// The agreement to the text of the module, which does not depend on the form of the documents.
#[divan::bench(args = [(Page, 1_000), (Page, 10_000)], sample_count = 3, sample_size = 1)]
fn generate(bencher: Bencher<'_, '_>, document: (Form, usize)) {
    let input = input(document);
    let outcome = pipeline::run(&input.manifest, &input.names).unwrap();
    let agreement = outcome.agreement.expect("the documents agree");
    bencher.counter(ItemsCount::new(document.1)).bench_local(|| {
        black_box(pipeline::module(&input.manifest, &agreement));
    });
}
