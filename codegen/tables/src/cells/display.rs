//! How elements are displayed.

use html5ever::{local_name, ns};
use scraper::node::Element;

/// Whether an element and its content are hidden: by the style sheet of the standard, or by its own
/// `hidden` or `style` attribute.
pub(super) fn is_hidden(element: &Element) -> bool {
    let name = &*element.name.local;
    let is_hidden_by_default = match element.name.ns {
        ns!(svg) => matches!(
            name,
            "clipPath"
                | "defs"
                | "desc"
                | "marker"
                | "mask"
                | "metadata"
                | "pattern"
                | "symbol"
                | "title"
        ),
        ns!(mathml) => matches!(name, "annotation" | "annotation-xml" | "mphantom"),
        _ => matches!(
            name,
            "area" | "datalist" | "noembed" | "noframes" | "noscript" | "rp" | "template" | "title"
        ),
    };
    is_hidden_by_default
        || matches!(name, "script" | "style")
        || (name == "dialog" && element.attr("open").is_none())
        || element.attrs().any(|(attribute, value)| match attribute {
            "hidden" | "popover" => true,
            "style" => hides(value),
            "type" => name == "input" && value.eq_ignore_ascii_case("hidden"),
            _ => false,
        })
}

/// Whether the value of a `style` attribute hides the element.
fn hides(style: &str) -> bool {
    let is_hiding = |property: &str| {
        let mut last = None;
        for declaration in style.split(';') {
            let (name, value) = declaration.split_once(':').unwrap_or_default();
            if name.trim().eq_ignore_ascii_case(property) {
                let value = value.to_ascii_lowercase();
                let (value, important) = match value.trim().strip_suffix("!important") {
                    Some(value) => (value, true),
                    None => (&*value, false),
                };
                let is_hiding = matches!(value.trim(), "none" | "hidden" | "collapse");
                if important || !last.is_some_and(|(_, important)| important) {
                    last = Some((is_hiding, important));
                }
            }
        }
        last.is_some_and(|(is_hiding, _)| is_hiding)
    };
    is_hiding("display") || is_hiding("visibility")
}

/// Whether an element shows something other than text. The content of some of these elements is a
/// fallback, which is not shown; see [`has_fallback`].
pub(super) fn is_picture(element: &Element) -> bool {
    has_fallback(element)
        || matches!(
            &*element.name.local,
            "button"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "math"
                | "object"
                | "select"
                | "svg"
                | "textarea"
        )
}

/// Whether the content of an element is a fallback: shown only by browsers that do not support the
/// element.
pub(super) fn has_fallback(element: &Element) -> bool {
    matches!(element.name(), "audio" | "canvas" | "iframe" | "meter" | "progress" | "video")
}

/// Whether an element separates words: `<br>`, and elements that the style sheet of the standard
/// displays as a block.
pub(super) fn separates_words(element: &Element) -> bool {
    element.name.ns == ns!(html)
        && matches!(
            element.name.local,
            local_name!("address")
                | local_name!("article")
                | local_name!("aside")
                | local_name!("blockquote")
                | local_name!("br")
                | local_name!("caption")
                | local_name!("center")
                | local_name!("dd")
                | local_name!("details")
                | local_name!("dialog")
                | local_name!("dir")
                | local_name!("div")
                | local_name!("dl")
                | local_name!("dt")
                | local_name!("fieldset")
                | local_name!("figcaption")
                | local_name!("figure")
                | local_name!("footer")
                | local_name!("form")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6")
                | local_name!("header")
                | local_name!("hgroup")
                | local_name!("hr")
                | local_name!("legend")
                | local_name!("li")
                | local_name!("listing")
                | local_name!("main")
                | local_name!("menu")
                | local_name!("nav")
                | local_name!("ol")
                | local_name!("optgroup")
                | local_name!("option")
                | local_name!("p")
                | local_name!("plaintext")
                | local_name!("pre")
                | local_name!("search")
                | local_name!("section")
                | local_name!("summary")
                | local_name!("table")
                | local_name!("ul")
                | local_name!("xmp")
        )
}
