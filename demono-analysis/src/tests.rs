use std::str::FromStr as _;

use proc_macro2::TokenStream;

use super::{analyse, can_pay, Carrier, Kept, RefusalKind, Verdict};

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap()
}

fn verdict(attribute: &str, function: &str) -> Verdict {
    analyse(tokens(attribute), tokens(function), None)
}

#[test]
fn a_conversion_crosses_and_its_argument_goes() {
    let function = "fn load(path: impl AsRef<Path>, n: usize) -> usize { path.as_ref().len() + n }";
    let Verdict::Splits(facts) = verdict("", function) else {
        panic!("{:?}", verdict("", function));
    };
    assert_eq!(facts.arguments, [Kept::Gone]);
    assert_eq!(facts.parameters, 2);
    assert_eq!(facts.crossings[0].argument, Some(0));
    let of_trait = "AsRef";
    let target = Some("Path".to_owned());
    assert_eq!(
        facts.crossings[0].carrier,
        Carrier::Conversion { of_trait, target }
    );
    assert!(!facts.has_objects());
}

#[test]
fn what_stays_is_told_by_its_place() {
    let function = "fn f<T: Clone, const N: usize>(a: [T; N], p: impl Into<String>) -> [T; N] {
        drop(p.into()); a
    }";
    let Verdict::Refused(refusals) = verdict("", function) else {
        panic!("it has to be refused");
    };
    assert!(refusals[0].message.starts_with("`T` would stay generic"));
    let kinds = [RefusalKind::StaysInParameter, RefusalKind::StaysInParameter];
    assert_eq!(refusals.iter().map(|it| it.kind).collect::<Vec<_>>(), kinds);
    let Verdict::Splits(facts) = verdict("partial", function) else {
        panic!("partial lets it stay");
    };
    assert_eq!(facts.arguments, [Kept::Stays, Kept::Stays, Kept::Gone]);
    assert_eq!(facts.crossings[0].argument, Some(2));
}

#[test]
fn an_object_is_told_from_a_conversion() {
    let function = "fn f(mut next: impl FnMut() -> u8) -> u8 { next() + next() }";
    assert!(matches!(verdict("", function), Verdict::Nothing(_)));
    let Verdict::Splits(facts) = verdict("dyn", function) else {
        panic!("a closure can be an object");
    };
    assert!(facts.has_objects());
}

#[test]
fn a_method_of_a_trait_needs_its_block() {
    let block = tokens("impl Journal for Ring");
    let method = tokens("fn find(&self, key: impl AsRef<str>) -> usize { self.all(key.as_ref()) }");
    let verdict = analyse(tokens(""), method, Some(block));
    assert!(matches!(verdict, Verdict::Splits(_)), "{verdict:?}");
}

#[test]
fn a_setter_cannot_pay() {
    assert!(!can_pay(tokens(
        "fn name(mut self, name: impl Into<String>) -> Self { self.name = name.into(); self }"
    )));
    assert!(can_pay(tokens(
        "fn read(p: impl AsRef<Path>) -> String { let t = read(p.as_ref()); parse(t) }"
    )));
}

#[test]
fn a_refusal_has_a_kind() {
    let kinds = |attribute: &str, function: &str| match verdict(attribute, function) {
        Verdict::Refused(refusals) | Verdict::Nothing(refusals) => {
            refusals.iter().map(|it| it.kind).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let returns = "fn f<T: Into<String>>(a: T, b: impl AsRef<str>) -> T { b.as_ref().len(); a }";
    let kept = "fn f(n: u8) -> u8 { n + n }";
    let twice = "fn f(n: impl Into<String> + Copy) { g(n.into()); g(n.into()); }";
    assert_eq!(kinds("", returns), [RefusalKind::StaysInReturnType]);
    assert_eq!(kinds("", kept), [RefusalKind::Nothing]);
    assert_eq!(kinds("", twice), [RefusalKind::Use]);
    assert_eq!(kinds("skp(n)", kept)[0], RefusalKind::Options);
    assert_eq!(kinds("", "struct S;"), [RefusalKind::Item]);
}
