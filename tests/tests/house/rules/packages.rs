use tempfile::TempDir;

use crate::imports::Face;
use crate::made_up::write;
use crate::packages::product;

#[test]
fn the_members_that_are_no_tests_or_examples() {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path();
    let members =
        "[workspace]\nresolver = \"2\"\nmembers = [\"a\", \"b\", \"tests\", \"examples/*\"]";
    write(&root.join("Cargo.toml"), members);
    for package in ["a", "b", "tests", "examples/c", "outside"] {
        let name = package.rsplit('/').next().unwrap_or_default();
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2021\"\n");
        write(&root.join(package).join("Cargo.toml"), &manifest);
        write(&root.join(package).join("src/lib.rs"), "");
    }
    write(&root.join("a/build.rs"), "fn main() {}");
    write(&root.join("a/src/main.rs"), "fn main() {}");
    write(&root.join("a/src/bin/other.rs"), "fn main() {}");
    write(&root.join("a/tests/t.rs"), "");
    write(&root.join("a/examples/e.rs"), "fn main() {}");
    write(&root.join("a/benches/f.rs"), "fn main() {}");
    let root = root.canonicalize().expect("a folder");
    let mut found: Vec<_> = product(&root)
        .into_iter()
        .map(|product| {
            let file = product.root.strip_prefix(&root).unwrap_or(&product.root);
            (file.to_string_lossy().replace('\\', "/"), product.face)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        ("a/src/bin/other.rs", Face::Program),
        ("a/src/lib.rs", Face::Library),
        ("a/src/main.rs", Face::Program),
        ("b/src/lib.rs", Face::Library),
    ];
    assert_eq!(found, expected.map(|(file, face)| (file.to_owned(), face)));
}
