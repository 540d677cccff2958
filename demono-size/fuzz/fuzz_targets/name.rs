//! Any text as a symbol name: it is read without a panic, and what is printed of it has a
//! length in proportion to its own.

#![no_main]

use demono_size::FunctionName;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|symbol: &str| {
    let name = FunctionName::parse(symbol);
    let shown = [
        &name.text,
        &name.function,
        &name.any_self,
        &name.key,
        &name.item_text,
        &name.part,
    ];
    let arguments: usize = name.arguments.iter().map(|it| it.text.len()).sum();
    let size = shown.iter().map(|text| text.len()).sum::<usize>() + arguments;
    assert!(size <= 4096 + 4096 * symbol.len(), "{size} bytes of text");
    if !symbol.is_empty() {
        assert!(!name.key.is_empty(), "no key");
    }
    assert_eq!(name, FunctionName::parse(symbol));
});
