//! Symbol names, taken apart: by hand where the outcome is known, and against
//! rustc-demangle for every symbol of a real program.

mod common;

use demono_report::{FamilyKind, Role};
use demono_size::{Binary, FunctionName, PathSegment, SymbolPath};

fn name(symbol: &str) -> FunctionName {
    FunctionName::parse(symbol)
}

#[test]
fn a_generic_function_loses_its_arguments() {
    let name = name("_RINvCslpWYZ7SlqUU_3zoo4loadReEB2_");
    assert_eq!(name.text, "zoo::load::<&str>");
    assert_eq!(name.function, "zoo::load");
    assert_eq!(name.arguments, ["&str"]);
    assert_eq!(name.self_type, None);
    assert_eq!(name.instantiated_in.as_deref(), Some("zoo"));
    assert_eq!(name.role, Role::Written);
}

#[test]
fn an_inherent_method_of_a_generic_type_keeps_its_type() {
    let of_bytes = name("_RINvMCslpWYZ7SlqUU_3zooINtB3_6ClienthE3getReEB3_");
    let of_text = name("_RINvMCslpWYZ7SlqUU_3zooINtB3_6ClientReE3getcEB3_");
    assert_eq!(of_bytes.text, "<zoo::Client<u8>>::get::<&str>");
    assert_eq!(of_bytes.function, "<zoo::Client>::get");
    assert_eq!(of_bytes.self_type.unwrap(), "zoo::Client<u8>");
    assert_eq!(of_text.arguments, ["char"]);
    assert_eq!(of_bytes.key, of_text.key);
}

#[test]
fn an_impl_for_every_type_is_one_function() {
    // `impl<T: Debug> Describe for T`, then its provided method.
    let of_bytes = name("_RNvXs0_CslpWYZ7SlqUU_3zoohNtB5_8Describe8describeB5_");
    let of_text = name("_RNvXs0_CslpWYZ7SlqUU_3zooeNtB5_8Describe8describeB5_");
    assert_eq!(of_bytes.text, "<u8 as zoo::Describe>::describe");
    assert_eq!(of_bytes.any_self, "<_ as zoo::Describe>::describe");
    assert_eq!(of_bytes.key, of_text.key);

    let provided = name("_RNvYhNtCslpWYZ7SlqUU_3zoo8Describe8describeB5_");
    assert_eq!(provided.text, of_bytes.text);
    assert_ne!(provided.key, of_bytes.key);
}

#[test]
fn two_impls_of_one_trait_are_two_functions() {
    let of_bytes = name("_RNvXs1_CslpWYZ7SlqUU_3zooINtB5_6ClienthENtB5_5Named4name");
    let of_text = name("_RNvXs2_CslpWYZ7SlqUU_3zooINtB5_6ClientReENtB5_5Named4name");
    assert_eq!(of_bytes.function, of_text.function);
    assert_ne!(of_bytes.key, of_text.key);
}

#[test]
fn closures_and_shims_are_apart_but_belong_to_their_function() {
    let function = name("_RINvCslpWYZ7SlqUU_3zoo4loadReEB2_");
    let closure = name("_RNCINvCslpWYZ7SlqUU_3zoo4loadReE0B4_");
    let shim = name("_RNSNCINvCslpWYZ7SlqUU_3zoo4loadReEs_06vtableB6_");
    assert_eq!(closure.function, "zoo::load::{closure#0}");
    assert_eq!(shim.function, "zoo::load::{closure#1}::{shim:vtable#0}");
    assert_eq!(shim.part, "{closure#1}::{shim:vtable#0}");
    for part in [closure, shim] {
        assert_ne!(part.key, function.key);
        assert_eq!(part.item, function.item);
        assert_eq!(part.item_text, "zoo::load");
        assert_eq!(part.arguments, ["&str"]);
    }
}

#[test]
fn drop_glue_is_one_family_over_all_types() {
    let one =
        name("_RINvNtCsgEmfK2I1SDS_4core3ptr13drop_in_placeINtCslpWYZ7SlqUU_3zoo5NoisyReEEBJ_");
    let two = name(
        "_RINvNtCsgEmfK2I1SDS_4core3ptr13drop_in_placeTINtCslpWYZ7SlqUU_3zoo5NoisyReEIBI_hEEEBK_",
    );
    assert_eq!(one.arguments, ["zoo::Noisy<&str>"]);
    assert_eq!(two.arguments, ["(zoo::Noisy<&str>, zoo::Noisy<u8>)"]);
    assert_eq!(one.key, two.key);
    assert_eq!(one.function, "core::ptr::drop_in_place");
}

#[test]
fn constants_are_arguments() {
    let stars = name("_RINvCslpWYZ7SlqUU_3zoo3padKj3_Kc2a_Kb1_Kan4_EB2_");
    let sharps = name("_RINvCslpWYZ7SlqUU_3zoo3padKj4_Kcdf_Kb0_Ka41_EB2_");
    assert_eq!(stars.arguments, ["3", "'*'", "true", "-4"]);
    assert_eq!(sharps.arguments, ["4", "'ß'", "false", "65"]);
    assert_eq!(stars.key, sharps.key);
    // Compound ones, which are not stable yet: "ab", &[1, 2], Some((3,)), P { x: 4 }.
    let odd =
        name("_RINvC1c1fKRe6162_KRAj1_j2_EKVNtINtC4core6OptionjE4SomeTTj3_EEKVNtC1c1PS1xj4_EE");
    assert_eq!(
        odd.arguments,
        [
            "\"ab\"",
            "{&[1, 2]}",
            "{core::Option::<usize>::Some((3,))}",
            "{c::P { x: 4 }}"
        ]
    );
}

#[test]
fn names_that_are_not_ascii_are_decoded() {
    let name = name("_RINvCslpWYZ7SlqUU_3zoou9gre_5qa7dhEB2_");
    let want = format!(
        "{:#}",
        rustc_demangle::demangle("_RINvCslpWYZ7SlqUU_3zoou9gre_5qa7dhEB2_")
    );
    assert_eq!(name.text, want);
    assert!(!name.function.is_ascii(), "{}", name.function);
}

#[test]
fn inners_belong_to_their_shims() {
    let shim = name("_RINvC3zoo4loadReEB2_");
    let nested = name("_RNvNvC3zoo4load14___demono_inner");
    assert_eq!(nested.function, "zoo::load::__demono_inner");
    assert_eq!(nested.role, Role::Inner);
    assert_eq!(nested.item, shim.item);
    assert_eq!(nested.item_text, "zoo::load");
    assert_eq!(nested.key, shim.key);

    let method = name("_RINvMC3zooINtB3_6ClienthE3getReEB3_");
    let sibling = name("_RNvMC3zooINtB2_6ClienthE12___demono_getB2_");
    assert_eq!(sibling.role, Role::Inner);
    assert_eq!(sibling.item, method.item);
    assert_eq!(sibling.item_text, "<zoo::Client>::get");
    assert_eq!(sibling.key, method.key);

    // A method may have the name `inner`.
    let inner = name("_RNvMC3zooINtB2_6ClienthE14___demono_innerB2_");
    assert_eq!(inner.item_text, "<zoo::Client>::inner");
}

#[test]
fn the_inner_of_a_default_method_belongs_to_the_method() {
    let shim = name("_RINvYNtC3zoo3BoxNtB5_6Report6reportReEB5_");
    assert_eq!(shim.text, "<zoo::Box as zoo::Report>::report::<&str>");
    assert_eq!(shim.item_text, "zoo::Report::report");
    let inner = name("_RNvYNtC3zoo3BoxNtNvNtB4_6Report6report13___DemonoInner14___demono_inner");
    assert_eq!(inner.role, Role::Inner);
    assert_eq!(inner.item, shim.item);
    assert_eq!(inner.item_text, "zoo::Report::report");
    assert_eq!(inner.key, shim.key);
}

#[test]
fn what_makes_an_object_is_no_inner() {
    let next = name("_RNvXNtC6demono9___privateNtC3zoo3BoxNtB2_6Narrow13___demono_next");
    assert_eq!(
        next.text,
        "<zoo::Box as demono::__private::Narrow>::__demono_next"
    );
    assert_eq!(next.role, Role::Written);

    let item = name("_RNvMNtNtC6demono9___private5sliceINtB2_5SlicehE11___demono_atC3zoo");
    assert_eq!(
        item.text,
        "<demono::__private::slice::Slice<u8>>::__demono_at"
    );
    assert_eq!(item.role, Role::Written);
    let item = name("_ZN6demono9__private5slice14Slice$LT$O$GT$11__demono_at17h0123456789abcdefE");
    assert_eq!(item.role, Role::Written);
}

#[test]
fn an_async_body_belongs_to_its_shim() {
    let shim = name("_RNCINvC3zoo5fetchReE0B4_");
    let body = name("_RNCNvNCINvC3zoo5fetchReE014___demono_inner0B8_");
    assert_eq!(
        body.text,
        "zoo::fetch::<&str>::{closure#0}::__demono_inner::{closure#0}"
    );
    assert_eq!(body.role, Role::Inner);
    assert_eq!(body.item, shim.item);
    assert_eq!(body.part, "{closure#0}");
    assert_eq!(body.item_text, "zoo::fetch");
}

#[test]
fn what_stands_inside_an_inner_is_what_it_was() {
    let before = name("_RINvNvC3zoo4load6helperhEB4_");
    let after = name("_RINvNvNvC3zoo4load14___demono_inner6helperhEB6_");
    assert_eq!(after.key, before.key);
    assert_eq!(after.role, Role::Written);
}

#[test]
fn other_names_stand_for_themselves() {
    assert_eq!(name("memcpy").function, "memcpy");
    // Legacy: no arguments to be had, and the hash is not part of the function.
    let legacy = name("_ZN3zoo4load17h0123456789abcdefE");
    assert_eq!(legacy.function, "zoo::load");
    assert_eq!(legacy.key, name("_ZN3zoo4load17hfedcba9876543210E").key);
    // A suffix of LLVM's is not part of it either.
    assert_eq!(
        name("_RNvC3zoo4load.llvm.123").key,
        name("_RNvC3zoo4load").key
    );
}

#[test]
fn what_a_name_is() {
    let kind = |symbol| name(symbol).kind;
    assert_eq!(kind("_RINvC3zoo4loadReEB2_"), FamilyKind::Function);
    assert_eq!(kind("_RNCINvC3zoo4loadReE0B4_"), FamilyKind::Closure);
    assert_eq!(
        kind("_RNSNCINvC3zoo4loadReEs_06vtableB6_"),
        FamilyKind::Shim
    );
    let drop = "_RINvNtC4core3ptr13drop_in_placeReEC3zoo";
    assert_eq!(kind(drop), FamilyKind::DropGlue);
    // Somebody else's.
    assert_eq!(
        kind("_RINvNtC3zoo3ptr13drop_in_placeReEB4_"),
        FamilyKind::Function
    );
    assert_eq!(kind("memcpy"), FamilyKind::Function);
    assert_eq!(kind("OUTLINED_FUNCTION_12"), FamilyKind::Function);
    for vtable in ["vtable.0", ".Lvtable.3", "l_vtable.3", "vtable.4.llvm.123"] {
        assert_eq!(kind(vtable), FamilyKind::Vtable, "{vtable}");
        assert_eq!(name(vtable).function, "(vtables)");
    }
    for constant in [
        "anon.0123456789abcdef.12",
        ".Lanon.0123456789abcdef.12",
        ".rodata..Lanon.0123456789abcdef.12",
        "l_anon.0123456789abcdef.12.llvm.7",
        "alloc_0123456789abcdef0123456789abcdef",
        ".Lalloc_0123456789abcdef0123456789abcdef",
        ".L__unnamed_1",
        "str.0",
    ] {
        assert_eq!(kind(constant), FamilyKind::Data, "{constant}");
        assert_eq!(name(constant).key, "(anonymous constants)");
        assert_eq!(name(constant).text, constant.trim_start_matches(".rodata."));
    }
    assert_eq!(name("GCC_except_table7").function, "(exception tables)");
    assert_eq!(name(".Lswitch.table.main").function, "(switch tables)");
    for written in ["anonymous", "alloc_pages", "vtable_of", "str.rs"] {
        assert_eq!(name(written).function, written);
    }
}

#[test]
fn the_crate_is_the_one_that_defines_it() {
    let krate = |symbol: &str| name(symbol).krate;
    assert_eq!(krate("_RINvC3zoo4loadReEB2_").as_deref(), Some("zoo"));
    // Of an impl, where it stands: `<alloc::vec::Vec<u8> as zoo::Describe>::describe`.
    let method = "_RNvXs_C3zooINtNtC5alloc3vec3VechENtB4_8Describe8describe";
    assert_eq!(
        name(method).text,
        "<alloc::vec::Vec<u8> as zoo::Describe>::describe"
    );
    assert_eq!(krate(method).as_deref(), Some("zoo"));
    // Of a provided method, the trait's.
    let provided = "_RNvYhNtC3zoo8Describe8describeC3app";
    assert_eq!(krate(provided).as_deref(), Some("zoo"));
    assert_eq!(
        krate("_RINvMNtC5alloc3vecINtB3_3VechE3newReEC3zoo").as_deref(),
        Some("alloc")
    );
    assert_eq!(krate("memcpy"), None);
    // Legacy names do not say where an impl stands: the type's, then the trait's.
    for (segments, expected) in [
        (&["zoo", "load"][..], Some("zoo")),
        (
            &["<alloc::vec::Vec<T> as zoo::Describe>", "describe"],
            Some("alloc"),
        ),
        (&["<&T as core::fmt::Debug>", "fmt"], Some("core")),
        (&["<u8 as zoo::Describe>", "describe"], Some("zoo")),
        (
            &["zoo", "io", "<impl core::fmt::Debug for u8>", "fmt"],
            Some("zoo"),
        ),
        (&["main"], None),
    ] {
        let symbol = legacy(segments);
        assert_eq!(krate(&symbol).as_deref(), expected, "{symbol}");
    }
}

/// The legacy mangling of segments, as rustc does it.
fn legacy(segments: &[&str]) -> String {
    let mut out = String::from("_ZN");
    for segment in segments {
        let mut escaped = String::new();
        if segment.starts_with(['<', '{', '&']) {
            escaped.push('_');
        }
        let mut rest = *segment;
        while let Some(c) = rest.chars().next() {
            let (code, length) = match c {
                ':' if rest.starts_with("::") => ("..".to_owned(), 2),
                '<' => ("$LT$".to_owned(), 1),
                '>' => ("$GT$".to_owned(), 1),
                '&' => ("$RF$".to_owned(), 1),
                '*' => ("$BP$".to_owned(), 1),
                '(' => ("$LP$".to_owned(), 1),
                ')' => ("$RP$".to_owned(), 1),
                ',' => ("$C$".to_owned(), 1),
                '-' => (".".to_owned(), 1),
                c if c.is_alphanumeric() || "_.".contains(c) => (c.to_string(), 1),
                c => (format!("$u{:x}$", u32::from(c)), 1),
            };
            escaped.push_str(&code);
            rest = &rest[length..];
        }
        out.push_str(&format!("{}{escaped}", escaped.len()));
    }
    out + "17h0123456789abcdefE"
}

#[test]
fn legacy_names_are_spelled_like_v0_names() {
    for (segments, function) in [
        (&["zoo", "load"][..], "zoo::load"),
        (&["zoo", "Client<T>", "get"], "<zoo::Client>::get"),
        (&["zoo", "Client", "get"], "<zoo::Client>::get"),
        (&["zoo", "SEEN", "__getit"], "zoo::SEEN::__getit"),
        (
            &["<zoo::Client<T> as zoo::Named<Vec<u8>>>", "name"],
            "<zoo::Client as zoo::Named>::name",
        ),
        (
            &["<T as zoo::Describe>", "describe"],
            "<_ as zoo::Describe>::describe",
        ),
        (
            &["<&T as core::fmt::Debug>", "fmt"],
            "<&_ as core::fmt::Debug>::fmt",
        ),
        (
            &["<[T] as zoo::Describe>", "f"],
            "<[_] as zoo::Describe>::f",
        ),
        (
            &["<fn() -> zoo::A<u8> as zoo::Call<u8>>", "call"],
            "<fn() .> zoo::A as zoo::Call>::call",
        ),
        (&["core", "num", "<impl u32>", "pow"], "<u32>::pow"),
        (&["core", "slice", "<impl [T]>", "len"], "<[_]>::len"),
        (
            &[
                "zoo",
                "io",
                "<impl zoo::Named for alloc::vec::Vec<T>>",
                "name",
            ],
            "<alloc::vec::Vec as zoo::Named>::name",
        ),
        (
            &["core", "iter", "traits", "iterator", "Iterator", "map"],
            "<_ as core::iter::traits::iterator::Iterator>::map",
        ),
        (&["zoo", "f", "{{closure}}", "g"], "zoo::f::{closure}::g"),
    ] {
        let symbol = legacy(segments);
        let name = name(&symbol);
        assert_eq!(
            name.text,
            format!("{:#}", rustc_demangle::demangle(&symbol))
        );
        assert_eq!(name.function, function, "{symbol}");
        assert_eq!(name.item_text, function);
        assert_eq!(name.kind, FamilyKind::Function);
        assert_eq!(name.part, "");
    }
}

#[test]
fn parts_of_legacy_functions_are_apart() {
    let function = name(&legacy(&["zoo", "Client<T>", "get"]));
    let closure = name(&legacy(&["zoo", "Client<T>", "get", "{{closure}}"]));
    assert_eq!(closure.function, "<zoo::Client>::get::{closure}");
    assert_eq!(
        (closure.kind, closure.part.as_str()),
        (FamilyKind::Closure, "{closure}")
    );
    assert_eq!(closure.item, function.item);
    assert_eq!(closure.item_text, "<zoo::Client>::get");
    assert_ne!(closure.key, function.key);

    let shim = name(&legacy(&[
        "core",
        "ops",
        "function",
        "FnOnce",
        "call_once{{vtable.shim}}",
    ]));
    assert_eq!(
        shim.function,
        "<_ as core::ops::function::FnOnce>::call_once::{shim:vtable}"
    );
    assert_eq!(
        (shim.kind, shim.part.as_str()),
        (FamilyKind::Shim, "{shim:vtable}")
    );
}

/// The segments, a block in front as its type and its trait.
fn path(symbol: &str) -> String {
    fn show(path: &SymbolPath) -> String {
        let inside = |it: &Option<Box<SymbolPath>>| it.as_deref().map_or("?".to_owned(), show);
        let block = path.block.iter();
        let block = block.map(|it| format!("<{}, {}>", inside(&it.self_type), inside(&it.of)));
        let segments = path.segments.iter().map(|it| match it {
            PathSegment::Named(name) => name.clone(),
            other => format!("{other:?}"),
        });
        block.chain(segments).collect::<Vec<_>>().join("/")
    }
    show(&SymbolPath::parse(symbol))
}

#[test]
fn the_path_of_a_function_is_there_in_parts() {
    assert_eq!(path("_RINvC3zoo4loadReEB2_"), "zoo/load");
    let get = "<zoo/Client, ?>/get";
    assert_eq!(path("_RINvMC3zooINtB3_6ClienthE3getReEB3_"), get);
    // Of an inner that of its shim, of a closure that of its function.
    assert_eq!(path("_RNvMC3zooINtB2_6ClienthE12___demono_getB2_"), get);
    assert_eq!(path("_RNSNCINvC3zoo4loadReEs_06vtableB6_"), "zoo/load");
    assert_eq!(
        path("_RNvYhNtC3zoo8Describe8describeB5_"),
        "zoo/Describe/describe"
    );
    // What a type refers to: `<&mut zoo::Client<u8> as zoo::Named>::name`.
    let by_reference = "_RNvXs_C3zooQINtB4_6ClienthENtB4_5Named4name";
    assert_eq!(path(by_reference), "<zoo/Client, zoo/Named>/name");
    assert_eq!(
        path("_RNvXs_C3zooTheENtB4_5Named4name"),
        "<?, zoo/Named>/name"
    );
    assert_eq!(
        path("_RNvNCNvC3zoo4load06helper"),
        "zoo/load/Closure/helper"
    );
    assert_eq!(path("memcpy"), "memcpy");
    for (segments, expected) in [
        (&["zoo", "load"][..], "zoo/load"),
        (&["zoo", "Client<T>", "get"], get),
        (&["zoo", "Client<T>", "__demono_get"], get),
        (&["zoo", "load", "{{closure}}"], "zoo/load"),
        (&["zoo", "load", "{{closure}}", "g"], "zoo/load/Closure/g"),
        (
            &["<&mut zoo::Client<T> as zoo::Named<Vec<u8>>>", "name"],
            "<zoo/Client, zoo/Named>/name",
        ),
        (&["<T as zoo::Named>", "name"], "<?, zoo/Named>/name"),
        (
            &["zoo", "io", "<impl zoo::Named for zoo::Client<T>>", "name"],
            "<zoo/Client, zoo/Named>/name",
        ),
        (
            &["core", "iter", "traits", "iterator", "Iterator", "map"],
            "<?, core/iter/traits/iterator/Iterator>/map",
        ),
    ] {
        assert_eq!(path(&legacy(segments)), expected);
    }
}

#[test]
fn what_a_path_goes_through() {
    let narrow =
        SymbolPath::parse("_RNvXNtC6demono9___privateNtC3zoo3BoxNtB2_6Narrow13___demono_next");
    assert!(narrow.is_in(&["demono", "__private"]));
    assert!(narrow.is_in(&["zoo"]));
    assert!(!narrow.is_in(&["demono", "Narrow"]));
    assert!(narrow.has("Box") && narrow.has("Narrow"));
    assert!(!narrow.has("next"));
}

#[test]
fn what_types_are() {
    // `f::<g::{closure#0}, &mut g::{closure#0}, Vec<u8>, Vec<g::{closure#0}>, u8>`
    let types = "_RINvC1a1fNCNvC1a1g0QNCNvC1a1g0INtC1a3VechEINtC1a3VecNCNvC1a1g0EhE";
    let types = name(types).arguments;
    let is_closure: Vec<bool> = types.iter().map(|it| it.is_closure).collect();
    assert_eq!(is_closure, [true, true, false, false, false], "{types:?}");
    let has_arguments: Vec<bool> = types.iter().map(|it| it.has_arguments).collect();
    assert_eq!(has_arguments, [false, false, true, true, false]);
    let generic = |symbol| name(symbol).self_type.unwrap().has_arguments;
    assert!(generic("_RINvMC3zooINtB3_6ClienthE3getReEB3_"));
    assert!(generic("_RNvXs_C3zooQINtB4_6ClienthENtB4_5Named4name"));
    assert!(!generic("_RNvXs_C3zooNtB4_6ClientNtB4_5Named4name"));
    assert!(!generic("_RNvXs_C3zooReNtB4_5Named4name"));
}

/// The functions whose closures `symbol` mentions, and for each the family.
fn closures(symbol: &str) -> Vec<(String, String)> {
    let closures = name(symbol).closures.into_iter();
    closures.map(|it| (it.function, it.family)).collect()
}

#[test]
fn a_closure_belongs_to_the_function_around_it() {
    let owners = |symbol: &str| {
        let owners = closures(symbol).into_iter();
        owners.map(|it| it.0).collect::<Vec<_>>()
    };
    // core::sort::quicksort::<a::Entry, <[a::Entry]>::sort_by<a::walk::walk<&str,
    // fn(u8) -> u8>::{closure#1}>::{closure#0}>
    let sort = "_RINvNtC4core4sort9quicksortNtC1a5EntryNCINvMC5allocSNtC1a5Entry7sort_by\
                NCINvNtC1a4walk4walkReFhEhEs_0E0E";
    assert_eq!(owners(sort), ["a::walk::walk", "<[a::Entry]>::sort_by"]);
    // <core::Map<u8, <a::Store<u8>>::rename<&str>::{closure#0}>>::fold
    let fold = "_RNvMC4coreINtC4core3MaphNCINvMC1aINtC1a5StorehE6renameReE0E4fold";
    assert_eq!(owners(fold), ["<a::Store>::rename"]);
    // f::<<a::Tree as a::Journal<u8>>::record::<&str>::{closure#0}::{closure#1}>
    let record = "_RINvC1a1fNCNCINvXC1aNtC1a4TreeINtC1a7JournalhE6recordReE0s_0E";
    assert_eq!(owners(record), ["<a::Tree as a::Journal>::record"]);
    // Of itself; and of what a block stands in, which is not shown.
    assert_eq!(owners("_RNCINvC1a4loadReE0"), ["a::load"]);
    assert!(owners("_RNvMINvC1a1fNCNvC1a1g0ENtC1a1S1m").is_empty());
}

#[test]
fn copies_differ_in_the_arguments_of_the_owner_only() {
    let sort = |argument: &str| {
        closures(&format!(
            "_RINvC1a4sorthNCINvMC5allocSh7sort_byNCINvC1a4walk{argument}Es_0E0E"
        ))
    };
    assert_eq!(sort("Re").len(), 2);
    assert_eq!(sort("Re"), sort("INtC1a3CoweE"));
    // `retry::<a::queue<u8>::{closure#0}, main::{closure#3}>`, and by reference
    let retry = |queue: &str| closures(&format!("_RINvC1a5retry{queue}NCNvC1a4mains1_0E"));
    assert_eq!(retry("NCINvC1a5queuehE0")[0], retry("NCINvC1a5queueeE0")[0]);
    assert_ne!(retry("NCINvC1a5queuehE0")[1], retry("NCINvC1a5queueeE0")[1]);
    assert_ne!(
        retry("NCINvC1a5queuehE0")[0],
        retry("QNCINvC1a5queuehE0")[0]
    );
}

#[test]
fn drop_glue_with_legacy_names_is_one_family() {
    let text = name(&legacy(&[
        "core",
        "ptr",
        "drop_in_place<alloc::string::String>",
    ]));
    let list = name(&legacy(&[
        "core",
        "ptr",
        "drop_in_place<alloc::vec::Vec<u8>>",
    ]));
    for glue in [&text, &list] {
        assert_eq!(glue.function, "core::ptr::drop_in_place");
        assert_eq!(glue.kind, FamilyKind::DropGlue);
        assert_eq!(glue.krate.as_deref(), Some("core"));
        assert!(glue.generic);
    }
    assert_eq!(text.key, list.key);
    assert_eq!(text.arguments, ["alloc::string::String"]);
    assert_eq!(list.text, "core::ptr::drop_in_place<alloc::vec::Vec<u8>>");
}

#[test]
fn inners_with_legacy_names_belong_to_their_shims() {
    let item = |segments: &[&str]| {
        let name = name(&legacy(segments));
        (name.role, name.item, name.item_text)
    };
    let (role, shim, _) = item(&["zoo", "load"]);
    assert_eq!(role, Role::Written);
    let inner = (Role::Inner, shim.clone(), "zoo::load".to_owned());
    assert_eq!(item(&["zoo", "load", "__demono_inner"]), inner);
    assert_eq!(
        item(&["zoo", "load", "{{closure}}", "__demono_inner"]),
        inner
    );
    assert_eq!(
        item(&["zoo", "load", "__demono_inner", "{{closure}}"]),
        inner
    );
    assert_eq!(
        item(&["<zoo::A as zoo::load::__DemonoInner>", "__demono_inner"]),
        inner
    );
    let (role, method, text) = item(&["zoo", "Client<T>", "__demono_get"]);
    assert_eq!(role, Role::Inner);
    assert_eq!(text, "<zoo::Client>::get");
    assert_eq!(method, item(&["zoo", "Client<T>", "get"]).1);
    let narrow = ["<zoo::A as demono::__private::Narrow>", "__demono_next"];
    assert_eq!(item(&narrow).0, Role::Written);
}

#[test]
fn names_of_macos_and_windows_are_read_alike() {
    let plain = name("_RINvC3zoo4loadReEB2_");
    assert_eq!(name("__RINvC3zoo4loadReEB2_"), plain);
    assert_eq!(name("RINvC3zoo4loadReEB2_"), plain);
    let legacy = name("_ZN3zoo4load17h0123456789abcdefE");
    assert_eq!(name("__ZN3zoo4load17h0123456789abcdefE"), legacy);
    assert_eq!(name("ZN3zoo4load17h0123456789abcdefE"), legacy);
    // C++ has no hash.
    assert_eq!(name("_ZN3zoo4loadE").text, "_ZN3zoo4loadE");
    assert_eq!(name("_ZN3zoo4loadEv").text, "_ZN3zoo4loadEv");
}

#[test]
fn suffixes_are_no_part_of_a_function() {
    let plain = name("_RNvC3zoo4load");
    for suffix in [
        ".llvm.123",
        ".cold",
        ".cold.1",
        ".part.0.llvm.1",
        ".21",
        "$tlv$init",
    ] {
        let name = name(&format!("_RNvC3zoo4load{suffix}"));
        assert_eq!(name.key, plain.key, "{suffix}");
        assert_eq!(name.text, "zoo::load", "{suffix}");
    }
    let legacy = name("_ZN3zoo4load17h0123456789abcdefE.llvm.123.cold");
    assert_eq!(legacy.function, "zoo::load");
    for symbol in ["qsort.part.0", "qsort.constprop.0.cold", "qsort.llvm.8"] {
        assert_eq!(name(symbol).function, "qsort");
        assert_eq!(name(symbol).text, symbol);
    }
    // A static in a function has a number, too, but is not another's.
    assert_eq!(name("completed.0").function, "completed.0");
    assert_eq!(name(".part").key, ".part");
    assert_eq!(name(".cold.1").key, ".cold.1");
}

#[test]
fn generic_is_what_shows_arguments() {
    let generic = |symbol| name(symbol).generic;
    assert!(generic("_RINvC3zoo4loadReEB2_"));
    assert!(generic("_RNCINvC3zoo4loadReE0B4_"));
    assert!(generic("_RNvMC3zooINtB2_6ClienthE3getB2_"));
    assert!(generic("_RNvYhNtC3zoo8Describe8describeB5_"));
    assert!(!generic("_RNvC3zoo4load"));
    // Inlined into another crate, but not generic.
    assert!(!generic("_RNvC3zoo4loadC3app"));
    assert!(!generic("_RNvMC3zooNtB2_6Client3get"));
    assert!(!generic("memcpy"));
}

#[test]
fn shapes_of_self_types() {
    // Seen in families; the name of one copy is exact.
    let of_slice = name("_RNvXs_C3zooReNtB4_8Describe8describe");
    assert_eq!(of_slice.function, "<&str as zoo::Describe>::describe");
    assert_eq!(of_slice.any_self, "<_ as zoo::Describe>::describe");
}

#[test]
fn nonsense_neither_panics_nor_hangs() {
    let symbols = [
        "_RINvMNtNtCsgEmfK2I1SDS_4core4cell4onceINtB3_8OnceCellINtNtB7_6result6ResultINtNtB7_6option6OptionINtNtCslNYArtu3iFV_5alloc5boxed3BoxhEENtB2R_5ErrorEE8try_initNCINvB2_11get_or_init0E0zECsjrHSEGnQ3l9_3std",
        "_RINvC3zoou9gre_5qa7dFG_UKCRL0_eKj3_DNtC1c1TpA1XhEL_EE",
    ];
    for symbol in symbols {
        for end in 0..=symbol.len() {
            FunctionName::parse(&symbol[..end]);
            for byte in "BEINs_0u9RFDG".chars() {
                let mut mutant = symbol.to_owned();
                if end < symbol.len() {
                    mutant.replace_range(end..=end, &byte.to_string());
                }
                FunctionName::parse(&mutant);
            }
        }
    }
    // Nested without end, and doubled with every back reference.
    FunctionName::parse(&format!("_R{}", "S".repeat(100_000)));
    let mut bomb = String::from("_RINvC1a1bThE");
    let mut last = 9;
    for _ in 0..60 {
        let start = bomb.len() - 2;
        let reference = base_62(last);
        bomb.push_str(&format!("TB{reference}B{reference}E"));
        last = start;
    }
    // Too long to be shown: it stands for itself.
    assert_eq!(name(&bomb).text, bomb);

    // The same with names that are long themselves, and with constants of many digits.
    let long = "a".repeat(20_000);
    let mut bomb = format!("_RINvC1a1bNtC1a{}{long}", long.len());
    for _ in 0..20_000 {
        bomb.push_str("B7_");
    }
    assert_eq!(name(&(bomb + "E")).text.len(), 20_000 * 4 + 21);
    let zeros = "0".repeat(20_000);
    let mut bomb = format!("_RINvC1a1bKj{zeros}_");
    for _ in 0..20_000 {
        bomb.push_str("KB8_");
    }
    assert!(name(&(bomb + "E")).text.starts_with("_RINv"));
}

/// As v0 writes numbers.
fn base_62(number: usize) -> String {
    let digits = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let Some(mut rest) = number.checked_sub(1) else {
        return "_".to_owned();
    };
    let mut out = Vec::new();
    loop {
        out.push(char::from(digits[rest % 62]));
        rest /= 62;
        if rest == 0 {
            break;
        }
    }
    out.push('_');
    let end = out.pop();
    out.reverse();
    out.extend(end);
    out.into_iter().collect()
}

/// Found by fuzzing: what is before the name of a crate may have more than one byte.
#[test]
fn a_crate_begins_at_a_character() {
    let name = name(
        "_ZN60_$LT$a_RINvC3zoovvYc$LT$T$GT$$u21$as$u33e$roc..opsro.D.?$GT$\
         4drop17h0123456789abcdefE.llv.m123.cold",
    );
    assert_eq!(name.krate.as_deref(), Some("roc"));
}

#[test]
fn every_name_of_a_program_reads_as_rustc_demangle_reads_it() {
    let mut checked = 0;
    for path in common::dev().iter().chain(common::min()) {
        let binary = Binary::read(path).unwrap();
        for symbol in &binary.symbols {
            for symbol in symbol.aliases.iter().chain([&symbol.name]) {
                // rustc-demangle shows suffixes such as `.21`.
                let bare = symbol.split('.').next().unwrap();
                let want = format!("{:#}", rustc_demangle::demangle(bare));
                let name = FunctionName::parse(symbol);
                if bare.starts_with("_ZN") {
                    assert_eq!(name.text, want, "{symbol}");
                }
                if bare.starts_with("_R") {
                    assert_eq!(name.text, want, "{symbol}");
                    assert_ne!(name.key, want, "{symbol} was not parsed");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 2000, "only {checked} names");
}
