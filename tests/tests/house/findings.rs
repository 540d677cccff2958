//! What breaks a rule of the house, as data, and the line that says what to change.

use std::fmt;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// From the folder of the workspace.
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// One breach.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Finding {
    /// Files that import each other.
    Circle(Circle),
    /// A name that is imported from elsewhere than where it is defined.
    ReExport(ReExport),
    /// A file with too many lines.
    Long(Long),
    /// A path in a document that does not exist.
    Gone(Gone),
}

/// Files each of which imports the next, and the last the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Circle {
    pub(crate) arrows: Vec<Arrow>,
    /// Which of them to take out: the one with the fewest names.
    pub(crate) weakest: usize,
}

/// What one file imports from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    /// The first line that names any of it.
    pub(crate) spot: Spot,
    /// All that it names, in the order of the lines that first do.
    pub(crate) names: Vec<String>,
    /// The file that defines them.
    pub(crate) from: String,
}

/// A path that goes through a `use` in another file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ReExport {
    pub(crate) spot: Spot,
    pub(crate) name: String,
    /// The module with that `use`.
    pub(crate) through: String,
    /// The path to write.
    pub(crate) instead: String,
}

/// A file that is longer than it may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Long {
    pub(crate) file: String,
    pub(crate) lines: usize,
    pub(crate) limit: usize,
}

/// A path that a document names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gone {
    pub(crate) spot: Spot,
    pub(crate) path: String,
}

impl Finding {
    /// The line to change first.
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Self::Circle(circle) => circle.arrows[circle.weakest].spot.clone(),
            Self::ReExport(re_export) => re_export.spot.clone(),
            Self::Long(long) => Spot {
                file: long.file.clone(),
                line: long.limit + 1,
            },
            Self::Gone(gone) => gone.spot.clone(),
        }
    }
}

/// One line each, by file and line, each line once.
pub(crate) fn lines(findings: &[Finding]) -> Vec<String> {
    let mut sorted: Vec<_> = findings
        .iter()
        .map(|finding| (finding.spot(), finding))
        .collect();
    sorted.sort();
    let mut lines: Vec<_> = sorted
        .iter()
        .map(|(_, finding)| finding.to_string())
        .collect();
    // Two crates share the files of a linked folder.
    lines.dedup();
    lines
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Circle(circle) => circle.fmt(f),
            Self::ReExport(re_export) => re_export.fmt(f),
            Self::Long(long) => long.fmt(f),
            Self::Gone(gone) => gone.fmt(f),
        }
    }
}

impl fmt::Display for Circle {
    /// The weakest arrow first: its line is the one to change.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.arrows.split_at(self.weakest);
        for (at, arrow) in after.iter().chain(before).enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            arrow.fmt(f)?;
        }
        f.write_str(
            ": a circle, weakest at its first arrow: move what that names, or what the others \
             name, to a file that both sides can import",
        )
    }
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 3;
        let shown: Vec<_> = self.names.iter().take(SHOWN).cloned().collect();
        write!(f, "{} imports `{}`", self.spot, shown.join("`, `"))?;
        if self.names.len() > SHOWN {
            write!(f, " and {} more", self.names.len() - SHOWN)?;
        }
        write!(f, " from {}", self.from)
    }
}

impl fmt::Display for ReExport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            spot,
            name,
            through,
            instead,
        } = self;
        write!(
            f,
            "{spot} imports `{name}` through `{through}`, which only re-exports it: import `{instead}`"
        )
    }
}

impl fmt::Display for Long {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, lines, limit } = self;
        write!(
            f,
            "{file}:{} is past the limit of {limit} lines, of {lines}: split the file by rule",
            limit + 1
        )
    }
}

impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { spot, path } = self;
        write!(
            f,
            "{spot} names `{path}`, which does not exist: write where it is now"
        )
    }
}
