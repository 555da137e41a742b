//! What the pipeline costs per code, in time and in memory, for 1,000, 10,000 and 100,000 codes in
//! two languages, beside what scraper alone takes to parse the same HTML.
//!
//! Times are medians; the stages take turns, so that noise hits all of them. Peak memory is what
//! the system counts for a process that runs a stage once, without what it has before.

mod documents;

use documents::Form;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::pipeline::{self, Outcome};
use lvb_codegen::{catalog, files, generate};
use scraper::Html;
use std::cell::OnceCell;
use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Numbers of codes, and how often the costs of each are measured.
const SIZES: [(u32, usize); 3] = [(1_000, 21), (10_000, 7), (100_000, 3)];

type Stage = (&'static str, fn(&Input));

const STAGES: [Stage; 4] = [
    ("scraper", Input::scrape),
    ("reading", Input::read),
    ("agreement", Input::agree),
    ("generation", Input::generate),
];

struct Input {
    manifest: Manifest,
    outcome: OnceCell<Outcome>,
}

impl Input {
    fn new(folder: &Path) -> Self {
        Self {
            manifest: Manifest::read(&folder.join("sources.toml")).unwrap(),
            outcome: OnceCell::new(),
        }
    }

    /// scraper alone: the HTML of both documents to trees.
    fn scrape(&self) {
        for language in &self.manifest.languages {
            let html = fs::read_to_string(documents::rendered(&language.document)).unwrap();
            black_box(Html::parse_document(&html));
        }
    }

    /// Both documents to their catalogs.
    fn read(&self) {
        for language in &self.manifest.languages {
            let source = files::read(&language.document).unwrap();
            let document = doc_tables::read(&source).unwrap();
            black_box(catalog::read(&document, None, &language.columns).unwrap());
        }
    }

    /// All files to the agreement.
    fn agree(&self) {
        black_box(self.run());
    }

    /// The agreement to the text of the module.
    fn generate(&self) {
        let outcome = self.outcome();
        let agreement = outcome.agreement.as_ref().expect("the documents agree");
        black_box(generate::text(&outcome.manifest, agreement).unwrap());
    }

    fn outcome(&self) -> &Outcome {
        self.outcome.get_or_init(|| self.run())
    }

    fn run(&self) -> Outcome {
        pipeline::run(&self.manifest.path).unwrap()
    }
}

/// The stages that are measured. The module is the same, however the documents are written.
fn stages(form: Form) -> &'static [Stage] {
    match form {
        Form::Page => &STAGES,
        Form::Table | Form::Pipe => &STAGES[..3],
    }
}

/// What each stage costs per code.
struct Costs {
    microseconds: Vec<f64>,
    /// None where the system does not tell.
    kilobytes: Option<Vec<f64>>,
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [command, stage, folder] = &args[..] {
        assert_eq!(command, "peak");
        return print_peak(stage, Path::new(folder));
    }
    for form in Form::ALL {
        let costs = SIZES.map(|(codes, samples)| measure(form, codes, samples));
        let times = costs.each_ref().map(|costs| &costs.microseconds[..]);
        print(&format!("{}, us per code", form.name()), form, times);
        if let [Some(small), Some(medium), Some(large)] =
            costs.each_ref().map(|costs| costs.kilobytes.as_deref())
        {
            let title = format!("{}, peak memory, kB per code", form.name());
            print(&title, form, [small, medium, large]);
        }
    }
}

/// Prints a table of costs, and how they grow: those for the most codes, divided by those for the
/// fewest.
fn print(title: &str, form: Form, costs: [&[f64]; 3]) {
    let names = stages(form).iter().map(|(name, _)| format!(" {name} |"));
    println!("\n{title}\n\n| codes |{} reading/scraper |", names.collect::<String>());
    println!("|---:|{}---:|", "---:|".repeat(stages(form).len()));
    let line = |head: &str, values: &[f64], last: &str| {
        let values = values.iter().map(|value| format!(" {value:.2} |"));
        println!("| {head} |{} {last} |", values.collect::<String>());
    };
    for ((codes, _), costs) in SIZES.iter().zip(costs) {
        line(&codes.to_string(), costs, &format!("{:.2}", costs[1] / costs[0]));
    }
    let [small, .., large] = costs;
    let growth: Vec<f64> = small.iter().zip(large).map(|(small, large)| large / small).collect();
    line("growth", &growth, "");
}

fn measure(form: Form, codes: u32, samples: usize) -> Costs {
    let folder = tempfile::tempdir().unwrap();
    documents::write(folder.path(), form, codes).unwrap();
    let input = Input::new(folder.path());
    input.outcome();
    let mut times = vec![Vec::new(); stages(form).len()];
    for _ in 0..samples {
        for ((_, run), times) in stages(form).iter().zip(&mut times) {
            let start = Instant::now();
            run(&input);
            times.push(start.elapsed());
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[samples / 2].as_secs_f64() * 1e6 / f64::from(codes)
    };
    let peak = |(stage, _): &Stage| Some(peak(stage, folder.path())? / f64::from(codes));
    Costs {
        microseconds: times.into_iter().map(median).collect(),
        kilobytes: stages(form).iter().map(peak).collect(),
    }
}

/// Lets another process run a stage, and takes what that prints.
fn peak(stage: &str, folder: &Path) -> Option<f64> {
    let program = env::current_exe().unwrap();
    let output = Command::new(program).args(["peak", stage]).arg(folder).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().parse().ok()
}

/// Prints the kilobytes that this process comes to need for a stage. Generation makes the
/// agreement, too.
fn print_peak(stage: &str, folder: &Path) {
    let input = Input::new(folder);
    let before = high_water_mark();
    let (_, run) = STAGES.iter().find(|(name, _)| *name == stage).unwrap();
    run(&input);
    if let (Some(before), Some(after)) = (before, high_water_mark()) {
        println!("{}", after - before);
    }
}

/// The most kilobytes of memory that this process has had, as Linux counts them.
fn high_water_mark() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
