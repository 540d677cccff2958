use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::collect::SourceError;
use super::tree::SourceTree;

/// A crate of these files, the first its root: the paths of its functions, each with its
/// file, and the problems.
struct Loaded {
    functions: Vec<String>,
    problems: Vec<String>,
    tree: SourceTree,
}

#[track_caller]
fn load(files: &[(&str, &str)]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let tree = SourceTree::load("c", &folder.path().join(files[0].0)).unwrap();
    let relative = |path: &Path| {
        let path = path.strip_prefix(folder.path()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let functions = tree.functions.iter().map(|it| {
        let path = it.path[1..].iter().map(|it| format!("{it}::"));
        let file = relative(&tree.files[it.file].path);
        format!("{}{} {file}", path.collect::<String>(), it.name)
    });
    let problems = tree.problems.iter().map(|it| relative(&it.path));
    Loaded {
        functions: functions.collect(),
        problems: problems.collect(),
        tree,
    }
}

#[track_caller]
fn assert_functions(files: &[(&str, &str)], expected: &[&str]) {
    let loaded = load(files);
    assert_eq!(loaded.problems, [""; 0], "problems");
    assert_eq!(loaded.functions, expected);
}

#[test]
fn modules_are_in_files_beside_or_below() {
    assert_functions(
        &[
            ("src/main.rs", "mod a; fn f() {} mod b; mod r#type;"),
            ("src/a.rs", "mod x; mod y;"),
            ("src/a/x.rs", "fn f() {} mod z;"),
            ("src/a/x/z.rs", "fn f() {}"),
            ("src/a/y/mod.rs", "mod w; fn f() {}"),
            ("src/a/y/w.rs", "fn f() {}"),
            ("src/b/mod.rs", "mod v;"),
            ("src/b/v.rs", "fn f() {}"),
            ("src/type.rs", "fn f() {}"),
        ],
        &[
            "a::x::f src/a/x.rs",
            "a::x::z::f src/a/x/z.rs",
            "a::y::w::f src/a/y/w.rs",
            "a::y::f src/a/y/mod.rs",
            "f src/main.rs",
            "b::v::f src/b/v.rs",
            "type::f src/type.rs",
        ],
    );
}

#[test]
fn inline_modules_are_directories() {
    assert_functions(
        &[
            ("lib.rs", "mod a { mod b { mod c; } } mod d;"),
            ("a/b/c.rs", "fn f() {}"),
            ("d.rs", "mod e { mod g; } fn f() {}"),
            ("d/e/g.rs", "fn f() {}"),
        ],
        &["a::b::c::f a/b/c.rs", "d::e::g::f d/e/g.rs", "d::f d.rs"],
    );
}

#[test]
fn paths_count_from_the_directory_of_the_file() {
    assert_functions(
        &[
            ("lib.rs", "#[path = \"x/y.rs\"] mod a; mod b;"),
            // A file named by `path` owns its directory.
            ("x/y.rs", "mod z; fn f() {}"),
            ("x/z.rs", "fn f() {}"),
            // That of `b.rs`, not `b/`; `a.rs` is not looked for.
            ("b.rs", "#[path = \"other.rs\"] mod c;"),
            ("other.rs", "fn f() {}"),
            ("a.rs", "fn wrong() {}"),
        ],
        &["a::z::f x/z.rs", "a::f x/y.rs", "b::c::f other.rs"],
    );
}

/// The examples of the reference, "the path attribute".
#[test]
fn paths_in_inline_modules_follow_the_reference() {
    assert_functions(
        &[
            ("src/lib.rs", "mod a; mod m;"),
            (
                "src/a/b.rs",
                "mod inline { #[path = \"other.rs\"] mod inner; }",
            ),
            ("src/a.rs", "mod b;"),
            ("src/a/b/inline/other.rs", "fn f() {}"),
            (
                "src/m/mod.rs",
                "mod inline { #[path = \"other.rs\"] mod inner; }",
            ),
            ("src/m/inline/other.rs", "fn f() {}"),
        ],
        &[
            "a::b::inline::inner::f src/a/b/inline/other.rs",
            "m::inline::inner::f src/m/inline/other.rs",
        ],
    );
    assert_functions(
        &[
            (
                "src/lib.rs",
                "#[path = \"foo\"] mod thread { #[path = \"tls.rs\"] mod local_data; mod next; }",
            ),
            ("src/foo/tls.rs", "fn f() {}"),
            ("src/foo/next.rs", "fn f() {}"),
        ],
        &[
            "thread::local_data::f src/foo/tls.rs",
            "thread::next::f src/foo/next.rs",
        ],
    );
}

#[test]
fn all_files_under_conditions_are_loaded() {
    assert_functions(
        &[
            (
                "lib.rs",
                "#[cfg_attr(unix, path = \"unix.rs\")]
                 #[cfg_attr(windows, cfg_attr(true, path = \"windows.rs\"))]
                 #[cfg_attr(wasm, path = \"not_there.rs\")]
                 mod sys;",
            ),
            ("unix.rs", "fn f() {}"),
            ("windows.rs", "fn f() {}"),
            ("sys.rs", "fn f() {}"),
        ],
        &["sys::f unix.rs", "sys::f windows.rs", "sys::f sys.rs"],
    );
}

#[test]
fn items_of_included_files_are_there() {
    assert_functions(
        &[
            (
                "src/lib.rs",
                "mod m { include!(\"more/x.rs\"); std::include! { \"more/x.rs\" } }
                 include!(concat!(env!(\"OUT_DIR\"), \"/y.rs\"));",
            ),
            ("src/more/x.rs", "fn f() {} mod z;"),
            ("src/more/z.rs", "fn f() {}"),
        ],
        &["m::f src/more/x.rs", "m::z::f src/more/z.rs"],
    );
}

#[test]
fn modules_in_cfg_if_are_there() {
    let loaded = load(&[
        (
            "lib.rs",
            "// é
            cfg_if::cfg_if! {
                if #[cfg(unix)] { mod a; } else if #[cfg(test)] { fn t() {} } else { fn é() {} }
            }
            cfg_if! { not items }",
        ),
        ("a.rs", "fn f() {}"),
    ]);
    assert_eq!(loaded.functions, ["a::f a.rs", "t lib.rs", "é lib.rs"]);
    let text = &loaded.tree.files[0].text;
    assert_eq!(&text[loaded.tree.functions[2].range.clone()], "fn é() {}");
}

#[test]
fn what_is_missing_or_broken_is_a_problem() {
    let loaded = load(&[
        (
            "lib.rs",
            "mod gone; mod broken; fn f() {} include!(\"no.rs\");",
        ),
        ("broken.rs", "// é\nfn é( {"),
    ]);
    assert_eq!(loaded.functions, ["f lib.rs"]);
    assert_eq!(loaded.problems, ["gone.rs", "broken.rs", "no.rs"]);
    let messages: Vec<&str> = loaded
        .tree
        .problems
        .iter()
        .map(|it| &it.message[..])
        .collect();
    assert!(
        messages[0].starts_with("no file for `mod gone`: `"),
        "{}",
        messages[0]
    );
    assert!(messages[0].ends_with("gone/mod.rs`"), "{}", messages[0]);
    let broken = loaded.tree.problem_of(&loaded.tree.problems[1].path);
    assert_eq!(broken, Some(&loaded.tree.problems[1]));
    assert_eq!(loaded.tree.problem_of(&loaded.tree.files[0].path), None);
    assert!(
        messages[1].starts_with("line 2, column "),
        "{}",
        messages[1]
    );
}

#[test]
fn a_file_met_again_is_not_loaded_again() {
    let loaded = load(&[
        ("lib.rs", "mod a; #[path = \"x/../a.rs\"] mod b;"),
        ("a.rs", "#[path = \"lib.rs\"] mod cycle; fn f() {}"),
        ("x/other.rs", ""),
    ]);
    assert_eq!(loaded.functions, ["a::f a.rs"]);
    assert_eq!(loaded.tree.files.len(), 2);
    assert_eq!(loaded.problems, [""; 0]);
}

#[test]
fn a_root_that_cannot_be_read_or_parsed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lib.rs");
    let refused = SourceTree::load("c", &path).err();
    assert!(matches!(refused, Some(SourceError::Read { .. })));
    fs::write(&path, "#!/bin/x\nfn f( {").unwrap();
    match SourceTree::load("c", &path).err() {
        Some(SourceError::Parse { message, .. }) => assert!(message.starts_with("line 2, ")),
        _ => panic!("not Rust"),
    }
}

/// What will be on the disk is read as what is.
#[test]
fn files_are_read_by_the_reader() {
    let files = BTreeMap::from([
        (PathBuf::from("/no/lib.rs"), "mod a;"),
        (PathBuf::from("/no/a/mod.rs"), "fn f() {}"),
    ]);
    let asked = RefCell::new(Vec::new());
    let reader = |path: &Path| {
        asked.borrow_mut().push(path.to_str().unwrap().to_owned());
        let text = files.get(path).map(|it| (*it).to_owned());
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    let tree = SourceTree::load_with("c", Path::new("/no/lib.rs"), &reader).unwrap();
    assert_eq!(tree.functions.len(), 1);
    assert_eq!(tree.find(Path::new("/no/a/mod.rs"), 1).len(), 1);
    assert_eq!(
        asked.into_inner(),
        ["/no/lib.rs", "/no/a.rs", "/no/a/mod.rs"]
    );
    let denied = |path: &Path| match path.ends_with("lib.rs") {
        true => Ok("mod a;".to_owned()),
        false => Err(io::ErrorKind::PermissionDenied.into()),
    };
    let tree = SourceTree::load_with("c", Path::new("/no/lib.rs"), &denied).unwrap();
    assert_eq!(tree.problems[0].path, Path::new("/no/a.rs"));
}
