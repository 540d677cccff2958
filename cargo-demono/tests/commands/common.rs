//! The command as a user runs it, on copies of the fixture, so that nothing is touched.

pub(crate) mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The fixture of demono-size.
pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demono-size/tests/fixtures/zoo")
}

/// The program in `demono-size/tests/fixtures/zoo`, copied for one test.
pub(crate) struct Zoo {
    pub(crate) directory: PathBuf,
}

impl Zoo {
    /// A fresh copy; the target directory below it stays from run to run.
    pub(crate) fn new(test: &str) -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let source = directory.join("zoo");
        if source.exists() {
            fs::remove_dir_all(&source).unwrap();
        }
        copy(&fixture(), &source);
        Zoo { directory: source }
    }

    /// The same, with `text` at the end of the manifest.
    pub(crate) fn with(test: &str, text: &str) -> Self {
        let zoo = Self::new(test);
        zoo.edit("Cargo.toml", |manifest| format!("{manifest}\n{text}"));
        zoo
    }

    pub(crate) fn edit(&self, file: &str, change: impl FnOnce(&str) -> String) {
        let path = self.directory.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed, "{file} was to be edited");
        fs::write(&path, changed).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.directory.join(file)).unwrap()
    }

    /// `cargo demono <arguments>` in the copy.
    pub(crate) fn demono(&self, arguments: &[&str]) -> Command {
        let mut command = demono(arguments);
        command
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", self.target());
        command
    }

    /// Where its builds go: apart from the sources, which every run copies anew.
    pub(crate) fn target(&self) -> PathBuf {
        self.directory.with_file_name("target")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(&mut self.demono(arguments))
    }
}

pub(crate) fn demono(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-demono"));
    command.arg("demono").args(arguments);
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "GITHUB_ACTIONS",
        "DEMONO",
    ] {
        command.env_remove(variable);
    }
    command
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// The words of the first line that starts with `start`.
    #[track_caller]
    pub(crate) fn words(&self, start: &str) -> Vec<&str> {
        let line = self.stdout.lines().find(|line| line.starts_with(start));
        let line = line.unwrap_or_else(|| panic!("no line {start:?} in:\n{self:#?}"));
        line.split_whitespace().collect()
    }

    #[track_caller]
    pub(crate) fn assert_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn assert_says(self, text: &str) -> Self {
        let said = self.stdout.contains(text) || self.stderr.contains(text);
        assert!(said, "no {text:?} in:\n{}{}", self.stdout, self.stderr);
        self
    }
}

pub(crate) fn run(command: &mut Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        code: status.code(),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

pub(crate) fn number(word: &str) -> i64 {
    word.replace(',', "").parse().unwrap()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name == "target" {
            continue;
        }
        let (from, to) = (entry.path(), to.join(&name));
        match entry.file_type().unwrap().is_dir() {
            true => copy(&from, &to),
            false => {
                fs::copy(&from, &to).unwrap();
            }
        }
    }
}
