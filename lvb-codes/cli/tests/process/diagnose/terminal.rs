//! Output on a terminal.

use crate::diagnose::log::NOTIFICATIONS;
use crate::run::command;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Opens a terminal. Returns the thread that collects its text, and the end to write to.
fn terminal() -> (JoinHandle<String>, Stdio) {
    terminal_of(200)
}

/// Opens a terminal with some columns.
fn terminal_of(columns: u16) -> (JoinHandle<String>, Stdio) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&slave, size).unwrap();
    let reading = thread::spawn(move || {
        let mut master = File::from(master);
        let (mut all, mut buffer) = (Vec::new(), [0; 4096]);
        // Reading fails after the last writer has closed the terminal.
        while let Ok(len @ 1..) = master.read(&mut buffer) {
            all.extend_from_slice(&buffer[..len]);
        }
        String::from_utf8_lossy(&all).replace("\r\n", "\n")
    });
    (reading, slave.into())
}

/// Returns what a terminal on standard output shows.
fn seen(mut command: Command) -> String {
    let (reading, terminal) = terminal();
    let mut child = command.stdin(Stdio::piped()).stdout(terminal).spawn().unwrap();
    // The command holds the terminal open.
    drop(command);
    child.stdin.take().unwrap().write_all(NOTIFICATIONS.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    reading.join().unwrap()
}

fn with_term(args: &[&str]) -> Command {
    let mut command = command(args);
    command.env("TERM", "xterm-256color");
    command
}

#[test]
fn counts_have_bars() {
    let mut command = with_term(&["diagnose", "--count-by", "path"]);
    command.env("NO_COLOR", "1");
    assert_eq!(
        seen(command),
        "     COUNT   SHARE                        PATH\n         2   66.7%  ████████████████████  live\n         1   33.3%  ██████████            회의\n         3  total\n"
    );
}

#[test]
fn headers_are_bold_unless_colour_is_off() {
    let is_styled = |command| seen(command).contains("\u{1b}[1m");
    for args in [&["diagnose"][..], &["diagnose", "--count-by", "path"]] {
        assert!(is_styled(with_term(args)), "{args:?}");
        let mut no_color = with_term(args);
        no_color.env("NO_COLOR", "1");
        assert!(!is_styled(no_color), "{args:?}");
        let never = [args, &["--color", "never"]].concat();
        assert!(!is_styled(with_term(&never)), "{args:?}");
    }
    let folder = tempfile::TempDir::new().unwrap();
    let log = folder.path().join("events.ndjson");
    std::fs::write(&log, NOTIFICATIONS).unwrap();
    let piped = |args: &[&str]| {
        let output = with_term(args).arg(&log).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(!piped(&["diagnose"]));
    assert!(piped(&["diagnose", "--color", "always"]));
    assert!(!piped(&["diagnose", "--color", "always", "--format", "csv"]));
}

/// Returns what a terminal on standard error shows while a log pauses.
fn seen_meanwhile(args: &[&str], pause: Duration) -> String {
    let (reading, terminal) = terminal();
    let mut command = with_term(args);
    let mut child = command.stdin(Stdio::piped()).stderr(terminal).spawn().unwrap();
    drop(command);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(NOTIFICATIONS.as_bytes()).unwrap();
    thread::sleep(pause);
    stdin.write_all(NOTIFICATIONS.as_bytes()).unwrap();
    drop(stdin);
    assert!(child.wait_with_output().unwrap().status.success());
    reading.join().unwrap()
}

#[test]
fn only_a_long_run_shows_progress() {
    let args = ["diagnose", "--count-by", "path", "--quiet"];
    let seen = seen_meanwhile(&args, Duration::from_millis(1200));
    assert!(seen.contains(" KiB"), "{seen:?}");
    assert_eq!(seen_meanwhile(&args, Duration::ZERO), "");
}

#[test]
fn a_table_fits_the_terminal() {
    let log = format!(
        "{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{}\",\"app\":\"{}.livepush.example.com\",\"user_ip\":\"2001:db8:1234:5678:9abc:def0:1234:5678\"}}\n",
        "s".repeat(60),
        "1".repeat(20),
    );
    for columns in [80, 120, 200] {
        let (reading, terminal) = terminal_of(columns);
        let mut command = with_term(&["diagnose", "--color", "never"]);
        let mut child = command.stdin(Stdio::piped()).stdout(terminal).spawn().unwrap();
        drop(command);
        child.stdin.take().unwrap().write_all(log.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        let table = reading.join().unwrap();
        assert_eq!(table.lines().count(), 2, "{table}");
        for line in table.lines() {
            assert!(line.chars().count() <= usize::from(columns), "{columns}: {line}");
        }
    }
}

#[test]
fn reading_from_a_terminal_prints_a_message() {
    let (reading, terminal) = terminal();
    let mut command = with_term(&["diagnose", "--strict"]);
    command.stdin(terminal);
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut stderr = child.stderr.take().unwrap();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut first = [0; 22];
        send.send(stderr.read_exact(&mut first).map(|()| first))
    });
    let first = receive.recv_timeout(Duration::from_secs(60));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(&first.unwrap().unwrap(), b"reading standard input");
    drop(child);
    reading.join().unwrap();
}
