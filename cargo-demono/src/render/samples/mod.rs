//! Reports that look like real ones, always the same, for tests.

mod reports;
mod suggestions;

use demono_report::*;
use demono_size::Binary;

pub(crate) use reports::*;
pub(crate) use suggestions::*;

/// A linear congruential generator (Knuth's constants): the same numbers everywhere.
pub(crate) struct Lcg(u64);

impl Lcg {
    pub(crate) fn new(seed: u64) -> Self {
        Lcg(seed)
    }

    /// A number below `end`, 0 if that is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = (self.0)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

const CRATES: [&str; 16] = [
    "core",
    "core",
    "alloc",
    "alloc",
    "std",
    "std",
    "serde_json",
    "serde_json",
    "app",
    "app",
    "regex_automata",
    "clap_builder",
    "tokio",
    "object",
    "hashbrown",
    "itoa",
];
const TYPES: [&str; 8] = [
    "Client",
    "Parser",
    "Store",
    "Value",
    "RawTable",
    "Context",
    "Formatter",
    "DeserializerState",
];
const VERBS: [&str; 10] = [
    "load",
    "parse",
    "from_iter",
    "insert",
    "reserve_rehash",
    "fmt",
    "deserialize_struct",
    "write_all",
    "poll",
    "with_capacity_and_a_very_long_name_that_goes_on",
];
const ARGUMENTS: [&str; 6] = [
    "&str",
    "alloc::string::String",
    "std::path::PathBuf",
    "&[u8]",
    "alloc::vec::Vec<u8>",
    "core::option::Option<alloc::boxed::Box<dyn app::store::Backend>>",
];

fn function_name(lcg: &mut Lcg, krate: &str, at: u64) -> String {
    let (kind, verb) = (lcg.pick(&TYPES), lcg.pick(&VERBS));
    match lcg.below(5) {
        0 => format!("{krate}::{verb}_{at}"),
        1 => format!("<{krate}::imp::{kind}>::{verb}_{at}"),
        2 => format!("<{krate}::imp::{kind}<_> as core::iter::traits::collect::FromIterator<_>>::{verb}_{at}"),
        3 => format!("{krate}::imp::{kind}::{verb}_{at}::{{closure#0}}"),
        _ => format!("<{krate}::{kind} as serde::de::Deserialize>::deserialize::<_>::{verb}_{at}"),
    }
}

/// The families of a program of `count` functions.
pub(crate) fn families(count: u64) -> Vec<FamilyEntry> {
    let mut lcg = Lcg::new(7);
    let mut families: Vec<FamilyEntry> = (0..count)
        .map(|at| {
            let krate = lcg.pick(&CRATES);
            let name = function_name(&mut lcg, krate, at);
            let number = 1 + [0, 0, 0, 2, 5, 11][lcg.below(6) as usize];
            let large = 1 << (5 + lcg.below(9));
            let copies = (0..number).map(|copy| {
                let argument = lcg.pick(&ARGUMENTS);
                CopyEntry {
                    name: format!("{name}::<{argument}>"),
                    arguments: vec![argument.to_owned()],
                    instantiated_in: (number > 1).then(|| lcg.pick(&CRATES).to_owned()),
                    role: Role::Written,
                    bytes: (large + lcg.below(large)) * 10 / (10 + copy),
                    estimated: false,
                }
            });
            let mut copies: Vec<CopyEntry> = copies.collect();
            copies.sort_by_key(|copy| std::cmp::Reverse(copy.bytes));
            let bytes = copies.iter().map(|copy| copy.bytes).sum();
            FamilyEntry {
                kind: match lcg.below(12) {
                    0 => FamilyKind::Closure,
                    1 => FamilyKind::DropGlue,
                    2 => FamilyKind::Data,
                    3 => FamilyKind::Vtable,
                    _ => FamilyKind::Function,
                },
                krate: (krate != "itoa").then(|| krate.to_owned()),
                name,
                split: lcg.below(9) == 0,
                bytes,
                estimated: at % 50 == 7,
                wasted: bytes - copies[0].bytes,
                copies,
                folded: lcg.below(3) as usize,
            }
        })
        .collect();
    families.sort_by(|a, b| b.wasted.cmp(&a.wasted).then_with(|| a.name.cmp(&b.name)));
    families
}

fn section(name: &str, kind: SectionKind, parts: [u64; 3]) -> SectionEntry {
    let [named, padding, unnamed] = parts;
    SectionEntry {
        name: name.to_owned(),
        kind,
        size: named + padding + unnamed,
        file_size: if name == ".bss" {
            0
        } else {
            named + padding + unnamed
        },
        named,
        padding,
        unnamed,
    }
}

/// What `cargo demono top` finds.
pub(crate) fn inventory(count: u64) -> Inventory {
    use SectionKind::{Code, Data};
    let families = families(count);
    let bytes = |data: bool| {
        let is_data = |kind| matches!(kind, FamilyKind::Data | FamilyKind::Vtable);
        let chosen = families
            .iter()
            .filter(|family| is_data(family.kind) == data);
        chosen.map(|family| family.bytes).sum::<u64>()
    };
    let sections = vec![
        section(".rodata", Data, [bytes(true), 321, 41_234]),
        section(".eh_frame", Data, [0, 0, 88_120]),
        section(".text", Code, [bytes(false), 20_345, 7_210]),
        section(".bss", Data, [0, 0, 1_024]),
    ];
    Inventory {
        binary: BinaryInfo {
            path: "target/release/app".to_owned(),
            format: Format::Elf,
            architecture: "x86_64".to_owned(),
            linked: true,
            estimated: false,
            text: sections[2].size,
            allocated: sections.iter().map(|section| section.size).sum(),
            file: 3_456_789,
            stripped: Some(1_234_567),
        },
        sections,
        families,
    }
}

/// What is really in the program that runs the tests.
pub(crate) fn of_this_program() -> Inventory {
    let path = std::env::current_exe().expect("a path");
    let binary = Binary::read(&path).expect("a binary");
    let mut inventory = demono_size::reports::inventory(&binary);
    inventory.binary.path = "target/debug/deps/cargo_demono".to_owned();
    inventory
}
