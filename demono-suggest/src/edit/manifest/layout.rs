//! In: the text of a manifest. Out: where its tables and entries are. Refused: what is not
//! TOML.

use std::ops::Range;

use toml_edit::{Document, Item, Key, Table, TableLike};

use super::error::{ManifestError, Which};

/// The path of the table of normal dependencies.
pub(super) const NORMAL: &[&str] = &["dependencies"];

/// A manifest, parsed, with its text.
pub(super) struct Manifest<'a> {
    pub(super) text: &'a str,
    pub(super) which: Which,
    document: Document<&'a str>,
}

/// How a table is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Section {
    Missing,
    /// `[table]`, with the bytes of that.
    Header(Range<usize>),
    /// Only `[table.key]`.
    Nested,
    /// `table = { .. }` or `table.key = ..`.
    Unusual,
}

/// How an entry in `[dependencies]` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryForm {
    /// `key = { .. }`, or `key = ".."` for a version alone.
    Inline,
    /// `key.workspace = true`.
    Dotted,
}

/// One dependency.
pub(super) struct Declared<'a> {
    pub(super) key: &'a str,
    item: &'a Item,
}

/// Where an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent<'a> {
    pub(super) key: &'a str,
    /// Whether it is a `[table.key]`.
    pub(super) is_table: bool,
    /// From its header or its first key to the end of its last value.
    pub(super) range: Range<usize>,
}

impl Declared<'_> {
    /// The package's name, which need not be the key.
    pub(super) fn package(&self) -> &str {
        let name = self.item.get("package");
        name.and_then(Item::as_str).unwrap_or(self.key)
    }

    pub(super) fn inherits(&self) -> bool {
        self.field("workspace") == Some(true)
    }

    pub(super) fn field(&self, name: &str) -> Option<bool> {
        self.item.get(name)?.as_bool()
    }
}

impl<'a> Manifest<'a> {
    pub(super) fn parse(text: &'a str, which: Which) -> Result<Self, ManifestError> {
        let document = Document::parse(text).map_err(|error| {
            let message = error.to_string().trim_end().to_owned();
            ManifestError::Syntax { which, message }
        })?;
        Ok(Manifest {
            text,
            which,
            document,
        })
    }

    /// How the table of this path is written.
    pub(super) fn section(&self, path: &[&str]) -> Section {
        match self.item(path) {
            None => match path.split_last() {
                // An inline table has no room for a `[table]`.
                Some((_, parent)) if self.section(parent) == Section::Unusual => Section::Unusual,
                _ => Section::Missing,
            },
            Some(Item::Table(table)) => match header(table) {
                Some(span) => Section::Header(span),
                None if table.is_dotted() => Section::Unusual,
                None => Section::Nested,
            },
            Some(_) => Section::Unusual,
        }
    }

    /// The error for a table in which no place can be chosen.
    pub(super) fn shape(&self, path: &[&str]) -> ManifestError {
        ManifestError::Shape {
            which: self.which,
            table: path.join("."),
        }
    }

    /// The dependencies in the table of this path, in order.
    pub(super) fn dependencies(&self, path: &[&str]) -> Vec<Declared<'_>> {
        let entries = self.table(path).into_iter().flat_map(|it| it.iter());
        entries.map(|(key, item)| Declared { key, item }).collect()
    }

    /// The key of the dependency on this package.
    pub(super) fn key_of(&self, path: &[&str], package: &str) -> Option<&str> {
        let mut dependencies = self.dependencies(path).into_iter();
        Some(dependencies.find(|it| it.package() == package)?.key)
    }

    /// Where the entries of this table are, in the order of the text.
    pub(super) fn extents(&self, path: &[&str]) -> Vec<Extent<'_>> {
        let Some(table) = self.table(path) else {
            return Vec::new();
        };
        let extent = |(key, item): (_, &Item)| {
            let header = item.as_table().and_then(header);
            let is_table = header.is_some();
            let mut spans: Vec<Range<usize>> = header.into_iter().collect();
            add_values(table.key(key).and_then(Key::span), item, &mut spans);
            let start = spans.iter().map(|it| it.start).min()?;
            let end = spans.iter().map(|it| it.end).max()?;
            Some(Extent {
                key,
                is_table,
                range: start..end,
            })
        };
        let mut extents: Vec<Extent<'_>> = table.iter().filter_map(extent).collect();
        extents.sort_by_key(|it| it.range.start);
        extents
    }

    /// How most of the dependencies that inherit are written.
    pub(super) fn inherited_form(&self, path: &[&str]) -> EntryForm {
        let inherited = (self.dependencies(path).into_iter()).filter(Declared::inherits);
        let (dotted, inline): (Vec<_>, Vec<_>) =
            inherited.partition(|it| matches!(it.item, Item::Table(table) if table.is_dotted()));
        if dotted.len() >= inline.len() {
            EntryForm::Dotted
        } else {
            EntryForm::Inline
        }
    }

    /// All `[table]` and `[[table]]`, each with the first part of its path, in the order
    /// of the text.
    pub(super) fn headers(&self) -> Vec<(&str, Range<usize>)> {
        let mut headers = Vec::new();
        for (first, item) in self.document.iter() {
            add_headers(item, &mut |it| headers.push((first, it)));
        }
        headers.sort_by_key(|(_, it)| it.start);
        headers
    }

    fn table(&self, path: &[&str]) -> Option<&dyn TableLike> {
        self.item(path)?.as_table_like()
    }

    fn item(&self, path: &[&str]) -> Option<&Item> {
        let mut path = path.iter();
        path.try_fold(self.document.as_item(), |item, key| item.get(key))
    }
}

/// The bytes of `[table]`; a table that only others imply has none.
fn header(table: &Table) -> Option<Range<usize>> {
    let is_written = !table.is_implicit() && !table.is_dotted();
    table.span().filter(|_| is_written)
}

fn add_headers(item: &Item, add: &mut dyn FnMut(Range<usize>)) {
    let tables = item.as_array_of_tables().into_iter().flatten();
    for table in item.as_table().into_iter().chain(tables) {
        header(table).into_iter().for_each(&mut *add);
        table.iter().for_each(|(_, it)| add_headers(it, add));
    }
}

fn add_values(key: Option<Range<usize>>, item: &Item, values: &mut Vec<Range<usize>>) {
    match item {
        Item::Value(value) => {
            if let (Some(key), Some(value)) = (key, value.span()) {
                values.push(key.start..value.end);
            }
        }
        Item::Table(table) => {
            for (name, inner) in table {
                let key = table.key(name).and_then(Key::span);
                add_values(key, inner, values);
            }
        }
        Item::None | Item::ArrayOfTables(_) => {}
    }
}
