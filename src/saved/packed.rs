//! The text in local storage: compressed, with 15 bits in each UTF-16 unit.
//!
//! Local storage takes 5,242,880 units of 16 bits. Unit `0x20 + v` carries the 15 bits `v`, so every unit
//! lies in `0x20..=0x801F`: no surrogate, no control character. The bits are a zlib stream, which ends by
//! itself and carries a checksum. Text is compressed natively by the browser where it can, else here; both
//! give the same kind of stream.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::{MAX_TEXT_BYTES, OpenError};

const BITS: u32 = 15;
const FIRST_UNIT: u32 = 0x20;

/// Compresses and packs a text. `level` 1 is quick, 9 is small.
pub fn pack(text: &str, level: u8) -> String {
    pack_bytes(&compress_to_vec_zlib(text.as_bytes(), level))
}

/// Packs bytes that are already compressed.
pub fn pack_bytes(bytes: &[u8]) -> String {
    let mut packed = String::with_capacity(bytes.len() / 2 * 3 + 4);
    let (mut held, mut n_held) = (0_u32, 0);
    for &byte in bytes {
        held = (held << 8) | u32::from(byte);
        n_held += 8;
        if n_held >= BITS {
            n_held -= BITS;
            packed.extend(char::from_u32(FIRST_UNIT + (held >> n_held)));
            held &= (1 << n_held) - 1;
        }
    }
    if n_held > 0 {
        packed.extend(char::from_u32(FIRST_UNIT + (held << (BITS - n_held))));
    }
    packed
}

/// The compressed bytes, with up to one byte of filling at the end.
///
/// # Errors
/// When a character is not one of those [`pack_bytes`] writes.
pub fn unpack_bytes(packed: &str) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::with_capacity(packed.len() / 3 * 2 + 2);
    let (mut held, mut n_held) = (0_u32, 0);
    for mark in packed.chars() {
        let value = u32::from(mark).wrapping_sub(FIRST_UNIT);
        if value >> BITS != 0 {
            return Err(OpenError::damaged(
                "the stored text",
                "a character in it was changed",
            ));
        }
        held = (held << BITS) | value;
        n_held += BITS;
        while n_held >= 8 {
            n_held -= 8;
            bytes.push((held >> n_held) as u8);
            held &= (1 << n_held) - 1;
        }
    }
    Ok(bytes)
}

/// The text that was packed; never more than [`MAX_TEXT_BYTES`].
///
/// # Errors
/// Changed, cut off, or larger than a portfolio can be.
pub fn unpack(packed: &str) -> Result<String, OpenError> {
    inflate(&unpack_bytes(packed)?)
}

/// Compresses a text to a zlib stream.
pub fn deflate(text: &str, level: u8) -> Vec<u8> {
    compress_to_vec_zlib(text.as_bytes(), level)
}

/// The text in a zlib stream; never more than [`MAX_TEXT_BYTES`].
///
/// # Errors
/// Changed, cut off, or larger than a portfolio can be.
pub fn inflate(bytes: &[u8]) -> Result<String, OpenError> {
    let bytes = decompress_to_vec_zlib_with_limit(bytes, MAX_TEXT_BYTES).map_err(|refusal| match refusal
        .status
    {
        TINFLStatus::HasMoreOutput => OpenError::TooLarge { limit: "256 MB" },
        TINFLStatus::Adler32Mismatch => OpenError::damaged("the stored text", "its checksum does not fit"),
        _ => OpenError::damaged("the stored text", "it is cut off or was changed"),
    })?;
    String::from_utf8(bytes).map_err(|_| OpenError::damaged("the stored text", "it is no text"))
}
