//! The map with its title around it, as a picture that says by itself what it is.

const MARGIN: f64 = 24.0;
const TITLE: f64 = 22.0;
const SUBTITLE: f64 = 13.0;
/// Height of the title and the line under it.
const HEAD: f64 = 62.0;
const FONT: &str =
    "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', sans-serif";

/// Size of the map inside a poster of this size.
pub fn map_size((width, height): (u32, u32)) -> (u32, u32) {
    let (across, down) = (2.0 * MARGIN, 2.0 * MARGIN + HEAD);
    (
        width.saturating_sub(across as u32),
        height.saturating_sub(down as u32),
    )
}

/// The SVG `map` of [`map_size`] under a title, on white.
pub fn poster((width, height): (u32, u32), title: &str, subtitle: &str, map: &str) -> String {
    let (title, subtitle) = (escaped(title), escaped(subtitle));
    let title_line = MARGIN + TITLE;
    let subtitle_line = title_line + SUBTITLE + 9.0;
    let start = map.find("<svg").unwrap_or(0);
    let inside = map[start..].replacen(
        "<svg",
        &format!("<svg x=\"{MARGIN}\" y=\"{}\" overflow=\"visible\"", MARGIN + HEAD),
        1,
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <title>{title}</title>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\
         <g font-family=\"{FONT}\">\
         <text x=\"{MARGIN}\" y=\"{title_line}\" font-size=\"{TITLE}\" font-weight=\"650\" fill=\"#1b2226\">{title}</text>\
         <text x=\"{MARGIN}\" y=\"{subtitle_line}\" font-size=\"{SUBTITLE}\" fill=\"#566068\">{subtitle}</text>\
         </g>{inside}</svg>"
    )
}

/// Text as XML takes it; characters XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for mark in text
        .chars()
        .filter(|mark| !mark.is_control() && !matches!(mark, '\u{fffe}' | '\u{ffff}'))
    {
        match mark {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_text() {
        let svg = poster(
            (1200, 800),
            "<script>&\"\u{0}",
            "x",
            "<svg width=\"1\"><g/></svg>",
        );
        assert!(svg.contains("<title>&lt;script&gt;&amp;&quot;</title>"));
        assert!(svg.ends_with("<svg x=\"24\" y=\"86\" overflow=\"visible\" width=\"1\"><g/></svg></svg>"));
        assert_eq!(map_size((1200, 800)), (1152, 690));
    }
}
