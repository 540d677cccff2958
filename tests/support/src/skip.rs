//! In: why a test cannot run here. Out: a line that is seen, also where the test runner
//! captures what passing tests print.

use std::fs::OpenOptions;
use std::io::Write;

/// Names a file to which each skip is added as a line. `.ci/run` sets it, and prints the
/// file at its end.
const LOG: &str = "DEMONO_SKIPPED_LOG";

/// Says that `what` was not tested, and what to do about it.
///
/// libtest captures `println!` and `eprintln!`, but not what is written to the stream
/// itself.
pub fn skip(what: &str, why: &str) {
    let line = format!("SKIPPED {what}: {why}\n");
    write(&mut std::io::stderr(), &line);
    if let Some(path) = std::env::var_os(LOG) {
        let log = OpenOptions::new().create(true).append(true).open(path);
        write(&mut log.expect("the log of skipped tests opens"), &line);
    }
}

/// In one call, so that lines of parallel tests do not mix.
fn write(to: &mut dyn Write, line: &str) {
    to.write_all(line.as_bytes())
        .expect("a skip can be reported");
}
