use std::path::Path;

use crate::load::load;
use crate::made_up::{folder, write};

fn files(workspace: &Path) -> Vec<String> {
    let tree = load(workspace, &workspace.join("a/src/lib.rs"));
    let mut files: Vec<_> = tree.files.into_iter().map(|file| file.shown).collect();
    files.sort();
    files
}

#[test]
fn files_are_found_as_the_compiler_finds_them() {
    let folder = folder(&[
        (
            "lib.rs",
            "mod b; mod c; #[path = \"x/d.rs\"] mod e; mod inline { mod f; #[path = \"y.rs\"] mod g; }
             #[path = \"z\"] mod moved { mod h; } mod r#dyn;",
        ),
        ("b.rs", "mod i;"),
        ("b/i.rs", ""),
        ("c/mod.rs", "mod j; #[path = \"other.rs\"] mod k;"),
        ("c/j.rs", "mod inline { mod l; #[path = \"y.rs\"] mod m; }"),
        ("c/j/inline/l.rs", ""),
        ("c/j/inline/y.rs", ""),
        ("c/other.rs", ""),
        ("x/d.rs", "mod n;"),
        ("x/n.rs", ""),
        ("inline/f.rs", ""),
        ("inline/y.rs", ""),
        ("z/h.rs", ""),
        ("dyn.rs", ""),
        ("nobody.rs", "this is no Rust"),
    ]);
    let expected = [
        "b.rs",
        "b/i.rs",
        "c/j.rs",
        "c/j/inline/l.rs",
        "c/j/inline/y.rs",
        "c/mod.rs",
        "c/other.rs",
        "dyn.rs",
        "inline/f.rs",
        "inline/y.rs",
        "lib.rs",
        "x/d.rs",
        "x/n.rs",
        "z/h.rs",
    ];
    assert_eq!(
        files(folder.path()),
        expected.map(|file| format!("a/src/{file}"))
    );
}

#[test]
fn modules_of_tests_are_left_out() {
    let folder = folder(&[(
        "lib.rs",
        "#[cfg(test)] mod tests; #[cfg(all(test, unix))] mod more;
         #[cfg(test)] mod inline { mod other; }",
    )]);
    assert_eq!(files(folder.path()), ["a/src/lib.rs"]);
}

/// A folder that is linked into a second crate is read once for each; it has one name.
#[cfg(unix)]
#[test]
fn a_link_is_the_file_that_it_leads_to() {
    let folder = folder(&[("lib.rs", "mod expand; #[path = \"expand/x.rs\"] mod again;")]);
    let workspace = folder.path();
    write(&workspace.join("b/src/expand/mod.rs"), "mod x;");
    write(&workspace.join("b/src/expand/x.rs"), "");
    std::os::unix::fs::symlink("../../b/src/expand", workspace.join("a/src/expand"))
        .expect("a link");
    let expected = ["a/src/lib.rs", "b/src/expand/mod.rs", "b/src/expand/x.rs"];
    assert_eq!(files(workspace), expected);
}
