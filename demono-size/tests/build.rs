//! Selecting and building: what is chosen, what cargo is told, what a failure says.

mod common;

use demono_report::{Origin, ProgramKind};
use demono_size::{Attribute, Binary, Build, BuildError, Event, Features, Profile, Program};
use demono_size::{CrateKind, DebugInfo, Interest, Selection, Targets, Workspace, WorkspaceError};

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
            tests: Vec::new(),
            benches: Vec::new(),
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

/// The test and the benchmark of the fixture.
fn harnessed() -> Selection {
    Selection {
        targets: Targets::Named {
            bins: Vec::new(),
            examples: Vec::new(),
            tests: vec!["visit".to_owned()],
            benches: vec!["zoo".to_owned()],
            lib: false,
        },
        ..common::selection()
    }
}

#[test]
fn tests_and_benchmarks_are_programs_when_they_are_named() {
    let workspace = Workspace::load(&harnessed()).unwrap();
    let [bench, test] =
        [("zoo", ProgramKind::Bench), ("visit", ProgramKind::Test)].map(|(name, kind)| Program {
            package: "zoo".to_owned(),
            name: name.to_owned(),
            kind,
        });
    assert_eq!(workspace.programs, [test.clone(), bench.clone()]);
    // It has the name of the binary.
    assert_eq!(bench.to_string(), "zoo (bench)");
    let build = workspace.apply(Build {
        directory: Some("harnessed".to_owned()),
        ..common::build(Profile::Release, Attribute::On)
    });
    let mut command = String::new();
    let artifacts = build.run(&mut |event| {
        if let Event::Command(text) = event {
            command = text.to_owned();
        }
    });
    let artifacts = artifacts.unwrap();
    assert!(command.contains("--test visit --bench zoo"), "{command}");
    for program in [&test, &bench] {
        let found = artifacts.iter().find(|it| program.is(it)).unwrap();
        let path = found.path.to_string_lossy();
        assert!(path.contains("/harnessed/release/deps/"), "{path}");
        assert_eq!(found.target, None);
    }

    let every = Workspace::load_for(&common::selection(), Interest::Every).unwrap();
    assert!(every.programs.iter().all(|it| *it != test && *it != bench));
    let error = Workspace::load(&Selection {
        targets: Targets::Named {
            bins: Vec::new(),
            examples: Vec::new(),
            tests: vec!["nothing".to_owned()],
            benches: Vec::new(),
            lib: false,
        },
        ..common::selection()
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "no integration test `nothing` in the selected packages; they have: visit"
    );
}

#[test]
fn debug_information_names_functions_and_leaves_their_code() {
    let build = |debug, directory: &str| {
        let build = Build {
            packages: vec!["through".to_owned()],
            directory: Some(directory.to_owned()),
            debug,
            ..common::build(Profile::Z, Attribute::On)
        };
        let mut command = String::new();
        let artifacts = build.run(&mut |event| {
            if let Event::Command(text) = event {
                command = text.to_owned();
            }
        });
        let path = artifacts.unwrap()[0].path.clone();
        (Binary::read(&path).unwrap(), command)
    };
    let (without, command) = build(DebugInfo::AsProfile, "undebugged");
    assert!(!command.contains("debug=1"), "{command}");
    let (with, command) = build(DebugInfo::Limited, "debugged");
    for setting in [
        "profile.demono-z.debug=1",
        r#"'profile.demono-z.split-debuginfo="off"'"#,
    ] {
        assert!(command.contains(setting), "{command}");
    }
    assert_eq!(with.text(), without.text());
    // The standard library brings some of its own.
    let debug = |binary: &Binary| -> u64 {
        let info = binary.sections.iter().filter(|it| it.name == ".debug_info");
        info.map(|it| it.size).sum()
    };
    if cfg!(target_os = "linux") {
        assert!(debug(&with) > debug(&without));
    }
}

#[test]
fn every_package_is_known_with_its_crates() {
    let packages = Workspace::load(&common::selection()).unwrap().packages;
    let names: Vec<_> = packages.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["demono", "middle", "plain", "through", "zoo"]);
    for package in &packages {
        assert_eq!(package.origin, Origin::Member);
        assert_eq!(package.version, "0.0.0");
        assert!(package.manifest.is_file(), "{package:?}");
        assert!(package.crates.iter().all(|it| it.path.is_file()));
    }
    // No build script.
    let crates = packages[4].crates.iter();
    let crates: Vec<_> = crates.map(|it| (it.kind, it.name.as_str())).collect();
    assert_eq!(
        crates,
        [
            (CrateKind::Bin, "gated"),
            (CrateKind::Bin, "zoo"),
            (CrateKind::Test, "visit"),
            (CrateKind::Bench, "zoo"),
        ]
    );
    // Of a member's dependencies: this workspace.
    let here = Selection {
        manifest_path: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").into()),
        ..common::selection()
    };
    let packages = Workspace::load_for(&here, Interest::Every)
        .unwrap()
        .packages;
    let serde = packages.iter().find(|it| it.name == "serde_json").unwrap();
    assert_eq!(serde.origin, Origin::Registry);
    assert_eq!(serde.crates[0].kind, CrateKind::Lib);
    assert_eq!(serde.crates[0].name, "serde_json");
    assert!(serde.repository.as_deref().unwrap().contains("serde-rs"));
    let derive = packages
        .iter()
        .find(|it| it.name == "serde_derive")
        .unwrap();
    assert_eq!(derive.crates[0].kind, CrateKind::ProcMacro);
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
