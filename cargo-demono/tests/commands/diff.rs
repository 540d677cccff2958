//! `cargo demono diff`: files, saved reports, revisions and the work tree.

use std::fs;
use std::process::Command;

use crate::common::{number, run, Ran, Zoo};
use serde_json::Value;

fn git(zoo: &Zoo, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(&zoo.directory)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn assert_load_grew(ran: &Ran) {
    let line = ran.stdout.lines().find(|line| line.ends_with(" zoo::load"));
    let line = line.unwrap_or_else(|| panic!("{ran:#?}"));
    let words: Vec<&str> = line.split_whitespace().collect();
    let [change, before, _, after, copies, _] = words[..] else {
        panic!("{line}");
    };
    assert_eq!(number(change), number(after) - number(before));
    assert!(change.starts_with('+'), "{line}");
    assert_eq!(copies, "3");
    let code = ran.words("code ");
    assert_eq!(number(code[3]), number(code[2]) - number(code[1]));
}

#[test]
fn files_and_saved_reports_are_the_same_side() {
    let zoo = Zoo::new("diff-files");
    zoo.run(&["measure", "--profile", "dev"]).assert_code(0);
    let program = |half: &str| {
        let path = zoo.target().join("demono").join(half).join("debug/zoo");
        path.display().to_string()
    };
    let (on, off) = (program("on"), program("off"));
    let files = zoo.run(&["diff", &on, &off]).assert_code(0);
    assert_load_grew(&files);

    let saved = zoo.directory.join("on.json").display().to_string();
    zoo.run(&["top", &on, "--format", "json", "--output", &saved])
        .assert_code(0);
    let mixed = zoo.run(&["diff", &saved, &off]).assert_code(0);
    let body = |ran: &Ran| ran.stdout.lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(body(&files), body(&mixed));

    // With itself: nothing.
    let same = zoo.run(&["diff", &on, &saved]).assert_code(0);
    same.assert_says("no function differs");
    // Below the noise floor everything is one row; sums stay.
    let quiet = zoo.run(&["diff", &on, &off, "--noise", "1 MB", "--format", "json"]);
    let json: Value = serde_json::from_str(&quiet.assert_code(0).stdout).unwrap();
    assert_eq!(json["families"].as_array().unwrap().len(), 0);
    let loud = zoo.run(&["diff", &on, &off, "--noise", "0", "--format", "json"]);
    let loud: Value = serde_json::from_str(&loud.assert_code(0).stdout).unwrap();
    let sum = |field: &str| {
        let families = loud["families"].as_array().unwrap().iter();
        families.map(|it| it[field].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(json["quiet"]["before"], sum("before"));
    assert_eq!(json["quiet"]["after"], sum("after"));

    zoo.run(&[
        "top",
        &on,
        "--crate",
        "zoo",
        "--format",
        "json",
        "--output",
        "part.json",
    ])
    .assert_code(0);
    let part = zoo.run(&["diff", "part.json", &off]).assert_code(2);
    part.assert_says("`part.json` is a part of a report");
    fs::write(
        zoo.directory.join("other.json"),
        "{\"schema\": 1, \"report\": \"nothing\"}",
    )
    .unwrap();
    let other = zoo.run(&["diff", &on, "other.json"]).assert_code(2);
    other.assert_says("`other.json` is not a report of demono");
}

#[test]
fn revisions_are_built_in_worktrees_that_go_again() {
    let zoo = Zoo::new("diff-revisions");
    git(&zoo, &["init", "--quiet"]);
    git(&zoo, &["add", "--all"]);
    git(&zoo, &["commit", "--quiet", "--message", "split"]);
    git(&zoo, &["tag", "split"]);
    zoo.edit("build.rs", |text| {
        text.replace("println!(\"cargo::rustc-cfg=split\")", "()")
    });
    git(
        &zoo,
        &["commit", "--quiet", "--all", "--message", "not split"],
    );
    let diff = ["--bin", "zoo", "--profile", "dev"];
    let ran = zoo.run(&[&["diff", "split", "HEAD"][..], &diff].concat());
    let ran = ran.assert_code(0);
    assert_load_grew(&ran);
    assert_eq!(
        ran.stderr,
        "building 1 of 2: split, zoo, dev, attribute on\n\
         building 2 of 2: HEAD, zoo, dev, attribute on\n"
    );
    let tree = zoo.run(&[&["diff", "split", "."][..], &diff].concat());
    assert_load_grew(&tree.assert_code(0));
    assert_eq!(git(&zoo, &["worktree", "list"]).lines().count(), 1);
    assert_eq!(git(&zoo, &["status", "--porcelain"]), "");
    let left = zoo.target().join("demono/revisions/a/source");
    assert!(!left.exists());

    // Each with its own configuration.
    fs::create_dir(zoo.directory.join(".cargo")).unwrap();
    fs::write(
        zoo.directory.join(".cargo/config.toml"),
        "[profile.dev]\nopt-level = 3\n",
    )
    .unwrap();
    git(&zoo, &["add", "--all"]);
    git(&zoo, &["commit", "--quiet", "--message", "optimized"]);
    let ran = zoo.run(&[&["diff", "HEAD~1", "HEAD"][..], &diff].concat());
    let code = ran.assert_code(0);
    assert!(number(code.words("code ")[3]) < -10_000, "{}", code.stdout);

    let none = zoo.run(&[&["diff", "no-such", "HEAD"][..], &diff].concat());
    let none = none.assert_code(2);
    none.assert_says("`no-such` is neither a file nor a commit");
    // Two programs are no side.
    let two = zoo.run(&[
        "diff",
        "split",
        "HEAD",
        "--features",
        "gate",
        "--profile",
        "dev",
    ]);
    two.assert_code(2)
        .assert_says("there are several programs, and one is needed");
    assert_eq!(git(&zoo, &["worktree", "list"]).lines().count(), 1);
}

#[test]
fn the_output_file_is_whole_or_not_there() {
    let zoo = Zoo::new("diff-output");
    zoo.run(&["measure", "--profile", "dev"]).assert_code(0);
    let on = zoo
        .target()
        .join("demono/on/debug/zoo")
        .display()
        .to_string();
    let ran = zoo.run(&["diff", &on, &on, "--output", "no/such/folder/out.txt"]);
    ran.assert_code(2)
        .assert_says("cannot write `no/such/folder/out.txt`");
    let ran = zoo.run(&[
        "diff", &on, &on, "--output", "out.md", "--format", "markdown",
    ]);
    assert_eq!(ran.assert_code(0).stdout, "");
    assert!(zoo
        .read("out.md")
        .contains("| sizes in bytes | A | B | change |"));
    let left = fs::read_dir(&zoo.directory).unwrap();
    let names = left.map(|it| it.unwrap().file_name().into_string().unwrap());
    assert!(!names.into_iter().any(|name| name.starts_with(".demono")));
}

#[test]
fn the_summary_of_a_step_is_appended_to() {
    let zoo = Zoo::new("diff-summary");
    zoo.run(&["measure", "--profile", "dev"]).assert_code(0);
    let on = zoo
        .target()
        .join("demono/on/debug/zoo")
        .display()
        .to_string();
    fs::write(zoo.directory.join("summary.md"), "before\n").unwrap();
    let mut command = zoo.demono(&["diff", &on, &on, "--format", "github"]);
    let ran = run(command.env("GITHUB_STEP_SUMMARY", "summary.md")).assert_code(0);
    assert_eq!(ran.stdout, "");
    let summary = zoo.read("summary.md");
    assert!(summary.starts_with("before\n"), "{summary}");
    assert!(summary.contains("no function differs"), "{summary}");
}
