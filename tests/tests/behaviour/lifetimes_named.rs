//! Lifetimes that a target or a bound names, and those that an object has.

// Edition 2018 has them not in its prelude.
use demono::demono;
#[allow(unused_imports)]
use std::convert::{TryFrom, TryInto};

#[test]
fn other_lifetime_beside_elision() {
    struct Name<'n>(&'n str);
    impl<'n> From<&'n str> for Name<'n> {
        fn from(s: &'n str) -> Self {
            Name(s)
        }
    }
    #[demono]
    fn rest<'n>(x: impl Into<Name<'n>>, y: &[u8]) -> &[u8] {
        let x = x.into();
        &y[x.0.len()..]
    }

    assert_eq!(rest("a", b"xyz"), b"yz");
}

#[test]
fn static_ref_target_beside_elision() {
    #[demono]
    fn rest(x: impl Into<&'static str>, y: &str) -> &str {
        let x = x.into();
        &y[x.len()..]
    }

    assert_eq!(rest("a", "xyz"), "yz");
}

#[test]
fn static_in_asref_target_beside_elision() {
    struct W(&'static str);
    impl AsRef<&'static str> for W {
        fn as_ref(&self) -> &&'static str {
            &self.0
        }
    }
    #[demono]
    fn rest(x: impl AsRef<&'static str>, y: &str) -> &str {
        let n = x.as_ref().len();
        &y[n..]
    }

    assert_eq!(rest(W("a"), "xyz"), "yz");
}

#[test]
fn where_static_method() {
    use std::borrow::Cow;
    struct S(String);
    impl S {
        #[demono]
        fn rest<C: Into<Cow<'static, str>>>(&self, x: C, y: u8) -> &str {
            let x = x.into();
            let _ = y;
            &self.0[x.len()..]
        }
    }

    assert_eq!(S("xyz".into()).rest("a", 1), "yz");
}

#[test]
fn dyn_error_static() {
    use std::error::Error;
    #[demono]
    fn rest(x: impl Into<Box<dyn Error + 'static>>, y: &str) -> &str {
        let x: Box<dyn Error> = x.into();
        &y[x.to_string().len()..]
    }

    assert_eq!(rest("a", "xyz"), "yz");
}

#[test]
fn try_into_named() {
    #[demono]
    fn rest<'k>(x: impl TryInto<&'k str, Error = std::convert::Infallible>, y: &str) -> &str {
        let x = x.try_into().unwrap();
        &y[x.len()..]
    }

    assert_eq!(rest("a", "xyz"), "yz");
}

#[test]
fn object_named_lifetime_beside_elision() {
    #[demono(dyn)]
    fn rest<'k>(x: impl Iterator<Item = &'k str>, y: &str) -> &str {
        let n = x.count();
        &y[n..]
    }

    assert_eq!(rest(vec!["a"].into_iter(), "xyz"), "yz");
}

#[test]
fn custom_conversion_named_lifetime() {
    struct Src;
    impl Src {
        fn get(self) -> &'static str {
            "a"
        }
    }
    #[demono(x: &'static str = x.get())]
    fn rest(x: Src, y: &str) -> &str {
        let x = x.get();
        &y[x.len()..]
    }

    assert_eq!(rest(Src, "xyz"), "yz");
}

#[test]
fn format_beside_opaque() {
    #[demono]
    fn all(n: impl AsRef<str>) -> impl Iterator<Item = String> {
        let s = format!("{}", n.as_ref());
        vec![s].into_iter()
    }

    assert_eq!(all("a").count(), 1);
}

#[test]
fn std_functions_with_borrow_beside_opaque() {
    use std::{fs, path::Path};
    #[demono]
    fn all<P: AsRef<Path>>(p: P) -> impl Iterator<Item = u8> {
        fs::read(p).unwrap_or_default().into_iter()
    }

    assert_eq!(all("/no/such").count(), 0);
}

#[test]
fn display_beside_opaque() {
    #[demono]
    fn all(p: impl std::fmt::Display) -> impl Iterator<Item = u8> {
        p.to_string().into_bytes().into_iter()
    }

    assert_eq!(all(12).count(), 2);
}

#[test]
fn lifetime_of_the_impl_in_a_where_bound() {
    trait Styled<'b> {
        fn s(&self) -> &'b str;
    }
    impl<'b> Styled<'b> for &'b str {
        fn s(&self) -> &'b str {
            self
        }
    }
    struct Chart<'b>(Vec<&'b str>);
    #[demono(partial)]
    impl<'b> Chart<'b> {
        fn cap<S: AsRef<str>, T>(&mut self, t: S, x: T) -> usize
        where
            T: Styled<'b>,
        {
            self.0.push(x.s());
            t.as_ref().len() + 1
        }
    }

    assert_eq!(Chart(vec![]).cap("ab", "c"), 3);
}

#[test]
fn lifetime_of_the_impl_outlives_generic_that_stays() {
    struct Chart<'b>(Vec<&'b str>);
    #[demono(partial)]
    impl<'b> Chart<'b> {
        fn cap<S: AsRef<str>, T: Into<Vec<u8>> + PartialEq + 'b>(
            &mut self,
            t: S,
            x: T,
            y: T,
        ) -> usize {
            self.0.push("x");
            let n = (x == y) as usize;
            t.as_ref().len() + n
        }
    }

    assert_eq!(Chart(vec![]).cap("ab", "c", "c"), 3);
}

#[test]
fn method_of_trait_impl_lifetime() {
    trait Styled<'b> {
        fn s(&self) -> &'b str;
    }
    impl<'b> Styled<'b> for &'b str {
        fn s(&self) -> &'b str {
            self
        }
    }
    trait Cap<'b> {
        fn cap<S: AsRef<str>, T: Styled<'b>>(&mut self, t: S, x: T) -> usize;
    }
    struct Chart<'b>(Vec<&'b str>);
    #[demono(partial)]
    impl<'b> Cap<'b> for Chart<'b> {
        fn cap<S: AsRef<str>, T: Styled<'b>>(&mut self, t: S, x: T) -> usize {
            self.0.push(x.s());
            t.as_ref().len() + 1
        }
    }

    assert_eq!(Chart(vec![]).cap("ab", "c"), 3);
}

#[test]
fn generic_of_the_impl_in_inline_bound() {
    struct All<K>(Vec<K>);
    #[demono(partial)]
    impl<K: Clone> All<K> {
        fn cap<S: AsRef<str>, T: Fn(&K) -> bool>(&mut self, t: S, x: T) -> usize {
            let n = self.0.iter().filter(|k| x(k)).count();
            t.as_ref().len() + n
        }
    }

    assert_eq!(All(vec![1]).cap("ab", |k| *k == 1), 3);
}

#[test]
fn impl_lifetime_bound_opaque() {
    trait Styled<'b> {
        fn s(&self) -> &'b str;
    }
    impl<'b> Styled<'b> for &'b str {
        fn s(&self) -> &'b str {
            self
        }
    }
    struct Chart<'b>(Vec<&'b str>);
    impl<'b> Chart<'b> {
        #[demono(skip(x))]
        fn cap<S: AsRef<str>, T: Styled<'b>>(&mut self, t: S, x: T) -> usize {
            self.0.push(x.s());
            t.as_ref().len() + 1
        }
    }

    assert_eq!(Chart(vec![]).cap("ab", "c"), 3);
}

#[test]
fn trait_lifetime() {
    trait Styled<'b> {
        fn s(&self) -> &'b str;
    }
    impl<'b> Styled<'b> for &'b str {
        fn s(&self) -> &'b str {
            self
        }
    }
    #[demono(partial)]
    trait Cap<'b> {
        fn list(&mut self) -> &mut Vec<&'b str>;
        fn cap<S: AsRef<str>, T: Styled<'b>>(&mut self, t: S, x: T) -> usize {
            self.list().push(x.s());
            t.as_ref().len() + 1
        }
    }
    struct Chart<'b>(Vec<&'b str>);
    impl<'b> Cap<'b> for Chart<'b> {
        fn list(&mut self) -> &mut Vec<&'b str> {
            &mut self.0
        }
    }

    assert_eq!(Chart(vec![]).cap("ab", "c"), 3);
}

#[test]
fn as_ref_dyn_error_send_sync() {
    use std::error::Error;
    struct E(Box<dyn Error + Send + Sync>);
    impl AsRef<dyn Error + Send + Sync> for E {
        fn as_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
            &*self.0
        }
    }
    #[demono]
    fn f(e: impl AsRef<dyn Error + Send + Sync>) -> String {
        e.as_ref().to_string()
    }

    assert_eq!(f(E("x".into())), "x");
}

#[test]
fn as_mut_dyn_write() {
    use std::io::Write;
    struct E(Box<dyn Write>);
    impl AsMut<dyn Write> for E {
        fn as_mut(&mut self) -> &mut (dyn Write + 'static) {
            &mut *self.0
        }
    }
    #[demono]
    fn f(mut e: impl AsMut<dyn Write>) -> usize {
        e.as_mut().write(b"a").unwrap()
    }

    assert_eq!(f(E(Box::new(vec![]))), 1);
}

#[test]
fn borrow_dyn_in_option() {
    use std::borrow::Borrow;
    use std::error::Error;
    struct E(Box<dyn Error + Sync + Send>);
    impl Borrow<dyn Error + Sync + Send> for E {
        fn borrow(&self) -> &(dyn Error + Sync + Send + 'static) {
            &*self.0
        }
    }
    #[demono]
    fn f(e: Option<impl Borrow<dyn Error + Sync + Send>>) -> String {
        match e {
            Some(e) => e.borrow().to_string(),
            None => String::new(),
        }
    }

    assert_eq!(f(Some(E("x".into()))), "x");
}

#[test]
fn as_ref_dyn_any_named() {
    use std::any::Any;
    struct E(u8);
    impl AsRef<dyn Any> for E {
        fn as_ref(&self) -> &(dyn Any + 'static) {
            &self.0
        }
    }
    #[demono]
    fn f<T>(e: &T) -> bool
    where
        T: AsRef<dyn Any>,
    {
        e.as_ref().is::<u8>()
    }

    assert!(f(&E(1)));
}

#[test]
fn two_named_targets() {
    use std::borrow::Cow;
    #[demono]
    fn pick<'a, 'b>(
        x: impl Into<Cow<'a, str>>,
        y: impl Into<Cow<'b, str>>,
        z: &[u8],
    ) -> Option<&u8> {
        let n = x.into().len() + y.into().len();
        z.get(n)
    }

    assert_eq!(pick("a", "b", &[1, 2, 3]), Some(&3));
}

#[test]
fn static_and_struct_elided() {
    struct View<'v>(&'v [u8]);
    #[demono]
    fn pick(x: impl Into<Box<dyn Fn() -> usize + 'static>>, v: View<'_>) -> &[u8] {
        let f = x.into();
        &v.0[f()..]
    }

    let f: Box<dyn Fn() -> usize> = Box::new(|| 1);
    assert_eq!(pick(f, View(&[1, 2])), [2]);
}

#[test]
fn as_ref_of_reference_target() {
    #[demono]
    fn pick<'s, T: AsRef<[&'s str]>>(x: T, y: &str) -> &str {
        let n = x.as_ref().len();
        &y[n..]
    }

    assert_eq!(pick(["a"], "bc"), "c");
}

#[test]
fn mut_return() {
    #[demono]
    fn pick(x: impl Into<&'static str>, z: &mut Vec<u8>) -> &mut u8 {
        let n = x.into().len();
        &mut z[n]
    }

    assert_eq!(*pick("a", &mut vec![1, 2]), 2);
}

#[test]
fn named_self() {
    struct P<'p>(&'p str);
    impl<'p> P<'p> {
        #[demono]
        fn rest(self: &P<'p>, x: impl Into<&'static str>) -> &'p str {
            let n = x.into().len();
            &self.0[n..]
        }
    }

    assert_eq!(P("ab").rest("a"), "b");
}

#[test]
fn iterator_only_consumed_with_lifetime() {
    #[demono(dyn)]
    fn total<'a>(names: impl Iterator<Item = &'a str> + 'a, of: &'a [u8]) -> &'a [u8] {
        let n = names.map(str::len).sum::<usize>();
        &of[n..]
    }

    assert_eq!(total(vec!["a"].into_iter(), &[1, 2]), [2]);
}

#[test]
fn static_lifetime_only_in_elements() {
    #[demono(dyn)]
    fn f(x: impl IntoIterator<Item = &'static str>, y: &str) -> &str {
        let n: usize = x.into_iter().map(str::len).sum();
        &y[n..]
    }

    assert_eq!(f(["a"], "bc"), "c");
}

#[test]
fn closure_named_lifetime() {
    #[demono(dyn)]
    fn f<'k>(x: impl Fn(&'k str) -> usize, k: &'k str, y: &[u8]) -> usize {
        x(k) + y.len()
    }

    assert_eq!(f(|s| s.len(), "a", &[1]), 2);
}

#[test]
fn dyn_error_downcast() {
    use std::error::Error;
    struct Wrap(Box<dyn Error + Send + Sync>);
    impl AsRef<dyn Error + Send + Sync> for Wrap {
        fn as_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
            &*self.0
        }
    }
    #[demono]
    fn f(e: impl AsRef<dyn Error + Send + Sync>) -> bool {
        e.as_ref().downcast_ref::<std::fmt::Error>().is_some()
    }

    assert!(f(Wrap(Box::new(std::fmt::Error))));
}

#[test]
fn generics_in_where_of_staying() {
    use std::collections::HashMap;
    use std::hash::Hash;
    struct Idx<'i, K>(HashMap<K, &'i str>);
    #[demono(partial)]
    impl<'i, K: Hash + Eq> Idx<'i, K> {
        fn get<Q>(&self, q: &Q, d: impl Into<String>) -> String
        where
            K: std::borrow::Borrow<Q>,
            Q: Hash + Eq + ?Sized,
        {
            let d = d.into();
            self.0.get(q).map_or(d, |s| (*s).to_owned())
        }
    }

    let mut m = HashMap::new();
    m.insert("a".to_string(), "b");
    assert_eq!(Idx(m).get("a", "c"), "b");
}

#[test]
fn staying_bound_lifetime_assoc() {
    trait Src<'s> {
        type Item;
        fn next(&mut self) -> Option<&'s str>;
    }
    struct One<'s>(Option<&'s str>);
    impl<'s> Src<'s> for One<'s> {
        type Item = u8;
        fn next(&mut self) -> Option<&'s str> {
            self.0.take()
        }
    }
    struct Doc<'d>(Vec<&'d str>);
    #[demono(partial)]
    impl<'d> Doc<'d> {
        fn read<S: Src<'d, Item = u8>>(&mut self, mut s: S, sep: impl AsRef<str>) -> String {
            while let Some(x) = s.next() {
                self.0.push(x)
            }
            self.0.join(sep.as_ref())
        }
    }

    assert_eq!(Doc(vec!["a"]).read(One(Some("b")), "-"), "a-b");
}
