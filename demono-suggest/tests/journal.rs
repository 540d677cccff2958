//! Writing files back: what is refused, what an interruption leaves.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use demono_suggest::write::error::JournalError;
use demono_suggest::write::journal::{Ended, Transaction};
use demono_suggest::write::recover::{Interrupted, State};
use demono_suggest::write::replacement::Replacement;

fn replacement(path: &Path, old: &str, new: &str) -> Replacement {
    Replacement {
        path: path.to_owned(),
        old: old.into(),
        new: new.into(),
    }
}

struct Tree {
    _directory: tempfile::TempDir,
    state: PathBuf,
    files: Vec<PathBuf>,
}

impl Tree {
    /// Files with these contents.
    fn new(contents: &[&str]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(directory.path()).unwrap();
        let file = |(number, content): (usize, &&str)| {
            let path = root.join(format!("{number}.rs"));
            fs::write(&path, content).unwrap();
            path
        };
        Tree {
            state: root.join("target/state"),
            files: contents.iter().enumerate().map(file).collect(),
            _directory: directory,
        }
    }

    /// From `old` to `new`.
    fn begin(&self) -> Result<Transaction, JournalError> {
        let files = self.files.iter().map(|it| replacement(it, "old", "new"));
        Transaction::begin(&self.state, files.collect())
    }

    /// The same, stopped before the file of this number.
    fn stop_before(&self, number: usize) {
        let asked = Cell::new(0);
        let transaction = self.begin().unwrap();
        let ended = transaction.commit(&|| asked.replace(asked.get() + 1) == number);
        assert!(matches!(ended.unwrap(), Ended::Interrupted(_)));
    }

    fn interrupted(&self) -> Result<Option<Interrupted>, JournalError> {
        Transaction::interrupted(&self.state)
    }

    fn read(&self) -> Vec<String> {
        let read = |it: &PathBuf| fs::read_to_string(it).unwrap();
        self.files.iter().map(read).collect()
    }
}

fn states(interrupted: &Interrupted) -> Vec<State> {
    interrupted.files().iter().map(|it| it.state).collect()
}

#[test]
fn all_are_written_and_nothing_stays() {
    let tree = Tree::new(&["old", "same", "old"]);
    let files = vec![
        replacement(&tree.files[2], "old", "new"),
        replacement(&tree.files[1], "same", "same"),
        replacement(&tree.files[0], "old", "newer"),
    ];
    let modified = || fs::metadata(&tree.files[1]).unwrap().modified().unwrap();
    let before = modified();
    let transaction = Transaction::begin(&tree.state, files).unwrap();
    assert_eq!(tree.read(), ["old", "same", "old"]);
    let ended = transaction.commit(&|| false).unwrap();
    assert!(matches!(ended, Ended::Complete));
    assert_eq!(tree.read(), ["newer", "same", "new"]);
    assert_eq!(modified(), before);
    assert!(tree.interrupted().unwrap().is_none());
    let left = fs::read_dir(&tree.state).unwrap();
    let left: Vec<_> = left.map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left, ["lock"]);
}

#[test]
fn looking_for_an_interruption_makes_nothing() {
    let tree = Tree::new(&[]);
    assert!(tree.interrupted().unwrap().is_none());
    assert!(!tree.state.exists());
}

#[test]
fn a_file_that_was_edited_is_named_and_nothing_written() {
    let tree = Tree::new(&["old", "edited"]);
    let error = tree.begin().unwrap_err();
    assert!(matches!(&error, JournalError::Changed { path } if *path == tree.files[1]));
    assert_eq!(tree.read(), ["old", "edited"]);
    assert!(tree.interrupted().unwrap().is_none());
}

#[test]
fn a_file_that_is_edited_while_others_are_written_stops_it() {
    let tree = Tree::new(&["old", "old", "old"]);
    let transaction = tree.begin().unwrap();
    fs::write(&tree.files[1], "edited").unwrap();
    let error = transaction.commit(&|| false).unwrap_err();
    assert!(matches!(&error, JournalError::Changed { path } if *path == tree.files[1]));
    let interrupted = tree.interrupted().unwrap().unwrap();
    let expected = [State::New, State::Other, State::Old];
    assert_eq!(states(&interrupted), expected);
    let mended = interrupted.restore().unwrap();
    assert_eq!(mended.written, [tree.files[0].clone()]);
    assert_eq!(mended.left, [tree.files[1].clone()]);
    assert_eq!(tree.read(), ["old", "edited", "old"]);
    assert!(tree.interrupted().unwrap().is_none());
}

#[test]
fn an_interruption_is_told_and_blocks_the_next() {
    let tree = Tree::new(&["old", "old", "old"]);
    tree.stop_before(2);
    let error = tree.begin().unwrap_err();
    assert!(matches!(error, JournalError::Pending { .. }), "{error}");
    let interrupted = tree.interrupted().unwrap().unwrap();
    assert_eq!(states(&interrupted), [State::New, State::New, State::Old]);
    // While one is asked, another cannot.
    let error = tree.interrupted().unwrap_err();
    assert!(matches!(error, JournalError::Locked { .. }), "{error}");
    interrupted.finish().unwrap();
    assert_eq!(tree.read(), ["new", "new", "new"]);
    assert!(tree.interrupted().unwrap().is_none());
}

#[test]
fn a_removed_file_stays_removed() {
    let tree = Tree::new(&["old", "old"]);
    tree.stop_before(1);
    fs::remove_file(&tree.files[0]).unwrap();
    let interrupted = tree.interrupted().unwrap().unwrap();
    assert_eq!(states(&interrupted), [State::Missing, State::Old]);
    let mended = interrupted.restore().unwrap();
    assert_eq!(mended.left, [tree.files[0].clone()]);
    assert!(!tree.files[0].exists());
}

#[test]
fn only_our_temporary_files_are_swept() {
    let tree = Tree::new(&["old", "old"]);
    tree.stop_before(1);
    let ours = tree.files[0].with_file_name(".demono-aB3dE6");
    let theirs = tree.files[0].with_file_name(".demono-aB3dE7");
    fs::write(&ours, "ne").unwrap();
    fs::write(&theirs, "something else").unwrap();
    tree.interrupted().unwrap().unwrap().finish().unwrap();
    assert!(!ours.exists());
    assert!(theirs.exists());
}

#[test]
fn a_damaged_journal_is_not_believed() {
    let tree = Tree::new(&["old", "old"]);
    tree.stop_before(1);
    fs::write(tree.state.join("saved/1.old"), "o").unwrap();
    let error = tree.interrupted().unwrap_err();
    assert!(matches!(error, JournalError::Damaged { .. }), "{error}");
    fs::write(tree.state.join("journal.json"), "{}").unwrap();
    let error = tree.interrupted().unwrap_err();
    assert!(matches!(error, JournalError::Damaged { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_one_file_is_written_once() {
    let tree = Tree::new(&["old"]);
    let link = tree.files[0].with_file_name("link.rs");
    std::os::unix::fs::symlink("0.rs", &link).unwrap();
    let both = vec![
        replacement(&tree.files[0], "old", "new"),
        replacement(&link, "old", "new"),
    ];
    let error = Transaction::begin(&tree.state, both).unwrap_err();
    assert!(matches!(error, JournalError::Twice { .. }), "{error}");
    let files = vec![replacement(&link, "old", "new")];
    let transaction = Transaction::begin(&tree.state, files).unwrap();
    let ended = transaction.commit(&|| false).unwrap();
    assert!(matches!(ended, Ended::Complete));
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(tree.read(), ["new"]);
}
