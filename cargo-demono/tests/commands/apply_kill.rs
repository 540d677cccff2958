//! `cargo demono apply`, killed or interrupted: every file is whole, old or new, the
//! package compiles, nothing else is left, and the next run knows.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::run;
use crate::common::sandbox::{calls, long, main_of, Sandbox};

const MODULES: usize = 30;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Many files that all get an attribute, so that writing them takes time.
fn many() -> Sandbox {
    let sandbox = Sandbox::new("kill");
    sandbox.write(
        "Cargo.toml",
        "[workspace]\n\n[package]\nname = \"many\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
         [dependencies]\n",
    );
    let mut modules = String::new();
    let mut names = Vec::new();
    for number in 0..MODULES {
        modules.push_str(&format!("pub mod m{number};\n"));
        names.push(format!("many::m{number}::f{number}"));
        let head = format!("pub fn f{number}(text: impl AsRef<str>) -> String");
        sandbox.write(&format!("src/m{number}.rs"), long(&head, number));
    }
    sandbox.write("src/lib.rs", modules);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    sandbox.write("src/main.rs", main_of(&calls(&names, 3)));
    sandbox.commit();
    sandbox
}

/// What is tried in every round: quick, and without optimization every split pays.
const ARGUMENTS: [&str; 3] = ["--no-test", "--profile", "dev"];

fn start(sandbox: &Sandbox) -> Child {
    let mut command = sandbox.apply(&ARGUMENTS);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    // As a shell has it: a signal is for the group, and cargo is in it.
    command.process_group(0).spawn().unwrap()
}

/// Sends a signal to all that `child` has started, and says how it ended.
fn signal(child: Child, name: &str) -> (ExitStatus, String) {
    let group = format!("-{}", child.id());
    // It may have ended by itself.
    let kill = Command::new("kill")
        .args(["-s", name, "--", &group])
        .stderr(Stdio::null())
        .status();
    kill.unwrap();
    let output = child.wait_with_output().unwrap();
    (
        output.status,
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Splitmix64: the same delays in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Duration::from_nanos((z ^ (z >> 31)) % limit.as_nanos().max(1) as u64)
    }
}

struct Trial {
    sandbox: Sandbox,
    old: Files,
    new: Files,
    /// States that were compiled already, by the files that are new.
    compiled: BTreeSet<Vec<PathBuf>>,
    halfway: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Old,
    Halfway,
    New,
}

impl Trial {
    fn journal(&self) -> PathBuf {
        let target = &self.sandbox.target;
        target.join("demono/apply/journal/journal.json")
    }

    /// Every file is one of the two, there is no other, and it compiles.
    fn state(&mut self) -> State {
        let mut now = self.sandbox.files();
        // What a kill left beside a file goes with the journal.
        if self.journal().exists() {
            now.retain(|path, _| {
                !path
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with(".demono-")
            });
        }
        assert!(
            now.keys().eq(self.old.keys()),
            "files came or went: {:?}",
            now.keys()
        );
        let mut new = Vec::new();
        for (path, content) in &now {
            if *content != self.old[path] {
                assert!(*content == self.new[path], "{} is neither", path.display());
                new.push(path.clone());
            }
        }
        let changed = (self.new.iter()).filter(|(path, content)| **content != self.old[*path]);
        let state = match new.len() {
            0 => State::Old,
            all if all == changed.count() => State::New,
            _ => State::Halfway,
        };
        let mut status = self.sandbox.status();
        let pending = self.journal().exists();
        let expected = |it: &String| it.starts_with(" M ") || pending && it.contains(".demono-");
        status.retain(|it| !expected(it));
        assert!(status.is_empty(), "{status:?}");
        if self.compiled.insert(new) {
            // Cargo brings a lock file up to date that was still to be written.
            let lock = self.sandbox.read("Cargo.lock");
            self.sandbox.cargo(&["check"]);
            self.sandbox.write("Cargo.lock", lock);
        }
        state
    }

    /// What the next run says, and does about it.
    fn mend(&mut self, round: usize) {
        let state = self.state();
        let pending = self.journal().exists();
        if state == State::Halfway {
            assert!(pending, "nobody knows that only some files were written");
            self.halfway += 1;
            let told = run(&mut self.sandbox.apply(&ARGUMENTS)).assert_code(2);
            let told = told.assert_says("an earlier run was killed while it wrote these files:");
            assert_eq!(
                told.stderr.matches(" (written)\n").count()
                    + told.stderr.matches(" (as it was)\n").count(),
                MODULES + 2
            );
        }
        if pending {
            let (option, expected) = match round % 2 {
                0 => ("--restore", State::Old),
                _ => ("--finish", State::New),
            };
            self.sandbox.run(&["apply", option]).assert_code(0);
            assert_eq!(self.state(), expected);
        }
        assert!(!self.journal().exists());
        self.sandbox.git(&["checkout", "--quiet", "."]);
    }

    /// Waits until files are about to be written.
    fn wait(&self, child: &mut Child) {
        while !self.journal().exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(200));
        }
    }

    /// Waits until a number of the modules are written.
    fn wait_for(&self, modules: usize, child: &mut Child) {
        let is_written = |number: &usize| {
            let text = self.sandbox.read(&format!("src/m{number}.rs"));
            text.contains("demono")
        };
        while (0..MODULES).filter(is_written).count() < modules
            && child.try_wait().unwrap().is_none()
        {
            thread::sleep(Duration::from_micros(200));
        }
    }

    /// Sends Ctrl-C; what the run says last is true. Returns that.
    fn interrupt(&mut self, child: Child) -> String {
        let (status, said) = signal(child, "INT");
        let last = said.lines().last().unwrap_or_default().to_owned();
        let expected = match (&*last, status.code()) {
            ("interrupted: nothing was written", Some(130)) => State::Old,
            ("interrupted: changes were undone, all files are as they were before", Some(130)) => {
                State::Old
            }
            ("interrupted after all files were written", Some(130)) => State::New,
            // It was over before the signal.
            (_, Some(0)) => State::New,
            _ => panic!("{status} {said}"),
        };
        assert_eq!(self.state(), expected, "{said}");
        assert!(!self.journal().exists());
        self.sandbox.git(&["checkout", "--quiet", "."]);
        last
    }
}

/// Waits for the first line that the run says: from then on it handles signals. Byte by byte,
/// so that the rest stays to be read.
fn wait_for_first_line(child: &mut Child) {
    let stderr = child.stderr.as_mut().unwrap();
    let mut byte = [0];
    while stderr.read(&mut byte).unwrap() == 1 && byte != *b"\n" {}
}

#[test]
fn a_killed_run_loses_nothing() {
    let sandbox = many();
    let old = sandbox.files();
    // The first compiles the attribute itself.
    run(&mut sandbox.apply(&ARGUMENTS)).assert_code(0);
    let new = sandbox.files();
    sandbox.git(&["checkout", "--quiet", "."]);
    let mut trial = Trial {
        sandbox,
        old,
        new,
        compiled: BTreeSet::new(),
        halfway: 0,
    };
    let clock = Instant::now();
    let mut child = start(&trial.sandbox);
    trial.wait(&mut child);
    let until_written = clock.elapsed();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let whole = clock.elapsed();
    let writing = whole.saturating_sub(until_written);
    assert_eq!(trial.state(), State::New);
    trial.sandbox.git(&["checkout", "--quiet", "."]);

    let mut seeded = Seeded(7);
    // At any moment of a run.
    for round in 0..4 {
        let child = start(&trial.sandbox);
        thread::sleep(seeded.below(whole));
        signal(child, "KILL");
        trial.mend(round);
    }
    // Ctrl-C while it builds: it says what is true.
    let mut told = BTreeSet::new();
    for _ in 0..2 {
        let mut child = start(&trial.sandbox);
        wait_for_first_line(&mut child);
        thread::sleep(seeded.below(until_written / 2));
        told.insert(trial.interrupt(child));
    }
    // While it writes. A kill may come when all is written already; then there is another.
    let mut round = 0;
    while round < 4 || trial.halfway == 0 {
        assert!(round < 40, "no kill came at a moment that matters");
        let mut child = start(&trial.sandbox);
        trial.wait_for(round % 4, &mut child);
        signal(child, "KILL");
        trial.mend(round);
        round += 1;
    }
    for _ in 0..2 {
        let mut child = start(&trial.sandbox);
        trial.wait(&mut child);
        thread::sleep(seeded.below(writing / 20));
        told.insert(trial.interrupt(child));
    }
    println!(
        "a run takes {whole:?}, of which {writing:?} to write; {} of {} kills came halfway; {told:?}",
        trial.halfway,
        4 + round
    );
    // All is well afterwards.
    run(&mut trial.sandbox.apply(&ARGUMENTS)).assert_code(0);
    assert_eq!(trial.state(), State::New);
}
