//! Thousands of marks painted into one buffer of pixels, which is far faster than a path for each.
//!
//! Discs are painted front to back: a pixel that is fully covered is never touched again.

use crate::report::MapReport;

use super::density::{density, shade};
use super::marks::colour_of;
use super::{Area, Colour, Crowd, Layout, Theme};

/// A transparent picture of the marks: red, green, blue, opacity per pixel, not multiplied by the opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Four bytes per pixel, row by row from the top.
    pub pixels: Vec<u8>,
}

/// Steps per pixel in which the radius of a disc is rounded.
const RADIUS_STEPS: f64 = 4.0;

/// All drawn marks at `ratio` device pixels per CSS pixel.
pub fn rasterise(report: &MapReport, layout: &Layout, theme: &Theme, ratio: f64) -> Raster {
    let width = libm::round(layout.frame.width * ratio).clamp(1.0, 16_384.0) as usize;
    let height = libm::round(layout.frame.height * ratio).clamp(1.0, 16_384.0) as usize;
    let mut raster = Raster {
        width,
        height,
        pixels: vec![0; width * height * 4],
    };
    if layout.crowd == Crowd::Thousands {
        for cell in density(layout) {
            raster.fill(cell.area, ratio, shade(theme, cell.share));
        }
        return raster;
    }
    let colours: Vec<Colour> = report
        .classes
        .iter()
        .map(|class| theme.class(class.palette))
        .collect();
    let mut stamps: Vec<Option<Stamp>> = Vec::new();
    for &index in layout.order.iter().rev() {
        let (point, mark) = (&report.points[index as usize], layout.marks[index as usize]);
        let size = libm::ceil(mark.radius * ratio * RADIUS_STEPS) as usize;
        if stamps.len() <= size {
            stamps.resize(size + 1, None);
        }
        let stamp = stamps[size].get_or_insert_with(|| Stamp::of_radius(size as f64 / RADIUS_STEPS));
        let colour = colours
            .get(usize::from(point.class))
            .copied()
            .unwrap_or_else(|| colour_of(report, point, theme));
        raster.stamp(stamp, (mark.x * ratio, mark.y * ratio), colour);
    }
    raster.divide_by_opacity();
    raster
}

/// How much of each pixel a disc covers, 0 to 255.
#[derive(Clone, Debug)]
struct Stamp {
    side: usize,
    coverage: Vec<u8>,
}

impl Stamp {
    fn of_radius(radius: f64) -> Self {
        let half = libm::ceil(radius + 0.5);
        let side = half as usize * 2;
        let coverage = (0..side * side)
            .map(|index| {
                let across = (index % side) as f64 + 0.5 - half;
                let down = (index / side) as f64 + 0.5 - half;
                let inside = radius + 0.5 - libm::hypot(across, down);
                libm::round(inside.clamp(0.0, 1.0) * 255.0) as u8
            })
            .collect();
        Self { side, coverage }
    }
}

impl Raster {
    /// Puts a disc behind what is there; colours are multiplied by their opacity until the end.
    fn stamp(&mut self, stamp: &Stamp, (x, y): (f64, f64), colour: Colour) {
        let half = (stamp.side / 2) as i64;
        let (left, top) = (libm::round(x) as i64 - half, libm::round(y) as i64 - half);
        let from = (-left).clamp(0, stamp.side as i64) as usize;
        let to = (self.width as i64 - left).clamp(0, stamp.side as i64) as usize;
        for line in 0..stamp.side {
            let row = top + line as i64;
            if row < 0 || row >= self.height as i64 || from >= to {
                continue;
            }
            let start = (row * self.width as i64 + left + from as i64) as usize * 4;
            let coverage = &stamp.coverage[line * stamp.side + from..line * stamp.side + to];
            let pixels = self.pixels[start..start + coverage.len() * 4].chunks_exact_mut(4);
            for (pixel, &covered) in pixels.zip(coverage) {
                if covered > 0 && pixel[3] < 255 {
                    under(pixel, colour, covered);
                }
            }
        }
    }

    fn fill(&mut self, area: Area, ratio: f64, colour: Colour) {
        let edge = |length: f64, most: usize| (libm::round(length * ratio).max(0.0) as usize).min(most);
        let (left, right) = (edge(area.left, self.width), edge(area.right, self.width));
        let alpha = libm::round(colour.alpha * 255.0) as u8;
        for row in edge(area.top, self.height)..edge(area.bottom, self.height) {
            let line = &mut self.pixels[(row * self.width + left) * 4..(row * self.width + right) * 4];
            for pixel in line.chunks_exact_mut(4) {
                pixel.copy_from_slice(&[colour.red, colour.green, colour.blue, alpha]);
            }
        }
    }

    fn divide_by_opacity(&mut self) {
        for pixel in self
            .pixels
            .chunks_exact_mut(4)
            .filter(|pixel| !matches!(pixel[3], 0 | 255))
        {
            let alpha = u32::from(pixel[3]);
            for part in &mut pixel[..3] {
                *part = (u32::from(*part) * 255 / alpha).min(255) as u8;
            }
        }
    }
}

/// Adds `colour` under what a pixel already shows.
fn under(pixel: &mut [u8], colour: Colour, covered: u8) {
    let room = u32::from(255 - pixel[3]) * u32::from(covered) / 255;
    let add =
        |part: &mut u8, ink: u8| *part = (u32::from(*part) + u32::from(ink) * room / 255).min(255) as u8;
    add(&mut pixel[0], colour.red);
    add(&mut pixel[1], colour.green);
    add(&mut pixel[2], colour.blue);
    pixel[3] = (u32::from(pixel[3]) + room).min(255) as u8;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_disc_hides_the_one_behind() {
        let mut raster = Raster {
            width: 20,
            height: 20,
            pixels: vec![0; 1600],
        };
        let stamp = Stamp::of_radius(4.0);
        raster.stamp(&stamp, (10.0, 10.0), Colour::hex(0xFF0000));
        raster.stamp(&stamp, (12.0, 10.0), Colour::hex(0x0000FF));
        let pixel = |x: usize, y: usize| raster.pixels[(y * 20 + x) * 4..][..4].to_vec();
        assert_eq!(pixel(11, 10), [255, 0, 0, 255]);
        assert_eq!(pixel(14, 10), [0, 0, 255, 255]);
        assert_eq!(pixel(0, 0), [0, 0, 0, 0]);
    }

    #[test]
    fn a_disc_over_the_edge_is_cut() {
        let mut raster = Raster {
            width: 8,
            height: 8,
            pixels: vec![0; 256],
        };
        let stamp = Stamp::of_radius(3.0);
        for at in [(-20.0, 4.0), (-1.0, -1.0), (8.0, 8.0), (30.0, 4.0), (4.0, 90.0)] {
            raster.stamp(&stamp, at, Colour::hex(0x123456));
        }
        assert_eq!(raster.pixels[3], 255);
    }
}
