//! How elements are displayed.

use html5ever::ns;
use scraper::node::Element;

/// Whether an element and its content are hidden: by the style sheet of the standard, or by its own
/// `hidden` or `style` attribute.
pub(super) fn is_hidden(element: &Element) -> bool {
    is_hidden_by_default(element)
        || (element.name() == "dialog" && element.attr("open").is_none())
        || element.attrs().any(|(attribute, value)| match attribute {
            "hidden" | "popover" => true,
            "style" => hides(value),
            "type" => element.name() == "input" && value.eq_ignore_ascii_case("hidden"),
            _ => false,
        })
}

/// Whether the style sheet of the standard hides an element.
fn is_hidden_by_default(element: &Element) -> bool {
    let name = element.name();
    match element.name.ns {
        _ if matches!(name, "script" | "style") => true,
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
    }
}

/// Whether the value of a `style` attribute hides the element.
fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    ["display", "visibility"].into_iter().any(|property| {
        let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
        let values = declarations.filter(|(name, _)| name.trim() == property);
        let values = values.map(|(_, value)| match value.trim().strip_suffix("!important") {
            Some(value) => (true, value.trim()),
            None => (false, value.trim()),
        });
        // The last important value counts, or else the last one.
        let value = values.max_by_key(|(is_important, _)| *is_important);
        matches!(value, Some((_, "none" | "hidden" | "collapse")))
    })
}

/// Whether an element shows something other than text. The content of some of these elements is a
/// fallback, which is not shown; see [`has_fallback`].
pub(super) fn is_picture(element: &Element) -> bool {
    match element.name() {
        "button" | "embed" | "hr" | "img" | "input" | "math" | "object" | "select" | "svg"
        | "textarea" => true,
        _ => has_fallback(element),
    }
}

/// Whether the content of an element is a fallback: shown only by browsers that do not support the
/// element.
pub(super) fn has_fallback(element: &Element) -> bool {
    matches!(element.name(), "audio" | "canvas" | "iframe" | "meter" | "progress" | "video")
}

/// Whether an element separates words: the style sheet of the standard displays it as a block, or it is
/// a line break.
#[expect(clippy::match_like_matches_macro, reason = "rustfmt gives each name in matches! a line")]
pub(super) fn separates_words(element: &Element) -> bool {
    if matches!(element.name.ns, ns!(svg) | ns!(mathml)) {
        return false;
    }
    match element.name() {
        "address" | "article" | "aside" | "blockquote" | "br" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
        | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header"
        | "hgroup" | "hr" | "legend" | "li" | "listing" | "main" | "menu" | "nav" | "ol"
        | "optgroup" | "option" | "p" | "plaintext" | "pre" | "search" | "section" | "summary"
        | "table" | "ul" | "xmp" => true,
        _ => false,
    }
}
