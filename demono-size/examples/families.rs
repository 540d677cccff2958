//! What a binary is made of: `cargo run --release -p demono-size --example families -- FILE`.

use std::process::ExitCode;
use std::time::Instant;

use demono_size::{Binary, Families};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: families FILE");
        return ExitCode::FAILURE;
    };
    let start = Instant::now();
    let binary = match Binary::read(&path) {
        Ok(binary) => binary,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let read = start.elapsed();
    let families = Families::of(&binary);
    eprintln!(
        "read in {read:.0?}, grouped in {:.0?}",
        start.elapsed() - read
    );

    let mut most: Vec<_> = families.iter().collect();
    most.sort_by_cached_key(|family| std::cmp::Reverse(family.wasted()));
    println!("{} families; bytes, wasted, copies:", most.len());
    for family in most.iter().take(20) {
        println!(
            "{:>9} {:>9} {:>6}  {} ({:?} of {})",
            family.bytes(),
            family.wasted(),
            family.copies.len(),
            family.name,
            family.kind,
            family.krate.as_deref().unwrap_or("no crate"),
        );
    }
    // The system takes the memory back faster than a million small parts are freed.
    std::mem::forget((binary, families));
    ExitCode::SUCCESS
}
