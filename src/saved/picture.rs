//! A portfolio inside an exported picture, so that the picture opens again as what it shows.
//!
//! PNG: an `iTXt` chunk with the keyword `both-sides`, compressed, before `IEND` (PNG specification 1.2,
//! 11.3.4.5). SVG: a `metadata` element whose text is the compressed portfolio in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{OpenError, packed};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Keyword, end of keyword, compressed, by deflate, no language, no translated keyword.
const ITXT_START: &[u8] = b"both-sides\0\x01\0\0\0";
const SVG_START: &str = "<metadata id=\"both-sides-portfolio\">";
const SVG_END: &str = "</metadata>";
const LEVEL: u8 = 9;

/// True when the bytes begin as a PNG does.
pub fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// True when the text begins as an SVG does.
pub fn is_svg(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<svg") || (start.starts_with("<?xml") && start.contains("<svg"))
}

/// The PNG with the portfolio file `text` inside.
///
/// # Errors
/// When `png` is no whole PNG.
pub fn write_png(png: &[u8], text: &str) -> Result<Vec<u8>, OpenError> {
    let end = chunks(png)
        .find_map(|chunk| chunk.ok().filter(|chunk| chunk.kind == b"IEND"))
        .ok_or(OpenError::NotOurs)?;
    let mut data = b"iTXt".to_vec();
    data.extend_from_slice(ITXT_START);
    data.extend(packed::deflate(text, LEVEL));
    let length = u32::try_from(data.len() - 4).map_err(|_| OpenError::TooLarge { limit: "4 GB" })?;
    let mut out = Vec::with_capacity(png.len() + data.len() + 8);
    out.extend_from_slice(&png[..end.start]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&data);
    out.extend_from_slice(&crc32(&data).to_be_bytes());
    out.extend_from_slice(&png[end.start..]);
    Ok(out)
}

/// The portfolio file inside a PNG.
///
/// # Errors
/// None inside, cut off, or changed.
pub fn read_png(png: &[u8]) -> Result<String, OpenError> {
    for chunk in chunks(png) {
        let chunk = chunk?;
        if let (b"iTXt", Some(data)) = (chunk.kind, chunk.data.strip_prefix(ITXT_START)) {
            let covered = &png[chunk.start + 4..chunk.start + 8 + chunk.data.len()];
            if crc32(covered) != chunk.checksum {
                return Err(OpenError::damaged("the picture", "its checksum does not fit"));
            }
            return packed::inflate(data);
        }
    }
    Err(OpenError::NoPortfolioInside)
}

/// The SVG with the portfolio file `text` inside.
///
/// # Errors
/// When `svg` has no opening `svg` element.
pub fn write_svg(svg: &str, text: &str) -> Result<String, OpenError> {
    let start = svg.find("<svg").ok_or(OpenError::NotOurs)?;
    let after = svg[start..]
        .find('>')
        .map(|at| start + at + 1)
        .ok_or(OpenError::NotOurs)?;
    let inside = STANDARD.encode(packed::deflate(text, LEVEL));
    Ok(format!(
        "{}{SVG_START}{inside}{SVG_END}{}",
        &svg[..after],
        &svg[after..]
    ))
}

/// The portfolio file inside an SVG.
///
/// # Errors
/// None inside, cut off, or changed.
pub fn read_svg(svg: &str) -> Result<String, OpenError> {
    let damaged = || OpenError::damaged("the picture", "the portfolio inside is cut off or was changed");
    let (_, rest) = svg.split_once(SVG_START).ok_or(OpenError::NoPortfolioInside)?;
    let (inside, _) = rest.split_once(SVG_END).ok_or_else(damaged)?;
    let compact: String = inside.split_ascii_whitespace().collect();
    packed::inflate(&STANDARD.decode(compact).map_err(|_| damaged())?)
}

struct Chunk<'a> {
    start: usize,
    kind: &'a [u8; 4],
    data: &'a [u8],
    checksum: u32,
}

/// The chunks of a PNG, each checked to lie within the bytes.
fn chunks(png: &[u8]) -> impl Iterator<Item = Result<Chunk<'_>, OpenError>> {
    let mut at = SIGNATURE.len();
    std::iter::from_fn(move || {
        if !is_png(png) || at >= png.len() {
            return None;
        }
        let Some(chunk) = chunk_at(png, at) else {
            at = png.len();
            return Some(Err(OpenError::damaged("the picture", "it is cut off")));
        };
        at += 12 + chunk.data.len();
        if chunk.kind == b"IEND" {
            at = png.len();
        }
        Some(Ok(chunk))
    })
}

fn chunk_at(png: &[u8], start: usize) -> Option<Chunk<'_>> {
    let (length, rest) = png.get(start..)?.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let (checksum, _) = rest.split_first_chunk::<4>()?;
    Some(Chunk {
        start,
        kind,
        data,
        checksum: u32::from_be_bytes(*checksum),
    })
}

/// CRC-32 as PNG uses it (ISO 3309, polynomial 0xEDB88320).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}
