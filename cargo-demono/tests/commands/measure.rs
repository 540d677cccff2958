//! The command as a user runs it: what it prints where, and how it exits.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{demono, fixture, number, run, Ran};

/// `cargo demono measure` on the fixture, its files in a directory of `test`'s own.
fn measure(test: &str, arguments: &[&str]) -> Command {
    let mut command = demono(&["measure", "--profile", "dev", "--target-dir"]);
    command
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join(test))
        .arg("--manifest-path")
        .arg(fixture().join("Cargo.toml"))
        .args(arguments);
    command
}

#[test]
fn a_table_goes_to_stdout_and_progress_to_stderr() {
    let ran = run(&mut measure("table", &["--functions", "--profile", "z"])).assert_code(0);
    let (stdout, stderr) = (&ran.stdout, &ran.stderr);
    assert_eq!(
        *stderr,
        "building 1 of 4: dev, attribute on\n\
         building 2 of 4: dev, attribute off\n\
         building 3 of 4: z, attribute on\n\
         building 4 of 4: z, attribute off\n\
         warning: zoo/gated was not built: enable its `required-features` with `--features`\n"
    );
    assert!(stdout.starts_with("rustc 1."), "{stdout}");
    assert!(ran.words("rustc").contains(&"target"), "{stdout}");
    for profile in ["dev", "z"] {
        ran.words(&format!("profile {profile} "));
        ran.words(&format!("zoo, profile {profile} "));
    }
    let sizes = ran.words("zoo  ");
    let [_, ".text", off, on, saved, percent, "%"] = sizes[..] else {
        panic!("{sizes:?}");
    };
    assert_eq!(number(saved), number(off) - number(on));
    let expected = number(saved) as f64 * 100.0 / number(off) as f64;
    assert_eq!(percent, format!("{expected:.1}"));
    ran.words("           loaded sections");
    let text = ran.words(".text ");
    assert_eq!(text[1..4], sizes[2..5]);
    assert_eq!(ran.words("zoo::load ")[1..3], ["3", "1"]);
    assert_eq!(ran.words("<zoo::Client>::get ")[1..3], ["3", "1"]);
}

#[test]
fn the_users_flags_for_rustc_stay_in_force() {
    let run_in = |test: &str, config: &str, variable: Option<(&str, &str)>| {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join(".cargo")).unwrap();
        fs::write(directory.path().join(".cargo/config.toml"), config).unwrap();
        let mut command = measure(test, &["--features", "flags", "--functions"]);
        command.current_dir(directory.path()).envs(variable);
        let ran = run(&mut command).assert_code(0);
        // Arguments are shown by v0 names only, and only they tell the copies.
        assert_eq!(ran.words("<zoo::Client>::get ")[1..3], ["3", "1"], "{test}");
    };
    let flags = r#"rustflags = ["--cfg", "from_user"]"#;
    let host = host();
    run_in("flags-build", &format!("[build]\n{flags}\n"), None);
    run_in(
        "flags-cfg",
        &format!("[target.'cfg(unix)']\n{flags}\n"),
        None,
    );
    run_in("flags-triple", &format!("[target.{host}]\n{flags}\n"), None);
    // Does not match, so what stands in `build` counts.
    let both = format!("[target.'cfg(windows)']\nrustflags = []\n[build]\n{flags}\n");
    run_in("flags-both", &both, None);
    let plain = "--cfg from_user";
    run_in("flags-env", "", Some(("RUSTFLAGS", plain)));
    run_in(
        "flags-encoded",
        "",
        Some(("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1ffrom_user")),
    );
    run_in(
        "flags-build-env",
        "",
        Some(("CARGO_BUILD_RUSTFLAGS", plain)),
    );
    let variable = format!(
        "CARGO_TARGET_{}_RUSTFLAGS",
        host.replace('-', "_").to_uppercase()
    );
    run_in("flags-triple-env", "", Some((&variable, plain)));
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

#[test]
fn a_failed_build_shows_what_cargo_said_and_exits_like_cargo() {
    let Ran {
        code,
        stdout,
        stderr,
    } = run(&mut measure("broken", &["--features", "broken"]));
    assert_eq!(code, Some(101), "{stderr}");
    assert_eq!(stdout, "");
    assert!(stderr.contains("error: broken on purpose"), "{stderr}");
    assert!(stderr.contains("--> src/main.rs"), "{stderr}");

    let Ran {
        code,
        stdout: _,
        stderr,
    } = run(&mut measure(
        "broken",
        &["--features", "broken", "--verbose"],
    ));
    assert_eq!(code, Some(101), "{stderr}");
    let times = stderr.matches("error: broken on purpose").count();
    assert_eq!(times, 1, "{stderr}");
}

#[test]
fn a_program_that_needs_the_attribute_is_told_apart() {
    let Ran {
        code,
        stdout,
        stderr,
    } = run(&mut measure("momo", &["--features", "momo"]));
    assert_eq!(code, Some(101), "{stderr}");
    assert_eq!(stdout, "");
    assert!(stderr.contains("with `DEMONO=off` it does not"), "{stderr}");
    assert!(stderr.contains("error: needs the attribute"), "{stderr}");
    // The other half is not to blame for what is wrong with both.
    let Ran {
        code: _,
        stdout: _,
        stderr,
    } = run(&mut measure("broken", &["--features", "broken"]));
    assert!(!stderr.contains("it does not"), "{stderr}");
}

#[test]
fn wrong_usage_exits_with_2() {
    for (arguments, says) in [
        (&["--no-such-option"][..], "--no-such-option"),
        (
            &["--package", "plain"],
            "no selected program depends on `demono`",
        ),
        (&["--package", "nobody"], "no package `nobody`"),
        (&["--bin", "nobody"], "no binary `nobody`"),
        (&["--package", "zoo", "--workspace"], "cannot be used with"),
    ] {
        let Ran {
            code,
            stdout,
            stderr,
        } = run(&mut measure("usage", arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {stderr}");
        assert_eq!(stdout, "", "{arguments:?}");
        assert!(stderr.contains(says), "{arguments:?}: {stderr}");
    }
}

#[test]
fn both_ways_to_call_it_work() {
    for first in [&["demono", "measure"][..], &["measure"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-demono"));
        let Ran {
            code,
            stdout,
            stderr: _,
        } = run(command.args(first).arg("--help"));
        assert_eq!(code, Some(0));
        assert!(
            stdout.contains("Usage: cargo demono measure [OPTIONS]"),
            "{stdout}"
        );
    }
}
