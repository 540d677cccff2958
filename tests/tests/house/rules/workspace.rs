use std::path::{Path, PathBuf};

use crate::check::check;
use crate::documents;
use crate::findings::lines;
use crate::packages::product;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_crate_keeps_the_rules() {
    let crates = product(&workspace());
    let known = |file: &str| crates.iter().any(|product| product.root.ends_with(file));
    assert!(known("demono-macros/src/lib.rs"), "{crates:#?}");
    assert!(known("cargo-demono/src/main.rs"), "{crates:#?}");
    let found = lines(&check(&workspace(), &crates));
    assert!(
        found.is_empty(),
        "{} to change:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn the_documents_name_files_that_exist() {
    let documents = ["ARCHITECTURE.md", "CONTRIBUTING.md"];
    let all = documents.map(|document| documents::check(&workspace(), document));
    let found = lines(&all.concat());
    assert!(
        found.is_empty(),
        "{} to change:\n{}",
        found.len(),
        found.join("\n")
    );
}
