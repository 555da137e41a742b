//! UTF-16, as Windows tools write it.

use std::io::{self, BufRead, Read};

/// The order of the two bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// Decodes UTF-16 to UTF-8. An unpaired surrogate becomes U+FFFD.
pub(super) struct Utf16<R> {
    source: R,
    order: Order,
    /// The bytes of an incomplete character.
    rest: Vec<u8>,
    /// UTF-8 that was decoded but not read yet.
    decoded: io::Cursor<Vec<u8>>,
}

impl<R: BufRead> Utf16<R> {
    pub(super) fn new(source: R, order: Order) -> Self {
        Self { source, order, rest: Vec::new(), decoded: io::Cursor::default() }
    }

    /// Decodes the available bytes. Returns false at the end.
    fn decode(&mut self) -> io::Result<bool> {
        let bytes = self.source.fill_buf()?;
        let is_end = bytes.is_empty();
        let len = bytes.len();
        self.rest.extend_from_slice(bytes);
        self.source.consume(len);
        let units: Vec<u16> = self
            .rest
            .chunks_exact(2)
            .map(|unit| match self.order {
                Order::Little => u16::from_le_bytes([unit[0], unit[1]]),
                Order::Big => u16::from_be_bytes([unit[0], unit[1]]),
            })
            .collect();
        // The first half of a surrogate pair waits for the second.
        let waits = !is_end && matches!(units.last(), Some(0xd800..=0xdbff));
        let complete = &units[..units.len() - usize::from(waits)];
        let text: String = char::decode_utf16(complete.iter().copied())
            .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.rest.drain(..2 * complete.len());
        self.decoded = io::Cursor::new(text.into_bytes());
        Ok(!is_end)
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.decoded.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if !self.decode()? && self.decoded.get_ref().is_empty() {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Utf16};
    use std::io::{BufReader, Read};

    fn decode(bytes: &[u8], order: Order) -> String {
        let mut text = String::new();
        // Two bytes at a time, and one.
        for capacity in [1, 2, 3, 100] {
            let before = std::mem::take(&mut text);
            let source = BufReader::with_capacity(capacity, bytes);
            Utf16::new(source, order).read_to_string(&mut text).unwrap();
            assert!(capacity == 1 || text == before);
        }
        text
    }

    #[test]
    fn both_orders_are_read() {
        let text = "{\"a\":\"한😀\"}\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, Order::Little), text);
        assert_eq!(decode(&big, Order::Big), text);
        assert_eq!(decode(&big[..big.len() - 1], Order::Big), text.trim_end());
    }

    #[test]
    fn an_unpaired_surrogate_is_replaced() {
        assert_eq!(decode(b"\xd8\x00", Order::Big), "\u{fffd}");
        assert_eq!(decode(b"\xd8\x00\x00a", Order::Big), "\u{fffd}a");
        assert_eq!(decode(b"\xdc\x00\x00a", Order::Big), "\u{fffd}a");
    }
}
