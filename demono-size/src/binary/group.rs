//! In: the name of a section in an object file. Out: the name of the section that the
//! linker puts it into. A name that follows no
//! convention stays.

/// ELF sections whose parts have their name, a dot, and more after it. A longer name comes
/// before the one that it begins with.
const SPLIT: &[&str] = &[
    ".text",
    ".rodata",
    ".data.rel.ro",
    ".data",
    ".bss",
    ".tdata",
    ".tbss",
    ".gcc_except_table",
    ".init_array",
    ".fini_array",
    ".preinit_array",
    ".ctors",
    ".dtors",
    ".eh_frame",
    ".ARM.exidx",
    ".ARM.extab",
    ".sdata2",
    ".sdata",
    ".sbss2",
    ".sbss",
    ".lrodata",
    ".ldata",
    ".lbss",
    ".ltext",
    ".rdata",
    ".xdata",
    ".pdata",
];

/// Prefixes of the sections that hold the relocations of each part, in object files.
const RELOCATIONS: &[&str] = &[".rela", ".rel"];

pub(super) fn group(name: &str) -> &str {
    for prefix in RELOCATIONS {
        let target = name.strip_prefix(prefix);
        if let Some(target) = target.filter(|target| target.starts_with('.')) {
            return &name[..prefix.len() + whole(target).len()];
        }
    }
    whole(name)
}

fn whole(name: &str) -> &str {
    // COFF's linkers sort by what comes after the dollar and drop it.
    if let Some((group, _)) = name.split_once('$') {
        if group.starts_with('.') && group.len() > 1 {
            return whole(group);
        }
    }
    for group in SPLIT {
        if let Some(rest) = name.strip_prefix(group) {
            // `.data.rel.ro` itself is no part of `.data`.
            if rest.is_empty() || rest.starts_with('.') {
                return group;
            }
        }
    }
    name
}

/// The name of the constant that a section was made for: rustc names the sections of its
/// vtables and nameless constants after symbols that are in no symbol table, as they
/// begin with `.L`: `.rodata..Lanon.b1946ac9.0` -> `.Lanon.b1946ac9.0`.
pub(super) fn constant(name: &str) -> Option<&str> {
    let rest = &name[whole(name).len()..];
    rest.strip_prefix('.').filter(|name| name.starts_with(".L"))
}

#[cfg(test)]
mod tests {
    use super::{constant, group};

    #[test]
    fn parts_belong_to_the_section_that_is_linked() {
        for (name, expected) in [
            (".data.rel.ro", ".data.rel.ro"),
            (".text", ".text"),
            (".text.foo", ".text"),
            (".text.unlikely.foo", ".text"),
            (".text$foo", ".text"),
            (".text$.text.foo", ".text"),
            (".textual", ".textual"),
            (".rodata..Lanon.1", ".rodata"),
            (".rodata.cst16", ".rodata"),
            (".rodata.str1.1", ".rodata"),
            (".data.rel.ro..Lvtable.1", ".data.rel.ro"),
            (".data.rel.ro.local", ".data.rel.ro"),
            (".data.rel", ".data"),
            (".data.foo", ".data"),
            (".rela.dyn", ".rela.dyn"),
            (".rela.plt", ".rela.plt"),
            (".rela.text.foo", ".rela.text"),
            (".rel.text.foo", ".rel.text"),
            (".relro_padding", ".relro_padding"),
            (".gcc_except_table.foo", ".gcc_except_table"),
            (".eh_frame", ".eh_frame"),
            (".eh_frame_hdr", ".eh_frame_hdr"),
            (".CRT$XCU", ".CRT"),
            (".debug$S", ".debug"),
            (".debug_info", ".debug_info"),
            (".note.gnu.property", ".note.gnu.property"),
            ("__text", "__text"),
            ("<code>", "<code>"),
            ("$", "$"),
            (".$", ".$"),
            ("", ""),
        ] {
            assert_eq!(group(name), expected, "{name}");
        }
    }

    #[test]
    fn only_constants_without_a_symbol_are_named_by_their_section() {
        assert_eq!(constant(".rodata..Lanon.1.2"), Some(".Lanon.1.2"));
        assert_eq!(constant(".data.rel.ro..Lvtable.3"), Some(".Lvtable.3"));
        assert_eq!(constant(".rodata.foo"), None);
        assert_eq!(constant(".rodata.cst16"), None);
        assert_eq!(constant(".rodata"), None);
        assert_eq!(constant("..Lx"), None);
    }
}
