//! In: the examples as they are, and what to do with their attributes. Out: a workspace of
//! them, on disk. Refused: nothing; what cannot be read or written panics.
//!
//! A workspace is kept, and only files that differ are written, so that cargo builds it
//! only once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use demono_suggest::edit::attribute::remove_attribute;
use demono_suggest::edit::text::{apply, Edit};
use demono_suggest::source::tree::SourceTree;
use demono_suggest::suggest::site::EditPlace;
use demono_suggest::suggest::verdict::Proposed;
use demono_tests::examples::repository;

/// The parts of the repository that the examples are built from.
const FOLDERS: [&str; 3] = ["examples", "demono", "demono-macros"];

/// Files, by their path in a workspace.
#[derive(Clone)]
pub(crate) struct Files(BTreeMap<PathBuf, Vec<u8>>);

impl Files {
    /// The examples, as they are.
    pub(crate) fn examples() -> Self {
        let root = repository();
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            read(&root, Path::new(folder), &mut files);
        }
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let start = manifest.find("members = [").unwrap();
        let end = start + manifest[start..].find(']').unwrap() + 1;
        let members = "members = [\"demono\", \"demono-macros\", \"examples/*\"]";
        let manifest = format!("{}{members}{}", &manifest[..start], &manifest[end..]);
        files.insert("Cargo.toml".into(), manifest.into_bytes());
        Files(files)
    }

    /// Without the attributes in these crates, and without their imports.
    pub(crate) fn strip(mut self, trees: &[SourceTree]) -> Self {
        let root = repository();
        let mut edits: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
        for tree in trees {
            let of_functions = tree.functions.iter().map(|it| (it.file, &it.demono));
            let of_blocks = tree.blocks.iter().map(|it| (it.file, &it.demono));
            for (file, attribute) in of_functions.chain(of_blocks) {
                let Some(attribute) = attribute else { continue };
                let file = &tree.files[file];
                let path = file.canonical.strip_prefix(&root).unwrap();
                let edit = remove_attribute(file, attribute).unwrap();
                edits.entry(path.to_owned()).or_default().push(edit);
            }
        }
        for (path, edits) in edits {
            self.edit(&path, |text| {
                apply(text, &edits)
                    .unwrap()
                    .replace("use demono::demono;\n", "")
            });
        }
        self
    }

    /// With the proposed attributes, written as `demono::demono`. `root` is the workspace
    /// that the proposals are for, which has these files.
    pub(crate) fn attach(mut self, root: &Path, proposed: &[&Proposed]) -> Self {
        let mut edits: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
        for Proposed { site, .. } in proposed {
            let line = match &site.place {
                EditPlace::Function(line) => line,
                EditPlace::Block { block, .. } => block,
            };
            let attribute = match site.words.as_str() {
                "" => "#[demono::demono]".to_owned(),
                words => format!("#[demono::demono({words})]"),
            };
            let edit = line.as_ref().map(|it| it.write(&attribute));
            let path = site.file.canonicalize().unwrap();
            let path = path.strip_prefix(root).unwrap().to_owned();
            edits.entry(path).or_default().extend(edit);
        }
        for (path, mut edits) in edits {
            // One attribute is enough for all methods of a block.
            edits.dedup();
            self.edit(&path, |text| apply(text, &edits).unwrap());
        }
        self
    }

    fn edit(&mut self, path: &Path, change: impl FnOnce(&str) -> String) {
        let data = self.0.get_mut(path).unwrap();
        *data = change(str::from_utf8(data).unwrap()).into_bytes();
    }

    /// Writes these files to `directory`, and removes all others from their folders.
    pub(crate) fn write(&self, directory: &Path) {
        for folder in FOLDERS {
            let mut present = BTreeMap::new();
            fs::create_dir_all(directory.join(folder)).unwrap();
            read(directory, Path::new(folder), &mut present);
            for path in present.keys().filter(|path| !self.0.contains_key(*path)) {
                fs::remove_file(directory.join(path)).unwrap();
            }
        }
        for (path, data) in &self.0 {
            let path = directory.join(path);
            if fs::read(&path).ok().as_ref() != Some(data) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, data).unwrap();
            }
        }
        // Cargo removes from it what only the rest of the repository needs.
        let lock = directory.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(repository().join("Cargo.lock"), lock).unwrap();
        }
    }
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = folder.join(entry.file_name());
        if fs::metadata(entry.path()).unwrap().is_file() {
            files.insert(path, fs::read(entry.path()).unwrap());
        } else if entry.file_name() != "target" {
            read(root, &path, files);
        }
    }
}
