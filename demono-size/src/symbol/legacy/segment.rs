//! In: a segment of a legacy name, decoded: `load`, `Client<T>`, `<impl Named for Client>`.
//! Out: the segment, parsed.

/// A segment of a legacy name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment<'t> {
    /// As it stands in the name.
    pub(crate) text: &'t str,
    pub(crate) kind: SegmentKind<'t>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum SegmentKind<'t> {
    /// A crate, module, type, trait or function, maybe with arguments.
    Named,
    Block(Block<'t>),
    /// `{{closure}}`, or another kind of what has no name.
    Unnamed(&'t str),
    /// `{{vtable.shim}}`: the kind of the shim.
    Shim(&'t str),
}

/// `<Type>` or `<Type as Trait>`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'t> {
    pub(crate) self_type: &'t str,
    pub(crate) of: Option<&'t str>,
    /// `<impl Type>` or `<impl Trait for Type>`, after the module that it stands in.
    pub(crate) moved: bool,
}

impl<'t> Segment<'t> {
    /// A segment that has a name.
    pub(crate) fn named(text: &'t str) -> Self {
        Segment {
            text,
            kind: SegmentKind::Named,
        }
    }

    fn parse(text: &'t str) -> Self {
        let inside = |prefix| text.strip_prefix(prefix)?.strip_suffix('>');
        let kind = if let Some(block) = inside("<impl ") {
            let split = split_at_top(block, " for ");
            let (of, self_type) = split.map_or((None, block), |(of, it)| (Some(of), it));
            let moved = true;
            SegmentKind::Block(Block {
                self_type,
                of,
                moved,
            })
        } else if let Some(block) = inside("<") {
            let split = split_at_top(block, " as ");
            let (self_type, of) = split.map_or((block, None), |(it, of)| (it, Some(of)));
            let moved = false;
            SegmentKind::Block(Block {
                self_type,
                of,
                moved,
            })
        } else {
            SegmentKind::Named
        };
        Segment { text, kind }
    }

    fn unnamed(text: &'t str) -> Self {
        let inside = text.trim_start_matches("{{").trim_end_matches("}}");
        let kind = match inside.strip_suffix(".shim") {
            Some(shim) => SegmentKind::Shim(shim),
            None => SegmentKind::Unnamed(inside),
        };
        Segment { text, kind }
    }

    pub(crate) fn has_name(&self) -> bool {
        !matches!(self.kind, SegmentKind::Unnamed(_) | SegmentKind::Shim(_))
    }
}

/// Input:  `zoo`, `f`, `{{closure}}`, `g{{vtable.shim}}`
/// Output: `zoo`, `f`, `{{closure}}`, `g`, `{{vtable.shim}}`
pub(crate) fn parse<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Segment<'t>> {
    let mut segments = Vec::with_capacity(8);
    for text in texts {
        let unnamed = text.ends_with("}}").then(|| text.find("{{"));
        let (named, unnamed) = text.split_at(unnamed.flatten().unwrap_or(text.len()));
        if !named.is_empty() || unnamed.is_empty() {
            segments.push(Segment::parse(named));
        }
        if !unnamed.is_empty() {
            segments.push(Segment::unnamed(unnamed));
        }
    }
    segments
}

/// The segments of the named function, and what it is beyond that. There may be nothing but
/// a closure.
pub(crate) fn split_item<'s, 't>(
    segments: &'s [Segment<'t>],
) -> (&'s [Segment<'t>], &'s [Segment<'t>]) {
    let named = segments.iter().rposition(Segment::has_name).unwrap_or(0);
    segments.split_at(named + 1)
}

/// Splits at the first `separator` that is in no brackets.
fn split_at_top<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && text[at..].starts_with(separator) => {
                return Some((&text[..at], &text[at + separator.len()..]));
            }
            _ => {}
        }
        before = c;
    }
    None
}
