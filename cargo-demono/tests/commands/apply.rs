//! `cargo demono apply`: what is kept pays, compiles and passes, and nothing else changes.

use std::fs;
use std::path::PathBuf;
#[cfg(unix)]
use std::process::Stdio;

use crate::common::sandbox::{calls, function, long, main_of, Sandbox};
use crate::common::{demono, run};
use serde_json::{json, Value};

const MANIFEST: &str = "# A tray of functions.\n[workspace]\n\n[package]\nname = \"tray\"\n\
                        version = \"0.1.0\"\nedition = \"2021\" # and no other\n\n[dependencies]\n";

/// Functions with every fate there is.
fn tray(test: &str) -> Sandbox {
    let tray = Sandbox::new(test);
    tray.write("Cargo.toml", MANIFEST);
    tray.write(".gitignore", "/target\n");
    let label = long("pub fn label(text: impl AsRef<str>) -> String", 3);
    let into = r#"
/* of two conversions */
pub fn joined(one: impl Into<String>, text: impl AsRef<str>) -> String {
    let mut one: String = one.into();
    for (index, word) in text.as_ref().split_whitespace().enumerate() {
        one.push_str(&format!("{index:>4} {}", word.to_uppercase()));
        if one.len() > 60 {
            one.truncate(one.char_indices().nth(20).map_or(0, |it| it.0));
        }
    }
    one
}

/// Only hands on.
pub fn handed(text: impl AsRef<str>) -> usize {
    plain(text.as_ref())
}

fn plain(text: &str) -> usize {
    text.len()
}
"#;
    let modules = "//! A tray.\n\nmod windows;\nmod objects;\nmod paint;\nmod place;\nmod shape;\n\
                   mod shared;\npub use {objects::*, paint::*, place::*, shape::*, shared::*, \
                   windows::*};\n\n";
    let attributes = "/// Pays.\n// A remark.\n#[must_use]\n";
    tray.write("src/lib.rs", format!("{modules}{attributes}{label}{into}"));
    // A file from elsewhere, that does not even end in a line break.
    let windows = long("pub fn windows(text: impl AsRef<str>) -> String", 4);
    tray.write(
        "src/windows.rs",
        format!("/// Pays.\n{}", windows.trim_end()).replace('\n', "\r\n"),
    );
    tray.write("src/objects.rs", OBJECTS);
    tray.write("src/paint.rs", PAINT);
    // A line that is counted is not where it was.
    let here = long("pub fn here(text: impl AsRef<str>) -> String", 5);
    let here = here.replace("    out\n}", "    format!(\"{out}{}\", line!())\n}");
    let test = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn it_stays() {\n        \
                assert_eq!(super::here(\"ab\"), \"ab0/515\");\n    }\n}\n";
    tray.write("src/place.rs", format!("{here}\n{test}"));
    tray.write("src/shape.rs", SHAPE);
    let shared = long("/* so */ pub fn shared(text: impl AsRef<str>) -> String", 6);
    tray.write("src/shared.rs", shared);
    let names = ["label", "windows", "here", "shared", "handed"];
    let names = names.map(|name| format!("tray::{name}"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let more = r#"
    let mut sum = 0;
    println!("{}", tray::each(&text, |word, index| sum += word.len() * index));
    let mut words: Vec<String> = Vec::new();
    println!("{}", tray::each(&text, |word, _| words.push(word.to_owned())));
    println!("{}", tray::each(&text, |word, index| println!("{word} {index}")));
    println!("{}", tray::each(&text, |word, index| println!("{index} {word}")));
    println!("{sum} {words:?}");
    for index in 0..9 {
        println!("{}", tray::joined("m", text.as_str()));
        println!("{}", tray::joined('m', text.clone()));
        println!("{}", tray::joined(text.clone(), &text));
        println!("{}", tray::joined(&text, text.clone().into_boxed_str()));
        println!("{}", tray::outline(&tray::Square(index)));
        println!("{}", tray::outline(&tray::Circle(index)));
        println!("{}", tray::outline(&tray::Oblong(index, index)));
        println!("{}", tray::outline(&tray::Line()));
    }
    use tray::Paint as _;
    let mut canvas = tray::Canvas::default();
    println!("{}", canvas.dot("a"));
    println!("{}", canvas.dot(String::from("b")));
"#;
    let lines = calls(&["canvas.line"], 6).replace("    let text", "    let _text");
    let statements = format!("{}{more}{lines}", calls(&names, 6));
    tray.write("src/main.rs", main_of(&statements));
    tray.commit();
    tray
}

/// A closure of the caller's needs an object.
const OBJECTS: &str = r#"/// Pays with objects only.
pub fn each(text: &str, mut take: impl FnMut(&str, usize)) -> usize {
    let mut count = 0;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c == '#' || c == '*');
        if line.is_empty() {
            continue;
        }
        for word in line.split(',') {
            let word = word.trim();
            if word.starts_with("--") {
                take(&word.to_uppercase(), index);
            } else if let Some((key, value)) = word.split_once('=') {
                take(key, index);
                take(&format!("{value}!"), index);
                count += value.len();
            } else {
                take(word, index);
            }
            count += 1;
        }
    }
    count
}
"#;

/// A method of a trait, and one beside it that an attribute for both would split as well.
const PAINT: &str = r#"pub trait Paint {
	fn line(&mut self, text: impl AsRef<str>) -> usize;
	fn dot(&mut self, text: impl AsRef<str>) -> usize;
}

#[derive(Default)]
pub struct Canvas {
	pub rows: Vec<String>,
}

impl Paint for Canvas {
	// Tabs here.
	fn line(&mut self, text: impl AsRef<str>) -> usize {
		let text = text.as_ref();
		let mut row = String::new();
		for (index, part) in text.split(';').enumerate() {
			if index > 0 {
				row.push_str(" | ");
			}
			let part = part.trim();
			match part.parse::<u32>() {
				Ok(number) => row.push_str(&format!("{number:>8}")),
				Err(_) => row.push_str(&part.replace('_', " ").to_uppercase()),
			}
		}
		self.rows.push(row);
		self.rows.len()
	}

	fn dot(&mut self, text: impl AsRef<str>) -> usize {
		let text = text.as_ref();
		if text.is_empty() {
			return 0;
		}
		self.rows.len() + text.len()
	}
}
"#;

/// A trait that only the compiler knows not to be dyn-compatible.
const SHAPE: &str = r#"pub trait Shape {
    const CORNERS: usize;
    fn name(&self) -> String;
    fn area(&self) -> u32;
}

macro_rules! shape {
    ($name:ident ( $($field:ident),* ) $corners:literal) => {
        pub struct $name($(pub $field),*);
        impl Shape for $name {
            const CORNERS: usize = $corners;
            fn name(&self) -> String {
                stringify!($name).to_lowercase()
            }
            fn area(&self) -> u32 {
                $corners * std::mem::size_of_val(self) as u32
            }
        }
    };
}

shape!(Square(u32) 4);
shape!(Circle(u32) 0);
shape!(Oblong(u32, u32) 4);
shape!(Line() 2);

#[inline(never)]
pub fn outline(shape: &impl Shape) -> String {
    let mut out = String::new();
    for (index, part) in shape.name().split('r').enumerate() {
        if part.len() > 2 {
            out.push_str(&part.to_uppercase());
        } else {
            out.insert_str(0, &format!("{part:?}{}", shape.area()));
        }
        out.push_str(&format!("{index}{}", shape.name().replace('e', "3")));
    }
    out
}
"#;

#[test]
fn every_function_has_its_verdict() {
    let tray = tray("verdicts");
    let before = tray.files();
    let report = tray.applied(&["--dyn"]);
    for (name, outcome) in [
        ("label", "kept"),
        ("joined", "kept"),
        ("windows", "kept"),
        ("each", "kept"),
        ("line", "kept"),
        ("here", "changes_tests"),
        ("outline", "does_not_compile"),
        ("shared", "not_placeable"),
    ] {
        let function = function(&report, name);
        assert_eq!(function["outcome"], outcome, "{function:#}");
        assert!(function["predicted"].as_i64() > Some(128), "{function:#}");
        let was_measured = ["kept", "changes_tests"].contains(&outcome);
        assert_eq!(
            was_measured,
            function["actual"].as_i64() > Some(0),
            "{function:#}"
        );
    }
    // Neither of these was worth a try.
    assert_eq!(
        report["functions"].as_array().unwrap().len(),
        8,
        "{report:#}"
    );
    let why = |name: &str| function(&report, name)["why"].as_str().unwrap().to_owned();
    assert_eq!(
        why("here"),
        "`place::tests::it_stays` fails, in unittests src/lib.rs (tray)"
    );
    assert!(
        why("outline").contains("`Shape` is not dyn compatible"),
        "{}",
        why("outline")
    );
    assert!(
        why("shared").contains("`/* so */` is before it"),
        "{}",
        why("shared")
    );
    assert_eq!(function(&report, "each")["attribute"], "#[demono(dyn)]");
    assert_eq!(function(&report, "windows")["line"], 2);

    let counts = json!({ "passed": 1, "failed": 0, "ignored": 0 });
    assert_eq!(
        report["tests"],
        json!({ "before": counts, "after": counts })
    );
    let program = &report["profiles"][0]["programs"][0];
    assert_eq!(program["name"], "tray");
    assert!(program["text"]["before"].as_i64() > program["text"]["after"].as_i64());

    let files = [
        "Cargo.lock",
        "Cargo.toml",
        "src/lib.rs",
        "src/objects.rs",
        "src/paint.rs",
        "src/windows.rs",
    ];
    assert_eq!(tray.added_to(&before), files);
    let mut told: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    // Manifests go first.
    assert_eq!(told[..2], ["Cargo.toml", "Cargo.lock"]);
    told.sort_unstable();
    assert_eq!(told, files);
    let lib = tray.read("src/lib.rs");
    assert!(
        lib.contains("#[must_use]\n#[demono::demono]\npub fn label"),
        "{lib}"
    );
    assert!(
        lib.contains("*/\n#[demono::demono]\npub fn joined"),
        "{lib}"
    );
    assert!(tray
        .read("src/windows.rs")
        .starts_with("/// Pays.\r\n#[demono::demono]\r\npub fn"));
    let paint = tray.read("src/paint.rs");
    assert!(paint.contains("\n#[demono::demono]\nimpl Paint"), "{paint}");
    assert!(
        paint.contains("\n\t#[demono::demono(skip)]\n\tfn dot"),
        "{paint}"
    );
    let manifest = tray.read("Cargo.toml");
    assert!(
        manifest.contains("and no other\n\n[dependencies]\ndemono = {"),
        "{manifest}"
    );
    tray.cargo(&["test", "--locked"]);

    // What is there is not tried again, and what did not work still does not.
    tray.commit();
    let again = tray.applied(&["--dyn"]);
    assert_eq!(again["files"], json!([]));
    let names: Vec<&Value> = again["functions"].as_array().unwrap().iter().collect();
    assert_eq!(names.len(), 3, "{again:#}");
    assert_eq!(tray.status(), [""; 0]);
}

#[test]
fn a_dry_run_shows_a_patch() {
    let tray = tray("dry-run");
    let before = tray.files();
    let report = tray.applied(&["--dyn", "--dry-run"]);
    assert_eq!(function(&report, "label")["outcome"], "planned");
    assert_eq!(function(&report, "label")["actual"], Value::Null);
    let patch = tray.path("patch");
    for text in [
        report["diff"].as_str().unwrap().to_owned(),
        // With a table before it.
        run(&mut tray.apply(&["--dyn", "--dry-run"]))
            .assert_code(0)
            .stdout,
    ] {
        assert_eq!(tray.files(), before);
        fs::write(&patch, text).unwrap();
        tray.git(&["apply", "patch"]);
        fs::remove_file(&patch).unwrap();
        let changed = tray.added_to(&before);
        assert!(
            changed.contains(&"src/windows.rs".to_owned()),
            "{changed:?}"
        );
        tray.git(&["checkout", "."]);
    }
}

/// One function that pays.
fn simple(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    sandbox.write("Cargo.toml", MANIFEST);
    let label = long("pub fn label(text: impl AsRef<str>) -> String", 3);
    sandbox.write("src/lib.rs", format!("//! One.\n\n{label}"));
    sandbox.write("src/main.rs", main_of(&calls(&["tray::label"], 6)));
    sandbox
}

#[test]
fn sources_that_git_does_not_have_stay() {
    let sandbox = simple("git");
    let said = run(&mut sandbox.apply(&[])).assert_code(2);
    said.assert_says("pass `--allow-no-vcs`");
    sandbox.commit();
    // What is no source does not matter, nor does a lock file that is ignored.
    sandbox.write("notes.txt", "mine");
    sandbox.git(&["rm", "--cached", "--quiet", "Cargo.lock"]);
    sandbox.write(".gitignore", "Cargo.lock\n");
    let main = sandbox.read("src/main.rs");
    sandbox.write("src/main.rs", format!("// Mine.\n{main}"));
    let before = sandbox.files();
    let said = run(&mut sandbox.apply(&[])).assert_code(2);
    let said = said.assert_says("pass `--allow-dirty`");
    // Before anything was built.
    let said = said.assert_says("  * src/main.rs (dirty)\n");
    assert!(!said.stderr.contains("building"), "{}", said.stderr);
    assert!(!said.stderr.contains("notes"), "{}", said.stderr);
    sandbox.git(&["add", "src/main.rs"]);
    let said = run(&mut sandbox.apply(&["--no-test"])).assert_code(2);
    said.assert_says("  * src/main.rs (staged)\n");
    assert_eq!(sandbox.files(), before);

    let report = sandbox.applied(&["--allow-staged"]);
    assert_eq!(report["functions"][0]["outcome"], "kept", "{report:#}");
    assert_eq!(
        sandbox.added_to(&before),
        ["Cargo.lock", "Cargo.toml", "src/lib.rs"]
    );
    fs::remove_dir_all(sandbox.path(".git")).unwrap();
    for (path, content) in &before {
        fs::write(path, content).unwrap();
    }
    sandbox.applied(&["--allow-no-vcs", "--no-test"]);
    assert_eq!(
        sandbox.added_to(&before),
        ["Cargo.lock", "Cargo.toml", "src/lib.rs"]
    );
}

#[test]
fn nothing_to_do_is_no_failure() {
    let sandbox = simple("nothing");
    sandbox.commit();
    let before = sandbox.files();
    let ran = run(&mut sandbox.apply(&["--min-saving", "1MiB"])).assert_code(0);
    let ran = ran.assert_says("no function was tried");
    assert!(ran.stdout.contains("\nno file changed\n"), "{}", ran.stdout);
    assert_eq!(sandbox.files(), before);
    // Nor is a program without any generic function.
    sandbox.write("src/lib.rs", "");
    sandbox.write("src/main.rs", "fn main() {}\n");
    sandbox.commit();
    run(&mut sandbox.apply(&[]))
        .assert_code(0)
        .assert_says("no file changed");
}

/// The root is a package that gets an attribute, as is a member, which inherits.
#[test]
fn a_root_package_and_its_members() {
    let sandbox = Sandbox::new("root-package");
    sandbox.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"Member\", \"zero\"]\n\n[workspace.dependencies]\nzero = { path \
         = \"zero\" }\nmember = { path = \"Member\" }\n\n[package]\nname = \"root\"\nversion = \
         \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nmember.workspace = true\n",
    );
    let member = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{more}")
    };
    // Sorts before the root.
    let manifest = member("member", "\n[dependencies]\nzero.workspace = true\n");
    sandbox.write("Member/Cargo.toml", manifest);
    let head = |name: &str| format!("pub fn {name}(text: impl AsRef<str>) -> String");
    sandbox.write("Member/src/lib.rs", long(&head("one"), 1));
    // Has nothing to split, and so needs nothing.
    sandbox.write("zero/Cargo.toml", member("zero", ""));
    sandbox.write("zero/src/lib.rs", "");
    let two = long(&head("two"), 2);
    let main = main_of(&calls(&["two", "member::one"], 6));
    sandbox.write("src/main.rs", format!("{two}{main}"));
    sandbox.commit();
    let before = sandbox.files();
    let report = sandbox.applied(&["--no-test"]);
    assert_eq!(function(&report, "one")["outcome"], "kept", "{report:#}");
    assert_eq!(function(&report, "two")["outcome"], "kept", "{report:#}");
    let changed = [
        "Cargo.lock",
        "Cargo.toml",
        "Member/Cargo.toml",
        "Member/src/lib.rs",
        "src/main.rs",
    ];
    assert_eq!(sandbox.added_to(&before), changed);
    let manifest = sandbox.read("Cargo.toml");
    assert_eq!(manifest.matches("demono").count(), 3, "{manifest}");
    let inherited = "demono.workspace = true\n";
    assert!(sandbox.read("Member/Cargo.toml").contains(inherited));
    sandbox.cargo(&["check", "--locked", "--workspace"]);
}

/// Functions in one member, the program in the other, and neither where one stands.
#[test]
fn a_virtual_workspace_without_std() {
    let sandbox = Sandbox::new("virtual");
    sandbox.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"2\"\nmembers = [\"shelf\", \"app\"]\n",
    );
    let member = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{more}")
    };
    sandbox.write("shelf/Cargo.toml", member("shelf", ""));
    let use_alloc =
        "#![no_std]\n//! Bare.\nextern crate alloc;\nuse alloc::{format, string::String};\n\n";
    let label = long("pub fn label(text: impl AsRef<str>) -> String", 3);
    sandbox.write("shelf/src/lib.rs", format!("{use_alloc}{label}"));
    let depends = "[dependencies]\nshelf = { path = \"../shelf\" }\n";
    sandbox.write("app/Cargo.toml", member("app", depends));
    sandbox.write("app/src/main.rs", main_of(&calls(&["shelf::label"], 6)));
    sandbox.commit();
    let before = sandbox.files();
    let mut command = sandbox.apply(&[
        "--no-test",
        "--package",
        "app",
        "--manifest-path",
        "Cargo.toml",
    ]);
    run(&mut command).assert_code(0);
    let changed = ["Cargo.lock", "shelf/Cargo.toml", "shelf/src/lib.rs"];
    assert_eq!(sandbox.added_to(&before), changed);
    let manifest = sandbox.read("shelf/Cargo.toml");
    assert!(manifest.contains("default-features = false"), "{manifest}");
    // The same from within, and with the first by another way.
    sandbox.git(&["checkout", "."]);
    let mut command = sandbox.apply(&["--no-test"]);
    run(command.current_dir(sandbox.path("app/src"))).assert_code(0);
    assert_eq!(sandbox.added_to(&before), changed);
}

#[test]
fn another_name_for_demono() {
    let sandbox = simple("renamed");
    let demono = fs::canonicalize(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../demono"));
    let entry = format!(
        "split = {{ package = \"demono\", path = {:?} }}\n",
        demono.unwrap()
    );
    sandbox.write("Cargo.toml", format!("{MANIFEST}{entry}"));
    sandbox.commit();
    run(&mut sandbox.apply(&["--no-test"])).assert_code(0);
    assert_eq!(sandbox.status(), [" M src/lib.rs"]);
    let lib = sandbox.read("src/lib.rs");
    assert!(lib.contains("\n#[split::demono]\npub fn label"), "{lib}");
}

/// What a package may have that is in the way.
#[test]
fn packages_as_they_are() {
    let sandbox = Sandbox::new("as-they-are");
    let depends = "beside = { path = \"../beside\" }\n";
    sandbox.write("main/Cargo.toml", format!("{MANIFEST}{depends}"));
    sandbox.write("main/.gitignore", "/out\n");
    sandbox.write(
        "beside/Cargo.toml",
        "[package]\nname = \"beside\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
    );
    // Not ours to change.
    let beside = long("pub fn beside(text: impl AsRef<str>) -> String", 8);
    sandbox.write("beside/src/lib.rs", beside);
    let build = "fn main() {\n    let out = std::env::var(\"OUT_DIR\").unwrap();\n    \
                 std::fs::write(out + \"/made.rs\", \"pub const MADE: usize = 7;\\n\").unwrap();\n}\n";
    sandbox.write("main/build.rs", build);
    let label = long("pub fn label(text: impl AsRef<str>) -> String", 3);
    let tests = r#"
include!(concat!(env!("OUT_DIR"), "/made.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn fails_before() {
        assert_eq!(super::MADE, 8);
    }

    #[test]
    fn now_and_then() {
        let count = concat!(env!("CARGO_MANIFEST_DIR"), "/count");
        let text = std::fs::read_to_string(count).unwrap_or_default();
        std::fs::write(count, format!("{text}.")).unwrap();
        assert_eq!(text.len() % 2, 0);
    }

    #[test]
    fn passes() {
        assert_eq!(super::label("a"), "a0/3");
    }
}
"#;
    sandbox.write("main/src/lib.rs", format!("{label}{tests}"));
    sandbox.write(
        "main/benches/broken.rs",
        "fn main() { no_such_function() }\n",
    );
    sandbox.write(
        "main/src/main.rs",
        main_of(&calls(&["tray::label", "beside::beside"], 6)),
    );
    sandbox.git(&["init", "--quiet"]);
    sandbox.git(&["add", "--all"]);
    sandbox.git(&[
        "-c",
        "user.name=s",
        "-c",
        "user.email=s@localhost",
        "commit",
        "-qm",
        "all",
    ]);
    let manifest = ["--manifest-path", "main/Cargo.toml"];
    let arguments = [
        "--target-dir",
        "main/out",
        "--profile",
        "min",
        "--profile",
        "dev",
        manifest[0],
        manifest[1],
    ];
    let report = sandbox.applied(&arguments);
    let functions = report["functions"].as_array().unwrap();
    assert_eq!(functions.len(), 1, "{report:#}");
    assert_eq!(functions[0]["outcome"], "kept", "{report:#}");
    assert_eq!(report["profiles"][1]["profile"], "dev");
    assert_eq!(report["tests"]["before"]["failed"], 1, "{report:#}");
    let ignoring = |it: &String| !it.ends_with("Cargo.lock");
    let status: Vec<String> = sandbox.status().into_iter().filter(ignoring).collect();
    assert_eq!(status, [" M main/Cargo.toml", " M main/src/lib.rs"]);

    // Tests that do not compile say nothing, and are said to.
    sandbox.git(&["checkout", "."]);
    sandbox.write(
        "main/tests/broken.rs",
        "#[test]\nfn no() { no_such_function() }\n",
    );
    sandbox.git(&["add", "--all"]);
    let report = sandbox.applied(&[&arguments[2..4], &manifest, &["--allow-staged"]].concat());
    assert_eq!(report["functions"][0]["outcome"], "kept", "{report:#}");
    let skipped = report["tests"]["skipped"].as_str();
    assert_eq!(skipped, Some("the tests do not compile as they are"));

    // A program that does not compile is cargo's failure, and it says where.
    sandbox.git(&["reset", "--hard", "--quiet"]);
    sandbox.write("main/src/main.rs", "fn main() { let }\n");
    let ran = run(&mut sandbox.apply(&[&manifest[..], &["--allow-dirty"]].concat()));
    ran.assert_code(101).assert_says("src/main.rs:1:17");
}

/// A run that builds a program whose build script waits for the file that is returned, so
/// that something else can be done meanwhile. It has said its first line.
#[cfg(unix)]
fn held_up(
    sandbox: &Sandbox,
) -> (
    std::process::Child,
    std::thread::JoinHandle<String>,
    PathBuf,
) {
    use std::io::BufRead as _;

    let go = sandbox.directory.with_extension("go");
    let _ = fs::remove_file(&go);
    sandbox.write(
        "build.rs",
        format!(
            "fn main() {{\n    println!(\"cargo::rerun-if-changed=build.rs\");\n    \
             while !std::path::Path::new({go:?}).exists() {{\n        \
             std::thread::sleep(std::time::Duration::from_millis(20));\n    }}\n}}\n"
        ),
    );
    sandbox.commit();
    let mut command = sandbox.apply(&["--no-test", "--allow-dirty"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stderr = std::io::BufReader::new(child.stderr.take().unwrap());
    stderr.read_line(&mut line).unwrap();
    assert!(line.starts_with("building 1"), "{line}");
    let rest = std::thread::spawn(move || std::io::read_to_string(stderr).unwrap());
    (child, rest, go)
}

#[cfg(unix)]
#[test]
fn who_edits_meanwhile_is_not_written_over() {
    let sandbox = simple("meanwhile");
    let (child, said, go) = held_up(&sandbox);
    // Two at once.
    let second = run(&mut sandbox.apply(&["--no-test"])).assert_code(2);
    second.assert_says("another run of demono");
    // All places move.
    let lib = sandbox.read("src/lib.rs");
    sandbox.write("src/lib.rs", format!("//! Mine.\n{lib}"));
    let before = sandbox.files();
    fs::write(&go, "").unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(2));
    let said = said.join().unwrap();
    assert!(
        said.contains("src/lib.rs` was changed in the meantime"),
        "{said}"
    );
    assert_eq!(sandbox.files(), before);
    // The next run is not told of anything that was left.
    let again = run(&mut sandbox.apply(&["--no-test", "--allow-dirty"]));
    again.assert_code(0).assert_says("kept");
}

#[test]
fn options_that_do_not_fit_say_so() {
    let sandbox = simple("options");
    sandbox.commit();
    let ran = sandbox
        .run(&["apply", "--demono-path", "src"])
        .assert_code(2);
    ran.assert_says("`src` is no package: it has no Cargo.toml");
    let ran = sandbox.run(&["apply", "--restore"]).assert_code(2);
    ran.assert_says("no interrupted run found");
    sandbox
        .run(&["apply", "--restore", "--finish"])
        .assert_code(2);
    let ran = sandbox.run(&["apply", "--package", "other"]).assert_code(2);
    ran.assert_says("no package `other` in this workspace; it has: tray");
    let mut nowhere = demono(&["apply", "--manifest-path", "/no/Cargo.toml"]);
    run(&mut nowhere)
        .assert_code(2)
        .assert_says("/no/Cargo.toml");
}
