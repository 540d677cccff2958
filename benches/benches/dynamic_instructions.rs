//! What `#[demono(dyn)]` costs at run time, in instructions: a table in Markdown.
//!
//! This program runs itself under callgrind, for each function with and without its
//! attribute: once with many iterations and once with none. The difference is what the
//! iterations cost. The same machine gives the same figures every time; another may have
//! a C library that copies memory differently.

mod pairs;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};

use self::pairs::{check, pairs, Data, Pair, Run, MOST};

/// The argument that marks the runs that are counted.
const COUNTED: &str = "--counted";

/// The arguments for the two runs of a pair. They have the same length, so that parsing
/// them takes the same number of instructions.
const GENERIC: &str = "generic";
const SPLIT: &str = "split  ";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [mode, index, variant, count] if mode == COUNTED => {
            run(index, variant, count);
            ExitCode::SUCCESS
        }
        _ => {
            print_table();
            ExitCode::SUCCESS
        }
    }
}

/// One of the runs that are counted.
fn run(index: &str, variant: &str, count: &str) {
    let index: usize = index.parse().expect("the index of a pair");
    let count: usize = count.parse().expect("a number of iterations");
    let pair = &pairs()[index];
    let run: Run = match variant {
        GENERIC => pair.generic,
        SPLIT => pair.split,
        _ => unreachable!("a variant is one of the two"),
    };
    black_box(run(&mut Data::new(), black_box(count)));
}

fn print_table() {
    let valgrind = Command::new("valgrind").arg("--version").output();
    if !valgrind.is_ok_and(|output| output.status.success()) {
        eprintln!("NOTHING WAS MEASURED: `valgrind` is missing; install it to count instructions");
        return;
    }
    let program = env::current_exe().expect("the path of this program");
    let mut data = Data::new();
    println!("| instructions | per | generic | split | more | ratio |");
    println!("|---|---|--:|--:|--:|--:|");
    for (index, pair) in pairs().iter().enumerate() {
        check(pair, &mut data);
        let generic = per_iteration(&program, index, GENERIC);
        let split = per_iteration(&program, index, SPLIT);
        let Pair { name, unit, .. } = pair;
        println!(
            "| {name} | {unit} | {generic:.2} | {split:.2} | {:+.2} | {:.2} |",
            split - generic,
            split / generic,
        );
    }
}

fn per_iteration(program: &Path, index: usize, variant: &str) -> f64 {
    let many = instructions(program, index, variant, MOST);
    let none = instructions(program, index, variant, 0);
    (many as f64 - none as f64) / MOST as f64
}

/// How many instructions callgrind counts in a run of this program.
fn instructions(program: &Path, index: usize, variant: &str, count: usize) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([
            COUNTED,
            &format!("{index:02}"),
            variant,
            &format!("{count:06}"),
        ])
        .output()
        .expect("valgrind starts");
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "callgrind failed:\n{report}");
    // A line `==1234== Collected : 567890`.
    let collected = report
        .lines()
        .find_map(|line| line.split_once("Collected :"));
    let (_, collected) = collected.unwrap_or_else(|| panic!("callgrind has no total:\n{report}"));
    collected.trim().parse().expect("the total is a number")
}
