//! Keeps three journals, with strings of many types.

use std::hint::black_box;

use example_journal::{Digest, Entry, Place, Ring, Tree};
#[cfg(not(feature = "limit"))]
use example_journal::{Journal, Report};
#[cfg(feature = "limit")]
use example_journal::{JournalInner, ReportInner};
use example_types::{for_each_str, for_each_string, Transcript};

#[inline(never)]
fn describe(slot: usize, place: &Place, kind: u64) -> String {
    format!("slot {slot}, {place}, kind {kind:016x}")
}

#[inline(never)]
fn show(found: [Option<&Entry>; 3], reports: [String; 3]) -> String {
    let found = found.map(|entry| entry.map_or_else(String::new, Entry::to_string));
    format!("{}\n{}", found.join(" | "), reports.join("\n"))
}

fn main() {
    let mut transcript = Transcript::default();
    let (mut ring, mut tree, mut digest) = (Ring::default(), Tree::default(), Digest::default());

    #[cfg(not(feature = "limit"))]
    macro_rules! record {
        ($first:expr, $second:expr, $third:expr) => {
            let slot = ring.record(black_box("Disk/ Mount"), black_box($first));
            let place = tree.record(black_box("network/ ../Disk"), black_box($second));
            let kind = digest.record(black_box("disk/Usage"), black_box($third));
            transcript.add(describe(slot, &place, kind));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! record {
        ($first:expr, $second:expr, $third:expr) => {
            let slot =
                ring.record_inner(black_box("Disk/ Mount").as_ref(), black_box($first).into());
            let place = tree.record_inner(
                black_box("network/ ../Disk").as_ref(),
                black_box($second).into(),
            );
            let kind =
                digest.record_inner(black_box("disk/Usage").as_ref(), black_box($third).into());
            transcript.add(describe(slot, &place, kind));
        };
    }
    for_each_string!(
        record,
        "no mount for example.org so far",
        "the disk sda is nearly full\n93 % of it",
        "93 % of the disk in use"
    );

    #[cfg(not(feature = "limit"))]
    macro_rules! find {
        ($topic:expr) => {
            let (first, second, third) = (
                ring.find(black_box($topic)),
                tree.find(black_box($topic)),
                digest.find(black_box($topic)),
            );
            let reports = [
                ring.report(black_box($topic), black_box("example")),
                tree.report(black_box("Tree"), black_box($topic)),
                digest.report(black_box("Digest"), black_box($topic)),
            ];
            transcript.add(show([first, second, third], reports));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! find {
        ($topic:expr) => {
            let (first, second, third) = (
                ring.find_inner(black_box($topic).as_ref()),
                tree.find_inner(black_box($topic).as_ref()),
                digest.find_inner(black_box($topic).as_ref()),
            );
            let reports = [
                ring.report_inner(black_box($topic).as_ref(), black_box("example").as_ref()),
                tree.report_inner(black_box("Tree").as_ref(), black_box($topic).as_ref()),
                digest.report_inner(black_box("Digest").as_ref(), black_box($topic).as_ref()),
            ];
            transcript.add(show([first, second, third], reports));
        };
    }
    for_each_str!(find, "disk");
}
