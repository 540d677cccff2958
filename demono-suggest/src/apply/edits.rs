//! In: sites. Out: the files that any set of them makes. Refused: manifests that cannot
//! depend on `demono`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::{ApplyError, Bench, Sites};
use crate::edit::{self, Edit, Unplaceable};
use crate::manifest::{add_demono, DefaultFeatures, Dependency};
use crate::suggest::{Neighbour, Place, Proposed};
use crate::trial::{Replacement, SiteId};

/// One attribute to be written, or to be taken out.
#[derive(Clone)]
pub(super) struct Change {
    pub(super) site: SiteId,
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
    pub(super) kind: Kind,
}

/// What is done.
#[derive(Clone)]
pub(super) enum Kind {
    /// An attribute is written.
    Add {
        words: String,
        place: Place,
        no_std: bool,
    },
    /// One is taken out.
    Remove(Result<Edit, Unplaceable>),
}

impl Change {
    pub(super) fn add(site: SiteId, proposed: &Proposed) -> Self {
        let of = &proposed.site;
        let proposal = proposed.candidate.proposal.as_ref();
        Change {
            site,
            functions: vec![of.function.clone()],
            file: of.file.clone(),
            lines: of.lines.clone(),
            manifest: of.manifest.clone(),
            objects: proposal
                .filter(|it| it.dynamic)
                .map_or(0, |it| it.shim_bytes),
            kind: Kind::Add {
                words: of.words.clone(),
                place: of.place.clone(),
                no_std: of.no_std,
            },
        }
    }

    /// The first edit of it, if it has a place.
    fn edit(&self) -> &Result<Edit, Unplaceable> {
        match &self.kind {
            Kind::Add { place, .. } => match place {
                Place::Function(edit) => edit,
                Place::Block {
                    present: true,
                    method,
                    ..
                } => method,
                Place::Block { block, .. } => block,
            },
            Kind::Remove(edit) => edit,
        }
    }
}

/// What makes files of sets.
pub(super) struct Editor<'a> {
    bench: &'a Bench<'a>,
    pub(super) changes: Vec<Change>,
    /// Per manifest of a package what the attribute is called there, and the new texts.
    manifests: BTreeMap<PathBuf, Manifest>,
}

/// A package that is to depend on `demono`.
struct Manifest {
    /// The name in code.
    name: String,
    /// The files that change, with their new texts.
    files: Vec<(PathBuf, String)>,
}

/// The new contents of files of the copy.
#[derive(Default)]
pub(super) struct Contents {
    /// By the user's paths, in the order of writing.
    files: Vec<Replacement>,
}

impl<'a> Editor<'a> {
    pub(super) fn new(bench: &'a Bench<'a>, changes: Vec<Change>) -> Result<Self, ApplyError> {
        let mut editor = Editor {
            bench,
            changes,
            manifests: BTreeMap::new(),
        };
        for index in 0..editor.changes.len() {
            let change = &editor.changes[index];
            let Kind::Add { no_std, .. } = change.kind else {
                continue;
            };
            if !editor.manifests.contains_key(&change.manifest) {
                let path = change.manifest.clone();
                let manifest = editor.depend(&path, no_std)?;
                editor.manifests.insert(path, manifest);
            }
        }
        Ok(editor)
    }

    /// `demono` among the dependencies of the package of `path`.
    fn depend(&self, path: &Path, no_std: bool) -> Result<Manifest, ApplyError> {
        let root = self.bench.scratch.manifest();
        let is_root = root == path;
        let text = read(path)?;
        let shared = match is_root {
            true => None,
            false => Some(self.manifest_now(&root)?),
        };
        let dependency = Dependency {
            default_features: match no_std {
                true => DefaultFeatures::Off,
                false => DefaultFeatures::On,
            },
            ..self.bench.order.dependency.clone()
        };
        let edit = add_demono(&text, shared.as_deref(), &dependency).map_err(|source| {
            ApplyError::Manifest {
                path: self.original(path),
                source,
            }
        })?;
        let mut files = Vec::new();
        // What a member inherits has to be there first.
        files.extend(edit.workspace.map(|text| (root, text)));
        files.extend(edit.package.map(|text| (path.to_owned(), text)));
        Ok(Manifest {
            name: edit.name,
            files,
        })
    }

    /// The root's manifest, with what other members have made of it.
    fn manifest_now(&self, root: &Path) -> Result<String, ApplyError> {
        let mut edited = self.manifests.values().flat_map(|it| &it.files);
        match edited.rfind(|(path, _)| path == root) {
            Some((_, text)) => Ok(text.clone()),
            None => read(root),
        }
    }

    /// The sites that have a place, and why others have none.
    pub(super) fn placeable(&self) -> (Sites, Vec<(SiteId, String)>) {
        let mut sites = Sites::new();
        let mut others = Vec::new();
        for change in &self.changes {
            match change.edit() {
                Ok(_) => {
                    sites.insert(change.site);
                }
                Err(why) => others.push((change.site, why.to_string())),
            }
        }
        (sites, others)
    }

    /// All files that change with these sites.
    pub(super) fn contents(&self, sites: &Sites) -> Result<Contents, ApplyError> {
        let mut contents = self.manifests(sites)?;
        for (file, edits) in self.edits(sites) {
            let text = self.original_text(&file)?;
            let new = edit::apply(&text, &edits)?;
            contents.add(self.original(&file), text, new);
        }
        Ok(contents)
    }

    /// The manifests alone.
    pub(super) fn manifests(&self, sites: &Sites) -> Result<Contents, ApplyError> {
        let mut contents = Contents::default();
        let changes = self.changes.iter().filter(|it| sites.contains(&it.site));
        let packages: BTreeSet<&PathBuf> = changes.map(|it| &it.manifest).collect();
        let root = self.bench.scratch.manifest();
        let files = |path: &PathBuf| {
            self.manifests
                .get(path)
                .into_iter()
                .flat_map(|it| &it.files)
        };
        let of_root = self.manifests.values().flat_map(|it| &it.files);
        if let Some((_, text)) = of_root.rev().find(|(path, _)| *path == root) {
            // The last text has what every member needs there.
            if packages
                .iter()
                .any(|package| self.manifests.contains_key(*package))
            {
                contents.add(
                    self.original(&root),
                    self.original_text(&root)?,
                    text.clone(),
                );
            }
        }
        for (path, text) in packages.into_iter().flat_map(files) {
            if *path != root {
                contents.add(self.original(path), self.original_text(path)?, text.clone());
            }
        }
        Ok(contents)
    }

    /// By file of the copy.
    fn edits(&self, sites: &Sites) -> BTreeMap<PathBuf, Vec<Edit>> {
        let mut edits: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
        // The words of each block's attribute, and who is split by it.
        let mut blocks: BTreeMap<(&Path, usize), Block<'_>> = BTreeMap::new();
        let changes = self.changes.iter().filter(|it| sites.contains(&it.site));
        for change in changes {
            let mut put = |edit: &Result<Edit, Unplaceable>| {
                if let Ok(edit) = edit {
                    let edit = self.named(edit, &change.manifest);
                    let known = edits.entry(edit.file.clone()).or_default();
                    if !known.contains(&edit) {
                        known.push(edit);
                    }
                }
            };
            match &change.kind {
                Kind::Remove(edit) => put(edit),
                Kind::Add { words, place, .. } => match place {
                    Place::Function(edit) => put(edit),
                    Place::Block {
                        present: true,
                        method,
                        ..
                    } => put(method),
                    Place::Block {
                        block,
                        method,
                        neighbours,
                        line,
                        ..
                    } => {
                        let of = blocks.entry((&change.file, *line)).or_insert_with(|| {
                            put(block);
                            Block {
                                words,
                                manifest: &change.manifest,
                                neighbours,
                                methods: BTreeSet::new(),
                            }
                        });
                        of.methods.extend(method.iter().map(|it| it.range.start));
                        if of.words != words {
                            put(method);
                        }
                    }
                },
            }
        }
        for block in blocks.into_values() {
            for neighbour in block.neighbours {
                let Ok(skip) = &neighbour.skip else { continue };
                let chosen = block.methods.contains(&skip.range.start);
                if !chosen && neighbour.words.contains(block.words) {
                    let skip = self.named(skip, block.manifest);
                    edits.entry(skip.file.clone()).or_default().push(skip);
                }
            }
        }
        edits
    }

    /// The edit with the name that the package has for the attribute.
    fn named(&self, edit: &Edit, manifest: &Path) -> Edit {
        let name = self.manifests.get(manifest).map_or("demono", |it| &it.name);
        Edit {
            text: edit
                .text
                .replace("demono::demono", &format!("{name}::demono")),
            ..edit.clone()
        }
    }

    /// The lines of each of these sites when they all are in, attributes included.
    pub(super) fn lines(&self, sites: &Sites) -> Vec<(SiteId, PathBuf, RangeInclusive<usize>)> {
        let edits = self.edits(sites);
        let mut lines = Vec::new();
        for change in self.changes.iter().filter(|it| sites.contains(&it.site)) {
            let Ok(text) = self.original_text(&change.file) else {
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
            lines.push((change.site, self.original(&change.file), first..=last));
        }
        lines
    }

    pub(super) fn change(&self, site: SiteId) -> Option<&Change> {
        self.changes.iter().find(|it| it.site == site)
    }

    /// The packages that have any of the changes.
    pub(super) fn packages(&self) -> Vec<String> {
        let manifests: BTreeSet<&PathBuf> = self.changes.iter().map(|it| &it.manifest).collect();
        let packages = self.bench.workspace.packages.iter();
        let changed = packages.filter(|it| manifests.contains(&it.manifest));
        changed.map(|it| it.name.clone()).collect()
    }

    /// The user's file, as the copy may be edited.
    fn original_text(&self, path: &Path) -> Result<String, ApplyError> {
        read(&self.original(path))
    }

    fn original(&self, path: &Path) -> PathBuf {
        let original = self.bench.scratch.original_of(path);
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
    fn add(&mut self, path: PathBuf, old: String, new: String) {
        let replacement = Replacement {
            path,
            old: old.into_bytes(),
            new: new.into_bytes(),
        };
        match self.files.iter_mut().find(|it| it.path == replacement.path) {
            Some(known) => known.new = replacement.new,
            None => self.files.push(replacement),
        }
    }

    /// With the lock file that cargo has made of the manifests, if the user has one.
    pub(super) fn with_lock(mut self, bench: &Bench<'_>) -> Result<Self, ApplyError> {
        let lock = bench.original.root.join("Cargo.lock");
        let copy = bench.scratch.root().join("Cargo.lock");
        if let (false, Ok(old), Ok(new)) = (
            self.files.is_empty(),
            fs::read_to_string(&lock),
            fs::read_to_string(&copy),
        ) {
            // Behind the manifests, before the sources.
            let manifests = self
                .files
                .iter()
                .filter(|it| it.path.ends_with("Cargo.toml"));
            let place = manifests.count();
            self.files.insert(
                place,
                Replacement {
                    path: lock,
                    old: old.into_bytes(),
                    new: new.into_bytes(),
                },
            );
        }
        Ok(self)
    }

    pub(super) fn files(&self) -> &[Replacement] {
        &self.files
    }

    /// What has to be written.
    pub(super) fn replacements(self) -> Vec<Replacement> {
        self.files
            .into_iter()
            .filter(|it| it.old != it.new)
            .collect()
    }
}

fn read(path: &Path) -> Result<String, ApplyError> {
    fs::read_to_string(path).map_err(|source| ApplyError::Io {
        path: path.to_owned(),
        source,
    })
}
