//! `lvb completions` and `lvb man`: print completion scripts and manual pages.

use crate::console::Console;
use crate::error::{Error, Status};
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man as Page;

/// Arguments of `lvb completions`.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb completions bash > ~/.local/share/bash-completion/completions/lvb")]
pub struct Completions {
    /// The shell that runs the script
    shell: Shell,
}

/// Arguments of `lvb man`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb man > lvb.1
  lvb man diagnose > lvb-diagnose.1")]
pub struct Man {
    /// The command to describe [default: lvb itself]
    command: Option<String>,
}

impl Completions {
    /// Prints the completion script for the shell.
    pub fn run(self, mut lvb: Command, console: &mut Console<'_>) -> Result<Status, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut lvb, "lvb", &mut script);
        console.print(&String::from_utf8_lossy(&script))?;
        Ok(Status::Done)
    }
}

impl Man {
    /// Prints the manual page.
    pub fn run(self, mut lvb: Command, console: &mut Console<'_>) -> Result<Status, Error> {
        lvb.build();
        let command = match self.command {
            None => lvb,
            Some(name) => {
                let found = lvb.find_subcommand(&name).cloned();
                found.ok_or_else(|| Error::new(format!("lvb has no command {name}")))?
            }
        };
        let mut page = Vec::new();
        let rendered = Page::new(command).render(&mut page);
        rendered.map_err(|error| Error::new(format!("cannot write the manual page: {error}")))?;
        console.print(&String::from_utf8_lossy(&page))?;
        Ok(Status::Done)
    }
}
