//! `--help` and the README say the same. `UPDATE_README=1 cargo test -p cargo-demono
//! --test commands help::` brings the README up to date.

use std::fs;
use std::path::Path;

use crate::common::{demono, run};

const COMMANDS: [&str; 10] = [
    "", "suggest", "apply", "prune", "measure", "ladder", "top", "diff", "check", "show",
];

fn help(command: &str) -> String {
    let mut arguments: Vec<&str> = command.split_whitespace().collect();
    arguments.push("--help");
    let mut command = demono(&arguments);
    // As wide as where there is no terminal.
    let ran = run(command.env_remove("COLUMNS")).assert_code(0);
    let lines = ran.stdout.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// `text` with the help of `command` where the README has it.
fn replaced(text: &str, command: &str) -> String {
    let name = format!("cargo demono {command}");
    let start = format!("<!-- {} --help -->\n", name.trim());
    let end = "<!-- end of help -->";
    let from = text
        .find(&start)
        .unwrap_or_else(|| panic!("no {start} in the README"))
        + start.len();
    let to = from + text[from..].find(end).unwrap_or_else(|| panic!("no {end}"));
    let block = format!("```text\n{}\n```\n", help(command));
    format!("{}{block}{}", &text[..from], &text[to..])
}

#[test]
fn the_readme_has_the_help() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let expected = COMMANDS
        .iter()
        .fold(text.clone(), |text, command| replaced(&text, command));
    if text == expected {
        return;
    }
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, expected).unwrap();
        return;
    }
    let line = (text.lines().zip(expected.lines())).find(|(a, b)| a != b);
    panic!("README.md and --help differ, first in {line:?}; run this with UPDATE_README=1");
}

#[test]
fn every_command_is_in_the_list() {
    let all = help("");
    for command in &COMMANDS[1..] {
        assert!(
            all.contains(&format!("\n  {command}  ")),
            "{command}: {all}"
        );
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let ran = run(&mut demono(&["--version"])).assert_code(0);
    assert_eq!(
        ran.stdout,
        concat!("cargo demono ", env!("CARGO_PKG_VERSION"), "\n")
    );
}
