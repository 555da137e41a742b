//! The expressions of GitHub Actions that drift.yml uses. All others panic.

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Bool(bool),
}

/// The names that an expression can refer to.
pub(super) trait Scope {
    /// Returns the value of a path such as `steps.push.outputs.result`. An unknown one panics.
    fn value(&self, path: &str) -> String;

    /// Returns whether everything before has succeeded.
    fn success(&self) -> bool;
}

/// Evaluates an `if:`. Without a status function, it implies `success()`.
pub(super) fn condition(text: Option<&str>, scope: &dyn Scope) -> bool {
    let text = text.map_or("success()", str::trim);
    let text = text.strip_prefix("${{").and_then(|text| text.strip_suffix("}}")).unwrap_or(text);
    let has_status = ["success()", "cancelled()"].iter().any(|function| text.contains(function));
    (has_status || scope.success()) && evaluate(text, scope).is_true()
}

/// Replaces each `${{ … }}` by its value.
pub(super) fn interpolate(text: &str, scope: &dyn Scope) -> String {
    let mut parts = text.split("${{");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (expression, after) = part.split_once("}}").expect("}}");
        result += &match evaluate(expression, scope) {
            Value::Text(text) => text,
            Value::Bool(bool) => bool.to_string(),
        };
        result += after;
    }
    result
}

fn evaluate(text: &str, scope: &dyn Scope) -> Value {
    let mut parser = Parser { rest: text.trim(), scope };
    let value = parser.or();
    assert!(parser.rest.is_empty(), "unknown expression: {text}");
    value
}

impl Value {
    fn is_true(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Bool(bool) => *bool,
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    scope: &'a dyn Scope,
}

impl Parser<'_> {
    fn or(&mut self) -> Value {
        let mut value = self.and();
        while self.eat("||") {
            let right = self.and();
            value = if value.is_true() { value } else { right };
        }
        value
    }

    fn and(&mut self) -> Value {
        let mut value = self.comparison();
        while self.eat("&&") {
            let right = self.comparison();
            value = if value.is_true() { right } else { value };
        }
        value
    }

    fn comparison(&mut self) -> Value {
        let left = self.operand();
        let equal = if self.eat("==") {
            true
        } else if self.eat("!=") {
            false
        } else {
            return left;
        };
        match (left, self.operand()) {
            (Value::Text(left), Value::Text(right)) => {
                Value::Bool(left.eq_ignore_ascii_case(&right) == equal)
            }
            (left, right) => panic!("{left:?} and {right:?} are compared as numbers"),
        }
    }

    fn operand(&mut self) -> Value {
        if self.eat("!") {
            return Value::Bool(!self.operand().is_true());
        }
        if self.eat("'") {
            let (text, rest) = self.rest.split_once('\'').expect("a closing quote");
            self.rest = rest.trim_start();
            return Value::Text(text.to_owned());
        }
        let is_end = |char: char| !(char.is_ascii_alphanumeric() || "._-".contains(char));
        let (word, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        self.rest = rest.trim_start();
        match (word, self.eat("()")) {
            ("success", true) => Value::Bool(self.scope.success()),
            ("cancelled", true) => Value::Bool(false),
            ("", _) | (_, true) => panic!("unknown expression: {word}{}", self.rest),
            (path, false) => Value::Text(self.scope.value(path)),
        }
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }
}
