//! What git says of files, in repositories made for the test.

mod common;

use std::path::Path;
use std::process::Command;

use common::{tree, write};
use demono_size::cargo::git::GitError;
use demono_suggest::write::git::WorkTree;

fn git(directory: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(directory)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn files_are_clean_dirty_or_staged() {
    let (_guard, base) = tree();
    let repository = base.join("repo with space");
    let file = |name: &str| repository.join(name);
    let names = ["committed.rs", "sub/edited.rs", "staged.rs", "[ab].rs"];
    for name in names {
        write(&file(name), "old");
    }
    git(&repository, &["init", "-q"]);
    write(&file(".gitignore"), "ignored.rs\nbuilt/\n");
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "-qm", "first"]);
    let all = names.map(file).to_vec();
    let sub = file("sub");
    let inspect = |paths: &[std::path::PathBuf]| WorkTree::inspect(&sub, paths).unwrap();
    assert_eq!(inspect(&all), WorkTree::Clean);
    assert_eq!(WorkTree::Clean.objection("cargo demono apply", &sub), None);

    write(&file("sub/edited.rs"), "new");
    write(&file("staged.rs"), "new");
    git(&repository, &["add", "staged.rs"]);
    write(&file("untracked.rs"), "new");
    write(&file("ignored.rs"), "new");
    write(&file("built/out.rs"), "new");
    write(&file("built/other.rs"), "new");
    // A name that would be a pattern.
    write(&file("a.rs"), "new");
    // Only what is asked about.
    assert_eq!(
        inspect(&[file("committed.rs"), file("[ab].rs")]),
        WorkTree::Clean
    );
    let named = ["untracked.rs", "ignored.rs", "built/out.rs"].map(file);
    let all = [&all[..], &named].concat();
    let found = inspect(&all);
    let dirty = [
        "built/out.rs",
        "ignored.rs",
        "sub/edited.rs",
        "untracked.rs",
    ];
    let expected = WorkTree::Changed {
        dirty: dirty.map(file).to_vec(),
        staged: vec![file("staged.rs")],
    };
    assert_eq!(found, expected);
    let said = found.objection("cargo demono apply", &repository).unwrap();
    assert!(said.contains("--allow-dirty"), "{said}");
    assert!(said.contains("  * sub/edited.rs (dirty)\n"), "{said}");
    assert!(said.ends_with("  * staged.rs (staged)\n"), "{said}");
}

#[test]
fn outside_of_a_repository_there_is_nothing_to_go_back_to() {
    let (_guard, base) = tree();
    write(&base.join("file.rs"), "");
    let found = WorkTree::inspect(&base, &[base.join("file.rs")]).unwrap();
    assert_eq!(found, WorkTree::NoRepository);
    let said = found.objection("cargo demono apply", &base).unwrap();
    assert!(said.contains("--allow-no-vcs"), "{said}");
    let error = WorkTree::inspect(&base.join("none"), &[]).unwrap_err();
    assert!(matches!(error, GitError::Failed { .. }), "{error}");
}
