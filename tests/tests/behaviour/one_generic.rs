//! Two parameters of one generic, and what is handed on by reference.

use demono::demono;

#[test]
fn swap_into() {
    #[demono]
    fn swap<A: Into<String>>(mut a: A, mut b: A) -> String {
        std::mem::swap(&mut a, &mut b);
        a.into() + &b.into()
    }

    assert_eq!(swap("a", "b"), "ba");
}

#[test]
fn assign_one_to_other() {
    trait Shape {
        fn area(&self) -> u32;
    }
    impl Shape for u32 {
        fn area(&self) -> u32 {
            *self
        }
    }
    #[demono(dyn)]
    fn most<S: Shape>(a: S, b: S) -> u32 {
        let m = if a.area() > b.area() { a } else { b };
        m.area()
    }

    assert_eq!(most(1, 2), 2);
}

#[test]
fn vec_of_both() {
    trait Shape {
        fn area(&self) -> u32;
    }
    impl Shape for u32 {
        fn area(&self) -> u32 {
            *self
        }
    }
    #[demono(dyn)]
    fn sum<S: Shape>(a: S, b: S) -> u32 {
        let v = vec![a, b];
        v.iter().map(|s| s.area()).sum()
    }

    assert_eq!(sum(1, 2), 3);
}

#[test]
fn iterators_swapped() {
    #[demono(dyn)]
    fn first<I: Iterator<Item = u8>>(mut a: I, mut b: I) -> Option<u8> {
        std::mem::swap(&mut a, &mut b);
        a.next().or(b.next())
    }

    assert_eq!(first(vec![1].into_iter(), vec![2].into_iter()), Some(2));
}

#[test]
fn array_of_iterators() {
    #[demono(dyn)]
    fn all<I: Iterator<Item = u8>>(a: I, b: I) -> usize {
        let mut n = 0;
        for i in [a, b] {
            n += i.count();
        }
        n
    }

    assert_eq!(all(vec![1].into_iter(), vec![2].into_iter()), 2);
}

#[test]
fn as_mut_clone_unused() {
    #[demono]
    fn f<A: AsMut<[u8]> + Clone>(mut a: A) -> u8 {
        a.as_mut()[0] = 9;
        a.as_mut()[0]
    }

    assert_eq!(f([1, 2]), 9);
}

#[test]
fn handed_sized() {
    use std::path::Path;
    fn h<Q: AsRef<Path>>(q: &Q) -> usize {
        q.as_ref().components().count()
    }
    #[demono]
    fn f(p: &impl AsRef<Path>) -> usize {
        h(p) + p.as_ref().components().count()
    }

    assert_eq!(f(&"a/b"), 4);
}

#[test]
fn handed_by_value() {
    fn h(q: impl AsRef<str>) -> usize {
        q.as_ref().len()
    }
    #[demono]
    fn f<P: AsRef<str>>(p: &P) -> usize {
        h(p) + p.as_ref().len()
    }

    assert_eq!(f(&"ab"), 4);
}

#[test]
fn returned() {
    fn h<Q: AsRef<str> + ?Sized>(q: &Q) -> &str {
        &q.as_ref()[..1]
    }
    #[demono]
    fn f<P: AsRef<str>>(p: &P) -> &str {
        let r = h(p);
        if r.is_empty() {
            ""
        } else {
            r
        }
    }

    assert_eq!(f(&"ab"), "a");
}

#[test]
fn display_ref() {
    use std::fmt::Display;
    fn h<Q: Display>(q: &Q) -> String {
        q.to_string()
    }
    #[demono]
    fn f<P: Display>(p: &P) -> String {
        h(p) + &p.to_string()
    }

    assert_eq!(f(&1), "11");
}

#[test]
fn method() {
    struct S;
    impl S {
        fn h<Q: AsRef<[u8]>>(&self, q: &Q) -> usize {
            q.as_ref().len()
        }
        #[demono]
        fn f<P: AsRef<[u8]>>(&self, p: &P) -> usize {
            let n = self.h(p);
            n + p.as_ref().len()
        }
    }

    assert_eq!(S.f(&[1]), 2);
}

#[test]
fn borrow_ref() {
    use std::borrow::Borrow;
    fn h<Q: Borrow<str>>(q: &Q) -> usize {
        q.borrow().len()
    }
    #[demono]
    fn f<P: Borrow<str>>(p: &P) -> usize {
        h(p) + p.borrow().len()
    }

    assert_eq!(f(&"ab".to_string()), 4);
}

#[test]
fn as_mut_ref() {
    fn h<Q: AsMut<[u8]>>(q: &mut Q) {
        q.as_mut()[0] += 1;
    }
    #[demono]
    fn f<P: AsMut<[u8]>>(p: &mut P) -> u8 {
        h(p);
        p.as_mut()[0] += 1;
        p.as_mut()[0]
    }

    assert_eq!(f(&mut [1]), 3);
}

#[test]
fn recursion_ref() {
    trait Lookup {
        fn get(&self, n: u8) -> u8;
    }
    impl Lookup for u8 {
        fn get(&self, n: u8) -> u8 {
            *self + n
        }
    }
    #[demono(dyn)]
    fn walk<P: Lookup>(n: u8, p: &P) -> u8 {
        if n == 0 {
            return p.get(0);
        }
        p.get(n) + walk(n - 1, p)
    }

    assert_eq!(walk(2, &1), 6);
}

#[test]
fn recursion_method_ref() {
    trait Lookup {
        fn get(&self, n: u8) -> u8;
    }
    impl Lookup for u8 {
        fn get(&self, n: u8) -> u8 {
            *self + n
        }
    }
    struct N(u8, Vec<N>);
    impl N {
        #[demono(dyn)]
        fn walk(&self, p: &impl Lookup) -> u8 {
            let mut r = p.get(self.0);
            for c in &self.1 {
                r += c.walk(p);
            }
            r
        }
    }

    assert_eq!(N(1, vec![N(2, vec![])]).walk(&1), 5);
}

#[test]
fn recursion_block_ref() {
    trait Lookup {
        fn get(&self, n: u8) -> u8;
    }
    impl Lookup for u8 {
        fn get(&self, n: u8) -> u8 {
            *self + n
        }
    }
    struct N(u8, Vec<N>);
    #[demono(dyn)]
    impl N {
        fn walk(&self, p: &impl Lookup) -> u8 {
            let mut r = p.get(self.0);
            for c in &self.1 {
                r += c.walk(p);
            }
            r
        }
    }

    assert_eq!(N(1, vec![N(2, vec![])]).walk(&1), 5);
}

#[test]
fn recursion_as_ref_ref() {
    #[demono]
    fn walk<P: AsRef<str>>(n: usize, p: &P) -> usize {
        if n == 0 {
            return p.as_ref().len();
        }
        n + walk(n - 1, p)
    }

    assert_eq!(walk(2, &"abc"), 6);
}

#[test]
fn recursion_as_ref_borrow() {
    #[demono]
    fn walk<P: AsRef<str>>(n: usize, p: P) -> usize {
        if n == 0 {
            return p.as_ref().len();
        }
        n + walk(n - 1, p.as_ref())
    }

    assert_eq!(walk(2, &"abc"), 6);
}

#[test]
fn copy_once_outside() {
    #[demono]
    fn f<P: Into<String> + Copy>(p: P, n: u8) -> Vec<String> {
        let p = p.into();
        (0..n).map(|_| p.clone()).collect()
    }

    assert_eq!(f("a", 2), ["a", "a"]);
}

#[test]
fn clone_in_loop() {
    #[demono]
    fn f<P: Into<String> + Clone>(p: P, n: u8) -> Vec<String> {
        let mut v = vec![];
        while v.len() < n as usize {
            v.push(p.clone().into());
        }
        v
    }

    assert_eq!(f("a", 2), ["a", "a"]);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn target_feature_below() {
    #[demono]
    #[target_feature(enable = "sse2")]
    unsafe fn f(n: impl AsRef<[u8]>) -> u8 {
        let n = n.as_ref();
        n.iter().sum()
    }

    // SAFETY: Every x86_64 has SSE2.
    assert_eq!(unsafe { f([1, 2]) }, 3);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn target_feature_in_block() {
    struct S(u8);
    #[demono]
    impl S {
        #[target_feature(enable = "sse2")]
        fn f(&self, n: impl AsRef<[u8]>) -> u8 {
            let n = n.as_ref();
            n.iter().sum::<u8>() + self.0
        }
        #[target_feature(enable = "sse2")]
        unsafe fn g(&self, n: impl AsRef<[u8]>) -> u8 {
            let n = n.as_ref();
            n.iter().sum::<u8>() + self.0
        }
    }

    // SAFETY: Every x86_64 has SSE2.
    assert_eq!(unsafe { S(1).f([1, 2]) }, 4);
    // SAFETY: Every x86_64 has SSE2.
    assert_eq!(unsafe { S(1).g([1, 2]) }, 4);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn target_feature_dyn() {
    #[demono(dyn)]
    #[target_feature(enable = "sse2")]
    fn f(n: impl Iterator<Item = u8>, g: impl Fn(u8) -> u8) -> u8 {
        n.map(|x| g(x)).sum()
    }

    // SAFETY: Every x86_64 has SSE2.
    assert_eq!(unsafe { f(vec![1, 2].into_iter(), |x| x) }, 3);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn target_feature_self() {
    struct S(u8);
    impl S {
        #[demono]
        #[target_feature(enable = "sse2")]
        fn f(&self, n: impl AsRef<[u8]>) -> u8 {
            let n = n.as_ref();
            n.iter().sum::<u8>() + self.0
        }
    }

    // SAFETY: Every x86_64 has SSE2.
    assert_eq!(unsafe { S(1).f([1, 2]) }, 4);
}

#[test]
fn sibling_with_conversion() {
    struct S(u8);
    #[demono]
    impl S {
        fn a(&self, n: impl AsRef<str>) -> usize {
            let k = self.b(n.as_ref());
            k + self.b(&n)
        }
        fn b(&self, n: impl AsRef<str>) -> usize {
            let n = n.as_ref();
            n.len() + self.0 as usize
        }
    }

    assert_eq!(S(1).a("ab"), 6);
}

#[test]
fn recursion_ref_path() {
    use std::path::Path;
    #[demono]
    fn depth<P: AsRef<Path>>(p: &P, n: usize) -> usize {
        if n == 0 {
            p.as_ref().components().count()
        } else {
            depth(p, n - 1) + 1
        }
    }

    assert_eq!(depth(&"a/b", 3), 5);
}

#[test]
fn recursion_of_a_method_by_reference() {
    struct S;
    impl S {
        #[demono]
        fn depth<P: AsRef<str>>(&self, p: &P, n: usize) -> usize {
            if n == 0 {
                return p.as_ref().len();
            }
            self.depth(p, n - 1) + 1
        }
    }

    assert_eq!(S.depth(&"ab", 3), 5);
}

#[test]
fn recursion_as_mut() {
    #[demono]
    fn fill<P: AsMut<[u8]>>(p: &mut P, n: usize) {
        if n > 0 {
            p.as_mut()[n - 1] = n as u8;
            fill(p, n - 1);
        }
    }

    let mut a = [0; 3];
    fill(&mut a, 3);
    assert_eq!(a, [1, 2, 3]);
}

#[test]
fn named_ref_used_only() {
    struct P<'p>(Vec<&'p str>);
    impl<'p> P<'p> {
        #[demono(dyn)]
        fn pick(&self, keep: &'p dyn Fn(&str) -> bool, f: &impl Fn(usize) -> bool) -> usize {
            self.0
                .iter()
                .enumerate()
                .filter(|(i, s)| keep(s) && f(*i))
                .count()
        }
    }

    assert_eq!(P(vec!["a", "b"]).pick(&|s| s == "b", &|i| i > 0), 1);
}
