//! The examples with every attribute removed: `suggest` finds the functions that had one,
//! predicts what it saves, and finds nothing else.
//!
//! The predictions are compared with two builds of the examples as they are, with the
//! attribute off and on: for each program with the difference of `.text`, as reported by
//! `cargo demono measure`; for each function with the difference of two censuses. For a
//! function, `measure` counts symbols, so it sees neither a shim that was inlined into its
//! caller nor what is instantiated with a closure of the body, while a prediction includes
//! both.
//!
//! `DEMONO_PROFILES=all cargo test -p demono-tests --test suggest -- --nocapture` prints the
//! tables to which the constants of `demono_suggest::predict` are fitted: the predicted and the
//! actual sizes of bodies and shims.

mod expected;
mod programs;
mod scratch;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use demono_size::{Attribute, Profile};
use demono_suggest::source::tree::SourceTree;
use demono_suggest::suggest::Suggestions;
use demono_test_support::skip::skip;

use expected::{expected, trees, Expected, Key};
use programs::{build, build_examples, directory, suggestions, Program, Types};
use scratch::Files;
use table::{Bounds, Table};

/// The examples without attributes, built, and the suggestions for them.
struct Stripped {
    programs: Vec<Program>,
    found: Suggestions,
}

impl Stripped {
    fn new(profile: &Profile, types: Types) -> Self {
        let root = workspace();
        let programs = build(&root, "stripped", profile, Attribute::On, types);
        let found = suggestions(&root, &programs);
        Stripped { programs, found }
    }

    /// In release with sixteen types, which most tests use.
    fn release() -> &'static Self {
        static RELEASE: OnceLock<Stripped> = OnceLock::new();
        RELEASE.get_or_init(|| Stripped::new(&Profile::Release, Types::Sixteen))
    }
}

/// The workspace without attributes.
fn workspace() -> PathBuf {
    static WRITTEN: OnceLock<PathBuf> = OnceLock::new();
    let written = WRITTEN.get_or_init(|| {
        let root = directory("stripped");
        Files::examples().strip(&sources()).write(&root);
        root
    });
    written.clone()
}

fn sources() -> Vec<SourceTree> {
    trees()
}

/// `x: Result<Url, E> = x.into_url()` -> `x = x.into_url()`: what is converted and how, but
/// not whether the shim or the body handles the error.
fn conversions(words: &str) -> Vec<String> {
    let words: Vec<&str> = words.split(' ').collect();
    let assigned = words.iter().enumerate().filter(|(_, word)| **word == "=");
    let conversion = |(at, _)| {
        // A conversion of a parameter begins with its name and ends with a call.
        let value = words[at + 1..].iter();
        let call = value.take_while(|word| !matches!(**word, "," | "?"));
        call.copied().collect::<String>()
    };
    assigned.map(conversion).collect()
}

fn is_custom(words: &str) -> bool {
    words.contains('=')
}

#[test]
fn what_had_the_attribute_is_found() {
    let stripped = Stripped::release();
    let root = workspace();
    let mut found: BTreeMap<Key, String> = BTreeMap::new();
    for proposed in &stripped.found.proposed {
        let words: proc_macro2::TokenStream = proposed.site.words.parse().unwrap();
        found.insert(Key::of(&root, proposed), words.to_string());
    }
    let mut failures = Vec::new();
    let all = expected(&sources());
    assert!(all.len() > 20, "{all:#?}");
    for Expected { key, words } in &all {
        match found.get(key) {
            Some(proposed) if proposed == words => {}
            Some(proposed)
                if is_custom(words)
                    && is_custom(proposed)
                    && conversions(words) == conversions(proposed) => {}
            other => failures.push(format!("{key:?}: `{words}`, not {other:?}")),
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// When it optimizes for size, the compiler inlines what is called from only one place. In
/// the one body that is left that happens more often: bytes of the functions it calls then
/// count for it. So only the programs are compared there, not the functions.
const BOUNDS: [(Profile, Bounds); 3] = [
    (
        Profile::Release,
        Bounds {
            programs: 15,
            functions: Some(15),
        },
    ),
    (
        Profile::Z,
        Bounds {
            programs: 25,
            functions: None,
        },
    ),
    (
        Profile::Min,
        Bounds {
            programs: 25,
            functions: None,
        },
    ),
];

#[test]
fn a_prediction_is_what_it_saves() {
    let mut failures = String::new();
    // Nine builds of all examples take long.
    let all = std::env::var_os("DEMONO_PROFILES").is_some_and(|it| it == "all");
    for (profile, bounds) in BOUNDS {
        if profile != Profile::Release && !all {
            let what = format!("predictions in the profile {profile}");
            skip(&what, "DEMONO_PROFILES=all includes them; they take long");
            continue;
        }
        let other;
        let stripped = if profile == Profile::Release {
            Stripped::release()
        } else {
            other = Stripped::new(&profile, Types::Sixteen);
            &other
        };
        let off = build_examples(&profile, Attribute::Off);
        let on = build_examples(&profile, Attribute::On);
        let table = Table::new(&profile, &stripped.found, &off, &on);
        println!("{table}");
        failures.push_str(&table.failures(bounds));
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Bytes by which a program may grow, the same as a prediction may be wrong by. The body of
/// a split function moves to the crate that defines it, which needs its own copies of the
/// small functions of std that the body calls: if only one of two similar functions is split,
/// there are two copies of each.
const NOISE: i64 = 256;

/// Functions that have no attribute in the examples but are proposed, or are proposed with
/// one type only, are tried: with the attribute the program must not grow.
#[test]
fn what_costs_is_not_proposed() {
    let known: BTreeSet<Key> = expected(&sources()).into_iter().map(|it| it.key).collect();
    let mut failures = Vec::new();
    let one = Stripped::new(&Profile::Release, Types::One);
    for (name, types, stripped) in [
        ("extra", Types::Sixteen, Stripped::release()),
        ("one-type", Types::One, &one),
    ] {
        let root = workspace();
        let tried =
            stripped.found.proposed.iter().filter(|proposed| {
                types == Types::One || !known.contains(&Key::of(&root, proposed))
            });
        let tried: Vec<_> = tried.collect();
        let directory = directory(name);
        let files = Files::examples().strip(&sources()).attach(&root, &tried);
        files.write(&directory);
        let with = build(&directory, name, &Profile::Release, Attribute::On, types);
        for proposed in tried {
            let candidate = &proposed.candidate;
            for program in &candidate.programs {
                let text = |of: &[Program]| {
                    let found = of.iter().find(|it| it.name == program.program);
                    found.unwrap().text as i64
                };
                let saved = text(&stripped.programs) - text(&with);
                println!(
                    "{name}: {} in {}: predicted {:?}, the program saves {saved}",
                    candidate.function, program.program, program.saving
                );
                if saved < -NOISE {
                    failures.push(format!("{} costs {}", candidate.function, -saved));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
