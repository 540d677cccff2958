//! When a table has colour: `--color` decides, then the variables that other programs follow
//! too, then whether the table goes to a terminal, which it never does here.

use std::path::{Path, PathBuf};

use crate::common::{demono, run};

/// A report with one row.
fn report() -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("color.json");
    let mut command = demono(&["top", env!("CARGO_BIN_EXE_cargo-demono")]);
    command.args(["--name", "cargo_demono::main", "--format", "json"]);
    run(command.arg("--output").arg(&file)).assert_code(0);
    file
}

#[test]
fn colour_follows_the_option_then_the_environment() {
    let report = report();
    let shown = |options: &[&str], variables: &[(&str, &str)]| {
        let mut command = demono(&["show"]);
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "CI"] {
            command.env_remove(variable);
        }
        command.arg(&report).args(options);
        let ran = run(command.envs(variables.iter().copied())).assert_code(0);
        assert!(ran.stdout.contains("wasted"), "{ran:?}");
        ran.stdout.contains("\u{1b}[1m")
    };
    let force = ("CLICOLOR_FORCE", "1");
    let none = ("NO_COLOR", "1");
    let dumb = ("TERM", "dumb");
    assert!(!shown(&[], &[]), "a pipe is no terminal");
    assert!(shown(&[], &[force]));
    assert!(!shown(&[], &[force, none]), "NO_COLOR is stronger");
    assert!(!shown(&[], &[dumb]));
    assert!(shown(&["--color", "always"], &[]));
    assert!(shown(&["--color", "always"], &[none, dumb]));
    assert!(!shown(&["--color", "never"], &[force]));

    let file = report.with_extension("txt");
    let mut command = demono(&["show", "--output"]);
    command.arg(&file).arg(&report).env("CLICOLOR_FORCE", "1");
    run(&mut command).assert_code(0);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(
        !text.contains('\u{1b}'),
        "a file has colour only if asked for"
    );
}
