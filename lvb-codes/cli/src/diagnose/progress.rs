//! How far a long run is, for the person at the terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Read;
use std::time::{Duration, Instant};

/// A run that takes less has no need of it.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, or nothing.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// When it is shown, if that is still to come.
    due: Option<Instant>,
}

impl Progress {
    /// For logs of so many bytes, if that is known.
    #[must_use]
    pub fn new(is_wanted: bool, bytes: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::hidden());
        let template = match bytes {
            Some(_) => "{percent:>3}% {bar:30} {binary_bytes} of {binary_total_bytes}, {eta} left",
            None => "{spinner} {binary_bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, due: is_wanted.then(|| Instant::now() + PATIENCE) }
    }

    /// The bar, to count what is read.
    #[must_use]
    pub fn counter(&self) -> Counter {
        Counter(self.bar.clone())
    }

    /// Shows the bar once the run has taken a while.
    pub fn beat(&mut self) {
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.tick();
        }
    }

    /// Does something that may write to the same terminal.
    pub fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Counts the bytes that are read.
#[derive(Clone, Debug)]
pub struct Counter(ProgressBar);

impl Counter {
    /// The same bytes, counted.
    pub fn count(&self, reader: impl Read + Send + 'static) -> impl Read + Send + 'static {
        self.0.wrap_read(reader)
    }
}
