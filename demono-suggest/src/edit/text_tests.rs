use std::ops::Range;
use std::path::{Path, PathBuf};

use super::text::{apply, diff, Edit, EditError};

fn edit(range: Range<usize>, text: &str) -> Edit {
    Edit {
        file: PathBuf::from("a.rs"),
        range,
        text: text.to_owned(),
    }
}

#[test]
fn edits_are_applied_in_the_order_of_the_text() {
    let edits = [edit(4..5, "E"), edit(0..0, "<"), edit(1..3, "")];
    assert_eq!(apply("abcdef", &edits).unwrap(), "<adEf");
    assert_eq!(apply("é\r\n", &[]).unwrap(), "é\r\n");
}

#[test]
fn insertions_at_one_place_keep_their_order() {
    let edits = [edit(1..1, "1"), edit(1..2, "x"), edit(1..1, "2")];
    assert_eq!(apply("abc", &edits).unwrap(), "a12xc");
    let at_the_end = [edit(0..3, "x"), edit(3..3, "!")];
    assert_eq!(apply("abc", &at_the_end).unwrap(), "x!");
}

#[test]
fn overlapping_edits_are_refused() {
    let at = |edits: &[Edit]| match apply("abcdef", edits) {
        Err(EditError::Overlap { at, .. }) => at,
        other => panic!("{other:?}"),
    };
    assert_eq!(at(&[edit(0..3, ""), edit(2..4, "")]), 2);
    assert_eq!(at(&[edit(2..2, "x"), edit(1..3, "")]), 2);
    assert_eq!(at(&[edit(1..2, ""), edit(1..2, "")]), 1);
}

#[test]
fn edits_that_do_not_fit_are_refused() {
    let refused = |range| apply("aéb", &[edit(range, "")]).unwrap_err();
    let out = |range| EditError::OutOfRange {
        file: PathBuf::from("a.rs"),
        range,
        length: 4,
    };
    assert_eq!(refused(3..5), out(3..5));
    #[allow(clippy::reversed_empty_ranges, reason = "that is what is refused")]
    let reversed = 3..1;
    assert_eq!(refused(reversed.clone()), out(reversed));
    let cut = |at| EditError::NotACharacter {
        file: PathBuf::from("a.rs"),
        at,
    };
    assert_eq!(refused(2..3), cut(2));
    assert_eq!(refused(0..2), cut(2));
}

#[test]
fn edits_of_two_files_are_refused() {
    let mut other = edit(0..0, "");
    other.file = PathBuf::from("b.rs");
    let refused = apply("a", &[edit(0..0, ""), other]);
    assert!(matches!(refused, Err(EditError::SeveralFiles { .. })));
}

#[test]
fn a_difference_has_three_lines_around_it() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let new = "1\n2\n3\n4\nnew\n5\n6\n7\n8\n9\n";
    let expected =
        "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n";
    assert_eq!(diff(Path::new("src/a.rs"), old, new), expected);
    assert_eq!(diff(Path::new("src/a.rs"), old, old), "");
}

#[test]
fn a_missing_newline_is_said() {
    let expected = "--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n+x\n y\n\\ No newline at end of file\n";
    assert_eq!(diff(Path::new("a"), "y", "x\ny"), expected);
}

#[test]
fn a_difference_keeps_carriage_returns() {
    let expected = "--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n+x\r\n y\r\n";
    assert_eq!(diff(Path::new("a"), "y\r\n", "x\r\ny\r\n"), expected);
}

/// `git apply` is what users would run on it.
#[test]
fn git_applies_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = ("a\r\nb\r\n", "a\r\n#[x]\r\nb\r\n");
    let cases = [
        (old, new),
        ("fn a() {}", "#[x]\nfn a() {}"),
        ("a", "a\n"),
        ("a\rb\n", "c\ra\rb\nd"),
    ];
    for (old, new) in cases {
        std::fs::write(folder.path().join("a.rs"), old).unwrap();
        std::fs::write(folder.path().join("p"), diff(Path::new("a.rs"), old, new)).unwrap();
        let git = std::process::Command::new("git")
            .args(["-c", "core.autocrlf=false", "apply", "p"])
            .env("GIT_CEILING_DIRECTORIES", folder.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(git.status.success(), "{git:?}");
        let applied = std::fs::read_to_string(folder.path().join("a.rs")).unwrap();
        assert_eq!(applied, new);
    }
}
