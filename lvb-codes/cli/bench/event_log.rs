//! Writes a log of callback notifications. The first argument is their number; the log is always the
//! same.

use fastrand::Rng;
use lvb_codes::{Code, Lang};
use std::io::{self, BufWriter, Write};

const SEED: u64 = 20_220_829;

/// A push that is not interrupted yet.
#[derive(Clone)]
struct Push {
    sequence: u64,
    started: u64,
}

fn main() -> io::Result<()> {
    let argument = std::env::args().nth(1).map(|count| count.parse());
    let Some(Ok(count)) = argument else {
        return Err(io::Error::other("usage: event_log COUNT"));
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut rng = Rng::with_seed(SEED);
    let mut pushes = vec![None; 5000];
    for index in 0..count {
        let now = 1_661_730_000 + index / 20;
        let stream = rng.usize(..pushes.len());
        match pushes[stream].take() {
            None => {
                let sequence = 6_674_468_118_000_000_000 + rng.u64(..1 << 40);
                notify(&mut out, &mut rng, stream, sequence, now, None)?;
                pushes[stream] = Some(Push { sequence, started: now });
            }
            Some(Push { sequence, started }) => {
                let milliseconds = (now - started) * 1000 + rng.u64(..1000);
                notify(&mut out, &mut rng, stream, sequence, now, Some(milliseconds))?;
            }
        }
    }
    out.flush()
}

/// Writes a notification of an interruption if it has a duration, otherwise of a start.
fn notify(
    out: &mut impl Write,
    rng: &mut Rng,
    stream: usize,
    sequence: u64,
    now: u64,
    duration: Option<u64>,
) -> io::Result<()> {
    // Lower codes are more frequent.
    let rank = rng.usize(..Code::ALL.len()).min(rng.usize(..Code::ALL.len()));
    let code = Some(Code::ALL[rank]).filter(|_| duration.is_some());
    let path = ["live", "event", "studio"][stream % 3];
    write!(
        out,
        "{{\"app\":\"push{}.example.com\",\"appid\":1250000000,\"appname\":\"{path}\",\
         \"channel_id\":\"stream_{stream}\",\"errcode\":{},\"errmsg\":\"{}\",\"event_time\":{now},\
         \"event_type\":{},\"set_id\":{},\"node\":\"192.0.2.{}\",\"sequence\":\"{sequence}\",\
         \"stream_id\":\"stream_{stream}\",\
         \"stream_param\":\"txSecret={:032x}&txTime={:08X}\",\"user_ip\":\"198.51.100.{}\",",
        stream % 12,
        code.map_or(0, Code::errcode),
        code.map_or("ok", |code| code.text(Lang::En)),
        u8::from(duration.is_none()),
        rng.u8(1..=200),
        rng.u8(..),
        rng.u128(..),
        now + 86_400,
        rng.u8(..),
    )?;
    if let Some(sub_errcode) = code.and_then(Code::sub_errcode) {
        write!(out, "\"sub_errcode\":{sub_errcode},")?;
    }
    if let Some(duration) = duration {
        write!(out, "\"push_duration\":\"{duration}\",")?;
    }
    writeln!(
        out,
        "\"width\":1280,\"height\":720,\"sign\":\"{:032x}\",\"t\":{}}}",
        rng.u128(..),
        now + 600
    )
}
