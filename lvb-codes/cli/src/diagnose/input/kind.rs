//! The kind of a file, by its first bytes.

use super::Reader;
use super::utf16::Order;
use std::io::{self, BufRead, BufReader};

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Text,
    Utf16(Order),
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    /// A file that cannot be read, with its kind and a remedy.
    Other(&'static str),
}

/// Kinds of files that are recognised but not supported.
const OTHERS: [(&[u8], &str); 14] = [
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "a rar archive: unpack it first"),
    (b"\x04\x22\x4d\x18", "compressed with lz4: pipe the output of `lz4 -dc` instead"),
    (b"\xff\x06\x00\x00sNaPpY", "compressed with snappy: unpack it first"),
    (b"LZIP", "compressed with lzip: pipe the output of `lzip -dc` instead"),
    (b"\x1f\x9d", "compressed with compress: pipe the output of `gzip -dc` instead"),
    (b"\x5d\x00\x00", "compressed with lzma: pipe the output of `xz -dc` instead"),
    (b"\x89LZO\x00", "compressed with lzop: pipe the output of `lzop -dc` instead"),
    (b"PAR1", "a Parquet file: export it as JSON first"),
    (b"ORC", "an ORC file: export it as JSON first"),
    (b"Obj\x01", "an Avro file: export it as JSON first"),
    (b"SQLite format 3\0", "an SQLite database: export it as JSON first"),
];

/// Returns the kind of a file, and a reader of the whole file.
pub(super) fn of(reader: Reader) -> io::Result<(FileKind, BufReader<Reader>)> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let kind = kind(reader.fill_buf()?);
    Ok((kind, reader))
}

fn kind(start: &[u8]) -> FileKind {
    match start {
        [0x1f, 0x8b, ..] => FileKind::Gzip,
        // Parallel compressors begin files with a skippable frame.
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => FileKind::Zstd,
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => FileKind::Bzip2,
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => FileKind::Xz,
        [0xff, 0xfe, ..] => FileKind::Utf16(Order::Little),
        [0xfe, 0xff, ..] => FileKind::Utf16(Order::Big),
        _ => {
            let other = OTHERS.iter().find(|(magic, _)| start.starts_with(magic));
            let unmarked = || utf16(start).map_or(FileKind::Text, FileKind::Utf16);
            other.map_or_else(unmarked, |(_, name)| FileKind::Other(name))
        }
    }
}

/// Returns the byte order of UTF-16 without a byte order mark. Most units of a log are ASCII:
/// their high byte is NUL, and no low byte is.
fn utf16(start: &[u8]) -> Option<Order> {
    let (units, _) = start[..start.len().min(1024)].as_chunks::<2>();
    let count = |byte: usize| units.iter().filter(|unit| unit[byte] == 0).count();
    match (count(0), count(1)) {
        (0, high) if high > units.len() / 2 => Some(Order::Little),
        (high, 0) if high > units.len() / 2 => Some(Order::Big),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FileKind, OTHERS, Order, kind};

    #[test]
    fn json_and_text_are_read() {
        for start in ["", "{", "[", "2022", "\u{feff}{", "BZ", "PK", "\0\0\0"] {
            assert_eq!(kind(start.as_bytes()), FileKind::Text, "{start}");
        }
    }

    #[test]
    fn utf_16_needs_no_byte_order_mark() {
        for text in ["{\"a\":\"한국어\"}", "x", &"event ".repeat(1000)] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(kind(&little), FileKind::Utf16(Order::Little), "{text}");
            assert_eq!(kind(&big), FileKind::Utf16(Order::Big), "{text}");
        }
        for text in
            [&b"\0\0\0\0{\"a\":1}"[..], b"{\"a\":1}\0\0\0\0\0\0\0\0\0\0\0\0", b"{\0\"a\":1}"]
        {
            assert_eq!(kind(text), FileKind::Text, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn every_other_kind_is_named() {
        for (magic, name) in OTHERS {
            assert_eq!(kind(&[magic, b"rest"].concat()), FileKind::Other(name));
        }
    }
}
