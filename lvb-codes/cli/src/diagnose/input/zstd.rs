//! zstd files.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};

/// The maximum window of a zstd frame, in bytes. The decoder holds about two windows.
pub const MAX_WINDOW: u64 = 16 << 20;

/// An empty last block (RFC 8878, section 3.1.1.2), and four bytes in place of a checksum.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// Decompresses a zstd file: a sequence of frames.
pub(super) struct Zstd<R> {
    source: R,
    frame: FrameDecoder,
    is_in_frame: bool,
    /// An error to return after the data before it was read.
    failed: Option<io::Error>,
}

impl<R: BufRead> Zstd<R> {
    pub(super) fn new(source: R) -> Self {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(MAX_WINDOW);
        Self { source, frame, is_in_frame: false, failed: None }
    }

    /// Starts the next frame. Returns false at the end.
    fn start(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.frame.init(&mut self.source) {
                Ok(()) => {
                    self.is_in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(FrameDecoderError::WindowSizeTooBig { .. }) => {
                    return Err(io::Error::other(
                        "its zstd window is larger than 16 MiB; pipe the output of `zstd -dc \
                         --long=31` instead",
                    ));
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    /// Decodes a block. An error ends the frame, so that the data before it can still be read.
    fn decode(&mut self) -> io::Result<()> {
        let one = || BlockDecodingStrategy::UptoBlocks(1);
        if let Err(error) = self.frame.decode_blocks(&mut self.source, one()) {
            self.frame.decode_blocks(&LAST_BLOCK[..], one()).map_err(io::Error::other)?;
            self.failed = Some(io::Error::other(error));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.is_in_frame || self.start()? {
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                self.decode()?;
            }
            let read = self.frame.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            self.is_in_frame = false;
            let checksum = self.frame.get_checksum_from_data();
            if checksum.is_some() && checksum != self.frame.get_calculated_checksum() {
                return Err(io::Error::other("the checksum of a zstd frame does not match"));
            }
        }
        Ok(0)
    }
}
