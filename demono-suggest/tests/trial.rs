//! What the compiler and the tests of a real package say before and after an edit.

mod common;

use std::path::PathBuf;
use std::time::Duration;

use common::{context, package, tree, try_build, write};
use demono_size::Console;
use demono_suggest::sandbox::check::{CompileError, SourceLines};
use demono_suggest::sandbox::copy::files::WorkspaceFiles;
use demono_suggest::sandbox::copy::Sandbox;
use demono_suggest::sandbox::test_run::differ::{differences, Difference};
use demono_suggest::sandbox::test_run::run::{End, TestRun};
use demono_suggest::sandbox::test_run::suite::Status;

struct Trial {
    _guard: tempfile::TempDir,
    root: PathBuf,
    scratch: Sandbox,
}

fn trial(files: &[(&str, &str)], manifest: &str) -> Trial {
    let (guard, base) = tree();
    let root = base.join("one");
    package(&root, "one", manifest);
    for (name, content) in files {
        write(&root.join(name), content);
    }
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .exec();
    let workspace = WorkspaceFiles::load(&metadata.unwrap()).unwrap();
    let scratch = Sandbox::copy(&workspace, &root.join("target/scratch")).unwrap();
    Trial {
        _guard: guard,
        root,
        scratch,
    }
}

impl Trial {
    fn write(&self, name: &str, content: &str) {
        let path = self.root.join(name);
        self.scratch.write(&path, content.as_bytes()).unwrap();
    }

    fn test(&self, limit: Duration) -> TestRun {
        let mut console = Console {
            report: &mut |_| {},
            interrupted: &|| false,
        };
        TestRun::run(&context(&self.scratch), limit, &mut console).unwrap()
    }

    /// `(file, first, last)` of what an error points at.
    fn places(&self, error: &CompileError) -> Vec<(String, usize, usize)> {
        let place = |it: &SourceLines| {
            let file = it.file.strip_prefix(&self.root).unwrap();
            (file.display().to_string(), it.first, it.last)
        };
        error.places.iter().map(place).collect()
    }
}

#[test]
fn errors_have_places_in_the_users_files() {
    let library = "mod part;\n\
        macro_rules! wrong {\n    () => {\n        let _x: u8 = \"\";\n    };\n}\n\
        pub fn f() {\n    wrong!();\n}\n\
        pub fn g() -> u8 {\n    if true {\n        \"text\"\n    } else { 1 }\n}\n";
    let trial = trial(
        &[
            ("src/lib.rs", library),
            ("src/part.rs", "fn unused() {}\nfn unused_too() {}\n"),
            ("tests/it.rs", "#[test]\nfn t() { one::h() }\n"),
        ],
        "",
    );
    let checked = try_build(&trial.scratch);
    assert!(!checked.success);
    let places: Vec<_> = (checked.errors.iter())
        .flat_map(|it| trial.places(it))
        .collect();
    // Once each, though the library is compiled for itself and for its tests. The
    // integration test is not reached.
    let expected = [("src/lib.rs", 8, 8), ("src/lib.rs", 12, 12)];
    assert_eq!(places, expected.map(|(file, a, b)| (file.to_owned(), a, b)));
    assert_eq!(checked.errors[0].code.as_deref(), Some("E0308"));
    assert!(checked.errors[1].rendered.contains("\"text\""));
    assert!(!checked.errors[1].related.is_empty());
    assert!(checked.output.contains("could not compile"));

    trial.write("src/lib.rs", "mod part;\npub fn h() {}\n");
    let before = common::build(&trial.scratch);
    assert_eq!(before.errors, []);
}

#[test]
fn an_edit_is_compiled_though_the_original_is_older() {
    let trial = trial(&[("src/lib.rs", "pub fn f() {}\n")], "");
    common::build(&trial.scratch);
    trial.write("src/lib.rs", "compile_error!();\n");
    assert!(!try_build(&trial.scratch).success);
    trial.write("src/lib.rs", "pub fn edited() {}\n");
    common::build(&trial.scratch);
    // Back to the original, which is older than both builds.
    trial.scratch.refresh().unwrap();
    let after = common::build(&trial.scratch);
    assert!(after.output.contains("Checking one"), "{}", after.output);
}

#[test]
fn tests_are_compared() {
    let library = "/// ```\n/// one::f();\n/// ```\n\
        /// ```\n/// assert_eq!(one::f(), 1);\n/// ```\n\
        pub fn f() -> u8 { 1 }\n\
        #[cfg(test)]\nmod tests {\n\
        #[test] fn good() { assert_eq!(super::f(), 1) }\n\
        #[test] fn bad() { panic!() }\n\
        #[test] #[should_panic] fn panics() { panic!() }\n\
        #[test] #[ignore = \"slow\"] fn slow() {}\n}\n";
    let custom = "fn main() { if one::f() != 1 { std::process::exit(3) } }\n";
    let trial = trial(
        &[
            ("src/lib.rs", library),
            ("tests/it.rs", "#[test] fn good() { one::f(); }\n"),
            ("tests/custom.rs", custom),
        ],
        "[[test]]\nname = 'custom'\nharness = false\n",
    );
    let before = trial.test(TestRun::LIMIT);
    assert_eq!(before.end, End::Finished, "{}", before.output);
    let names: Vec<&str> = before.suites.iter().map(|it| &*it.name).collect();
    let expected = [
        "unittests src/lib.rs (one)",
        "tests/custom.rs (custom)",
        "tests/it.rs (it)",
        "Doc-tests one",
    ];
    assert_eq!(names, expected);
    let unit = &before.suites[0];
    assert_eq!(unit.status, Status::Failed);
    assert_eq!(unit.results["tests::good"], Status::Passed);
    assert_eq!(unit.results["tests::bad"], Status::Failed);
    assert_eq!(unit.results["tests::panics"], Status::Passed);
    assert_eq!(unit.results["tests::slow"], Status::Ignored);
    assert_eq!(before.count(Status::Passed), 5);

    // Lines move, and nothing else.
    trial.write("src/lib.rs", &format!("\n\n{library}"));
    let moved = trial.test(TestRun::LIMIT);
    let unstable = before.stable_with(&moved);
    assert_eq!(unstable, Default::default());
    assert_eq!(differences(&before, &moved, &unstable), []);

    // Two of the three suites that can notice it do, and one of two examples.
    trial.write("src/lib.rs", &library.replace("{ 1 }", "{ 2 }"));
    let broken = trial.test(TestRun::LIMIT);
    let failed = |suite: &str, test: &str| Difference::Failed {
        suite: suite.to_owned(),
        test: test.to_owned(),
    };
    let expected = [
        failed("Doc-tests one", "src/lib.rs - f"),
        failed("unittests src/lib.rs (one)", "tests::good"),
        Difference::SuiteFailed {
            suite: "tests/custom.rs (custom)".to_owned(),
        },
    ];
    assert_eq!(differences(&before, &broken, &unstable), expected);
    // As if it were so without any edit.
    let unstable = before.stable_with(&broken);
    assert_eq!(differences(&before, &broken, &unstable), []);

    trial.write("src/lib.rs", "compile_error!();");
    let nothing = trial.test(TestRun::LIMIT);
    assert_eq!(nothing.end, End::NotCompiled);
    assert_eq!(
        differences(&before, &nothing, &unstable),
        [Difference::NotCompiled]
    );
    assert_eq!(differences(&nothing, &broken, &unstable), []);
}

#[test]
fn tests_that_hang_or_abort_are_noticed() {
    let good = "#[test] fn a() {}\n#[test] fn b() {}\n";
    let trial = trial(&[("tests/it.rs", good)], "[lib]\ndoctest = false\n");
    let before = trial.test(TestRun::LIMIT);
    trial.write(
        "tests/it.rs",
        "#[test] fn a() {}\n#[test] fn b() { std::process::abort() }\n",
    );
    let aborted = trial.test(TestRun::LIMIT);
    assert_eq!(aborted.end, End::Finished);
    let found = differences(&before, &aborted, &Default::default());
    let suite = "tests/it.rs (it)".to_owned();
    let test = "b".to_owned();
    assert!(
        found.contains(&Difference::Missing { suite, test }),
        "{found:?}"
    );
    trial.write(
        "tests/it.rs",
        "#[test] fn a() {}\n#[test] fn b() { loop { std::thread::park() } }\n",
    );
    let hung = trial.test(Duration::from_secs(8));
    assert_eq!(hung.end, End::TimedOut, "{}", hung.output);
    assert!(differences(&before, &hung, &Default::default()).contains(&Difference::TimedOut));
}
