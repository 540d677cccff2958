//! Ctrl-C in the middle of a build: the command stops, and nothing is half-written.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

use demono_test_support::child;

use crate::common::Zoo;

#[test]
fn an_interrupted_check_writes_no_baseline() {
    let zoo = Zoo::with(
        "interrupt",
        "[[package.metadata.demono.budget]]\nbin = \"zoo\"\nprofile = \"dev\"\ntext = \"+1 %\"\n",
    );
    // A build that says when it has begun, and is not over before the signal comes.
    let begun = zoo.directory.with_file_name("begun");
    let _ = std::fs::remove_file(&begun);
    zoo.edit("build.rs", |text| {
        let statements = format!(
            "fn main() {{\n    std::fs::write({begun:?}, \"\").unwrap();\n    \
             std::thread::sleep(std::time::Duration::from_secs(3600));"
        );
        text.replace("fn main() {", &statements)
    });
    let mut child = zoo
        .demono(&["check", "--accept"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // As a shell has it: the signal is for the group, cargo is in it.
        .process_group(0)
        .spawn()
        .unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap()).lines();
    let first = stderr.next().unwrap().unwrap();
    assert!(first.starts_with("building 1 of 1"), "{first}");
    child::until("the build script", || begun.exists()).unwrap();
    let group = format!("-{}", child.id());
    let kill = Command::new("kill").args(["-INT", "--", &group]).status();
    assert!(kill.unwrap().success());
    let status = child::wait(&mut child, "an interrupted check");
    assert_eq!(status.code(), Some(130));
    let rest: Vec<String> = stderr.map(Result::unwrap).collect();
    assert_eq!(rest, ["interrupted: nothing was written"]);
    let names = std::fs::read_dir(&zoo.directory).unwrap();
    let left: Vec<String> = names
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("baseline") || name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
