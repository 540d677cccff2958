//! Symbols grouped by hand-made names, and every byte of a real program in its place.

mod common;

use demono_report::{FamilyKind, Format, Role};
use demono_size::binary::SymbolKind;
use demono_size::{Binary, Families, Family, Symbol};

/// Symbols of code, and of data, one after the other.
fn binary(functions: &[(&str, u64)], data: &[(&str, u64)]) -> Binary {
    let mut address = 0;
    let mut symbol = |(name, size): &(&str, u64), kind| {
        address += size;
        Symbol {
            name: (*name).to_owned(),
            aliases: Vec::new(),
            address: address - size,
            size: *size,
            bytes: *size,
            estimated: false,
            section: 0,
            kind,
        }
    };
    let mut symbols = Vec::new();
    symbols.extend((functions.iter()).map(|it| symbol(it, SymbolKind::Function)));
    symbols.extend((data.iter()).map(|it| symbol(it, SymbolKind::Data)));
    Binary {
        path: "some/file".into(),
        format: Format::Elf,
        architecture: "x86_64".to_owned(),
        linked: true,
        file: 0,
        stripped: None,
        sections: Vec::new(),
        gaps: Vec::new(),
        symbols,
    }
}

fn families(functions: &[(&str, u64)], data: &[(&str, u64)]) -> Families {
    Families::of(&binary(functions, data))
}

/// Its name, kind, bytes, wasted bytes and copies.
fn summary(family: &Family) -> (&str, FamilyKind, u64, u64, usize) {
    let (bytes, wasted) = (family.bytes(), family.wasted());
    (
        &family.name,
        family.kind,
        bytes,
        wasted,
        family.copies.len(),
    )
}

fn summaries(families: &Families) -> Vec<(&str, FamilyKind, u64, u64, usize)> {
    families.iter().map(summary).collect()
}

const LOAD_STR: &str = "_RINvC3zoo4loadReEB2_";
const LOAD_U8: &str = "_RINvC3zoo4loadhEB2_";

#[test]
fn copies_of_one_function_are_one_family() {
    let families = families(&[(LOAD_STR, 30), (LOAD_U8, 20), ("main", 5)], &[]);
    assert_eq!(
        summaries(&families),
        [
            ("zoo::load", FamilyKind::Function, 50, 20, 2),
            ("main", FamilyKind::Function, 5, 0, 1)
        ]
    );
    let load = families.get("zoo::load").unwrap();
    assert!(load.generic);
    assert_eq!(load.krate.as_deref(), Some("zoo"));
    assert_eq!(load.copies[0].arguments, ["&str"]);
    assert_eq!(load.copies[1].address, 30);
}

#[test]
fn shims_and_inner_are_one_family() {
    let inner = "_RNvNvC3zoo4load14___demono_inner";
    let families = families(&[(LOAD_STR, 9), (LOAD_U8, 7), (inner, 90)], &[]);
    assert_eq!(
        summaries(&families),
        [("zoo::load", FamilyKind::Function, 106, 7, 3)]
    );
    let load = families.get("zoo::load").unwrap();
    assert!(load.is_split());
    assert_eq!((load.one(), load.copies_of(Role::Inner)), (99, 1));
}

#[test]
fn legacy_copies_differ_in_their_hash() {
    let families = families(
        &[
            ("_ZN3zoo4load17h0000000000000001E", 10),
            ("_ZN3zoo4load17h0000000000000002E", 30),
            // One copy twice, and a function that is not generic twice: by LTO.
            ("_ZN3zoo4load17h0000000000000002E.llvm.5", 20),
            ("_ZN3zoo4free17h0000000000000003E", 6),
            ("_ZN3zoo4free17h0000000000000003E.llvm.5", 6),
            (
                "_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0000000000000004E",
                4,
            ),
            (
                "_ZN4core3ptr29drop_in_place$LT$zoo..Box$GT$17h0000000000000005E",
                3,
            ),
        ],
        &[],
    );
    assert_eq!(
        summaries(&families),
        [
            ("zoo::load", FamilyKind::Function, 60, 30, 3),
            ("zoo::free", FamilyKind::Function, 12, 0, 2),
            ("core::ptr::drop_in_place", FamilyKind::DropGlue, 7, 3, 2),
        ]
    );
}

#[test]
fn both_manglings_are_shown_alike() {
    let families = families(
        &[
            ("_RNvMC3zooINtB2_6ClienthE3getB2_", 5),
            ("_ZN3zoo15Client$LT$T$GT$3get17h0000000000000001E", 4),
        ],
        &[],
    );
    assert_eq!(
        summaries(&families),
        [
            ("<zoo::Client>::get", FamilyKind::Function, 5, 0, 1),
            ("<zoo::Client>::get", FamilyKind::Function, 4, 0, 1),
        ]
    );
}

#[test]
fn duplicates_of_what_is_not_generic_are_not_wasted() {
    let families = families(
        &[
            ("_RNvC3zoo4save.llvm.1", 10),
            ("_RNvC3zoo4save.llvm.2", 9),
            // `#[inline]`, made in two crates.
            ("_RNvC3zoo4openC3app", 4),
            ("_RNvC3zoo4openC3lib", 4),
            // Static functions of two C files.
            ("init", 3),
            ("init", 3),
        ],
        &[],
    );
    assert_eq!(
        summaries(&families),
        [
            ("zoo::save", FamilyKind::Function, 19, 0, 2),
            ("zoo::open", FamilyKind::Function, 8, 0, 2),
            ("init", FamilyKind::Function, 6, 0, 2),
        ]
    );
    assert!(families.iter().all(|family| !family.generic));
    // What is generic is, even if all its copies have the same arguments.
    let twice = [("_RINvC3zoo4loadReEB2_.llvm.1", 10), (LOAD_STR, 9)];
    assert_eq!(
        summaries(&self::families(&twice, &[])),
        [("zoo::load", FamilyKind::Function, 19, 9, 2)]
    );
}

#[test]
fn parts_are_counted_for_their_function() {
    let families = families(
        &[
            (LOAD_STR, 30),
            ("_RINvC3zoo4loadReEB2_.cold", 4),
            ("_RINvC3zoo4loadReEB2_.cold.1", 1),
            (LOAD_U8, 20),
            ("qsort.part.0.isra.0", 7),
            ("qsort", 2),
            // All of `gone` but this was inlined.
            ("gone.cold", 3),
        ],
        &[],
    );
    assert_eq!(
        summaries(&families),
        [
            ("zoo::load", FamilyKind::Function, 55, 20, 2),
            ("qsort", FamilyKind::Function, 9, 0, 1),
            ("gone", FamilyKind::Function, 3, 0, 1),
        ]
    );
    let load = families.get("zoo::load").unwrap();
    assert_eq!((load.copies[0].bytes, load.copies[0].address), (35, 0));
}

#[test]
fn data_is_pooled_and_not_wasted() {
    let families = families(
        &[("state", 2), ("OUTLINED_FUNCTION_0", 1)],
        &[
            (".Lanon.0123456789abcdef.0", 40),
            ("alloc_0123456789abcdef0123456789abcdef", 30),
            ("__unnamed_7", 20),
            ("vtable.1", 24),
            (".Lvtable.2", 32),
            ("_RNvC3zoo4SEEN", 8),
            ("state", 4),
        ],
    );
    assert_eq!(
        summaries(&families),
        [
            ("(anonymous constants)", FamilyKind::Data, 90, 0, 3),
            ("(vtables)", FamilyKind::Vtable, 56, 0, 2),
            ("zoo::SEEN", FamilyKind::Data, 8, 0, 1),
            ("state", FamilyKind::Data, 4, 0, 1),
            ("state", FamilyKind::Function, 2, 0, 1),
            ("(outlined code)", FamilyKind::Function, 1, 0, 1),
        ]
    );
    let seen = families.get("zoo::SEEN").unwrap();
    assert_eq!(seen.krate.as_deref(), Some("zoo"));
    assert_eq!(seen.copies[0].name, "zoo::SEEN");
}

#[test]
fn what_another_symbol_covers_is_not_a_copy() {
    let mut binary = binary(&[(LOAD_STR, 30), (LOAD_U8, 30), ("main", 5)], &[]);
    binary.symbols[1].bytes = 0;
    binary.symbols[2].aliases = vec![LOAD_U8.replace('h', "t"), "vtable.1".to_owned()];
    let families = Families::of(&binary);
    assert_eq!(
        summaries(&families),
        [
            ("zoo::load", FamilyKind::Function, 30, 0, 1),
            ("main", FamilyKind::Function, 5, 0, 1)
        ]
    );
    let load = families.get("zoo::load").unwrap();
    assert_eq!(load.folded, ["zoo::load::<u16>", "zoo::load::<u8>"]);
}

#[test]
fn a_written_name_is_preferred_to_a_made_up_one() {
    let mut binary = binary(&[], &[(".Lanon.0123456789abcdef.0", 8)]);
    binary.symbols[0].aliases = vec!["_RNvC3zoo4SEEN".to_owned()];
    assert_eq!(
        summaries(&Families::of(&binary)),
        [("zoo::SEEN", FamilyKind::Data, 8, 0, 1)]
    );
}

#[test]
fn a_family_is_named_as_exactly_as_its_copies_allow() {
    let named = |symbols: &[(&str, u64)]| {
        let families = families(symbols, &[]);
        let names: Vec<_> = families.iter().map(|it| it.name.clone()).collect();
        assert_eq!(names.len(), 1, "{names:?}");
        names[0].clone()
    };
    let of = |self_type: &str| format!("_RNvXs_C3zoo{self_type}NtB4_8Describe8describe");
    let (text, byte, bytes, word) = (of("Re"), of("Rh"), of("Sh"), of("Sj"));
    assert_eq!(named(&[(&text, 1)]), "<&str as zoo::Describe>::describe");
    assert_eq!(
        named(&[(&text, 1), (&byte, 2)]),
        "<&_ as zoo::Describe>::describe"
    );
    assert_eq!(
        named(&[(&bytes, 1), (&word, 2)]),
        "<[_] as zoo::Describe>::describe"
    );
    assert_eq!(
        named(&[(&text, 1), (&bytes, 2), (&byte, 2)]),
        "<_ as zoo::Describe>::describe"
    );
    let pairs = [(of("TReTheEE"), 1), (of("TjThhEE"), 1)];
    let pairs = pairs.each_ref().map(|(name, size)| (name.as_str(), *size));
    assert_eq!(named(&pairs), "<(_, _) as zoo::Describe>::describe");
    let arrays = [(of("Ahj2_"), 1), (of("Ahj3_"), 1)];
    let arrays = arrays.each_ref().map(|(name, size)| (name.as_str(), *size));
    assert_eq!(named(&arrays), "<[_; _] as zoo::Describe>::describe");
}

#[test]
fn many_names_make_the_same_families_as_few() {
    // More than one lot: the copies of one function are spread over them.
    let functions: Vec<(String, u64)> = (0..20_000)
        .map(|number| {
            let family = number % 7;
            (
                format!(
                    "_RINvC3zoo1{}NtC3zoo5t{number:04}E",
                    char::from(b'a' + family as u8)
                ),
                1,
            )
        })
        .map(|(name, size)| (name.replace("5t1", "6t1"), size))
        .collect();
    let functions: Vec<(&str, u64)> = functions
        .iter()
        .map(|(name, size)| (name.as_str(), *size))
        .collect();
    let families = families(&functions, &[]);
    let bytes: u64 = families.iter().map(Family::bytes).sum();
    assert_eq!(bytes, 20_000);
    let again = self::families(&functions, &[]);
    assert!(families.iter().eq(again.iter()));
    assert!(families.iter().map(|it| it.copies.len()).max() > Some(1000));
}

#[test]
fn names_that_cost_too_much_together_stand_for_themselves() {
    // Each by itself is within what a name may cost, but there are many of them.
    let long = "a".repeat(100);
    let names: Vec<String> = (0..1000)
        .map(|number| {
            let references = "B7_".repeat(1500);
            format!(
                "_RINvC1a1bNtC1a{}{long}{number:04}{references}E",
                long.len() + 4
            )
        })
        .collect();
    let functions: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let families = families(&functions, &[]);
    let text: usize = (families.iter().flat_map(|family| &family.copies))
        .map(|copy| copy.name.len() + copy.arguments.iter().map(String::len).sum::<usize>())
        .sum();
    let given: usize = names.iter().map(String::len).sum();
    assert!(text < 80 * given, "{text} of {given}");
    assert!(families.iter().map(Family::bytes).sum::<u64>() == 1000);
}

#[test]
fn every_byte_of_a_program_has_one_place() {
    for path in common::dev().iter().chain(common::min()) {
        let binary = Binary::read(path).unwrap();
        let families = Families::of(&binary);
        let named: u64 = families.iter().map(Family::bytes).sum();
        let gaps: u64 = (binary.sections.iter().zip(&binary.gaps))
            .filter(|(section, _)| section.kind != demono_report::SectionKind::Unloaded)
            .map(|(_, gap)| gap.padding + gap.unnamed)
            .sum();
        assert_eq!(named + gaps, binary.allocated(), "{}", path.display());
        for family in &families {
            let data = matches!(family.kind, FamilyKind::Data | FamilyKind::Vtable);
            assert!(!data || family.wasted() == 0, "{family:?}");
        }
        let glue = families.get("core::ptr::drop_in_place").unwrap();
        assert_eq!(glue.kind, FamilyKind::DropGlue);
        assert!(glue.copies.len() > 2 && glue.generic);
    }
}
