//! In: a symbol name. Out: the pool it belongs to, if a compiler made it up: constants,
//! vtables, tables. Refused: every name that somebody wrote.
//!
//! Such names have a number or a hash and nothing else to tell one from the other. (With
//! a local prefix: `.L` on ELF and Windows, `l_` and `L_` on macOS.)

use demono_report::FamilyKind;

/// Symbols that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pool {
    pub(super) name: &'static str,
    pub(super) kind: FamilyKind,
}

const CONSTANTS: &str = "(anonymous constants)";
const SWITCHES: &str = "(switch tables)";
const IMPORTS: &str = "(imports)";
/// What the names of unwind tables begin with on Windows.
const UNWINDING: [&str; 4] = ["$unwind$", "$pdata$", "$chain$", "$cppxdata$"];

/// Whether a compiler made `symbol` up.
pub(crate) fn is_anonymous(symbol: &str) -> bool {
    pool(strip_section(symbol)).is_some()
}

/// The pool of `symbol`.
pub(super) fn pool(symbol: &str) -> Option<Pool> {
    let pool = |name, kind| Some(Pool { name, kind });
    let data = |name| pool(name, FamilyKind::Data);
    let local = [".L", "l_", "L_"]
        .iter()
        .find_map(|prefix| symbol.strip_prefix(prefix))
        .unwrap_or(symbol);
    // Most names are Rust's.
    match local.as_bytes().first()? {
        b'a' if local.starts_with("anon.") => data(CONSTANTS),
        b'a' if after(local, "alloc_", |c| c.is_ascii_hexdigit()) >= 16 => data(CONSTANTS),
        b'_' if after(local, "__unnamed_", |c| c.is_ascii_digit()) > 0 => data(CONSTANTS),
        b's' if after(local, "str.", |c| c.is_ascii_digit()) > 0 => data(CONSTANTS),
        b'c' if after(local, "const.", |c| c.is_ascii_digit()) > 0 => data(CONSTANTS),
        b'?' if local.starts_with("??_C@") => data(CONSTANTS),
        b's' if local.starts_with("switch.table") => data(SWITCHES),
        b'r' if local.starts_with("reltable.") => data(SWITCHES),
        b'G' if local.starts_with("GCC_except_table") => data("(exception tables)"),
        b'_' if local.starts_with("__imp_") => data(IMPORTS),
        b'.' if local.starts_with(".refptr.") => data(IMPORTS),
        b'$' if UNWINDING.iter().any(|it| local.starts_with(it)) => data("(unwind tables)"),
        b'v' if local == "vtable" || after(local, "vtable.", |c| c.is_ascii_digit()) > 0 => {
            pool("(vtables)", FamilyKind::Vtable)
        }
        b'O' if local.starts_with("OUTLINED_FUNCTION_") => {
            pool("(outlined code)", FamilyKind::Function)
        }
        _ => None,
    }
}

/// The symbol without a section before it: a Wasm data segment is named so.
pub(super) fn strip_section(symbol: &str) -> &str {
    // `.rodata..Lanon.1f.2`, `.data._ZN3zoo4SEENE`, `.bss.__rust_no_alloc`
    let sections = [
        ".rodata.",
        ".data.rel.ro.",
        ".data.",
        ".bss.",
        ".tdata.",
        ".tbss.",
    ];
    let rest = sections.iter().find_map(|it| symbol.strip_prefix(it));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(symbol)
}

/// How many characters follow `prefix`, up to a dot; 0 unless all of them are `wanted`.
fn after(text: &str, prefix: &str, wanted: fn(char) -> bool) -> usize {
    let rest = text.strip_prefix(prefix).unwrap_or_default();
    let word = rest.split('.').next().unwrap_or_default();
    if word.chars().all(wanted) {
        word.len()
    } else {
        0
    }
}
