//! In: changes. Out: the files that any set of them makes. Refused: manifests that cannot
//! depend on `demono`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use demono_report::AppliedOutcome;

use super::error::ApplyError;
use super::outcome::{Finding, Findings};
use super::session::Session;
use crate::bisect::{ChangeId, ChangeSet};
use crate::edit::attribute::{AttributeLine, Unplaceable};
use crate::edit::manifest::{add_demono, DefaultFeatures, Dependency};
use crate::edit::text::{self, Edit};
use crate::split::forms::attribute;
use crate::suggest::site::{EditPlace, Neighbour};
use crate::suggest::verdict::Proposed;
use crate::write::error::FileError;
use crate::write::replacement::Replacement;

/// One attribute to be written, or to be taken out.
#[derive(Clone)]
pub(super) struct Change {
    pub(super) id: ChangeId,
    /// The function, as symbols name it, and others of the same attribute.
    pub(super) functions: Vec<String>,
    /// In the copy.
    pub(super) file: PathBuf,
    pub(super) lines: RangeInclusive<usize>,
    /// Of its package, in the copy.
    pub(super) manifest: PathBuf,
    /// What calls through vtables are predicted to cost, for their share in code that
    /// belongs to no single function.
    pub(super) objects: u64,
    pub(super) kind: ChangeKind,
}

/// What is done.
#[derive(Clone)]
pub(super) enum ChangeKind {
    /// An attribute is written.
    Add {
        words: String,
        place: EditPlace,
        no_std: bool,
    },
    /// One is taken out, and what makes no sense without it.
    Remove(Result<Vec<Edit>, Unplaceable>),
}

impl Change {
    pub(super) fn add(id: ChangeId, proposed: &Proposed) -> Self {
        let of = &proposed.site;
        let proposal = proposed.candidate.proposal.as_ref();
        Change {
            id,
            functions: vec![of.function.clone()],
            file: of.file.clone(),
            lines: of.lines.clone(),
            manifest: of.manifest.clone(),
            objects: proposal
                .filter(|it| it.dynamic)
                .map_or(0, |it| it.shim_bytes),
            kind: ChangeKind::Add {
                words: of.words.clone(),
                place: of.place.clone(),
                no_std: of.no_std,
            },
        }
    }

    /// Why it has no place, if it has none.
    fn unplaceable(&self) -> Option<&Unplaceable> {
        match &self.kind {
            ChangeKind::Add { place, .. } => {
                let (EditPlace::Function(line)
                | EditPlace::Block {
                    present: true,
                    method: line,
                    ..
                }
                | EditPlace::Block { block: line, .. }) = place;
                line.as_ref().err()
            }
            ChangeKind::Remove(edits) => edits.as_ref().err(),
        }
    }
}

/// What makes files of sets.
pub(super) struct Editor<'a> {
    pub(super) session: &'a Session<'a>,
    pub(super) changes: Vec<Change>,
    /// Per manifest of a package what the attribute is called there.
    names: BTreeMap<PathBuf, String>,
    /// The files of the copy as they were when it was made: the user may edit meanwhile, and
    /// places hold for these only.
    texts: BTreeMap<PathBuf, String>,
}

/// Packages that are to depend on `demono`.
#[derive(Default)]
struct Manifests {
    /// As [`Editor::names`].
    names: BTreeMap<PathBuf, String>,
    /// The new texts of those that change.
    texts: BTreeMap<PathBuf, String>,
}

/// The new contents of files of the copy.
#[derive(Default)]
pub(super) struct Contents {
    /// By the user's paths, in the order of writing.
    files: Vec<Replacement>,
}

impl<'a> Editor<'a> {
    /// Reads the copy, which nobody must have edited yet.
    pub(super) fn new(session: &'a Session<'a>, changes: Vec<Change>) -> Result<Self, ApplyError> {
        let mut editor = Editor {
            session,
            changes,
            names: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        let set: ChangeSet = editor.changes.iter().map(|it| it.id).collect();
        let sources = editor.changes.iter().map(|it| it.file.clone());
        let edited = editor.edits(&set).into_keys();
        let manifests = editor.changes.iter().map(|it| it.manifest.clone());
        let mut files: BTreeSet<PathBuf> = sources.chain(edited).chain(manifests).collect();
        files.insert(session.sandbox.manifest());
        for file in files {
            let text = fs::read_to_string(&file).map_err(FileError::when("read", &file))?;
            editor.texts.insert(file, text);
        }
        editor.names = editor.depend(&set)?.names;
        Ok(editor)
    }

    /// `demono` among the dependencies of the packages of these changes.
    fn depend(&self, set: &ChangeSet) -> Result<Manifests, ApplyError> {
        let root = self.session.sandbox.manifest();
        let adding = |of: &&Change| matches!(of.kind, ChangeKind::Add { .. });
        let changes = self.changes.iter().filter(adding);
        let packages = changes.filter(|it| set.contains(&it.id));
        let packages: BTreeSet<&PathBuf> = packages.map(|it| &it.manifest).collect();
        let mut manifests = Manifests::default();
        for path in packages {
            let now = |path: &PathBuf| match manifests.texts.get(path) {
                Some(text) => Ok(text.as_str()),
                None => self.text(path),
            };
            let shared = (*path != root).then(|| now(&root)).transpose()?;
            let edit = add_demono(now(path)?, shared, &self.dependency(path));
            let edit = edit.map_err(|source| ApplyError::Manifest {
                path: self.original(path),
                source,
            })?;
            let workspace = edit.workspace.map(|text| (root.clone(), text));
            let package = edit.package.map(|text| (path.clone(), text));
            manifests.texts.extend(workspace.into_iter().chain(package));
            manifests.names.insert(path.clone(), edit.name);
        }
        Ok(manifests)
    }

    /// What is written into the manifest of this package.
    fn dependency(&self, manifest: &Path) -> Dependency {
        let bare = |it: &Change| match it.kind {
            ChangeKind::Add { no_std, .. } => no_std && it.manifest == manifest,
            ChangeKind::Remove(_) => false,
        };
        Dependency {
            default_features: if self.changes.iter().any(bare) {
                DefaultFeatures::Off
            } else {
                DefaultFeatures::On
            },
            ..self.session.options.dependency.clone()
        }
    }

    /// The changes that have a place, and why others have none.
    pub(super) fn placeable(&self) -> (ChangeSet, Findings) {
        let (mut set, mut others) = (ChangeSet::new(), Findings::new());
        for change in &self.changes {
            if let Some(why) = change.unplaceable() {
                let finding = Finding::because(AppliedOutcome::NotPlaceable, why.to_string());
                others.insert(change.id, finding);
            } else {
                set.insert(change.id);
            }
        }
        (set, others)
    }

    /// All files that change with these changes.
    pub(super) fn contents(&self, set: &ChangeSet) -> Result<Contents, ApplyError> {
        let mut contents = self.manifests(set)?;
        for (file, edits) in self.edits(set) {
            let text = self.text(&file)?;
            let new = text::apply(text, &edits)?;
            contents.add(self.original(&file), text, new);
        }
        Ok(contents)
    }

    /// The manifests alone: what members inherit has to be there before they do.
    pub(super) fn manifests(&self, set: &ChangeSet) -> Result<Contents, ApplyError> {
        let root = self.session.sandbox.manifest();
        let texts = self.depend(set)?.texts.into_iter();
        let (first, rest): (Vec<_>, Vec<_>) = texts.partition(|(path, _)| *path == root);
        let mut contents = Contents::default();
        for (path, text) in first.into_iter().chain(rest) {
            contents.add(self.original(&path), self.text(&path)?, text);
        }
        Ok(contents)
    }

    /// By file of the copy.
    fn edits(&self, set: &ChangeSet) -> BTreeMap<PathBuf, Vec<Edit>> {
        let mut edits: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
        // The words of each block's attribute, and who is split by it.
        let mut blocks: BTreeMap<(&Path, usize), Block<'_>> = BTreeMap::new();
        let changes = self.changes.iter().filter(|it| set.contains(&it.id));
        for change in changes {
            let mut put = |edit: Edit| {
                let known = edits.entry(edit.file.clone()).or_default();
                if !known.contains(&edit) {
                    known.push(edit);
                }
            };
            let path = self.path(&change.manifest);
            match &change.kind {
                ChangeKind::Remove(all) => {
                    all.iter().flatten().cloned().for_each(put);
                }
                ChangeKind::Add { words, place, .. } => {
                    let mut write = |line: &Result<AttributeLine, Unplaceable>| {
                        let line = line.as_ref().ok();
                        line.map(|it| it.write(&attribute(&path, words)))
                            .map(&mut put);
                    };
                    match place {
                        EditPlace::Function(line)
                        | EditPlace::Block {
                            present: true,
                            method: line,
                            ..
                        } => write(line),
                        EditPlace::Block {
                            block,
                            method,
                            neighbours,
                            line,
                            ..
                        } => {
                            let of = blocks.entry((&change.file, *line)).or_insert_with(|| {
                                write(block);
                                Block {
                                    words,
                                    manifest: &change.manifest,
                                    neighbours,
                                    methods: BTreeSet::new(),
                                }
                            });
                            of.methods.extend(method.iter().map(|it| it.at));
                            if of.words != words {
                                write(method);
                            }
                        }
                    }
                }
            }
        }
        for block in blocks.into_values() {
            for neighbour in block.neighbours {
                let Ok(skip) = &neighbour.skip else { continue };
                let chosen = block.methods.contains(&skip.at);
                if !chosen && neighbour.words.contains(block.words) {
                    let skip = skip.write(&attribute(&self.path(block.manifest), "skip"));
                    edits.entry(skip.file.clone()).or_default().push(skip);
                }
            }
        }
        edits
    }

    /// The path of the attribute in the package with this manifest.
    fn path(&self, manifest: &Path) -> String {
        let name = self.names.get(manifest).map_or("demono", String::as_str);
        format!("{name}::demono")
    }

    /// The lines of each of these changes when they all are in, attributes included.
    pub(super) fn lines(&self, set: &ChangeSet) -> Vec<(ChangeId, PathBuf, RangeInclusive<usize>)> {
        let edits = self.edits(set);
        let mut lines = Vec::new();
        for change in self.changes.iter().filter(|it| set.contains(&it.id)) {
            let Ok(text) = self.text(&change.file) else {
                continue;
            };
            let mut before = 0;
            let mut inside = 0;
            for edit in edits.get(&change.file).into_iter().flatten() {
                let line = text[..edit.range.start].matches('\n').count() + 1;
                let added = edit.text.matches('\n').count();
                if line < *change.lines.start() {
                    before += added;
                } else if change.lines.contains(&line) {
                    inside += added;
                }
            }
            let first = change.lines.start() + before;
            let last = change.lines.end() + before + inside;
            lines.push((change.id, self.original(&change.file), first..=last));
        }
        lines
    }

    pub(super) fn change(&self, id: ChangeId) -> Option<&Change> {
        self.changes.iter().find(|it| it.id == id)
    }

    /// The packages that have any of the changes.
    pub(super) fn packages(&self) -> Vec<String> {
        let manifests: BTreeSet<&PathBuf> = self.changes.iter().map(|it| &it.manifest).collect();
        let packages = self.session.workspace.packages.iter();
        let changed = packages.filter(|it| manifests.contains(&it.manifest));
        changed.map(|it| it.name.clone()).collect()
    }

    /// A file of the copy before any edit.
    fn text(&self, path: &Path) -> Result<&str, ApplyError> {
        let known = self.texts.get(path).map(String::as_str);
        known.ok_or_else(|| {
            let missing = FileError::when("read", &self.original(path));
            missing(ErrorKind::NotFound.into()).into()
        })
    }

    fn original(&self, path: &Path) -> PathBuf {
        let original = self.session.sandbox.original_of(path);
        original.unwrap_or_else(|| path.to_owned())
    }
}

/// A block that gets an attribute.
struct Block<'a> {
    words: &'a String,
    manifest: &'a Path,
    neighbours: &'a [Neighbour],
    /// Where its chosen methods begin.
    methods: BTreeSet<usize>,
}

impl Contents {
    fn add(&mut self, path: PathBuf, old: &str, new: String) {
        let replacement = Replacement {
            path,
            old: old.as_bytes().to_owned(),
            new: new.into_bytes(),
        };
        match self.files.iter_mut().find(|it| it.path == replacement.path) {
            Some(known) => known.new = replacement.new,
            None => self.files.push(replacement),
        }
    }

    /// With the lock file that cargo has made of the manifests, if the user has one.
    pub(super) fn with_lock(mut self, session: &Session<'_>) -> Self {
        let path = session.original.root.join("Cargo.lock");
        let new = fs::read(session.sandbox.root().join("Cargo.lock"));
        if let (false, Some(old), Ok(new)) = (self.files.is_empty(), session.lock.clone(), new) {
            // After the manifests, before the sources.
            let files = self.files.iter();
            let manifests = files.filter(|it| it.path.ends_with("Cargo.toml")).count();
            self.files.insert(manifests, Replacement { path, old, new });
        }
        self
    }

    pub(super) fn files(&self) -> &[Replacement] {
        &self.files
    }

    /// What has to be written.
    pub(super) fn replacements(self) -> Vec<Replacement> {
        let files = self.files.into_iter();
        files.filter(|it| it.old != it.new).collect()
    }
}
