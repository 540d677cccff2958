//! A program whose functions are split by hand, before and after.

mod common;

use demono_report::{Change, Format};
use demono_size::binary::SymbolKind;
use demono_size::{Binary, CompareError, Comparison, Symbol, Verdict};

fn comparison([off, on]: &[std::path::PathBuf; 2]) -> Comparison {
    let off = Binary::read(off).unwrap();
    let on = Binary::read(on).unwrap();
    Comparison::new(&off, &on).unwrap()
}

#[test]
fn shims_and_inner_are_counted_against_the_copies() {
    let comparison = comparison(common::dev());
    let split = |name: &str| {
        let found = comparison.splits.iter().find(|it| it.function == name);
        found.unwrap_or_else(|| panic!("{name} is not in {:#?}", comparison.splits))
    };
    for (name, copies) in [
        ("zoo::load", 3),
        ("<zoo::Client>::get", 3),
        ("zoo::fetch", 2),
    ] {
        let split = split(name);
        assert_eq!(split.before.copies, copies, "{name}");
        assert_eq!(split.after.copies, 1, "{name}");
        assert_eq!(split.after.shims, copies, "{name}");
        let after = split.after.inner_bytes + split.after.shim_bytes;
        assert_eq!(split.bytes().after, after, "{name}");
        assert!(split.after.shim_bytes > 0, "{name}");
        let saved = split.before.bytes - after;
        assert_eq!(split.verdict(), Verdict::Saves(saved), "{name}");
    }
    assert_eq!(comparison.splits.len(), 3);
    // Their helpers, not their own: fewer closures to sort by.
    let helper = comparison
        .others
        .iter()
        .find(|it| it.name.contains("dedup_by"));
    let helper = helper.unwrap();
    assert_eq!((helper.copies_before, helper.copies_after), (8, 3));
}

#[test]
fn totals_are_those_of_the_binaries() {
    for pair in [common::dev(), common::min()] {
        let comparison = comparison(pair);
        let [off, on] = pair.each_ref().map(|path| Binary::read(path).unwrap());
        let of = |size: fn(&Binary) -> u64| Change {
            before: size(&off),
            after: size(&on),
        };
        assert_eq!(comparison.sizes.text, of(Binary::text));
        assert_eq!(comparison.sizes.allocated, of(Binary::allocated));
        let stripped = of(|binary| binary.stripped.unwrap());
        assert_eq!(comparison.sizes.stripped, Some(stripped));
        let text = comparison.sections.iter().find(|it| it.name == ".text");
        assert_eq!(text.unwrap().size, comparison.sizes.text);
        assert!(comparison.sizes.text.saved() > 0);
    }
}

#[test]
fn what_was_inlined_before_is_not_called_a_loss() {
    let comparison = comparison(common::min());
    let fetch = comparison
        .splits
        .iter()
        .find(|it| it.function == "zoo::fetch");
    let fetch = fetch.unwrap();
    assert_eq!(fetch.before.copies, 0);
    assert_eq!(fetch.verdict(), Verdict::Inlined);
}

/// A binary with nothing but these functions.
fn binary(functions: &[(&str, u64)]) -> Binary {
    let mut address = 0;
    let symbol = |(name, size): &(&str, u64)| {
        address += size;
        Symbol {
            name: (*name).to_owned(),
            aliases: Vec::new(),
            address: address - size,
            size: *size,
            bytes: *size,
            estimated: false,
            section: 0,
            kind: SymbolKind::Function,
        }
    };
    Binary {
        path: "some/file".into(),
        format: Format::Elf,
        architecture: "x86_64".to_owned(),
        linked: true,
        file: 0,
        stripped: None,
        sections: Vec::new(),
        gaps: Vec::new(),
        symbols: functions.iter().map(symbol).collect(),
    }
}

#[test]
fn a_split_that_costs_says_so() {
    let off = binary(&[("_RINvC3zoo4loadReEB2_", 100)]);
    let on = binary(&[
        ("_RINvC3zoo4loadReEB2_", 30),
        ("_RNvNvC3zoo4load14___demono_inner", 90),
    ]);
    let comparison = Comparison::new(&off, &on).unwrap();
    assert_eq!(comparison.splits[0].verdict(), Verdict::Costs(20));
}

#[test]
fn a_closure_that_was_left_over_is_not_a_copy_of_the_body() {
    // The bodies are in their callers, one small closure is not.
    let off = binary(&[("_RNCINvC3zoo4loadReE0B4_", 9)]);
    let on = binary(&[
        ("_RNvNvC3zoo4load14___demono_inner", 90),
        ("_RNCNvNvC3zoo4load14___demono_inner0B5_", 9),
    ]);
    let comparison = Comparison::new(&off, &on).unwrap();
    let split = &comparison.splits[0];
    assert_eq!((split.before.copies, split.before.bytes), (0, 9));
    assert_eq!((split.after.copies, split.after.inner_bytes), (1, 99));
    assert_eq!(split.verdict(), Verdict::Inlined);
}

#[test]
fn the_other_way_round_is_noticed() {
    let [off, on] = common::dev()
        .each_ref()
        .map(|path| Binary::read(path).unwrap());
    let error = Comparison::new(&on, &off).unwrap_err();
    assert!(matches!(error, CompareError::StillSplit { .. }), "{error}");
    assert!(
        error.to_string().contains(&on.path.display().to_string()),
        "{error}"
    );

    let bare = Binary {
        symbols: Vec::new(),
        ..off
    };
    let error = Comparison::new(&bare, &on).unwrap_err();
    assert!(matches!(error, CompareError::NoSymbols { .. }), "{error}");
}

#[test]
fn changes_have_a_sign() {
    let change = |before, after| Change { before, after };
    assert_eq!(change(200, 150).saved(), 50);
    assert_eq!(change(200, 150).percent(), Some(25.0));
    assert_eq!(change(150, 200).saved(), -50);
    assert_eq!(change(0, 8).percent(), None);
}
