//! Completion scripts and manual pages.

use crate::args::Args;
use crate::error::Error;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

/// The completion script for a shell.
#[must_use]
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "lvb", &mut script);
    script
}

/// The manual page of `lvb`, or of one of its commands.
///
/// # Errors
///
/// There is no such command.
pub fn page(command: Option<&str>) -> Result<Vec<u8>, Error> {
    let mut all = Args::command();
    all.build();
    let command = match command {
        None => all,
        Some(name) => {
            let found = all.find_subcommand(name).cloned();
            found.ok_or_else(|| Error::new(format!("lvb has no command {name}")))?
        }
    };
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|error| Error::new(format!("cannot write the manual page: {error}")))?;
    Ok(page)
}
