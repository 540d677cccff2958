//! `cargo demono check`: budgets, the baseline, and what is said when they are not kept.

use std::fs;
use std::path::Path;

use crate::common::{copy, demono, run, Zoo};
use serde_json::Value;

const BUDGET: &str = r#"
[[package.metadata.demono.budget]]
bin = "zoo"
profile = "dev"
"#;

fn zoo(test: &str, limits: &str) -> Zoo {
    Zoo::with(test, &format!("{BUDGET}{limits}"))
}

#[test]
fn a_lost_saving_fails_until_it_is_back() {
    let zoo = zoo(
        "check-lost",
        r#"
text = "+0.5 %"
total = "+16 KiB"
saves = "8 KiB"
family = { "zoo::load" = { copies = 1, bytes = "+10 %" } }
"#,
    );
    // Relative limits have nothing to be relative to.
    let first = zoo.run(&["check"]).assert_code(1);
    let first = first.assert_says("there is no baseline to compare it with");
    assert_eq!(
        first.words("zoo      dev      text").last(),
        Some(&"MEASURED")
    );
    assert!(!zoo.directory.join("demono-baseline.json").exists());

    let accepted = zoo.run(&["check", "--accept"]).assert_code(0);
    accepted.assert_says("accepted 1 program: demono-baseline.json is written, commit it");
    let baseline = zoo.read("demono-baseline.json");
    let kept = zoo.run(&["check"]).assert_code(0);
    kept.assert_says("5 of 5 limits kept");

    let build_script = zoo.read("build.rs");
    // What a lost attribute is to a function, this is to the fixture.
    zoo.edit("build.rs", |text| {
        text.replace("println!(\"cargo::rustc-cfg=split\")", "()")
    });
    let lost = zoo.run(&["check"]).assert_code(1);
    assert_eq!(
        lost.words("zoo      dev      family zoo::load copies")[4..],
        ["copies", "<=", "1", "3", "2", "OVER"]
    );
    assert_eq!(
        lost.words("zoo      dev      saves").last(),
        Some(&"MINIMUM")
    );
    for says in [
        "zoo (dev, x86_64-unknown-linux-gnu): text: over budget\n  limit   at most +0.5 % = ",
        "\n  excess  ",
        "\n  largest ",
        ": zoo::load\n",
        "or accept the change: run `cargo demono check --accept` and commit the baseline",
        "\n  limit   at least 8 KiB = 8192 bytes\n  actual  0 bytes\n",
        "\n  missing 8192 bytes\n",
        "with `cargo demono measure --functions --profile dev`, or accept the change: lower \
         `saves` in Cargo.toml:",
        "split it with `#[demono]`, or accept the change: raise `copies` in Cargo.toml:",
    ] {
        assert!(lost.stdout.contains(says), "no {says:?} in {}", lost.stdout);
    }
    // A check does not write.
    assert_eq!(zoo.read("demono-baseline.json"), baseline);

    fs::write(zoo.directory.join("build.rs"), build_script).unwrap();
    zoo.run(&["check"]).assert_code(0);
}

#[test]
fn an_example_without_its_attribute_is_over_budget() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-example");
    let source = directory.join("source");
    if source.exists() {
        fs::remove_dir_all(&source).unwrap();
    }
    for example in ["read-config", "types"] {
        copy(&root.join("examples").join(example), &source.join(example));
    }
    let manifest = format!(
        "[workspace]\nmembers = [\"read-config\", \"types\"]\nresolver = \"2\"\n\
         [workspace.package]\nversion = \"0.1.0\"\nedition = \"2021\"\nlicense = \"MIT\"\n\
         [workspace.dependencies]\ndemono = {{ path = {:?} }}\n\
         [workspace.lints.rust]\nmissing_docs = \"allow\"\n",
        root.join("demono")
    );
    fs::write(source.join("Cargo.toml"), manifest).unwrap();
    // The versions that are there already.
    fs::copy(root.join("Cargo.lock"), source.join("Cargo.lock")).unwrap();
    let check = |arguments: &[&str]| {
        let mut command = demono(&["check", "--package", "example-read-config"]);
        command
            .args(arguments)
            .current_dir(&source)
            .env("CARGO_TARGET_DIR", directory.join("target"));
        run(&mut command)
    };
    let budgets = fs::read_to_string(source.join("read-config/Cargo.toml")).unwrap();
    assert!(budgets.contains("[[package.metadata.demono.budget]]"));
    check(&["--accept"]).assert_code(0);

    let load = source.join("read-config/src/load.rs");
    let with = fs::read_to_string(&load).unwrap();
    let without = with
        .replace("use demono::demono;\n", "")
        .replace("#[demono]\n", "");
    assert_ne!(with, without);
    fs::write(&load, without).unwrap();
    let lost = check(&[]).assert_code(1);
    let lost = lost.assert_says("load_config copies: ");
    lost.assert_says("split it with `#[demono]`, or accept the change: raise `copies` in");
    fs::write(&load, with).unwrap();
    check(&[]).assert_code(0).assert_says("limits kept");
}

#[test]
fn absolute_limits_name_the_line_to_change() {
    let zoo = zoo("check-absolute", "text = \"10 KiB\"\nfile = 99999999\n");
    let line = zoo.read("Cargo.toml").lines().count() - 1;
    let over = zoo.run(&["check"]).assert_code(1);
    let actual = over.words("zoo      dev      text")[5].replace(',', "");
    let says = format!("set `text` to {actual} or more in Cargo.toml:{line}");
    let over = over.assert_says(&says).assert_says("1 of 2 limits kept");
    over.assert_says("limit   at most 10 KiB = 10240 bytes");
    // To accept does not change what somebody wrote into the manifest.
    zoo.run(&["check", "--accept"]).assert_code(1);

    let github = zoo.run(&["check", "--format", "github"]).assert_code(1);
    let annotation =
        format!("::error file=Cargo.toml,line={line},title=zoo is over budget%3A text::");
    let github = github.assert_says(&annotation);
    assert_eq!(github.stdout.matches("::error").count(), 1);
    assert!(github.stdout.contains("| zoo | dev | text |"));

    let json = zoo.run(&["check", "--format", "json"]).assert_code(1);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["report"], "check");
    assert_eq!(json["results"][0]["status"], "over");
    assert_eq!(json["results"][0]["limit"], 10240);
    assert_eq!(json["results"][0]["line"], line);
    assert_eq!(json["results"][1]["status"], "within");
}

#[test]
fn what_was_not_measured_is_not_within() {
    let zoo = zoo(
        "check-unknown",
        "family = { \"zoo::lode\" = { copies = 1 }, \"zoo::load\" = { copies = 9 } }\n",
    );
    let ran = zoo.run(&["check"]).assert_code(1);
    let ran = ran.assert_says("family zoo::lode copies: not measured");
    let ran = ran.assert_says("no function of this name has a symbol in the program");
    ran.assert_says("1 of 2 limits kept");

    let gated = Zoo::with(
        "check-gated",
        "[[package.metadata.demono.budget]]\nprofile = \"dev\"\ntext = \"1 GB\"\n",
    );
    // What cargo leaves out is not within, and does not keep the rest from being built.
    let ran = gated.run(&["check"]).assert_code(1);
    let ran = ran.assert_says("zoo/gated (dev, x86_64-unknown-linux-gnu): text: not measured");
    let ran = ran.assert_says("enable its `required-features` with `--features`");
    ran.assert_says("1 of 2 limits kept");
    let ran = gated.run(&["check", "--features", "gate"]).assert_code(0);
    ran.assert_says("2 of 2 limits kept");

    let plain = Zoo::new("check-plain");
    plain.edit("plain/Cargo.toml", |text| {
        format!("{text}\n[[package.metadata.demono.budget]]\nprofile = \"dev\"\nsaves = 1\n")
    });
    let ran = plain.run(&["check", "--package", "plain"]).assert_code(1);
    ran.assert_says("it does not depend on `demono`");
}

#[test]
fn budgets_that_make_no_sense_say_where_and_why() {
    for (number, (limits, says)) in [
        ("texts = 1\n", "unknown field `texts`"),
        (
            "text = \"12 XB\"\n",
            "`text = \"12 XB\"` is not a limit: write a size such as",
        ),
        ("saves = \"+1 %\"\n", "without a sign"),
        ("", "it limits nothing"),
        (
            "text = \"90 %\"\n",
            "write `+90 %` to allow that much growth over the baseline",
        ),
        (
            "family = { \"zoo::load\" = {} }\n",
            "the family `zoo::load` has no limit",
        ),
        (
            "text = 1\nexample = \"e\"\n",
            "name one of `bin`, `example` and `lib`",
        ),
        ("text = -1\n", "a size such as"),
        (
            "text = 1\n[[package.metadata.demono.budget]]\nbin = \"no\"\ntext = 1\n",
            "`zoo` has no binary `no`; it has: bin `gated`, bin `zoo`",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let zoo = zoo(&format!("check-wrong-{number}"), limits);
        let ran = zoo.run(&["check"]).assert_code(2);
        let ran = ran.assert_says(says).assert_says("Cargo.toml");
        assert_eq!(ran.stdout, "");
    }
    let none = Zoo::new("check-none").run(&["check"]).assert_code(2);
    let none = none.assert_says("there is no budget in");
    none.assert_says("[[package.metadata.demono.budget]]\ntext = \"300 KiB\"");
}

#[test]
fn a_baseline_that_is_none_is_not_overwritten() {
    let zoo = zoo("check-baseline", "text = \"+1 %\"\n");
    let path = zoo.directory.join("demono-baseline.json");
    for (text, says) in [
        (
            "{ \"schema\": 99, \"programs\": {} }",
            "written by a newer demono (schema 99",
        ),
        ("<<<<<<< HEAD\n", "restore it from version control"),
    ] {
        fs::write(&path, text).unwrap();
        zoo.run(&["check", "--accept"])
            .assert_code(2)
            .assert_says(says);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    fs::remove_file(&path).unwrap();
    zoo.edit("src/main.rs", |text| text.replace("fn main()", "fn main("));
    zoo.run(&["check", "--accept"]).assert_code(101);
    assert!(!path.exists());
}

#[test]
fn budgets_may_stand_in_a_file_of_their_own() {
    let zoo = Zoo::new("check-file");
    let write = |text: &str| fs::write(zoo.directory.join("demono.toml"), text).unwrap();
    write("[[budget]]\nbin = \"zoo\"\nprofile = \"dev\"\ntext = \"1 GB\"\n");
    zoo.run(&["check"]).assert_code(0);
    // Without a name it is the package's whose manifest is beside it.
    let all = zoo.run(&["check", "--workspace"]).assert_code(0);
    all.assert_says("1 of 1 limits kept");
    fs::write(
        zoo.directory.join("through/demono.toml"),
        "[[budget]]\npackage = \"zoo\"\ntext = 1\n",
    )
    .unwrap();
    let other = zoo.run(&["check", "--workspace"]).assert_code(2);
    other.assert_says("through/demono.toml:1: this file is `through`'s, not `zoo`'s");
    fs::remove_file(zoo.directory.join("through/demono.toml")).unwrap();
    write("[[budget]]\npackage = \"thorough\"\ntext = 1\n");
    let typo = zoo.run(&["check"]).assert_code(2);
    typo.assert_says("demono.toml:1: there is no package `thorough` in this workspace");
    write("[[budget]]\npackage = \"through\"\nprofile = \"dev\"\ntext = \"1 GB\"\n");
    let all = zoo.run(&["check", "--workspace"]).assert_code(0);
    all.assert_says("1 of 1 limits kept");
    write("[[budget]]\npackage = \"zoo\"\nbin = \"zoo\"\nprofile = \"dev\"\ntarget = \"wasm32-unknown-unknown\"\ntext = 1\n");
    let other = zoo.run(&["check", "--target", "x86_64-unknown-linux-gnu"]);
    other
        .assert_code(2)
        .assert_says("the budgets are for wasm32-unknown-unknown");
}

#[test]
fn only_what_is_named_is_checked() {
    let limits = "text = 1\n[[package.metadata.demono.budget]]\nbin = \"gated\"\n\
                  profile = \"dev\"\ntext = \"1 GB\"\n";
    let zoo = zoo("check-named", limits);
    let named = ["check", "--features", "gate", "--bin", "gated"];
    zoo.run(&named)
        .assert_code(0)
        .assert_says("1 of 1 limits kept");
    zoo.run(&["check", "--bin", "no"])
        .assert_code(2)
        .assert_says("no binary `no`");
    let example = zoo.run(&["check", "--lib"]).assert_code(2);
    example.assert_says("no budget is for the binaries, examples or libraries named");
}

#[test]
fn the_verdict_does_not_depend_on_who_reads_it() {
    use std::process::Stdio;

    let zoo = zoo("check-pipe", "text = 1\n");
    zoo.run(&["check"]).assert_code(1);
    let mut child = zoo
        .demono(&["check"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// A package without dependencies.
fn package(test: &str, manifest: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    if directory.exists() {
        fs::remove_dir_all(&directory).unwrap();
    }
    fs::create_dir_all(directory.join("src")).unwrap();
    let head = "[package]\nname = \"twin\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";
    fs::write(directory.join("Cargo.toml"), format!("{head}{manifest}")).unwrap();
    for (name, text) in files {
        fs::write(directory.join("src").join(name), text).unwrap();
    }
    directory
}

#[test]
fn a_library_and_a_program_of_one_name_are_two() {
    let directory = package(
        "check-twin",
        "[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n\
         [[package.metadata.demono.budget]]\nprofile = \"dev\"\ntext = \"+1 %\"\n\
         [package.metadata.demono.budget.family]\n\"tiny\" = { bytes = \"+4 KiB\" }\n",
        &[
            (
                "lib.rs",
                "#[no_mangle]\npub extern \"C\" fn tiny(of: u8) -> u8 {\n    of / 3\n}\n",
            ),
            (
                "main.rs",
                "fn main() {\n    println!(\"{}\", twin::tiny(3));\n}\n",
            ),
        ],
    );
    let check = |arguments: &[&str]| run(demono(arguments).current_dir(&directory));
    // The small function is in no list of the largest, and its limit can be kept anyhow.
    let accepted = check(&["check", "--accept"]).assert_code(0);
    accepted.assert_says("accepted 2 programs");
    let ran = check(&["check"])
        .assert_code(0)
        .assert_says("4 of 4 limits kept");
    ran.words("twin           dev");
    ran.words("twin (cdylib)  dev");
}
