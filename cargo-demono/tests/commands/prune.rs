//! `cargo demono prune`: what costs goes, with its line, and nothing else does.

use std::path::Path;

use crate::common::run;
use crate::common::sandbox::{calls, function, long, main_of, Sandbox};
use serde_json::{json, Value};

/// What is split already: one function for six types, and one that is no use for one.
fn split(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    let demono = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demono");
    let demono = std::fs::canonicalize(demono).unwrap();
    sandbox.write(
        "Cargo.toml",
        format!(
            "[workspace]\n\n[package]\nname = \"tray\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
             [dependencies]\ndemono = {{ path = {demono:?} }}\n"
        ),
    );
    let pays = long("pub fn pays(text: impl AsRef<str>) -> String", 3);
    sandbox.write(
        "src/lib.rs",
        format!(
            "//! A tray.\n\nuse demono::demono;\n\nmod paint;\npub use paint::*;\n\n/// It pays.\n\
             #[demono]\n{pays}{COSTS}"
        ),
    );
    sandbox.write("src/paint.rs", PAINT);
    let more = "    let mut canvas = tray::Canvas(7);\n    println!(\"{}\", \
                tray::costs(std::rc::Rc::<str>::from(text.as_str())));\n    use tray::Paint as \
                _;\n    println!(\"{}\", canvas.dot(std::rc::Rc::<str>::from(text.as_str())));\n";
    let lines = calls(&["tray::pays"], 6) + more;
    sandbox.write("src/main.rs", main_of(&lines));
    sandbox.commit();
    sandbox
}

const COSTS: &str = r#"
// Before it.
#[demono] // It costs.
/// Of one type.
#[inline]
pub fn costs(text: impl AsRef<str>) -> usize {
    let text = text.as_ref();
    text.len() + 7
}

/// In no program.
#[demono]
pub fn unused(text: impl AsRef<str>) -> usize {
    let text = text.as_ref();
    text.len() * text.trim().len()
}
"#;

/// With its block's attribute `skip` has to go.
const PAINT: &str = r#"pub trait Paint {
    fn dot(&mut self, text: impl AsRef<str>) -> usize;
    fn line(&mut self, text: impl AsRef<str>) -> usize;
}

pub struct Canvas(pub usize);

#[demono::demono]
impl Paint for Canvas {
    #[inline]
    fn dot(&mut self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        self.0 + text.len()
    }

    #[demono::demono(skip)]
    fn line(&mut self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        self.0 + text.len() * text.trim().len()
    }
}
"#;

fn pruned(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let mut command = sandbox.demono(&["prune", "--format", "json"]);
    let ran = run(command.args(arguments)).assert_code(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn only_what_costs_goes() {
    let sandbox = split("prune");
    let (lib, paint) = (sandbox.read("src/lib.rs"), sandbox.read("src/paint.rs"));
    let plan = pruned(&sandbox, &["--dry-run"]);
    assert_eq!(sandbox.status(), [""; 0]);
    let report = pruned(&sandbox, &[]);
    for (name, outcome) in [
        ("pays", "kept"),
        ("costs", "costs"),
        ("unused", "not_measured"),
        ("dot", "costs"),
    ] {
        assert_eq!(function(&report, name)["outcome"], outcome, "{report:#}");
        assert_eq!(function(&plan, name)["outcome"], outcome, "{plan:#}");
    }
    assert_eq!(
        report["functions"].as_array().unwrap().len(),
        4,
        "{report:#}"
    );
    assert_eq!(report["files"], json!(["src/lib.rs", "src/paint.rs"]));
    // Exactly the attribute, not the remark beside it.
    let now = lib.replace("#[demono] // It costs.\n", "// It costs.\n");
    assert_eq!(sandbox.read("src/lib.rs"), now);
    let now = paint.replace("#[demono::demono]\n", "");
    let now = now.replace("    #[demono::demono(skip)]\n", "");
    assert_eq!(sandbox.read("src/paint.rs"), now);
    let size = |when: &str| report["profiles"][0]["programs"][0]["text"][when].as_u64();
    assert!(size("after") < size("before"), "{report:#}");
    sandbox.cargo(&["check", "--locked"]);
    sandbox.commit();
    assert_eq!(pruned(&sandbox, &[])["files"], json!([]));
}

#[test]
fn the_last_attribute_leaves_the_dependency() {
    let sandbox = split("prune-all");
    let other = COSTS
        .replace("unused", "other")
        .replace("In no", "In a")
        .replace("text.len() * text.trim().len()", "text.len() * 3");
    sandbox.write("src/lib.rs", format!("use demono::demono;\n{other}"));
    let main = "fn main() {\n    println!(\"{}{}\", tray::costs(String::new()), tray::other(String::new()));\n}\n";
    sandbox.write("src/main.rs", main);
    std::fs::remove_file(sandbox.path("src/paint.rs")).unwrap();
    sandbox.commit();
    let ran = sandbox.run(&["prune", "--no-test"]).assert_code(0);
    assert_eq!(sandbox.status(), [" M src/lib.rs"], "{}", ran.stdout);
    assert!(
        !sandbox.read("src/lib.rs").contains("#[demono"),
        "{}",
        ran.stdout
    );
    ran.assert_says("note: no attribute is left in the package of `");
    // Nobody but the user knows whether it is used otherwise.
    assert!(sandbox.read("Cargo.toml").contains("demono = {"));
    sandbox.cargo(&["check", "--locked"]);
}

#[test]
fn without_demono_there_is_nothing_to_prune() {
    let sandbox = Sandbox::new("prune-nothing");
    sandbox.write(
        "Cargo.toml",
        "[workspace]\n\n[package]\nname = \"bare\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
    );
    sandbox.write("src/main.rs", "fn main() {}\n");
    sandbox.commit();
    let ran = sandbox.run(&["prune"]).assert_code(0);
    ran.assert_says("no file changed");
}
