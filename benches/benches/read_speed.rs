//! How long it takes to analyse a large debug binary: demono-size compared with
//! cargo-bloat and twiggy, on the same file, in turn. Only the ratios count, because the
//! speed of the machine drifts.
//!
//! cargo-bloat reads what it has built itself, so it first asks Cargo whether there is
//! anything to build. The time for that is measured separately and subtracted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
/// A published program of more than 100 MB with debug information.
const PROGRAM: (&str, &str) = ("mdbook", "0.4.52");
const CARGO_BLOAT: (&str, &str) = ("cargo-bloat", "0.12.1");
const TWIGGY: (&str, &str) = ("twiggy", "0.8.0");
/// Names with type arguments, for all three.
const FLAGS: &str = "-Csymbol-mangling-version=v0";

fn main() {
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("read-speed");
    let package = program(&scratch);
    let file = package.join("target/debug").join(PROGRAM.0);
    let size = fs::metadata(&file).expect("the program was built").len();
    println!(
        "{} {}, dev profile: {:.1} MB; median of {ROUNDS} rounds (fastest, slowest), peak memory",
        PROGRAM.0,
        PROGRAM.1,
        size as f64 / 1e6
    );

    let families = ours(&scratch);
    let mut contestants = [
        Contestant::new("demono-size", || {
            let mut command = Command::new(&families);
            command.arg(&file);
            command
        }),
        Contestant::new("twiggy monos", || {
            let mut command = Command::new(tool(&scratch, TWIGGY));
            command.arg("monos").arg(&file);
            command
        }),
        Contestant::new("twiggy top", || {
            let mut command = Command::new(tool(&scratch, TWIGGY));
            command.args(["top", "-n", "20"]).arg(&file);
            command
        }),
        Contestant::new("cargo bloat", || {
            let mut command = in_package(Command::new(tool(&scratch, CARGO_BLOAT)), &package);
            let arguments = [
                "bloat",
                "--profile",
                "dev",
                "-n",
                "20",
                "--full-fn",
                "--bin",
            ];
            command.args(arguments).arg(PROGRAM.0);
            command
        }),
        Contestant::new("cargo build, nothing to do", || build(&package)),
    ];
    // In the first run of each, the file is not in any cache, and cargo-bloat builds with
    // its own message options.
    for contestant in &mut contestants {
        contestant.run();
        contestant.times.clear();
    }
    for _ in 0..ROUNDS {
        for contestant in &mut contestants {
            contestant.run();
        }
    }
    for contestant in &contestants {
        contestant.report();
    }
    let [ours, monos, top, bloat, nothing] = contestants.map(|it| it.median());
    let ratio = |name, theirs: Option<f64>| match ours.zip(theirs) {
        Some((ours, theirs)) => println!("{name} / demono-size: {:.2}", theirs / ours),
        None => println!("{name}: cannot read this file"),
    };
    ratio("twiggy monos", monos);
    ratio("twiggy top", top);
    ratio("cargo bloat", bloat);
    let alone = bloat.zip(nothing).map(|(bloat, nothing)| bloat - nothing);
    ratio("cargo bloat without Cargo's check", alone);
}

/// A program that reads the file.
struct Contestant<'a> {
    name: &'static str,
    command: Box<dyn Fn() -> Command + 'a>,
    times: Vec<Duration>,
    /// Peak memory in kB, the largest of all rounds.
    memory: Option<u64>,
    failed: bool,
}

impl<'a> Contestant<'a> {
    fn new(name: &'static str, command: impl Fn() -> Command + 'a) -> Self {
        Contestant {
            name,
            command: Box::new(command),
            times: Vec::new(),
            memory: None,
            failed: false,
        }
    }

    fn run(&mut self) {
        if self.failed {
            return;
        }
        let (mut command, report) = with_memory((self.command)());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("it starts");
        self.times.push(start.elapsed());
        self.failed = !status.success();
        if let Some(report) = report {
            let memory = fs::read_to_string(report).ok();
            let memory = memory.and_then(|text| text.trim().parse().ok());
            self.memory = self.memory.max(memory);
        }
    }

    /// Seconds.
    fn median(&self) -> Option<f64> {
        let mut times = self.times.clone();
        times.sort();
        let median = times.get(times.len() / 2)?;
        (!self.failed).then_some(median.as_secs_f64())
    }

    fn report(&self) {
        let Some(median) = self.median() else {
            println!("{:<28} fails", self.name);
            return;
        };
        let memory = self.memory.map(|kilobytes| kilobytes as f64 / 1e3);
        let memory = memory.map_or_else(|| "?".to_owned(), |it| format!("{it:.0}"));
        println!(
            "{:<28} {:>6.0} ms ({:.0?}, {:.0?}), {memory} MB",
            self.name,
            median * 1e3,
            self.times.iter().min().unwrap_or(&Duration::ZERO),
            self.times.iter().max().unwrap_or(&Duration::ZERO),
        );
    }
}

/// Wraps `command` in GNU time if that is installed, and returns the path of its report.
fn with_memory(command: Command) -> (Command, Option<PathBuf>) {
    let time = Path::new("/usr/bin/time");
    if !time.exists() {
        return (command, None);
    }
    let report = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("read-speed/memory");
    let mut timed = Command::new(time);
    timed.args(["-f", "%M", "-o"]).arg(&report);
    timed.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => timed.env(name, value),
            None => timed.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        timed.current_dir(directory);
    }
    (timed, Some(report))
}

/// The package of the program, fetched and built.
fn program(scratch: &Path) -> PathBuf {
    let (name, version) = PROGRAM;
    let package = scratch.join("program");
    if !package.join("Cargo.toml").exists() {
        let source = fetch(scratch, name, version);
        copy(&source, &package);
        let manifest = package.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        // Not a member of this workspace.
        fs::write(&manifest, text + "\n[workspace]\n").expect("a manifest");
    }
    succeed(build(&package));
    package
}

fn build(package: &Path) -> Command {
    let mut command = in_package(Command::new(env!("CARGO")), package);
    command.args(["build", "--locked", "--quiet", "--bin", PROGRAM.0]);
    command
}

fn in_package(mut command: Command, package: &Path) -> Command {
    command
        .current_dir(package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env("RUSTFLAGS", FLAGS);
    command
}

/// Where Cargo unpacks the published source.
fn fetch(scratch: &Path, name: &str, version: &str) -> PathBuf {
    let package = scratch.join("fetch");
    fs::create_dir_all(package.join("src")).expect("a folder below target");
    let manifest = format!(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\n{name} = \"={version}\"\n\n[workspace]\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(package.join("src/lib.rs"), "").expect("a library");
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--format-version", "1"]);
    let output = metadata.current_dir(&package).output().expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("JSON");
    let end = format!("{name}-{version}");
    let at = text
        .find(&format!("{end}/Cargo.toml"))
        .expect("the package");
    let start = text[..at].rfind('"').expect("a string") + 1;
    PathBuf::from(&text[start..at + end.len()])
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder below target");
    for entry in fs::read_dir(from).expect("an unpacked package") {
        let entry = entry.expect("an unpacked package");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a file type").is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The example of demono-size that prints the largest families.
fn ours(scratch: &Path) -> PathBuf {
    let target = scratch.join("ours");
    let mut command = Command::new(env!("CARGO"));
    let arguments = ["build", "--release", "--quiet", "--package", "demono-size"];
    command.args(arguments).args(["--example", "families"]);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    command.env("CARGO_TARGET_DIR", &target);
    succeed(command);
    target.join("release/examples/families")
}

/// A published tool, installed.
fn tool(scratch: &Path, (name, version): (&str, &str)) -> PathBuf {
    let root = scratch.join("tools");
    let path = root.join("bin").join(name);
    if !path.exists() {
        let mut command = Command::new(env!("CARGO"));
        command.args([
            "install",
            "--locked",
            "--quiet",
            "--version",
            version,
            "--root",
        ]);
        command.arg(&root).arg(name);
        command.env("CARGO_TARGET_DIR", scratch.join("tools-target"));
        succeed(command);
    }
    path
}

fn succeed(mut command: Command) {
    let status = command.status().expect("cargo runs");
    assert!(status.success(), "{command:?} failed");
}
