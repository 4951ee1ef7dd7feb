//! Colours, shapes and type of the map, for light, dark, high contrast and print.

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
    /// Opacity from 0 to 1.
    pub alpha: f64,
}

impl Colour {
    /// An opaque colour, `0xRRGGBB`.
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self {
            red,
            green,
            blue,
            alpha: 1.0,
        }
    }

    /// The same colour, more or less transparent.
    pub const fn faint(self, alpha: f64) -> Self {
        Self { alpha, ..self }
    }

    /// Reads `#rgb`, `#rrggbb`, `rgb(1, 2, 3)` or `rgb(1 2 3 / 40%)`, as a style sheet's computed values are
    /// written.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(digits) = text.strip_prefix('#') {
            return Self::parse_hex(digits);
        }
        let inner = text
            .strip_prefix("rgba(")
            .or_else(|| text.strip_prefix("rgb("))?
            .strip_suffix(')')?;
        let mut parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut byte = || Some(parts.next()?.parse::<f64>().ok()?.clamp(0.0, 255.0) as u8);
        let (red, green, blue) = (byte()?, byte()?, byte()?);
        let alpha = parts
            .next()
            .map_or(Some(1.0), |part| match part.strip_suffix('%') {
                Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0),
                None => part.parse().ok(),
            })?;
        Some(Self {
            red,
            green,
            blue,
            alpha,
        })
    }

    fn parse_hex(digits: &str) -> Option<Self> {
        let code = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(code)),
            3 => {
                let doubled = |shift: u32| (code >> shift & 0xf) * 0x11;
                Some(Self::hex(doubled(8) << 16 | doubled(4) << 8 | doubled(0)))
            }
            _ => None,
        }
    }
}

/// Shape of a mark: never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Round.
    Circle,
    /// Upright square.
    Square,
    /// Triangle on its base.
    Triangle,
    /// Square on its corner.
    Diamond,
    /// Triangle on its tip.
    Wedge,
    /// Plus sign.
    Plus,
    /// Six corners.
    Hexagon,
}

impl Shape {
    /// Shapes in the order of the palette.
    pub const ALL: [Self; 7] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Wedge,
        Self::Plus,
        Self::Hexagon,
    ];

    /// The shape of a class; the neutral one is a circle.
    pub fn of(palette: Option<u8>) -> Self {
        palette.map_or(Self::Circle, |index| {
            Self::ALL[usize::from(index) % Self::ALL.len()]
        })
    }

    /// Corners of the shape around a point with the area of a circle of `radius`; empty for a circle.
    pub fn corners(self, (x, y): (f64, f64), radius: f64) -> Vec<(f64, f64)> {
        let regular = |count: u32, turn: f64| {
            let step = std::f64::consts::TAU / f64::from(count);
            // The area of a regular polygon is n/2 · R² · sin(2π/n).
            let reach = radius * libm::sqrt(std::f64::consts::TAU / (f64::from(count) * libm::sin(step)));
            let corner = move |index: u32| {
                let angle = turn + step * f64::from(index);
                (x + reach * libm::sin(angle), y - reach * libm::cos(angle))
            };
            (0..count).map(corner).collect()
        };
        match self {
            Self::Circle => Vec::new(),
            Self::Square => regular(4, std::f64::consts::FRAC_PI_4),
            Self::Triangle => regular(3, 0.0),
            Self::Diamond => regular(4, 0.0),
            Self::Wedge => regular(3, std::f64::consts::PI),
            Self::Hexagon => regular(6, 0.0),
            Self::Plus => {
                let (far, near) = (radius * 1.19, radius * 0.4);
                let turns = [
                    (near, -far),
                    (near, -near),
                    (far, -near),
                    (far, near),
                    (near, near),
                    (near, far),
                ];
                let half = turns.iter().map(|&(across, down)| (x + across, y + down));
                half.chain(turns.iter().map(|&(across, down)| (x - across, y - down)))
                    .collect()
            }
        }
    }

    /// How far the shape reaches beyond its centre.
    pub fn reach(self, radius: f64) -> f64 {
        let factor = match self {
            Self::Circle => 1.0,
            Self::Square | Self::Diamond => 1.26,
            Self::Triangle | Self::Wedge => 1.56,
            Self::Plus => 1.26,
            Self::Hexagon => 1.1,
        };
        radius * factor
    }
}

/// Everything the drawing needs to know about looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Paper.
    pub background: Colour,
    /// Strong text.
    pub ink: Colour,
    /// Quiet text.
    pub muted: Colour,
    /// Grid and frame.
    pub hairline: Colour,
    /// The one accent: thresholds, selection.
    pub accent: Colour,
    /// Tints of the zones in the order of `Zone::ALL`, laid over the paper.
    pub zones: [Colour; 4],
    /// Okabe–Ito colours of the classes, in the order of [`Shape::ALL`].
    pub palette: [Colour; 7],
    /// Colour of "other" and "none".
    pub neutral: Colour,
    /// Font family as in a style sheet.
    pub font: String,
    /// Opacity of a mark's filling.
    pub fill: f64,
    /// Width of a mark's outline in pixels.
    pub outline: f64,
}

/// Okabe–Ito, blue first, with the darker yellow.
const OKABE_ITO: [Colour; 7] = [
    Colour::hex(0x0072B2),
    Colour::hex(0xD55E00),
    Colour::hex(0x009E73),
    Colour::hex(0xCC79A7),
    Colour::hex(0x56B4E9),
    Colour::hex(0xE69F00),
    Colour::hex(0xF5C710),
];

const SANS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

impl Theme {
    /// Dark marks on white paper.
    pub fn light() -> Self {
        Self {
            background: Colour::hex(0xFFFFFF),
            ink: Colour::hex(0x1B2430),
            muted: Colour::hex(0x5B6673),
            hairline: Colour::hex(0xE3E7EB),
            accent: Colour::hex(0x0B5C8A),
            zones: [
                Colour::hex(0x009E73).faint(0.055),
                Colour::hex(0x56B4E9).faint(0.06),
                Colour::hex(0xE69F00).faint(0.06),
                Colour::hex(0x5B6673).faint(0.03),
            ],
            palette: OKABE_ITO,
            neutral: Colour::hex(0x8A949E),
            font: SANS.to_owned(),
            fill: 0.78,
            outline: 1.0,
        }
    }

    /// Light marks on a dark screen.
    pub fn dark() -> Self {
        Self {
            background: Colour::hex(0x12171D),
            ink: Colour::hex(0xE8ECF0),
            muted: Colour::hex(0x9AA6B2),
            hairline: Colour::hex(0x2A323B),
            accent: Colour::hex(0x6CB8E6),
            zones: [
                Colour::hex(0x009E73).faint(0.10),
                Colour::hex(0x56B4E9).faint(0.08),
                Colour::hex(0xE69F00).faint(0.08),
                Colour::hex(0x9AA6B2).faint(0.03),
            ],
            palette: [
                Colour::hex(0x4AA8E0),
                Colour::hex(0xEE8A3C),
                Colour::hex(0x2BBD92),
                Colour::hex(0xD98FB8),
                Colour::hex(0x86CCF2),
                Colour::hex(0xE69F00),
                Colour::hex(0xF5C710),
            ],
            neutral: Colour::hex(0x7E8A96),
            font: SANS.to_owned(),
            fill: 0.82,
            outline: 1.0,
        }
    }

    /// Black on white without tints, thick outlines.
    pub fn high_contrast() -> Self {
        let black = Colour::hex(0x000000);
        Self {
            ink: black,
            muted: black,
            hairline: Colour::hex(0x767676),
            accent: black,
            zones: [black.faint(0.0); 4],
            fill: 0.55,
            outline: 2.0,
            ..Self::light()
        }
    }

    /// For paper: black text, white ground, firm hairlines.
    pub fn print() -> Self {
        Self {
            ink: Colour::hex(0x000000),
            muted: Colour::hex(0x404040),
            hairline: Colour::hex(0xC4C4C4),
            accent: Colour::hex(0x000000),
            ..Self::light()
        }
    }

    /// Colour of a class.
    pub fn class(&self, palette: Option<u8>) -> Colour {
        palette.map_or(self.neutral, |index| {
            self.palette[usize::from(index) % self.palette.len()]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        let blue = Colour::hex(0x0072B2);
        for text in [
            "#0072b2",
            " rgb(0, 114, 178)",
            "rgb(0 114 178)",
            "rgba(0,114,178,1)",
        ] {
            assert_eq!(Colour::parse(text), Some(blue), "{text}");
        }
        assert_eq!(Colour::parse("#fff"), Some(Colour::hex(0xFFFFFF)));
        assert_eq!(
            Colour::parse("rgb(0 0 0 / 40%)").map(|colour| colour.alpha),
            Some(0.4)
        );
        assert_eq!(Colour::parse("red"), None);
    }

    #[test]
    fn every_shape_has_about_the_area_of_its_circle() {
        for shape in Shape::ALL.into_iter().filter(|shape| *shape != Shape::Circle) {
            let corners = shape.corners((0.0, 0.0), 10.0);
            let next = corners.iter().cycle().skip(1);
            let area: f64 = corners
                .iter()
                .zip(next)
                .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
                .sum::<f64>()
                / 2.0;
            assert!(
                (area.abs() / (std::f64::consts::PI * 100.0) - 1.0).abs() < 0.08,
                "{shape:?} {area}"
            );
            let reach = corners
                .iter()
                .map(|corner| libm::hypot(corner.0, corner.1))
                .fold(0.0, f64::max);
            assert!(reach <= shape.reach(10.0) + 1e-9, "{shape:?} {reach}");
        }
    }
}
