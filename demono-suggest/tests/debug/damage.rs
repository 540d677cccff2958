//! Damaged debug information is refused, or read as far as it makes sense; it never
//! panics, and takes no longer.

use std::ops::Range;
use std::path::Path;

use demono_suggest::{census, DebugInfo};
use object::{Object as _, ObjectSection as _};

use crate::made::small;

const SECTIONS: [&str; 6] = [
    ".debug_info",
    ".debug_abbrev",
    ".debug_line",
    ".debug_ranges",
    ".debug_rnglists",
    ".debug_str",
];

fn sections(data: &[u8]) -> Vec<Range<usize>> {
    let file = object::File::parse(data).unwrap();
    let present = SECTIONS
        .iter()
        .filter_map(|name| file.section_by_name(name));
    let ranges = present.filter_map(|section| section.file_range());
    ranges
        .map(|(start, size)| start as usize..(start + size) as usize)
        .collect()
}

/// Reads, counts, and does not look at the outcome.
fn read(data: &[u8]) {
    if let Ok(info) = DebugInfo::parse(Path::new("damaged"), data) {
        let items = census(&info);
        assert!(items.iter().all(|item| item.wasted() <= item.bytes()));
    }
}

#[test]
fn any_byte_may_be_wrong() {
    let data = std::fs::read(small("flipped")).unwrap();
    let ranges = sections(&data);
    assert!(ranges.len() >= 4, "{ranges:?}");
    let mut damaged = data.clone();
    for at in ranges.into_iter().flatten() {
        for value in [0, 0xff, data[at] ^ 1, data[at] ^ 0x80] {
            damaged[at] = value;
            read(&damaged);
        }
        damaged[at] = data[at];
    }
}

#[test]
fn the_rest_of_a_section_may_be_missing() {
    let data = std::fs::read(small("truncated")).unwrap();
    for range in sections(&data) {
        for start in range.clone().step_by(5) {
            let mut damaged = data.clone();
            damaged[start..range.end].fill(0);
            read(&damaged);
            damaged[start..range.end].fill(0xff);
            read(&damaged);
        }
    }
}

#[test]
fn the_rest_of_the_file_may_be_missing() {
    let data = std::fs::read(small("cut")).unwrap();
    for end in (0..data.len()).step_by(61) {
        read(&data[..end]);
    }
}
