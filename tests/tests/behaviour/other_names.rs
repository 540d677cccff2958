//! The value of a parameter by another name: through a tuple, a list, a branch, a closure.

mod tuple {
    use demono::demono;
    #[demono]
    fn f(name: impl AsRef<str>) -> usize {
        let (n, k) = (name, 2);
        n.as_ref().len() * k
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 6);
    }
}

mod tuple_swap {
    use demono::demono;
    #[demono]
    fn f(a: impl AsRef<str>, b: impl AsRef<str>) -> String {
        let (a, b) = (b, a);
        format!("{}{}", a.as_ref(), b.as_ref())
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x"), "xabc");
    }
}

mod array_loop {
    use demono::demono;
    #[demono]
    fn f<P: AsRef<str>>(a: P, b: P) -> usize {
        let mut n = 0;
        for p in [&a, &b] {
            n += p.as_ref().len();
        }
        for p in [a, b] {
            n += p.as_ref().len();
        }
        n
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x"), 8);
    }
}

mod array_iter_map {
    use demono::demono;
    #[demono]
    fn f<P: AsRef<str>>(a: P, b: P) -> usize {
        [a, b].iter().map(|p| p.as_ref().len()).sum()
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x"), 4);
    }
}

mod question {
    use demono::demono;
    #[demono]
    fn f(a: Option<impl AsRef<str>>) -> Option<usize> {
        let a = a?;
        Some(a.as_ref().len())
    }
    #[test]
    fn works() {
        assert_eq!(f(Some("abc")), Some(3));
        assert_eq!(f(None::<&str>), None);
    }
}

mod some_ref {
    use demono::demono;
    #[demono]
    fn f(a: Option<impl AsRef<str>>) -> usize {
        if let Some(ref p) = a {
            p.as_ref().len()
        } else {
            0
        }
    }
    #[test]
    fn works() {
        assert_eq!(f(Some("abc")), 3);
    }
}

mod match_x {
    use demono::demono;
    #[demono]
    fn f(p: impl AsRef<str>) -> usize {
        match p {
            x => x.as_ref().len(),
        }
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 3);
    }
}

mod match_x_guard {
    use demono::demono;
    #[demono]
    fn f(p: impl AsRef<str>) -> usize {
        match &p {
            x if x.as_ref().is_empty() => 0,
            other => other.as_ref().len(),
        }
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 3);
    }
}

mod if_else {
    use demono::demono;
    #[demono]
    fn f<P: AsRef<str>>(a: P, b: P, c: bool) -> usize {
        let p = if c { &a } else { &b };
        p.as_ref().len()
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x", true), 3);
    }
}

mod if_else_value {
    use demono::demono;
    #[demono]
    fn f(a: impl Into<String>, b: impl Into<String>, c: bool) -> String {
        let p: String = if c { a.into() } else { b.into() };
        p
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x", true), "abc");
    }
}

mod pop {
    use demono::demono;
    #[demono]
    fn f(mut v: Vec<impl Into<String>>) -> String {
        let mut out = String::new();
        while let Some(p) = v.pop() {
            let p: String = p.into();
            out += &p;
        }
        out
    }
    #[test]
    fn works() {
        assert_eq!(f(vec!["a", "b"]), "ba");
    }
}

mod filter {
    use demono::demono;
    #[demono]
    fn f(n: Option<impl AsRef<str>>) -> usize {
        n.filter(|n| !n.as_ref().is_empty())
            .map_or(0, |n| n.as_ref().len())
    }
    #[test]
    fn works() {
        assert_eq!(f(Some("ab")), 2);
    }
}

mod vec_iter_filter {
    use demono::demono;
    #[demono]
    fn f(v: Vec<impl AsRef<str>>) -> usize {
        v.iter()
            .filter(|n| n.as_ref() != "b")
            .map(|n| n.as_ref().len())
            .sum()
    }
    #[test]
    fn works() {
        assert_eq!(f(vec!["a", "b", "cc"]), 3);
    }
}

mod fold {
    use demono::demono;
    #[demono]
    fn f(v: Vec<impl AsRef<str>>) -> usize {
        v.iter().fold(0, |sum, n| sum + n.as_ref().len())
    }
    #[test]
    fn works() {
        assert_eq!(f(vec!["a", "b", "cc"]), 4);
    }
}

mod enumerate {
    use demono::demono;
    #[demono]
    fn f(v: Vec<impl AsRef<str>>) -> usize {
        let mut k = 0;
        for (i, n) in v.iter().enumerate() {
            k += i * n.as_ref().len();
        }
        k + v
            .iter()
            .enumerate()
            .map(|(i, n)| i + n.as_ref().len())
            .sum::<usize>()
    }
    #[test]
    fn works() {
        assert_eq!(f(vec!["a", "b", "cc"]), 5 + 7);
    }
}

mod vec_macro {
    use demono::demono;
    #[demono]
    fn f<P: AsRef<str>>(a: P, b: P) -> usize {
        let mut n = 0;
        for p in vec![a, b] {
            n += p.as_ref().len();
        }
        n
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", "x"), 4);
    }
}

mod some_as_ref {
    use demono::demono;
    #[demono]
    fn f(a: impl AsRef<str>) -> usize {
        let s = a.as_ref().len();
        let o = Some(a);
        usize::from(o.as_ref().is_some()) + s
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 4);
    }
}

mod alias_container {
    use demono::demono;
    #[demono]
    fn f(a: Option<impl AsRef<str>>) -> usize {
        let b = a;
        match b {
            Some(x) => x.as_ref().len(),
            None => 9,
        }
    }
    #[test]
    fn works() {
        assert_eq!(f(Some("abc")), 3);
    }
}

mod let_else {
    use demono::demono;
    #[demono]
    fn f(a: Option<impl Into<String>>) -> String {
        let Some(a) = a else { return "none".into() };
        let s: String = a.into();
        s
    }
    #[test]
    fn works() {
        assert_eq!(f(Some("abc")), "abc");
        assert_eq!(f(None::<&str>), "none");
    }
}

mod nested_tuple {
    use demono::demono;
    #[demono]
    fn f(a: impl AsRef<str>, b: impl Into<u32>) -> usize {
        let ((x, _), y) = ((a, 1), b);
        let n: u32 = y.into();
        x.as_ref().len() + n as usize
    }
    #[test]
    fn works() {
        assert_eq!(f("abc", 2u8), 5);
    }
}

mod filter_map {
    use demono::demono;
    #[demono]
    fn f(v: Vec<Option<u8>>, p: impl AsRef<str>) -> usize {
        v.into_iter()
            .filter_map(|v| v)
            .map(|v| v as usize)
            .sum::<usize>()
            + p.as_ref().len()
    }
    #[test]
    fn works() {
        assert_eq!(f(vec![Some(1), None], "ab"), 3);
    }
}
