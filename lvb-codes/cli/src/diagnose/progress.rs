//! The progress bar of a long run.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// The time after which the bar is shown.
const DELAY: Duration = Duration::from_secs(1);

/// A progress bar on standard error. It is best effort; write errors are ignored.
#[derive(Debug)]
pub(crate) struct Progress {
    pub(crate) bar: ProgressBar,
    /// The time at which to show the bar; none once it is shown.
    due: Option<Instant>,
}

impl Progress {
    /// Creates the bar, hidden at first; `bytes` is the size of all logs, if known.
    pub(crate) fn new(is_shown: bool, bytes: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::hidden());
        let template = match bytes {
            Some(_) => "{percent:>3}% {bar:30} {binary_bytes} of {binary_total_bytes}, {eta} left",
            None => "{spinner} {binary_bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, due: is_shown.then(|| Instant::now() + DELAY) }
    }

    /// Shows the bar if the run has become long.
    pub(crate) fn beat(&mut self) {
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.tick();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
