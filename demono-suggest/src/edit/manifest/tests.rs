use std::path::PathBuf;

use super::error::{ManifestError, Which};
use super::{add_demono, Change, DefaultFeatures, Dependency, ManifestEdit};

fn dependency() -> Dependency {
    Dependency {
        version: "0.1".to_owned(),
        path: None,
        default_features: DefaultFeatures::On,
    }
}

fn with(head: &str, rest: &str) -> String {
    format!("[package]\nname = \"a\" # é\n\n{head}{rest}")
}

/// The manifest with `demono`, also if its lines end with carriage returns.
#[track_caller]
fn assert_added(manifest: &str, expected: &str) {
    let endings = |text: &str| text.replace('\n', "\r\n");
    let cases = [
        (manifest.to_owned(), expected.to_owned()),
        (endings(manifest), endings(expected)),
    ];
    for (manifest, expected) in cases {
        let edit = add_demono(&manifest, None, &dependency()).unwrap();
        assert_eq!(edit.package.as_deref(), Some(&expected[..]));
        assert_eq!((&edit.name[..], edit.change), ("demono", Change::Direct));
        assert_eq!(edit.workspace, None);
        let again = add_demono(&expected, None, &dependency()).unwrap();
        assert_eq!((again.change, again.package), (Change::Present, None));
    }
}

#[track_caller]
fn assert_present(dependencies: &str, name: &str) {
    let manifest = with("", dependencies);
    let edit = add_demono(&manifest, None, &dependency()).unwrap();
    let expected = ManifestEdit {
        name: name.to_owned(),
        change: Change::Present,
        package: None,
        workspace: None,
    };
    assert_eq!(edit, expected);
}

#[track_caller]
fn refused(dependencies: &str) -> ManifestError {
    add_demono(&with("", dependencies), None, &dependency()).unwrap_err()
}

#[test]
fn sorted_tables_stay_sorted() {
    let table = |middle: &str| {
        format!("[dependencies] # all\na = \"1\" # one\n{middle}# about e\ne = \"1\"\n\n[features]\nx = []\n")
    };
    assert_added(
        &with("", &table("")),
        &with("", &table("demono = \"0.1\"\n")),
    );
}

#[test]
fn the_first_place_is_before_what_is_said_of_the_next() {
    let head = "[dependencies]\n\n";
    let rest = "# about e\n# more\ne = \"1\"\n";
    let added = format!("{head}demono = \"0.1\"\n{rest}");
    assert_added(&with(head, rest), &with("", &added));
}

#[test]
fn the_last_place_is_after_the_last_line() {
    let rest = "a = \"1\"\nb = { version = \"1\", features = [\n  \"x\", # é\n] } # end\n";
    let added = format!("[dependencies]\n{rest}demono = \"0.1\"\n\n# c\n[lib]\n");
    let rest = format!("{rest}\n# c\n[lib]\n");
    assert_added(&with("[dependencies]\n", &rest), &with("", &added));
}

#[test]
fn unsorted_tables_get_it_at_the_end() {
    let rest = "[dependencies]\nz = \"1\"\na = \"1\"\n";
    let added = format!("{rest}demono = \"0.1\"\n");
    assert_added(&with("", rest), &with("", &added));
}

#[test]
fn entries_are_indented_as_the_others() {
    assert_added(
        &with("", "[dependencies]\n\te = \"1\"\n"),
        &with("", "[dependencies]\n\tdemono = \"0.1\"\n\te = \"1\"\n"),
    );
    assert_added(
        &with("", "[dependencies]\n  a = \"1\"\n"),
        &with("", "[dependencies]\n  a = \"1\"\n  demono = \"0.1\"\n"),
    );
}

#[test]
fn a_missing_newline_at_the_end_stays_missing() {
    assert_added(
        &with("", "[dependencies]\na = \"1\""),
        &with("", "[dependencies]\na = \"1\"\ndemono = \"0.1\""),
    );
    assert_added(
        &with("", "[dependencies]"),
        &with("", "[dependencies]\ndemono = \"0.1\""),
    );
    assert_added(
        "[package]\nname = \"a\"",
        "[package]\nname = \"a\"\n\n[dependencies]\ndemono = \"0.1\"",
    );
}

#[test]
fn a_missing_table_is_made_where_it_swallows_nothing() {
    assert_added(
        "[package]\nname = \"a\"\n",
        "[package]\nname = \"a\"\n\n[dependencies]\ndemono = \"0.1\"\n",
    );
    let rest = "# é\n[dev-dependencies]\nz = \"1\"\n\n[build-dependencies]\n";
    let added = format!("[dependencies]\ndemono = \"0.1\"\n\n{rest}");
    assert_added(&with("", rest), &with("", &added));
    // No empty line before it.
    assert_added(
        "[package]\nname = \"a\"\n[target.'cfg(unix)'.dependencies]\nb = \"1\"\n",
        "[package]\nname = \"a\"\n\n[dependencies]\ndemono = \"0.1\"\n\n[target.'cfg(unix)'.dependencies]\nb = \"1\"\n",
    );
    let rest = "[[bin]]\nname = \"b\"\npath = \"b.rs\"\n";
    let added = format!("{rest}\n[dependencies]\ndemono = \"0.1\"\n");
    assert_added(&with("", rest), &with("", &added));
}

#[test]
fn tables_of_their_own_are_left_alone() {
    // With `[dependencies]`, also after them: there.
    assert_added(
        &with(
            "",
            "[dependencies.a]\nversion = \"1\"\n\n[dependencies]\nb = \"1\"\n",
        ),
        &with(
            "",
            "[dependencies.a]\nversion = \"1\"\n\n[dependencies]\nb = \"1\"\ndemono = \"0.1\"\n",
        ),
    );
    assert_added(
        &with(
            "",
            "[dependencies]\nb = \"1\"\n\n[dependencies.a]\nversion = \"1\"\n",
        ),
        &with(
            "",
            "[dependencies]\nb = \"1\"\ndemono = \"0.1\"\n\n[dependencies.a]\nversion = \"1\"\n",
        ),
    );
    // Only such: one more.
    assert_added(
        &with("", "[dependencies.a]\nversion = \"1\"\n\n[lib]\nname = \"x\"\n"),
        &with("", "[dependencies.a]\nversion = \"1\"\n\n[dependencies.demono]\nversion = \"0.1\"\n\n[lib]\nname = \"x\"\n"),
    );
    assert_added(
        &with("", "# e\n[dependencies.e]\nversion = \"1\"\n"),
        &with(
            "",
            "[dependencies.demono]\nversion = \"0.1\"\n\n# e\n[dependencies.e]\nversion = \"1\"\n",
        ),
    );
    assert_added(
        &with("", "[dependencies.a]\nversion = \"1\""),
        &with(
            "",
            "[dependencies.a]\nversion = \"1\"\n\n[dependencies.demono]\nversion = \"0.1\"",
        ),
    );
}

#[test]
fn dotted_keys_are_one_entry() {
    assert_added(
        &with("", "[dependencies]\na.version = \"1\"\na.features = [\n]\ne.version = \"1\"\n"),
        &with("", "[dependencies]\na.version = \"1\"\na.features = [\n]\ndemono = \"0.1\"\ne.version = \"1\"\n"),
    );
}

#[test]
fn a_byte_order_mark_stays_in_front() {
    let rest = "[dependencies]\n[package]\nname = \"a\"\n";
    let added = "[dependencies]\ndemono = \"0.1\"\n[package]\nname = \"a\"\n";
    assert_added(&format!("\u{feff}{rest}"), &format!("\u{feff}{added}"));
    let rest = "[dev-dependencies]\n[package]\nname = \"a\"\n";
    let edit = add_demono(&format!("\u{feff}{rest}"), None, &dependency()).unwrap();
    let added = format!("\u{feff}[dependencies]\ndemono = \"0.1\"\n\n{rest}");
    assert_eq!(edit.package, Some(added));
}

#[test]
fn what_is_there_is_enough() {
    assert_present("[dependencies]\ndemono = \"0.1\"\n", "demono");
    assert_present("[dependencies.demono]\ngit = \"x\"\n", "demono");
    assert_present("[dependencies]\ndemono.path = \"x\"\n", "demono");
    assert_present(
        "[dependencies]\nthin-fn = { package = \"demono\", version = \"0.1\" }\n",
        "thin_fn",
    );
    assert_present("[dependencies.x]\npackage = \"demono\"\n", "x");
    assert_present(
        "[target.x.dependencies]\n[dependencies]\ndemono = { version = \"1\", optional = false }\n",
        "demono",
    );
}

#[test]
fn other_kinds_of_dependencies_are_not_enough() {
    for table in [
        "dev-dependencies",
        "build-dependencies",
        "target.'cfg(unix)'.dependencies",
    ] {
        let rest = format!("[{table}]\ndemono = \"0.1\"\n");
        let added = format!("[dependencies]\ndemono = \"0.1\"\n\n{rest}");
        let edit = add_demono(&with("", &rest), None, &dependency()).unwrap();
        assert_eq!(edit.package, Some(with("", &added)));
    }
}

#[test]
fn optional_dependencies_are_refused() {
    let name = |name: &str| ManifestError::Optional {
        name: name.to_owned(),
    };
    let text = "[dependencies]\ndemono = { version = \"0.1\", optional = true }\n";
    assert_eq!(refused(text), name("demono"));
    let text = "[dependencies.x]\npackage = \"demono\"\noptional = true\n";
    assert_eq!(refused(text), name("x"));
    assert!(refused(text)
        .to_string()
        .contains("remove `optional = true`"));
}

#[test]
fn a_name_of_another_package_is_refused() {
    let text = "[dependencies]\ndemono = { package = \"other\", version = \"1\" }\n";
    let package = "other".to_owned();
    assert_eq!(refused(text), ManifestError::NameTaken { package });
}

#[test]
fn tables_in_other_shapes_are_refused() {
    let shape = || ManifestError::Shape {
        which: Which::Package,
        table: "dependencies".to_owned(),
    };
    let manifest = |line: &str| format!("{line}\n[package]\nname = \"a\"\n");
    for line in ["dependencies = { a = \"1\" }", "dependencies.a = \"1\""] {
        let error = add_demono(&manifest(line), None, &dependency()).unwrap_err();
        assert_eq!(error, shape());
    }
    let line = "dependencies = { demono = \"1\" }";
    let edit = add_demono(&manifest(line), None, &dependency()).unwrap();
    assert_eq!(edit.change, Change::Present);
}

#[test]
fn what_is_no_package_is_refused() {
    let error = add_demono("[workspace]\n", None, &dependency()).unwrap_err();
    assert_eq!(error, ManifestError::NoPackage);
    let error = add_demono("[package\n", None, &dependency()).unwrap_err();
    assert!(matches!(
        error,
        ManifestError::Syntax {
            which: Which::Package,
            ..
        }
    ));
    let error = add_demono("[package]\n", Some("="), &dependency()).unwrap_err();
    assert!(matches!(
        error,
        ManifestError::Syntax {
            which: Which::Workspace,
            ..
        }
    ));
}

#[test]
fn paths_and_features_are_written() {
    let manifest = with("", "[dependencies]\n");
    let added = |path: &str, default_features| {
        let dependency = Dependency {
            path: Some(PathBuf::from(path)),
            default_features,
            ..dependency()
        };
        let edit = add_demono(&manifest, None, &dependency).unwrap();
        edit.package.unwrap().lines().last().unwrap().to_owned()
    };
    assert_eq!(
        added("../demono é", DefaultFeatures::On),
        "demono = { path = \"../demono é\", version = \"0.1\" }"
    );
    assert_eq!(
        added("C:\\x", DefaultFeatures::Off),
        "demono = { path = 'C:\\x', version = \"0.1\", default-features = false }"
    );
    let dependency = Dependency {
        default_features: DefaultFeatures::Off,
        ..dependency()
    };
    let edit = add_demono(
        &with("", "[dependencies.a]\nversion = \"1\"\n"),
        None,
        &dependency,
    );
    let expected = "\n\n[dependencies.demono]\nversion = \"0.1\"\ndefault-features = false\n";
    let text = edit.unwrap().package.unwrap();
    assert!(text.ends_with(expected), "{text}");
}
