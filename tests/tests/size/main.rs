//! The sizes of the examples: what the split saves in the linked program, compared with
//! the function as written, with the split of an expert, and with the most that could be
//! saved. Byte counts change with the compiler, so they are compared with each other and
//! with thresholds; what does not change is kept in snapshots.
//!
//! `cargo test --test size -- --nocapture` prints the tables.

mod figures;
mod scenarios;

use std::collections::BTreeMap;
use std::fmt::Write;

use demono_size::Profile;

use figures::{figures, Face, ObjectTable, Types, PROFILES, SLOPES};
use scenarios::{OBJECTS, SCENARIOS};

/// Bytes by which the split may exceed the one written by hand: LLVM's output varies with
/// the names and the order of functions.
const NOISE: i64 = 64;

/// The same without LLVM's optimizations. There a conversion that makes a new variable costs
/// more than the expert's `mut` parameter, and a trait object goes through a wrapper that fits
/// every trait.
const NOISE_IN_DEV: i64 = 4096;

/// Bytes by which the split may be smaller than the one written by hand. If it is smaller
/// still, the two bodies are no longer the same.
const DRIFT: i64 = 2048;

/// The same for trait objects: in the split the inner drops them through their vtables,
/// which nobody writes by hand, and which makes each shim smaller.
const DRIFT_OF_OBJECTS: i64 = 16_384;

/// The same without LLVM's optimizations: the expert's `Vec` of the items of a slice is
/// collected by many small functions.
const DRIFT_OF_OBJECTS_IN_DEV: i64 = 32_768;

#[test]
fn every_face_prints_the_same() {
    for scenario in SCENARIOS {
        let mut expected: BTreeMap<Types, &str> = BTreeMap::new();
        for profile in &PROFILES {
            for (face, types, program) in figures().programs(profile, scenario.name) {
                let output = *expected.entry(types).or_insert(&program.output);
                assert_eq!(
                    program.output, output,
                    "`{}` {face} with {types} in `{profile}`",
                    scenario.name
                );
            }
        }
        insta::assert_snapshot!(scenario.name, expected[&Types::Sixteen]);
    }
}

#[test]
fn the_split_saves_what_is_written_beside_it() {
    let mut failures = String::new();
    for scenario in SCENARIOS {
        for profile in &PROFILES {
            let text = |face| figures().text(profile, face, Types::Sixteen, scenario.name);
            let saved = text(Face::Generic) - text(Face::Split);
            let expected = scenario.saves.at_least(profile);
            if saved < expected {
                _ = writeln!(
                    failures,
                    "`{}` in `{profile}` saves {saved} bytes of .text, not {expected}:\n{}",
                    scenario.name,
                    figures().table(scenario.name)
                );
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_split_is_what_an_expert_writes() {
    let mut failures = String::new();
    for scenario in SCENARIOS {
        for profile in &PROFILES {
            let objects = OBJECTS.iter().any(|it| it.name == scenario.name);
            let noise = match profile {
                Profile::Dev => NOISE_IN_DEV,
                _ => NOISE,
            };
            let text = |face| figures().text(profile, face, Types::Sixteen, scenario.name);
            let more = text(Face::Split) - text(Face::ByHand);
            let drift = match (objects, profile) {
                (false, _) => DRIFT,
                (true, Profile::Dev) => DRIFT_OF_OBJECTS_IN_DEV,
                (true, _) => DRIFT_OF_OBJECTS,
            };
            if !(-drift..=noise).contains(&more) {
                _ = writeln!(
                    failures,
                    "`{}` in `{profile}` differs by {more:+} bytes of .text from by hand:\n{}",
                    scenario.name,
                    figures().table(scenario.name)
                );
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn there_is_one_copy_of_every_body() {
    for scenario in SCENARIOS {
        for profile in &PROFILES {
            let splits = figures().comparison(profile, scenario.name).splits;
            let found: BTreeMap<&str, usize> = splits
                .iter()
                .map(|split| (split.function.as_str(), split.after.copies))
                .collect();
            let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
            for name in scenario.splits {
                *expected.entry(name).or_default() += 1;
            }
            assert_eq!(
                found, expected,
                "`{}` in `{profile}`: splits and copies of their bodies\n{splits:#?}",
                scenario.name
            );
        }
    }
}

/// Where the body is one line, only that line can be saved.
#[test]
fn the_split_saves_nearly_all_that_another_type_costs() {
    let mut failures = String::new();
    for scenario in SCENARIOS.iter().filter(|scenario| scenario.lines >= 10) {
        for profile in &SLOPES {
            let expected = match profile {
                Profile::Dev => 85.0,
                _ => 95.0,
            };
            let share = figures().share(profile, scenario.name);
            if share < expected {
                _ = writeln!(
                    failures,
                    "`{}` in `{profile}` saves {share:.1} %, not {expected} % of what another \
                     type costs and need not:\n{}",
                    scenario.name,
                    figures().table(scenario.name)
                );
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// `.text` is not enough for trait objects: each type also costs a vtable, and the dynamic
/// relocations of its entries.
#[test]
fn trait_objects_save_in_all_sections_together() {
    let mut failures = String::new();
    for objects in OBJECTS {
        for profile in [Profile::Release, Profile::Z, Profile::Min] {
            let allocated = |face| figures().allocated(&profile, face, objects.name);
            if allocated(Face::Split) >= allocated(Face::Generic) {
                _ = writeln!(
                    failures,
                    "`{}` in `{profile}` is not smaller when it is split:\n{}",
                    objects.name,
                    ObjectTable(figures(), objects.name)
                );
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn trait_objects_save_what_is_written_beside_them() {
    let mut failures = String::new();
    for objects in OBJECTS {
        let slope = figures().saved_of_slope(&Profile::Release, objects.name);
        let file = figures().saved_of_file(&Profile::Release, objects.name);
        if slope < objects.slope || file < objects.file {
            _ = writeln!(
                failures,
                "`{}` saves {slope:.1} % of what another type costs and {file:.1} % of the \
                 file, not {} % and {} %:\n{}",
                objects.name,
                objects.slope,
                objects.file,
                ObjectTable(figures(), objects.name)
            );
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_figures() {
    for scenario in SCENARIOS {
        println!("{}", figures().table(scenario.name));
    }
    for objects in OBJECTS {
        println!("{}", ObjectTable(figures(), objects.name));
    }
}
