//! Looks for events in a value, and in the objects and strings inside it.

use super::Found;
use super::fields::{Detail, Fields, Raw, integer, text};
use crate::diagnose::dialect::{decoded, from_python};
use crate::diagnose::json::{elements, members};
use crate::diagnose::problem::Problem;
use crate::diagnose::split::{Piece, rescan};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// The maximum number of objects, arrays and strings around an event.
const MAX_DEPTH: usize = 16;

/// Receives each finding, with the number of its entry if it is in a list.
pub type Each<'e> = &'e mut dyn FnMut(Option<u64>, Found<'_>);

/// Reads an object, or a string that contains one, and reports each finding. A value without an
/// event is a problem.
pub fn events(json: &str, detail: Detail, each: Each<'_>) {
    let mut search = Search::new(detail, each);
    if !search.value(json) {
        search.report(None, Found::Problem(Problem::NoEvent));
    }
}

/// Reads a value inside a value that is torn or too large. Here, a value without an event is not a
/// problem.
pub fn inner_events(json: &str, detail: Detail, each: Each<'_>) {
    Search::new(detail, each).value(json);
}

/// A search in one value. Its methods return whether something was found.
struct Search<'e> {
    detail: Detail,
    each: Each<'e>,
    /// The path from the outermost value to the current one.
    path: Vec<Step>,
    /// For each finding inside a wrapper: its hash, and the path at which it was found first.
    seen: HashMap<u64, Vec<Step>, BuildHasherDefault<DefaultHasher>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Member(usize),
    Element(usize),
}

impl<'e> Search<'e> {
    fn new(detail: Detail, each: Each<'e>) -> Self {
        Self { detail, each, path: Vec::new(), seen: HashMap::default() }
    }

    fn value(&mut self, json: &str) -> bool {
        match json.trim_start().as_bytes().first() {
            _ if self.path.len() == MAX_DEPTH => false,
            Some(b'{') => match decoded(json) {
                None => self.object(json),
                Some(string) => self.string(&string),
            },
            Some(b'\'') => from_python(json).is_some_and(|string| self.string(&string)),
            Some(b'[') => self.elements(json),
            Some(b'"') => self.string(json),
            _ => false,
        }
    }

    fn object(&mut self, json: &str) -> bool {
        let mut fields = Fields::default();
        if let Err(problem) = fields.read(json, self.detail) {
            if let Some(json) = from_python(json) {
                return self.object(&json);
            }
            return self.report(None, Found::Problem(problem));
        }
        self.fields(&mut fields, json)
    }

    fn fields(&mut self, fields: &mut Fields<'_>, json: &str) -> bool {
        let found = match integer(fields.event_type, "event_type") {
            Ok(Some(event_type @ (0 | 1))) => fields.notification(event_type, self.detail),
            Ok(Some(event_type)) => Ok(Found::Other(event_type)),
            _ if fields.is_own() => fields.own(),
            _ if fields.is_entry() => fields.entry(),
            _ if self.response(fields) || self.members(json) => return true,
            Ok(None) if fields.is_untyped_event() => Err(Problem::NoEventType),
            Ok(None) => return false,
            Err(problem) => Err(problem),
        };
        let problem = match found {
            Ok(found) => return self.report(None, found),
            Err(problem) => problem,
        };
        let is_record = fields.remove_number(&problem);
        self.report(None, Found::Problem(problem));
        // A torn event may contain the next event, if closing brackets follow.
        if !self.members(json) && is_record {
            return self.fields(fields, json);
        }
        true
    }

    /// Reads the lists of a response, or its error.
    fn response(&mut self, fields: &Fields<'_>) -> bool {
        if let Some(error) = error(fields.error) {
            return self.report(None, Found::Problem(error));
        }
        let lists = [("EventList", fields.event_list), ("PublishInfo", fields.publish_info)];
        let mut is_found = false;
        for (name, list) in lists {
            if let Some(list) = list {
                self.entries(list, name);
                is_found = true;
            }
        }
        let number = |raw: Raw<'_>| integer(raw, "").ok().flatten();
        if let Some(total) = number(fields.total_pages).filter(|total| is_found && *total > 1) {
            let number = number(fields.page_number).unwrap_or(1);
            self.report(None, Found::Page { number, total });
        }
        is_found
    }

    /// Reads the entries of a list one by one, because a list may be long.
    fn entries(&mut self, list: &str, name: &'static str) {
        let mut number = 0;
        let read = elements(list, |entry| {
            number += 1;
            self.entry(number, entry);
        });
        if read.is_none() {
            self.report(None, Found::Problem(Problem::NotAList(name)));
        }
    }

    fn entry(&mut self, number: u64, json: &str) {
        let mut fields = Fields::default();
        let found = if json.starts_with('{') {
            fields.read(json, self.detail).and_then(|()| fields.entry())
        } else {
            Err(Problem::NotAnObject)
        };
        self.report(Some(number), found.unwrap_or_else(Found::Problem));
    }

    /// Looks for events in a string.
    fn string(&mut self, json: &str) -> bool {
        // The escaped form of a brace is `\u007b`.
        if !json.contains('{') && !json.contains("\\u007") {
            return false;
        }
        decode(json).is_some_and(|decoded| self.text(&decoded))
    }

    /// Looks for events in a text, which may also contain other things.
    fn text(&mut self, text: &str) -> bool {
        let mut is_found = false;
        let mut index = 0;
        rescan(1, text.as_bytes(), |cut| match cut.piece {
            Piece::Value | Piece::Inner => {
                if let Ok(value) = std::str::from_utf8(cut.bytes) {
                    is_found |= self.step(Step::Element(index), value);
                    index += 1;
                }
            }
            Piece::Problem(Problem::Torn { .. }) => {
                is_found |= self.report(None, Found::Problem(Problem::TornInString));
            }
            Piece::Problem(_) | Piece::Line | Piece::Row(_) => {}
        });
        is_found
    }

    /// Looks for events in the members of an object.
    fn members(&mut self, json: &str) -> bool {
        let (mut is_found, mut index) = (false, 0);
        members(json, |_, member| {
            is_found |= self.step(Step::Member(index), member);
            index += 1;
        });
        is_found
    }

    /// Looks for events in the elements of an array, or in the text that they encode as bytes.
    fn elements(&mut self, json: &str) -> bool {
        if let Some(bytes) = bytes(json) {
            return self.text(&String::from_utf8_lossy(&bytes));
        }
        let (mut is_found, mut index) = (false, 0);
        elements(json, |element| {
            is_found |= self.step(Step::Element(index), element);
            index += 1;
        });
        is_found
    }

    fn step(&mut self, step: Step, json: &str) -> bool {
        self.path.push(step);
        let is_found = self.value(json);
        self.path.pop();
        is_found
    }

    fn report(&mut self, entry: Option<u64>, found: Found<'_>) -> bool {
        if self.path.is_empty() || !self.is_copy(&found) {
            (self.each)(entry, found);
        }
        true
    }

    /// Whether the same event was found in another member of an object. Some logging tools keep an
    /// event twice, as text and as an object.
    fn is_copy(&mut self, found: &Found<'_>) -> bool {
        let mut hasher = DefaultHasher::new();
        found.hash(&mut hasher);
        let first = self.seen.entry(hasher.finish()).or_insert_with(|| self.path.clone());
        let steps = self.path.iter().zip(&*first);
        let branch = steps.clone().find(|(step, first)| step != first);
        matches!(branch, Some((Step::Member(_), _)))
    }
}

/// Decodes a JSON string, or a string with the `\xHH` escapes of a web server.
fn decode(json: &str) -> Option<String> {
    if !json.contains("\\x") {
        return serde_json::from_str(json).ok();
    }
    let mut parts = json.trim_matches('"').split("\\x");
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Returns the bytes of an array. journald writes a message with control characters in this form.
fn bytes(json: &str) -> Option<Vec<u8>> {
    let first = json.trim_start().strip_prefix('[')?.trim_start();
    first.starts_with(|char: char| char.is_ascii_digit()).then_some(())?;
    let mut bytes = Some(Vec::new());
    elements(json, |element| match element.parse() {
        Ok(byte) => bytes.iter_mut().for_each(|bytes| bytes.push(byte)),
        Err(_) => bytes = None,
    })?;
    bytes
}

/// Returns the error of a response.
fn error(raw: Raw<'_>) -> Option<Problem> {
    let error = raw.filter(|error| error.starts_with('{'))?;
    let mut fields = Fields::default();
    fields.read(error, Detail::Code).ok()?;
    let (code, message) = text(fields.error_code).zip(text(fields.error_message))?;
    Some(Problem::ErrorResponse { code: code.into(), message: message.into() })
}
