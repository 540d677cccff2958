//! Options read from the command line, from a line of a configuration file, from an
//! environment variable and from another program, as some programs take them.

use std::ffi::OsString;

use getopts::{Matches, Options};

fn options() -> Options {
    let mut options = Options::new();
    options
        .optflag("h", "help", "print this")
        .optflagmulti("v", "verbose", "say more")
        .optopt("o", "output", "write to FILE", "FILE")
        .optmulti("i", "include", "also read FILE", "FILE");
    options
}

fn show(from: &str, matches: &Matches) {
    println!(
        "{from}: help {}, verbose {}, output {:?}, include {:?}, rest {:?}",
        matches.opt_present("h"),
        matches.opt_count("v"),
        matches.opt_str("o"),
        matches.opt_strs("i"),
        matches.free,
    );
    if matches.opts_present_any(["i", "o"]) {
        let first = matches.opts_str_first(&["o".to_owned(), "i".to_owned()]);
        println!("  first file: {first:?}");
    }
}

fn main() {
    let options = options();
    // The process.
    match options.parse(std::env::args_os().skip(1)) {
        Ok(matches) if matches.opt_present("h") => {
            print!("{}", options.usage("Usage: demono_wild [options] FILE..."));
        }
        Ok(matches) => show("command line", &matches),
        Err(error) => eprintln!("{error}"),
    }
    // A line of a configuration file.
    let line = "-v --output out.txt -i a -i b rest";
    match options.parse(line.split_whitespace()) {
        Ok(matches) => show("configuration", &matches),
        Err(error) => eprintln!("{error}"),
    }
    // An environment variable.
    let variable: Vec<String> = std::env::var("DEMONO_WILD_FLAGS")
        .unwrap_or_else(|_| "--verbose --verbose".to_owned())
        .split(' ')
        .map(str::to_owned)
        .collect();
    match options.parse(&variable) {
        Ok(matches) => show("environment", &matches),
        Err(error) => eprintln!("{error}"),
    }
    // What another program passed on.
    let passed: Vec<OsString> = vec!["--include".into(), "c".into(), "-x".into()];
    match options.parse(passed) {
        Ok(matches) => show("passed on", &matches),
        Err(error) => eprintln!("{error}"),
    }
}
