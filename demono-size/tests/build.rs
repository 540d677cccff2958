//! Selecting and building: what is chosen, what cargo is told, what a failure says.

mod common;

use demono_size::{Attribute, Build, BuildError, Event, Features, Profile, Program, ProgramKind};
use demono_size::{Selection, Targets, Workspace, WorkspaceError};

fn program(package: &str) -> Program {
    Program {
        package: package.to_owned(),
        name: package.to_owned(),
        kind: ProgramKind::Bin,
    }
}

#[test]
fn programs_are_those_that_link_demono() {
    let all = Selection {
        workspace: true,
        ..common::selection()
    };
    // `plain` has it in a build script only.
    let workspace = Workspace::load(&all).unwrap();
    let gated = Program {
        package: "zoo".to_owned(),
        name: "gated".to_owned(),
        kind: ProgramKind::Bin,
    };
    let expected = [program("through"), gated.clone(), program("zoo")];
    assert_eq!(workspace.programs, expected);
    let build = workspace.apply(Build::new(Profile::Dev, Attribute::On));
    assert_eq!(build.packages, ["through", "zoo"]);

    let default = Workspace::load(&common::selection()).unwrap();
    assert_eq!(default.programs, [gated, program("zoo")]);
}

#[test]
fn a_selection_without_demono_says_what_to_do() {
    let select = |package: &str| {
        let selection = Selection {
            packages: vec![package.to_owned()],
            ..common::selection()
        };
        Workspace::load(&selection).unwrap_err()
    };
    let error = select("plain");
    assert!(matches!(error, WorkspaceError::NoDemono { .. }), "{error}");
    assert!(error.to_string().contains("cargo add demono"), "{error}");
    assert!(error.to_string().contains("plain/plain"), "{error}");

    let error = select("middle");
    assert!(matches!(error, WorkspaceError::NoProgram { .. }), "{error}");
    assert!(error.to_string().contains("`middle`"), "{error}");

    let error = select("nobody");
    assert!(
        matches!(error, WorkspaceError::NoSuchPackage { .. }),
        "{error}"
    );
    assert!(error.to_string().contains("through"), "{error}");

    let error = Workspace::load(&Selection {
        targets: Targets::Named {
            bins: vec!["zoology".to_owned()],
            examples: Vec::new(),
            lib: false,
        },
        ..common::selection()
    });
    let error = error.unwrap_err();
    assert!(
        matches!(error, WorkspaceError::NoSuchTarget { .. }),
        "{error}"
    );

    let error = Workspace::load(&Selection {
        manifest_path: Some("no/such/Cargo.toml".into()),
        ..common::selection()
    });
    let error = error.unwrap_err();
    assert!(error.to_string().contains("no/such/Cargo.toml"), "{error}");
}

#[test]
fn the_halves_differ_in_nothing_but_demono_and_directory() {
    let command = |attribute: Attribute| {
        let mut command = String::new();
        common::build(Profile::Min, attribute)
            .run(&mut |event| {
                if let Event::Command(text) = event {
                    command = text.to_owned();
                }
            })
            .unwrap();
        command
    };
    let off = command(Attribute::Off);
    let on = command(Attribute::On);
    assert!(off.contains("DEMONO=off"), "{off}");
    assert!(!on.contains("DEMONO="), "{on}");
    assert_eq!(
        off.replace("DEMONO=off ", "")
            .replace("/demono/off", "/demono/on"),
        on
    );
    for setting in [
        r#"'profile.demono-min.inherits="release"'"#,
        r#"'profile.demono-min.panic="abort"'"#,
        "profile.demono-min.strip=false",
        "symbol-mangling-version=v0",
    ] {
        assert!(on.contains(setting), "{setting} is not in {on}");
    }
}

#[test]
fn several_packages_are_one_build() {
    let build = Build {
        packages: vec!["through".to_owned(), "plain".to_owned()],
        ..common::build(Profile::Dev, Attribute::On)
    };
    let mut commands = 0;
    let artifacts = build
        .run(&mut |event| commands += usize::from(matches!(event, Event::Command(_))))
        .unwrap();
    let names: Vec<_> = artifacts.iter().map(|it| it.package.as_str()).collect();
    assert_eq!(names, ["plain", "through"]);
    assert_eq!(commands, 1);
}

#[test]
fn a_variant_has_its_own_directory() {
    let build = Build {
        packages: vec!["through".to_owned()],
        directory: Some("by-hand".to_owned()),
        ..common::build(Profile::Dev, Attribute::On)
    };
    let artifacts = build.run(&mut |_| {}).unwrap();
    let path = artifacts[0].path.to_string_lossy();
    assert!(path.ends_with("zoo/demono/by-hand/debug/through"), "{path}");
    assert_eq!(artifacts[0].target, None);
}

#[test]
fn a_failure_carries_what_cargo_said() {
    let build = Build {
        features: Features::list(["broken"]),
        directory: Some("broken".to_owned()),
        ..common::build(Profile::Dev, Attribute::Off)
    };
    let error = build.run(&mut |_| {}).unwrap_err();
    let BuildError::Failed {
        output, command, ..
    } = &error
    else {
        panic!("{error}");
    };
    assert!(output.contains("broken on purpose"), "{output}");
    assert!(output.contains("src/main.rs"), "{output}");
    assert!(command.contains("--features broken"), "{command}");
    assert!(error.to_string().contains("broken on purpose"), "{error}");
}

#[test]
fn a_library_makes_no_executable() {
    let build = Build {
        packages: vec!["middle".to_owned()],
        ..common::build(Profile::Dev, Attribute::On)
    };
    let error = build.run(&mut |_| {}).unwrap_err();
    assert!(matches!(error, BuildError::NothingBuilt { .. }), "{error}");
}

#[test]
fn profiles_are_found_by_name() {
    for profile in [
        Profile::Dev,
        Profile::Release,
        Profile::Z,
        Profile::Thin,
        Profile::Min,
        Profile::Named("tiny".to_owned()),
    ] {
        assert_eq!(profile.to_string().parse(), Ok(profile));
    }
}
