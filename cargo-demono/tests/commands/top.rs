//! `cargo demono top`: the families of a file, against binutils, and its filters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::common::{demono, run, Ran, Zoo};
use serde_json::Value;

/// The fixture, built once, with the attribute off: three copies of everything.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let zoo = Zoo::new("top");
        zoo.run(&["measure", "--profile", "dev"]).assert_code(0);
        zoo.target().join("demono/off/debug/zoo")
    })
}

fn top(arguments: &[&str]) -> Ran {
    let mut command = demono(&["top"]);
    run(command.arg(program()).args(arguments)).assert_code(0)
}

fn json(arguments: &[&str]) -> Value {
    let ran = top(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap()
}

fn sum<'a>(values: impl IntoIterator<Item = &'a Value>, field: &str) -> u64 {
    let sizes = values.into_iter().map(|it| it[field].as_u64().unwrap());
    sizes.sum()
}

#[test]
fn every_byte_has_one_place() {
    let report = json(&[]);
    let families = report["families"].as_array().unwrap();
    let sections = report["sections"].as_array().unwrap();
    for family in families {
        let copies = family["copies"].as_array().unwrap();
        assert_eq!(family["bytes"].as_u64(), Some(sum(copies, "bytes")));
        assert!(family["wasted"].as_u64() <= family["bytes"].as_u64());
    }
    assert_eq!(sum(families, "bytes"), sum(sections, "named"));
    let all = ["named", "padding", "unnamed"].map(|it| sum(sections, it));
    assert_eq!(all.iter().sum::<u64>(), sum(sections, "size"));
    assert_eq!(
        report["binary"]["allocated"].as_u64(),
        Some(sum(sections, "size"))
    );

    // The same by `size -A`: what has an address is loaded.
    let output = Command::new("size")
        .args(["-A", "-d"])
        .arg(program())
        .output();
    let listing = String::from_utf8(output.unwrap().stdout).unwrap();
    let mut theirs: BTreeMap<&str, u64> = BTreeMap::new();
    for line in listing.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [name, size, address] = words[..] {
            if let (true, Ok(size)) = (address != "0", size.parse::<u64>()) {
                *theirs.entry(name).or_default() += size;
            }
        }
    }
    let ours: BTreeMap<&str, u64> = sections
        .iter()
        .map(|it| (it["name"].as_str().unwrap(), it["size"].as_u64().unwrap()))
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn the_most_wasteful_come_first_and_why_says_for_which_types() {
    let table = top(&["--crate", "zoo", "--limit", "3"]);
    let lines: Vec<&str> = table.stdout.lines().collect();
    let waste = |line: &str| {
        let word = line.split_whitespace().next()?.replace(',', "");
        word.parse::<u64>().ok()
    };
    let wastes: Vec<u64> = lines
        .iter()
        .filter_map(|line| waste(line))
        .take(3)
        .collect();
    assert_eq!(wastes.len(), 3, "{}", table.stdout);
    assert!(wastes.is_sorted_by(|a, b| a >= b), "{wastes:?}");

    let why = top(&["--name", "ZOO::LOAD", "--why"]);
    for says in [
        "zoo::load",
        "<&str> for zoo",
        "<alloc::string::String> for zoo",
    ] {
        assert!(why.stdout.contains(says), "{says}: {}", why.stdout);
    }
    assert!(!why.stdout.contains("Client"), "{}", why.stdout);
    let none = top(&["--name", "no such thing"]);
    none.assert_says("no family matches that crate and name");
}

#[test]
fn families_are_sorted_as_asked() {
    let order = |by: &str, field: fn(&Value) -> u64| {
        let report = json(&["--sort", by]);
        let families = report["families"].as_array().unwrap().clone();
        let values: Vec<u64> = families.iter().map(field).collect();
        assert!(values.is_sorted_by(|a, b| a >= b), "{by}");
    };
    order("wasted", |it| it["wasted"].as_u64().unwrap());
    order("bytes", |it| it["bytes"].as_u64().unwrap());
    order("copies", |it| it["copies"].as_array().unwrap().len() as u64);
    // Stable: the same bytes from the same file.
    let [a, b] = [(), ()].map(|()| top(&["--format", "json"]).stdout);
    assert_eq!(a, b);
}

#[test]
fn what_is_no_program_is_an_error() {
    let ran = |path: &str| run(&mut demono(&["top", path]));
    ran("no/such/file")
        .assert_code(2)
        .assert_says("no/such/file");
    let text = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    ran(text).assert_code(2).assert_says("Cargo.toml");
}

#[test]
fn one_report_serves_for_every_format() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("top");
    let saved = folder.join("saved.json").display().to_string();
    top(&["--format", "json", "--output", &saved]);
    let show =
        |format: &str| run(&mut demono(&["show", &saved, "--format", format])).assert_code(0);
    assert_eq!(show("table").stdout, top(&[]).stdout);
    assert_eq!(
        show("markdown").stdout,
        top(&["--format", "markdown"]).stdout
    );
    let page = show("html").stdout;
    assert_eq!(page, top(&["--format", "html"]).stdout);
    // Nothing is fetched from anywhere.
    assert!(page.contains("default-src 'none'"));
    for request in ["src=\"", "href=\"http", "@import", "url(http"] {
        assert!(!page.contains(request), "{request}");
    }
    let picture = show("svg").stdout;
    let xml = roxmltree::Document::parse(&picture).unwrap();
    assert_eq!(xml.root_element().tag_name().name(), "svg");
    assert!(picture.contains("quicksort"), "{picture}");
}

#[test]
fn names_do_nothing_but_name() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("top-names");
    std::fs::create_dir_all(&folder).unwrap();
    let source = folder.join("names.s");
    let text = "\t.text\n\t.globl aQ31m_bW__error__c\naQ31m_bW__error__c:\n\tnop\n\
                \t.size aQ31m_bW__error__c, 1\n";
    std::fs::write(&source, text).unwrap();
    let object = folder.join("names.o");
    let assembled = Command::new("as")
        .arg(&source)
        .arg("-o")
        .arg(&object)
        .status();
    assert!(assembled.unwrap().success());
    // What no assembler would take, a file can have.
    let mut data = std::fs::read(&object).unwrap();
    let name = b"aQ31m_bW__error__c";
    let at = data.windows(name.len()).position(|it| it == name).unwrap();
    data[at..at + name.len()].copy_from_slice(b"a\x1b31m|b\n::error::c");
    std::fs::write(&object, data).unwrap();
    let show = |format: &str| {
        let mut command = demono(&["top", "--format", format]);
        run(command.arg(&object)).assert_code(0).stdout
    };
    for format in ["table", "markdown", "github"] {
        let shown = show(format);
        assert!(!shown.contains('\u{1b}'), "{format}: {shown:?}");
        assert!(
            !shown.lines().any(|line| line.starts_with("::")),
            "{format}: {shown}"
        );
        assert!(shown.contains("\\u{1b}31m"), "{format}: {shown}");
    }
    let markdown = show("markdown");
    let row = markdown
        .lines()
        .find(|line| line.contains("error"))
        .unwrap();
    assert!(row.contains("`a\\u{1b}31m\\|b"), "{row}");
}
