//! Packages that a test writes, in a repository of their own, for what changes sources.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::common::{demono, run, Ran};

/// A directory for the sources of one test.
pub(crate) struct Sandbox {
    pub(crate) directory: PathBuf,
    pub(crate) target: PathBuf,
    _turn: File,
}

/// Target directories for sandboxes. Their builds share them, or each test would compile the
/// attribute anew; so no more tests than these have a sandbox at a time.
const TARGETS: usize = 2;

impl Sandbox {
    pub(crate) fn new(test: &str) -> Self {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sandbox");
        fs::create_dir_all(&all).unwrap();
        let (target, turn) = turn(&all);
        let directory = all.join(test);
        if directory.exists() {
            fs::remove_dir_all(&directory).unwrap();
        }
        fs::create_dir(&directory).unwrap();
        // A test that failed may have left an interrupted run.
        let _ = fs::remove_dir_all(target.join("demono/apply/journal"));
        Sandbox {
            directory: fs::canonicalize(&directory).unwrap(),
            target,
            _turn: turn,
        }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.directory.join(file)
    }

    pub(crate) fn write(&self, file: &str, content: impl AsRef<str>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content.as_ref()).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// What a user has done before: a lock file, and all of it committed.
    pub(crate) fn commit(&self) {
        self.cargo(&["generate-lockfile"]);
        if !self.path(".git").exists() {
            self.git(&["init", "--quiet"]);
            // What is compared to the byte must not be changed by git.
            self.git(&["config", "core.autocrlf", "false"]);
        }
        self.git(&["add", "--all"]);
        self.git(&[
            "-c",
            "user.name=sandbox",
            "-c",
            "user.email=sandbox@localhost",
            "commit",
            "--quiet",
            "--allow-empty",
            "--message=all",
        ]);
    }

    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        succeed(self.at_home(Command::new("git").args(arguments)))
    }

    /// What differs from the last commit, as git has it in short.
    pub(crate) fn status(&self) -> Vec<String> {
        let status = self.git(&["status", "--porcelain", "--untracked-files=all"]);
        status.lines().map(str::to_owned).collect()
    }

    #[track_caller]
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        succeed(self.at_home(Command::new(cargo).args(arguments)))
    }

    pub(crate) fn demono(&self, arguments: &[&str]) -> Command {
        let mut command = demono(arguments);
        self.at_home(&mut command);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(&mut self.demono(arguments))
    }

    /// `cargo demono apply`, with the attribute of this repository.
    pub(crate) fn apply(&self, arguments: &[&str]) -> Command {
        let mut command = self.demono(&["apply"]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demono");
        command.arg("--demono-path").arg(path).args(arguments);
        command
    }

    /// Its report.
    #[track_caller]
    pub(crate) fn applied(&self, arguments: &[&str]) -> Value {
        let ran = run(self.apply(&["--format", "json"]).args(arguments)).assert_code(0);
        serde_json::from_str(&ran.stdout).unwrap()
    }

    fn at_home<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.target)
            // What is needed was downloaded for the tests themselves.
            .env("CARGO_NET_OFFLINE", "true")
            // The sandbox may lie in a repository, which is not meant.
            .env("GIT_CEILING_DIRECTORIES", self.directory.parent().unwrap())
    }

    /// Every file but those of git.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.directory, &mut files);
        files
    }

    /// That `before` is what is left without the lines that speak of demono, but for the
    /// lock file; and which files have such lines.
    #[track_caller]
    pub(crate) fn added_to(&self, before: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
        let now = self.files();
        assert!(before.keys().eq(now.keys()), "files came or went");
        let mut changed = Vec::new();
        for (path, new) in &now {
            let name = path.strip_prefix(&self.directory).unwrap().display();
            let old = &before[path];
            if old == new {
                continue;
            }
            changed.push(name.to_string());
            if path.ends_with("Cargo.lock") {
                continue;
            }
            let is_added = |line: &[u8]| {
                let line = String::from_utf8_lossy(line);
                let heads = ["[dependencies]\n", "\n"];
                line.contains("demono") || path.ends_with("Cargo.toml") && heads.contains(&&*line)
            };
            let mut left = old.split_inclusive(|byte| *byte == b'\n').peekable();
            for line in new.split_inclusive(|byte| *byte == b'\n') {
                if left.next_if_eq(&line).is_none() {
                    let line = String::from_utf8_lossy(line);
                    assert!(is_added(line.as_bytes()), "in {name} there is {line:?}");
                }
            }
            assert_eq!(left.next(), None, "{name} lost a line");
        }
        changed
    }
}

/// A target directory that no other test uses as long as the file is open.
fn turn(all: &Path) -> (PathBuf, File) {
    loop {
        for number in 0..TARGETS {
            let turn = File::create(all.join(format!("turn-{number}"))).unwrap();
            match turn.try_lock() {
                Ok(()) => return (all.join(format!("target-{number}")), turn),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => panic!("{error}"),
            }
        }
        thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn succeed(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        status.success(),
        "{command:?}: {}{}",
        text(&stdout),
        text(&stderr)
    );
    text(&stdout)
}

fn collect(directory: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with(".git") || path.join("CACHEDIR.TAG").exists() {
            continue;
        }
        match path.is_dir() {
            true => collect(&path, files),
            false => {
                files.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
}

/// A function with a body that is worth a split, and like no other with this `seed`.
pub(crate) fn long(head: &str, seed: usize) -> String {
    format!(
        r#"{head} {{
    let text = text.as_ref();
    let mut out = String::new();
    for (index, word) in text.split(' ').enumerate() {{
        let word = word.trim_matches(|c: char| c == '#' || c == '*');
        if word.len() > {seed} {{
            out.push_str(&word.to_uppercase());
        }} else if let Some((key, value)) = word.split_once('=') {{
            out.insert_str(0, &value.replace(key, "{seed}"));
        }} else {{
            out.push_str(&word.to_lowercase());
        }}
        out.push_str(&format!("{{index}}/{seed}"));
    }}
    out
}}
"#
    )
}

/// Statements that call each of `functions`, which take `impl AsRef<str>`, with so many types.
pub(crate) fn calls(functions: &[&str], types: usize) -> String {
    let arguments = [
        "text.as_str()",
        "text.clone()",
        "&text",
        "text.clone().into_boxed_str()",
        "std::rc::Rc::<str>::from(text.as_str())",
        "std::sync::Arc::<str>::from(text.as_str())",
    ];
    let mut calls = "    let text = std::env::args().next().unwrap_or_default();\n".to_owned();
    for function in functions {
        for argument in arguments.iter().take(types) {
            calls.push_str(&format!(
                "    println!(\"{{}}\", {function}({argument}));\n"
            ));
        }
    }
    calls
}

/// `main` with these statements.
pub(crate) fn main_of(statements: &str) -> String {
    format!("fn main() {{\n{statements}}}\n")
}

/// The report's entry for the function whose name ends like this.
#[track_caller]
pub(crate) fn function<'r>(report: &'r Value, name: &str) -> &'r Value {
    let functions = report["functions"].as_array().unwrap();
    let found = functions
        .iter()
        .find(|it| it["function"].as_str().unwrap().ends_with(name));
    found.unwrap_or_else(|| panic!("no {name} in {report:#}"))
}
