//! A process that is killed while it writes: what it leaves is valid, known, and mended.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use demono_suggest::write::error::JournalError;
use demono_suggest::write::journal::{Ended, Transaction};
use demono_suggest::write::recover::State;
use demono_suggest::write::replacement::Replacement;
use demono_test_support::child;

const FILES: usize = 200;
/// Sixty came halfway twenty times; each costs seconds.
const ROUNDS: usize = 24;

/// Set for the process that is to be killed: the directory to work in.
const WRITER: &str = "DEMONO_TEST_WRITER";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    One,
    Other,
}

impl Content {
    /// Of one page up to several, and different for each file.
    fn of(self, number: usize) -> Vec<u8> {
        let line = format!("{self:?} content of file {number}\n");
        line.repeat(number * 5 + 1).into_bytes()
    }

    fn in_file(number: usize, path: &Path) -> Content {
        let now = fs::read(path).unwrap();
        let mut both = [Content::One, Content::Other].into_iter();
        both.find(|it| it.of(number) == now)
            .unwrap_or_else(|| panic!("{} is neither", path.display()))
    }
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let path = |number| directory.join(format!("part{}/file{number}.rs", number % 7));
    (0..FILES).map(path).collect()
}

fn contents(directory: &Path) -> Vec<Content> {
    let files = files(directory).into_iter().enumerate();
    files
        .map(|(number, path)| Content::in_file(number, &path))
        .collect()
}

/// What all files are, which must be the same.
fn uniform(directory: &Path) -> Content {
    let contents = contents(directory);
    assert!(contents.iter().all(|it| *it == contents[0]), "{contents:?}");
    contents[0]
}

/// Not a test: the process that is killed. It turns all files to and fro.
#[test]
fn writer() {
    let Some(directory) = std::env::var_os(WRITER).map(PathBuf::from) else {
        return;
    };
    let mut now = uniform(&directory);
    loop {
        let next = match now {
            Content::One => Content::Other,
            Content::Other => Content::One,
        };
        let files = files(&directory).into_iter().enumerate();
        let files = files.map(|(number, path)| Replacement {
            path,
            old: now.of(number),
            new: next.of(number),
        });
        let transaction = match Transaction::begin(&directory.join("state"), files.collect()) {
            // The other process is just looking.
            Err(JournalError::Locked { .. }) => continue,
            transaction => transaction.unwrap(),
        };
        let ended = transaction.commit(&|| false).unwrap();
        assert!(matches!(ended, Ended::Complete));
        fs::write(directory.join("turned"), "").unwrap();
        now = next;
    }
}

fn start(directory: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["writer", "--exact", "--nocapture"])
        .env(WRITER, directory)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// SIGKILL.
fn kill(mut child: Child) {
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), None, "it ended by itself");
}

/// Splitmix64: the same delays in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

#[test]
fn a_kill_at_any_moment_can_be_mended() {
    let directory = tempfile::tempdir().unwrap();
    let directory = &fs::canonicalize(directory.path()).unwrap();
    for (number, path) in files(directory).into_iter().enumerate() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, Content::One.of(number)).unwrap();
    }
    // How long one turn takes on this machine.
    let clock = Instant::now();
    let child = start(directory);
    child::until("one turn", || directory.join("turned").exists()).unwrap();
    kill(child);
    let turn = clock.elapsed();
    let mut seeded = Seeded(42);
    let mut halfway = 0;
    let mut round = 0;
    while round < ROUNDS || halfway == 0 {
        assert!(round < 20 * ROUNDS, "no kill came at a moment that matters");
        halfway += usize::from(mend(directory, round) == Found::Halfway);
        let child = start(directory);
        thread::sleep(Duration::from_micros(
            seeded.below(turn.as_micros() as u64 * 5 / 4),
        ));
        // A second run must not mend what the first is still writing; it may be too early
        // or too late for that, as the first lets go between two turns.
        match Transaction::interrupted(&directory.join("state")) {
            Err(JournalError::Locked { .. }) | Ok(None) => {}
            outcome => panic!("{outcome:?}"),
        }
        kill(child);
        round += 1;
    }
    mend(directory, 0);
    println!("one turn in {turn:?}; {halfway} of {round} kills came halfway");
}

#[derive(Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Halfway,
}

/// Checks what a kill has left, and mends it, every other round forwards.
fn mend(directory: &Path, round: usize) -> Found {
    let state = directory.join("state");
    let mut found = Found::Nothing;
    // In each file there is one of the two contents, to the byte.
    let kinds = contents(directory);
    if let Some(interrupted) = Transaction::interrupted(&state).unwrap() {
        let told = interrupted.files();
        let paths: Vec<&PathBuf> = told.iter().map(|it| &it.path).collect();
        assert_eq!(paths, files(directory).iter().collect::<Vec<_>>());
        // New ones, then old ones, and the journal has it right.
        let new = told.iter().take_while(|it| it.state == State::New).count();
        assert!(told[new..].iter().all(|it| it.state == State::Old));
        assert!(kinds[..new].iter().all(|it| *it == kinds[0]));
        assert!(kinds[new..].iter().all(|it| Some(it) == kinds.last()));
        let (first, last) = (kinds[0], kinds[FILES - 1]);
        let is_halfway = 0 < new && new < FILES;
        if is_halfway {
            assert_ne!(first, last);
            found = Found::Halfway;
        }
        let (mended, expected, count) = match round % 2 {
            0 => (interrupted.restore().unwrap(), last, new),
            _ => (interrupted.finish().unwrap(), first, FILES - new),
        };
        assert_eq!(mended.written.len(), count);
        assert!(mended.left.is_empty());
        let now = uniform(directory);
        if is_halfway {
            assert_eq!(now, expected);
        }
    }
    uniform(directory);
    assert!(Transaction::interrupted(&state).unwrap().is_none());
    let expected: BTreeSet<PathBuf> = files(directory).into_iter().collect();
    let listed = (0..7).flat_map(|part| {
        let entries = fs::read_dir(directory.join(format!("part{part}")));
        entries.unwrap().map(|it| it.unwrap().path())
    });
    let listed: BTreeSet<PathBuf> = listed.collect();
    let more: Vec<&PathBuf> = listed.difference(&expected).collect();
    assert!(more.is_empty(), "temporary files stayed: {more:?}");
    found
}
