//! Whatever binds the name of a parameter again hides it there, and nowhere else: each of these
//! has a conversion of another variable of that name.

#![allow(non_upper_case_globals, unused_must_use, unused_variables)]

mod if_let_unsafe {
    use demono::demono;
    #[demono]
    fn f(name: impl Into<u16>, p: *const [u8; 2]) -> u16 {
        // SAFETY: The test passes a pointer to an array.
        if let [name, 6] = unsafe { *p } {
            let n: u16 = name.into();
            return n;
        }
        name.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(9u8, &[5, 6]), 5);
        assert_eq!(f(9u8, &[5, 7]), 9);
    }
}

mod while_let_loop {
    use demono::demono;
    #[demono]
    fn f(x: impl Into<u64>) -> u64 {
        let mut v = vec![1u8, 2];
        let mut s = 0u64;
        while let Some(x) = loop {
            break v.pop();
        } {
            let x: u64 = x.into();
            s += x;
        }
        s + x.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 13);
    }
}

mod match_block {
    use demono::demono;
    #[demono]
    fn f(x: impl Into<u64>) -> u64 {
        let k: u64 = match { 3u8 } {
            x if x > 5 => x.into(),
            x => {
                let y: u64 = x.into();
                y + 1
            }
        };
        k + x.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 14);
    }
}

mod nested_heads {
    use demono::demono;
    fn g() -> Option<u8> {
        Some(4)
    }
    #[demono]
    fn f(name: impl Into<u64>) -> u64 {
        let a: u64 = if let Some(name) = match g() {
            Some(x) => Some(x),
            None => None,
        } {
            name.into()
        } else {
            0
        };
        a + name.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 14);
    }
}

mod for_block {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let mut s = 0u64;
        for n in if true { vec![1u8] } else { vec![] } {
            s += u64::from(n);
            let m: u64 = n.into();
            s += m;
        }
        s + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 12);
    }
}

mod cfg_let {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        #[cfg(not(any()))]
        let n = 5u8;
        let m: u64 = n.into();
        m
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 5);
    }
}

mod cfg_let_off {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        #[cfg(any())]
        let n = "x";
        let m: u64 = n.into();
        m
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 10);
    }
}

mod cfg_two {
    use demono::demono;
    #[demono]
    fn f(p: impl AsRef<str>) -> usize {
        #[cfg(any())]
        let p = 5;
        #[cfg(not(any()))]
        let p = p.as_ref().trim();
        p.len()
    }
    #[test]
    fn works() {
        assert_eq!(f(" a "), 1);
    }
}

mod const_item {
    use demono::demono;
    #[demono]
    fn f(p: impl AsRef<str>) -> usize {
        let a = p.as_ref().len();
        {
            fn p() -> usize {
                7
            }
            a + p()
        }
    }
    #[test]
    fn works() {
        assert_eq!(f(" a "), 10);
    }
}

mod static_block {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let m = {
            static n: u8 = 3;
            let m: u64 = n.into();
            m
        };
        m + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 13);
    }
}

mod arm_no_comma {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>, o: Option<u8>) -> u64 {
        let k: u64 = match o {
            Some(n) => n.into(),
            None => 0,
        };
        let m = match o {
            None => 1u64,
            Some(n) if n > 1 => {
                let q: u64 = n.into();
                q
            }
            Some(_) => 2,
        };
        k + m + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8, Some(3)), 16);
    }
}

mod alternatives {
    use demono::demono;
    enum E {
        A(u8),
        B(u8),
        C,
    }
    #[demono]
    fn f(n: impl Into<u64>, e: E) -> u64 {
        match e {
            E::A(n) | E::B(n) => n.into(),
            E::C => n.into(),
        }
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8, E::A(1)), 1);
        assert_eq!(f(10u8, E::B(2)), 2);
        assert_eq!(f(10u8, E::C), 10);
    }
}

mod at_binding {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>, e: u8) -> u64 {
        let k: u64 = match e {
            n @ 1..=5 => n.into(),
            _ => 0,
        };
        k + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8, 3), 13);
    }
}

mod shorthand {
    use demono::demono;
    struct S {
        n: u8,
        m: u8,
    }
    #[demono]
    fn f(n: impl Into<u64>, s: S) -> u64 {
        let k: u64 = {
            let S { n, m: _ } = s;
            n.into()
        };
        let S { ref m, .. } = s;
        k + u64::from(*m) + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8, S { n: 1, m: 2 }), 13);
    }
}

mod closure_comma {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let g = |a: fn(u8) -> u64, n: u8| a(n);
        let k = g(|n| n.into(), 3);
        k + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 13);
    }
}

mod closure_ret {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let g = |n: u8| -> u64 { n.into() };
        g(2) + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 12);
    }
}

mod closure_args_generic {
    use demono::demono;
    use std::collections::HashMap;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let g = |m: HashMap<u8, u8>, n: u8| -> u64 {
            let k: u64 = n.into();
            k + m.len() as u64
        };
        g(HashMap::new(), 2) + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 12);
    }
}

mod return_closure {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> fn(u8) -> u64 {
        let k: u64 = n.into();
        if k > 100 {
            return |n| n.into();
        }
        |n| {
            let m: u64 = n.into();
            m + 1
        }
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8)(1), 2);
        assert_eq!(f(101u8)(1), 1);
    }
}

mod compare_generic {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> bool {
        let a = 3usize;
        let c = a < <u8 as Into<usize>>::into(8) && (a as u64) < n.into();
        c
    }
    #[test]
    fn works() {
        assert!(f(10u8));
    }
}

mod shift {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let a = 1u64;
        let b = a << 2;
        b | a | n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(8u8), 13);
    }
}

mod local_macro {
    use demono::demono;
    #[demono]
    fn f(name: impl Into<u64>) -> u64 {
        macro_rules! twice {
            ($name:expr) => {{
                let x: u64 = $name.into();
                x * 2
            }};
        }
        let a = twice!(3u8);
        a + name.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(10u8), 16);
    }
}

mod local_macro_uses {
    use demono::demono;
    #[demono]
    fn f(name: impl AsRef<str>) -> usize {
        macro_rules! len {
            () => {
                name.as_ref().len()
            };
        }
        len!() + len!()
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 6);
    }
}

mod log_macro {
    use demono::demono;
    macro_rules! info { ($($t:tt)*) => { let _ = stringify!($($t)*); } }
    #[demono]
    fn f(n: impl AsRef<str>) -> usize {
        info!(n);
        info!("{}", n);
        n.as_ref().len()
    }
    #[test]
    fn works() {
        assert_eq!(f("abc"), 3);
    }
}

mod struct_literal_in_if {
    use demono::demono;
    #[derive(PartialEq)]
    struct S {
        n: u64,
    }
    #[demono]
    fn f(n: impl Into<u64>, s: S) -> bool {
        if s == (S { n: n.into() }) {
            true
        } else {
            false
        }
    }
    #[test]
    fn works() {
        assert!(f(3u8, S { n: 3 }));
    }
}

mod labels {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let k = 'n: {
            if true {
                break 'n 3u64;
            }
            4
        };
        let m = 'a: loop {
            break 'a 2u64;
        };
        k + m + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8), 8);
    }
}

mod ranges {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let mut s = 0;
        for i in 0..3 {
            s += i;
        }
        for _ in (0..).take(2) {
            s += 1;
        }
        let v = [1, 2, 3];
        s + v[1..].len() as u64 + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8), 10);
    }
}

mod let_type_commas {
    use demono::demono;
    use std::collections::HashMap;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let m: HashMap<u8, Box<dyn Fn(u8) -> u64>> = HashMap::new();
        let g: Box<dyn Fn(u8) -> u64> = Box::new(|n| n.into());
        g(1) + m.len() as u64 + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8), 4);
    }
}

mod item_generic {
    use demono::demono;
    #[demono]
    fn f(s: impl AsRef<str>) -> usize {
        enum E {
            A = 3,
        }
        type T = usize;
        fn g<T: Into<usize>>(s: T) -> T {
            s
        }
        let k: T = g(2);
        E::A as usize + s.as_ref().len() + k
    }
    #[test]
    fn works() {
        assert_eq!(f("a"), 6);
    }
}

mod let_else_name {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>, o: Option<u8>) -> u64 {
        let Some(n) = o else { return n.into() };
        let m: u64 = n.into();
        m + 1
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8, None), 3);
        assert_eq!(f(3u8, Some(1)), 2);
    }
}

mod binop_after_block {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<i64>) -> i64 {
        let x = 3i64;
        if x > 2 {}
        -x;
        match x {
            _ => {}
        }
        let g = |n: u8| n as i64;
        let r = g(2);
        r + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3i8), 5);
    }
}

mod closure_after_block {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let g = {
            if true {}
            |n: u8| {
                let m: u64 = n.into();
                m
            }
        };
        g(1) + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8), 4);
    }
}

mod const_block {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>) -> u64 {
        let k = const {
            let n = 4u64;
            n + 1
        };
        k + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8), 8);
    }
}

mod cfg_attr_field {
    use demono::demono;
    struct S {
        n: u8,
    }
    #[demono]
    fn f(n: impl Into<u64>, s: S) -> u64 {
        let k: u64 = {
            let S {
                #[cfg(not(any()))]
                n,
            } = s;
            let m: u64 = n.into();
            m
        };
        k + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8, S { n: 2 }), 5);
    }
}

mod match_arms_closure {
    use demono::demono;
    #[demono]
    fn f(n: impl Into<u64>, k: u8) -> u64 {
        let g: fn(u8) -> u64 = match k {
            0 => |n| n.into(),
            1 => |n| {
                let m: u64 = n.into();
                m + 1
            },
            _ => |_| 0,
        };
        g(5) + n.into()
    }
    #[test]
    fn works() {
        assert_eq!(f(3u8, 1), 9);
        assert_eq!(f(3u8, 0), 8);
    }
}

mod cfg_path_form {
    use demono::demono;
    #[demono]
    fn f(p: impl AsRef<str>) -> usize {
        #[cfg(any())]
        let p = 5;
        AsRef::<str>::as_ref(&p).len() + (&p).as_ref().len()
    }
    #[test]
    fn works() {
        assert_eq!(f("ab"), 4);
    }
}
