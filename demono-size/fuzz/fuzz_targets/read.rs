//! Any bytes as a binary: they are refused, or read so that every byte of every section has
//! exactly one place.

#![no_main]

use demono_size::{Binary, Families};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(binary) = Binary::parse("fuzz", data) else {
        return;
    };
    assert_eq!(binary.gaps.len(), binary.sections.len());
    let mut covered = vec![0_u64; binary.sections.len()];
    for symbol in &binary.symbols {
        covered[symbol.section] += symbol.bytes;
    }
    for ((section, gap), covered) in binary.sections.iter().zip(&binary.gaps).zip(covered) {
        // The sizes of sections that are not loaded may be arbitrary.
        assert_eq!(
            u128::from(covered) + u128::from(gap.padding) + u128::from(gap.unnamed),
            u128::from(section.size),
            "{}",
            section.name
        );
    }
    let counted: u128 = (binary.symbols.iter())
        .map(|symbol| u128::from(symbol.bytes))
        .sum();
    // The reader has to refuse a sum that does not fit.
    assert!(counted <= u128::from(u64::MAX), "{counted} bytes of symbols");
    let families = Families::of(&binary);
    let of_families: u128 = (families.iter())
        .map(|family| u128::from(family.bytes()))
        .sum();
    assert_eq!(of_families, counted);
    assert!(families.iter().all(|family| family.wasted() <= family.bytes()));
});
