//! The library call for a size test, as a user writes it.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use demono_report::{Document, Report, Status};
use demono_size::{check, BudgetError};

/// A package of its own with this budget; its builds go below it.
fn package(name: &str, budget: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(directory.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"small\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
         [[package.metadata.demono.budget]]\nprofile = \"dev\"\n{budget}"
    );
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    let main = "fn show<T: std::fmt::Debug>(value: T) {\n    println!(\"{value:?}\");\n}\n\n\
                fn main() {\n    show(1_u8);\n    show(\"two\");\n    show(3.0);\n}\n";
    fs::write(directory.join("src/main.rs"), main).unwrap();
    directory
}

#[test]
fn a_size_test_is_two_lines() {
    let directory = package("budget-within", "text = \"1 MB\"\nfile = \"1 MB\"\n");
    let report = check(&directory).unwrap();
    assert!(report.is_within(), "{report}");
    assert_eq!(report.to_string(), "2 of 2 limits kept");

    let directory = package(
        "budget-over",
        "text = \"1 KiB\"\nfamily = { \"small::show\" = { copies = 2, bytes = \"1 KiB\" } }\n",
    );
    let report = check(directory).unwrap();
    assert!(!report.is_within());
    let text = report.to_string();
    for says in [
        "text: over budget\n  limit   at most 1 KiB = 1024 bytes\n",
        "family small::show copies: over budget\n  limit   at most 2\n  actual  3 copies\n  \
         excess  1 copy\n",
        "small::show::<f64>\n",
        "1 of 3 limits kept",
    ] {
        assert!(text.contains(says), "no {says:?} in {text}");
    }
    let copies = &report.results[1];
    assert_eq!((copies.status, copies.excess()), (Status::Over, Some(1)));

    // What is saved is what is read.
    let document = Document::new(Report::Check(report));
    let json = serde_json::to_vec(&document).unwrap();
    assert_eq!(Document::parse("saved", &json).unwrap(), document);
}

#[test]
fn what_is_wrong_with_a_budget_has_a_line() {
    let error = check(package("budget-wrong", "text = \"much\"\n")).unwrap_err();
    let BudgetError::Invalid { place, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(place.line, 10);
    let error = check(package("budget-unknown", "textt = 1\n")).unwrap_err();
    assert!(matches!(error, BudgetError::Syntax { .. }), "{error}");
}

#[test]
fn reports_of_the_future_are_refused() {
    let newer = br#"{ "schema": 2, "tool": "demono 9", "report": "top" }"#;
    let error = Document::parse("some.json", newer).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`some.json` was written by a newer demono (schema 2"),
        "{error}"
    );
    let error = Document::parse("some.json", b"[]").unwrap_err();
    assert!(
        error.to_string().contains("is not a report of demono"),
        "{error}"
    );
}
