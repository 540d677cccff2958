use crate::documents::check;
use crate::findings::lines;
use crate::made_up::{folder, write};

#[test]
fn paths_that_lead_nowhere() {
    let folder = folder(&[("lib.rs", "")]);
    write(
        &folder.path().join("GUIDE.md"),
        "See `a/src/lib.rs`, `a/src/` and `GUIDE.md`, then\n\
         `a/src/gone.rs` and `GONE.md`. Not `mod.rs`, `--a/b`, `a/<name>.rs`, `Vec<a/b>`,\n\
         `cargo test -p a/b`, `target/a`.\n\
         ```sh\ncat `x/y`\n```\nBut `x/y`.\n",
    );
    let expected = [
        "GUIDE.md:2 names `GONE.md`, which does not exist: write where it is now",
        "GUIDE.md:2 names `a/src/gone.rs`, which does not exist: write where it is now",
        "GUIDE.md:7 names `x/y`, which does not exist: write where it is now",
    ];
    assert_eq!(lines(&check(folder.path(), "GUIDE.md")), expected);
}
