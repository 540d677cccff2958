use std::path::PathBuf;

use super::error::{ManifestError, Which};
use super::{add_demono, Change, DefaultFeatures, Dependency, ManifestEdit};

const INHERITING: &str =
    "[package]\nname = \"a\"\n\n[dependencies]\na.workspace = true\nb = \"1\"\n";

fn dependency(default_features: DefaultFeatures) -> Dependency {
    Dependency {
        version: "0.1".to_owned(),
        path: None,
        default_features,
    }
}

fn add(manifest: &str, workspace: &str) -> ManifestEdit {
    add_demono(manifest, Some(workspace), &dependency(DefaultFeatures::On)).unwrap()
}

fn package(edit: &ManifestEdit) -> &str {
    edit.package.as_deref().expect("the package changes")
}

#[test]
fn what_the_workspace_has_is_inherited() {
    let workspace = "[workspace]\n\n[workspace.dependencies]\ndemono = \"0.1\"\n";
    let edit = add(INHERITING, workspace);
    assert_eq!(
        (edit.change, edit.workspace.as_deref()),
        (Change::Inherited, None)
    );
    let expected = format!("{INHERITING}demono.workspace = true\n");
    assert_eq!(package(&edit), expected);
    assert_eq!(add(&expected, workspace).change, Change::Present);
    // Even if nothing else is.
    let edit = add("[package]\n\n[dependencies]\n", workspace);
    assert_eq!(
        package(&edit),
        "[package]\n\n[dependencies]\ndemono.workspace = true\n"
    );
}

#[test]
fn the_form_is_the_others() {
    let workspace = "[workspace.dependencies.demono]\nversion = \"0.1\"\n";
    let manifest = "[package]\n[dependencies]\na = { workspace = true }\nb = { workspace = true }\nc.workspace = true\n";
    let edit = add(manifest, workspace);
    assert_eq!(
        package(&edit),
        format!("{manifest}demono = {{ workspace = true }}\n")
    );
    let manifest = "[package]\n\n[dependencies.a]\nworkspace = true\n";
    let edit = add(manifest, workspace);
    assert_eq!(
        package(&edit),
        format!("{manifest}\n[dependencies.demono]\nworkspace = true\n")
    );
}

#[test]
fn a_name_of_the_workspace_is_taken_over() {
    let workspace =
        "[workspace.dependencies]\nthin-fn = { package = \"demono\", version = \"1\" }\n";
    let edit = add(INHERITING, workspace);
    assert_eq!(edit.name, "thin_fn");
    assert_eq!(
        package(&edit),
        format!("{INHERITING}thin-fn.workspace = true\n")
    );
    let again = add(package(&edit), workspace);
    assert_eq!(
        (again.change, &again.name[..]),
        (Change::Present, "thin_fn")
    );
    // Another one of that name, inherited, is not it.
    let other = "[workspace.dependencies]\ndemono = { package = \"other\", version = \"1\" }\n";
    let edit = add(INHERITING, other);
    assert_eq!(
        (edit.change, edit.workspace.as_deref()),
        (Change::Direct, None)
    );
    assert_eq!(package(&edit), format!("{INHERITING}demono = \"0.1\"\n"));
}

#[test]
fn where_half_is_inherited_the_workspace_gets_it() {
    let workspace =
        "[workspace]\nmembers = [\"a\"]\n\n[workspace.dependencies] # é\r\na = \"1\"\nz = \"1\"";
    let edit = add(INHERITING, workspace);
    assert_eq!(edit.change, Change::Shared);
    assert_eq!(
        package(&edit),
        format!("{INHERITING}demono.workspace = true\n")
    );
    let root = edit.workspace.unwrap();
    let expected = workspace.replace("z =", "demono = \"0.1\"\nz =");
    assert_eq!(root, expected);
}

#[test]
fn where_less_is_inherited_the_package_has_its_own() {
    let workspace = "[workspace.dependencies]\na = \"1\"\n";
    let manifest = format!("{INHERITING}c = \"1\"\n");
    let edit = add(&manifest, workspace);
    assert_eq!(
        (edit.change, edit.workspace.as_deref()),
        (Change::Direct, None)
    );
    assert_eq!(package(&edit), format!("{manifest}demono = \"0.1\"\n"));
    assert_eq!(add("[package]\n", workspace).change, Change::Direct);
}

#[test]
fn a_relative_path_stays_in_the_package() {
    let workspace = "[workspace.dependencies]\na = \"1\"\n";
    let change = |path: &str, manifest: &str, workspace| {
        let dependency = Dependency {
            path: Some(PathBuf::from(path)),
            ..dependency(DefaultFeatures::On)
        };
        add_demono(manifest, workspace, &dependency).unwrap().change
    };
    assert_eq!(
        change("../demono", INHERITING, Some(workspace)),
        Change::Direct
    );
    let root = format!("{INHERITING}\n{workspace}");
    assert_eq!(change("../demono", &root, None), Change::Shared);
    #[cfg(unix)]
    assert_eq!(
        change("/demono", INHERITING, Some(workspace)),
        Change::Shared
    );
}

#[test]
fn features_of_the_workspace_are_reckoned_with() {
    let on = "[workspace.dependencies]\ndemono = \"0.1\"\n";
    let off =
        "[workspace.dependencies]\ndemono = { version = \"0.1\", default-features = false }\n";
    let added = |workspace, features| {
        let edit = add_demono(INHERITING, Some(workspace), &dependency(features)).unwrap();
        assert_eq!(edit.workspace, None);
        (
            edit.change,
            package(&edit).strip_prefix(INHERITING).unwrap().to_owned(),
        )
    };
    assert_eq!(
        added(on, DefaultFeatures::Off),
        (
            Change::Direct,
            "demono = { version = \"0.1\", default-features = false }\n".to_owned()
        )
    );
    assert_eq!(
        added(off, DefaultFeatures::Off),
        (Change::Inherited, "demono.workspace = true\n".to_owned())
    );
    assert_eq!(
        added(off, DefaultFeatures::On),
        (
            Change::Inherited,
            "demono = { workspace = true, default-features = true }\n".to_owned()
        )
    );
}

#[test]
fn a_root_package_is_one_text() {
    let root = "[workspace]\nmembers = []\n\n[workspace.dependencies]\nb = \"1\"\n\n[package]\nname = \"a\"\n\n[dependencies]\nb = { workspace = true }\n";
    // A workspace around it is not its own.
    for workspace in [None, Some("[workspace.dependencies]\ndemono = \"9\"\n")] {
        let dependency = dependency(DefaultFeatures::Off);
        let edit = add_demono(root, workspace, &dependency).unwrap();
        assert_eq!(
            (edit.change, edit.workspace.as_deref()),
            (Change::Shared, None)
        );
        let expected = root
            .replace(
                "b = \"1\"\n",
                "b = \"1\"\ndemono = { version = \"0.1\", default-features = false }\n",
            )
            .replace(
                "b = { workspace = true }\n",
                "b = { workspace = true }\ndemono = { workspace = true }\n",
            );
        assert_eq!(package(&edit), expected);
    }
}

#[test]
fn a_missing_workspace_table_is_made() {
    // All that is inherited is from tables that are not there: cargo refuses, we do not.
    let edit = add(
        INHERITING,
        "[workspace]\nmembers = []\n\n[profile.release]\nlto = true\n",
    );
    assert_eq!(
        edit.workspace.as_deref(),
        Some("[workspace]\nmembers = []\n\n[workspace.dependencies]\ndemono = \"0.1\"\n\n[profile.release]\nlto = true\n")
    );
    let edit = add(INHERITING, "[workspace.package]\nversion = \"1.0.0\"\n");
    assert_eq!(
        edit.workspace.as_deref(),
        Some("[workspace.package]\nversion = \"1.0.0\"\n\n[workspace.dependencies]\ndemono = \"0.1\"\n")
    );
    let shape = |workspace| {
        add_demono(
            INHERITING,
            Some(workspace),
            &dependency(DefaultFeatures::On),
        )
    };
    for workspace in [
        "[workspace]\ndependencies.b = \"1\"\n",
        "workspace = { members = [] }\n",
    ] {
        let error = shape(workspace).unwrap_err();
        let expected = ManifestError::Shape {
            which: Which::Workspace,
            table: "workspace.dependencies".to_owned(),
        };
        assert_eq!(error, expected);
    }
}

#[test]
fn an_inherited_optional_one_is_refused() {
    let workspace = "[workspace.dependencies]\ndemono = \"0.1\"\n";
    let manifest = format!("{INHERITING}demono = {{ workspace = true, optional = true }}\n");
    let error = add_demono(&manifest, Some(workspace), &dependency(DefaultFeatures::On));
    assert!(matches!(error, Err(ManifestError::Optional { .. })));
}
