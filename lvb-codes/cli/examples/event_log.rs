//! Writes a log of callback notifications, as many as the first argument says: always the same
//! ones, for there is no chance in it.

use lvb_codes::Code;
use std::io::{self, BufWriter, Write};

/// The generator of Numerical Recipes, with the high bits of its state.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000_u64);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut numbers = Numbers(20_220_829);
    for index in 0..count {
        // Each second push is interrupted in this log. A few reasons are the most frequent ones.
        let is_start = numbers.below(2) == 0;
        let rank = numbers.below(64) * numbers.below(64) / 64;
        let code = Code::ALL[usize::try_from(rank).unwrap_or(0) % Code::ALL.len()];
        let (errcode, sub) =
            if is_start { (0, 0) } else { (code.errcode(), code.sub_errcode().unwrap_or(0)) };
        let stream = numbers.below(5000);
        let (domain, path) = (
            numbers.below(12),
            ["live", "event", "studio"][usize::try_from(numbers.below(3)).unwrap_or(0)],
        );
        writeln!(
            out,
            "{{\"app\":\"push{domain}.example.com\",\"appid\":1250000000,\"appname\":\"{path}\",\
             \"channel_id\":\"stream_{stream}\",\"errcode\":{errcode},\"sub_errcode\":{sub},\
             \"errmsg\":\"{}\",\"event_time\":{},\"event_type\":{},\"set_id\":{},\"node\":\"192.0.2.{}\",\
             \"sequence\":\"{}\",\"stream_id\":\"stream_{stream}\",\
             \"stream_param\":\"txSecret=0123456789abcdef&txTime=62EB0F00\",\"push_duration\":\"{}\",\
             \"user_ip\":\"198.51.100.{}\",\"width\":1280,\"height\":720,\
             \"sign\":\"ca3e25e5dc17a6f9909a9ae7281e300d\",\"t\":1661760000}}",
            if is_start { "ok" } else { "The push was interrupted" },
            1_661_730_000 + index / 20,
            u8::from(is_start),
            1 + numbers.below(200),
            numbers.below(256),
            6_674_468_118_000_000_000 + numbers.below(1 << 31),
            numbers.below(36_000_000),
            numbers.below(256),
        )?;
    }
    out.flush()
}
