//! Only the body, for callers that convert.

use std::fs;
use std::path::Path;

use crate::{is_name, Config, ConfigError, Problem, Value};

/// Reads and parses the configuration file at `path`.
#[inline(never)]
pub fn load_config(path: &Path) -> Result<Config, ConfigError> {
    let fail = |line, problem| Err(ConfigError::new(path, line, problem));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return fail(0, Problem::Unreadable(error)),
    };

    let mut config = Config::default();
    let mut section = String::new();
    let mut lines = text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let Some(name) = rest.strip_suffix(']') else {
                return fail(number, Problem::UnclosedSection);
            };
            let name = name.trim();
            if !is_name(name) {
                return fail(number, Problem::SectionName(name.to_owned()));
            }
            if config.sections.contains_key(name) {
                return fail(number, Problem::SectionTwice(name.to_owned()));
            }
            section = name.to_owned();
            config.sections.entry(section.clone()).or_default();
            continue;
        }

        let Some((key, value)) = line.split_once('=') else {
            return fail(number, Problem::NoEqualsSign);
        };
        let key = key.trim().to_lowercase();
        if !is_name(&key) {
            return fail(number, Problem::KeyName(key));
        }

        // A backslash at the end of a line continues it on the next one.
        let mut raw = value.trim().to_owned();
        while let Some(head) = raw.strip_suffix('\\') {
            let Some((next, _)) = lines.next() else {
                return fail(number, Problem::NothingToContinue);
            };
            raw = format!("{} {}", head.trim_end(), next.trim());
        }

        let value = if let Some(rest) = raw.strip_prefix('\'') {
            match rest.strip_suffix('\'') {
                Some(literal) => Value::Text(literal.to_owned()),
                None => return fail(number, Problem::UnclosedQuote),
            }
        } else if let Some(rest) = raw.strip_prefix('"') {
            let Some(quoted) = rest.strip_suffix('"') else {
                return fail(number, Problem::UnclosedQuote);
            };
            let mut text = String::with_capacity(quoted.len());
            let mut letters = quoted.chars();
            while let Some(letter) = letters.next() {
                text.push(match letter {
                    '\\' => match letters.next() {
                        Some('n') => '\n',
                        Some('t') => '\t',
                        Some(other) => other,
                        None => return fail(number, Problem::UnclosedQuote),
                    },
                    other => other,
                });
            }
            Value::Text(text)
        } else if let Some(rest) = raw.strip_prefix('[') {
            let Some(list) = rest.strip_suffix(']') else {
                return fail(number, Problem::UnclosedList);
            };
            let items = list.split(',').map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            Value::List(items.map(str::to_owned).collect())
        } else if let Ok(whole) = raw.parse() {
            Value::Number(whole)
        } else {
            match raw.as_str() {
                "yes" | "on" | "true" => Value::Flag(true),
                "no" | "off" | "false" => Value::Flag(false),
                plain => {
                    let mut text = String::new();
                    let mut rest = plain;
                    while let Some((before, after)) = rest.split_once("${") {
                        let Some((name, after)) = after.split_once('}') else {
                            return fail(number, Problem::UnclosedReference);
                        };
                        let (from, key) = name.rsplit_once('.').unwrap_or(("", name));
                        text.push_str(before);
                        match config.get(from, key) {
                            Some(Value::Text(known)) => text.push_str(known),
                            Some(other) => text.push_str(&other.to_string()),
                            None => {
                                let name = name.to_owned();
                                return fail(number, Problem::UnknownReference(name));
                            }
                        }
                        rest = after;
                    }
                    text.push_str(rest);
                    Value::Text(text)
                }
            }
        };

        let values = config.sections.entry(section.clone()).or_default();
        if values.insert(key.clone(), value).is_some() {
            return fail(number, Problem::KeyTwice(key));
        }
    }
    Ok(config)
}
