//! Generics that only an `impl` around the function declares, and names that look like one.

use demono::demono;

#[test]
fn impl_generic_in_array() {
    struct All<P>(P);
    impl<P: Copy> All<P> {
        #[demono]
        fn pair(a: [P; 2], n: impl Into<String>) -> usize {
            let _x = a[0];
            let n = n.into();
            n.len() + 1
        }
    }

    assert_eq!(All::<u8>::pair([1, 2], "ab"), 3);
    let _ = All(1);
}

#[test]
fn impl_generic_in_fn_type() {
    struct All<P>(P);
    impl<P: Default> All<P> {
        #[demono]
        fn pair(a: fn(P) -> usize, n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a(Default::default())
        }
    }

    assert_eq!(All::<u8>::pair(|x| x as usize, "ab"), 2);
    let _ = All(1);
}

#[test]
fn impl_generic_in_dyn_fn() {
    struct All<P>(P);
    impl<P: Default> All<P> {
        #[demono]
        fn pair(a: &dyn Fn(P, u8) -> usize, n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a(Default::default(), 1)
        }
    }

    assert_eq!(All::<u8>::pair(&|x, _| x as usize, "ab"), 2);
    let _ = All(1);
}

#[test]
fn impl_generic_in_slice_of_tuples() {
    struct All<K, V>(K, V);
    impl<K, V> All<K, V> {
        #[demono]
        fn pair(a: &[(K, V)], n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a.len()
        }
    }

    assert_eq!(All::<u8, u8>::pair(&[(1, 2)], "ab"), 3);
    let _ = All(1, 2);
}

#[test]
fn impl_generic_in_middle_argument() {
    use std::collections::HashMap;
    struct All<K, V>(K, V);
    impl<K: Eq + std::hash::Hash, V> All<K, V> {
        #[demono]
        fn pair(a: HashMap<K, V>, n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a.len()
        }
    }

    assert_eq!(All::<u8, u8>::pair(Default::default(), "ab"), 2);
    let _ = All(1, 2);
}

#[test]
fn impl_generic_returned_tuple() {
    struct All<P>(P);
    impl<P: Default> All<P> {
        #[demono]
        fn pair(n: impl Into<String>) -> (P, usize) {
            let n = n.into();
            (P::default(), n.len())
        }
    }

    assert_eq!(All::<u8>::pair("ab"), (0, 2));
    let _ = All(1);
}

#[test]
fn const_generic_array_type() {
    struct All<const N: usize>;
    impl<const N: usize> All<N> {
        #[demono(generics(N))]
        fn pair(a: [u8; N], n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a.len()
        }
    }

    assert_eq!(All::<3>::pair([0; 3], "ab"), 5);
}

#[test]
fn const_of_function_in_body() {
    #[demono(partial)]
    fn pair<const N: usize>(n: impl Into<String>) -> usize {
        let n = n.into();
        let a = [0u8; N];
        n.len() + a.len()
    }

    assert_eq!(pair::<3>("ab"), 5);
}

#[test]
fn const_in_body_const_item() {
    #[demono]
    fn pair(n: impl Into<String>) -> usize {
        const N: usize = 3;
        let n = n.into();
        n.len() + N + [0u8; N].len()
    }

    assert_eq!(pair("ab"), 8);
}

#[test]
fn impl_generic_in_cast() {
    struct All<P>(P);
    impl<P: Copy + Default> All<P> {
        #[demono]
        fn pair(n: impl Into<String>) -> usize {
            let n = n.into();
            let v: Vec<(u8, P)> = vec![(1, Default::default())];
            n.len() + v.len()
        }
    }

    assert_eq!(All::<u8>::pair("ab"), 3);
    let _ = All(1);
}

#[test]
fn enum_in_body() {
    #[demono]
    fn f(s: impl AsRef<str>) -> usize {
        enum E {
            A = 3,
        }
        E::A as usize + s.as_ref().len()
    }

    assert_eq!(f("a"), 4);
}

#[test]
fn type_in_body() {
    #[demono]
    fn f(s: impl AsRef<str>) -> usize {
        type T = u8;
        let x: T = 3;
        x as usize + s.as_ref().len() + Vec::<T>::new().len()
    }

    assert_eq!(f("a"), 4);
}

#[test]
fn fn_generic_in_body() {
    #[demono]
    fn f(s: impl AsRef<str>) -> usize {
        fn g<T: Default>() -> T {
            let x: T = T::default();
            x
        }
        let y: usize = g();
        y + s.as_ref().len()
    }

    assert_eq!(f("a"), 1);
}

#[test]
fn v3_built() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct V3 {
        x: f32,
        y: f32,
    }
    #[demono]
    fn f(v: impl Into<f32>, w: V3) -> V3 {
        let v = v.into();
        V3 { x: v, y: w.y }
    }

    assert_eq!(f(1.0, V3 { x: 1., y: 2. }), V3 { x: 1., y: 2. });
}

#[test]
fn v3_ctor() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct V3(f32, f32);
    #[demono]
    fn f(v: impl Into<f32>) -> V3 {
        V3(v.into(), 0.)
    }

    assert_eq!(f(1.0), V3(1., 0.));
}

#[test]
fn error_enum_variant() {
    #[derive(Debug)]
    enum E {
        Empty,
        Bad(u8),
    }
    #[demono]
    fn f(v: impl AsRef<str>) -> Result<u8, E> {
        if v.as_ref().is_empty() {
            return Err(E::Empty);
        }
        v.as_ref().parse().map_err(|_| E::Bad(1))
    }

    assert_eq!(f("1").unwrap(), 1);
    assert!(matches!(f("x"), Err(E::Bad(1))));
}

#[test]
fn e_pattern() {
    #[derive(Debug)]
    enum E {
        Empty,
        Bad,
    }
    #[demono]
    fn f(v: impl AsRef<str>, e: E) -> usize {
        match e {
            E::Empty => 0,
            E::Bad => v.as_ref().len(),
        }
    }

    assert_eq!(f("1", E::Bad), 1);
    let _ = E::Empty;
}

#[test]
fn m4_word() {
    #[derive(Clone, Copy)]
    struct M4(f32);
    impl M4 {
        fn new() -> Self {
            M4(1.)
        }
    }
    #[demono(types(M4))]
    fn f(v: impl Into<f32>, m: &M4) -> f32 {
        let n = M4::new();
        v.into() * m.0 * n.0
    }

    assert_eq!(f(2.0, &M4(1.)), 2.0);
}

#[test]
fn generics_word() {
    struct All<FileId>(FileId);
    impl<FileId> All<FileId> {
        #[demono(generics(FileId))]
        fn pair(a: Vec<FileId>, n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() + a.len()
        }
    }

    assert_eq!(All::<u8>::pair(vec![1], "ab"), 3);
    let _ = All(1);
}

#[test]
fn global_const_word() {
    const N: usize = 4;
    #[demono(types(N))]
    fn f(n: impl Into<String>, a: [u8; N]) -> usize {
        n.into().len() + N + a.len()
    }

    assert_eq!(f("ab", [0; 4]), 10);
}

#[test]
fn local_const() {
    #[demono]
    fn f(n: impl Into<String>) -> usize {
        const N: usize = 4;
        let a: [u8; N] = [0; N];
        n.into().len() + a.len() + N
    }

    assert_eq!(f("ab"), 10);
}

#[test]
fn h160_nested() {
    #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
    struct H160([u8; 20]);
    #[demono]
    fn f(n: impl AsRef<[u8]>) -> std::collections::HashMap<H160, Vec<H160>> {
        let mut h = H160::default();
        h.0[0] = n.as_ref()[0];
        vec![(h, Vec::<H160>::new())].into_iter().collect()
    }

    assert_eq!(f([1]).len(), 1);
}

#[test]
fn impl_generic_item() {
    struct All<T>(T);
    impl<T: Iterator> All<T> {
        #[demono]
        fn pair(a: Vec<T::Item>, n: impl Into<String>) -> Option<T::Item> {
            let n = n.into();
            let v: Vec<T::Item> = a;
            v.into_iter().nth(n.len())
        }
    }

    assert_eq!(
        All::<std::vec::IntoIter<u8>>::pair(vec![1, 2], "a"),
        Some(2)
    );
    let _ = All(1);
}

#[test]
fn impl_generic_default() {
    struct All<T>(T);
    impl<T: Default + Into<u64>> All<T> {
        #[demono]
        fn pair(n: impl Into<String>) -> u64 {
            let n = n.into();
            T::default().into() + n.len() as u64
        }
    }

    assert_eq!(All::<u8>::pair("a"), 1);
    let _ = All(1);
}

#[test]
fn impl_const_word() {
    struct All<const N: usize>;
    impl<const N: usize> All<N> {
        #[demono(generics(N))]
        fn pair(n: impl Into<String>) -> usize {
            let n = n.into();
            n.len() * N
        }
    }

    assert_eq!(All::<3>::pair("ab"), 6);
}

#[test]
fn impl_t2() {
    struct All<T1, T2>(T1, T2);
    impl<T1, T2> All<T1, T2> {
        #[demono]
        fn pair(a: fn(T1) -> T2, n: impl Into<String>, x: T1) -> (T2, usize) {
            let n = n.into();
            (a(x), n.len())
        }
    }

    assert_eq!(All::<u8, u8>::pair(|x| x, "ab", 1), (1, 2));
    let _ = All(1, 2);
}

#[test]
fn generics_of_impl_nested() {
    use std::collections::BTreeMap;
    struct M<K, V>(K, V);
    impl<K: Ord + Clone, V: Clone> M<K, V> {
        #[demono]
        fn keys(m: &BTreeMap<K, Vec<V>>, n: impl AsRef<str>) -> Vec<(K, usize)> {
            let n = n.as_ref().len();
            m.iter().map(|(k, v)| (k.clone(), v.len() + n)).collect()
        }
    }

    assert_eq!(
        M::<u8, u8>::keys(&vec![(1, vec![2])].into_iter().collect(), "a"),
        [(1, 2)]
    );
    let _ = M(1, 2);
}

#[test]
fn generics_of_impl_boxed_fn() {
    struct H<A, R>(A, R);
    impl<A, R: Default> H<A, R> {
        #[demono]
        fn run(f: Option<Box<dyn Fn(&A) -> R>>, a: A, n: impl Into<String>) -> (R, String) {
            (f.map_or_else(R::default, |f| f(&a)), n.into())
        }
    }

    assert_eq!(H::<u8, u8>::run(None, 1, "a"), (0, "a".into()));
    let _ = H(1, 2);
}

#[test]
fn impl_unsafe_fn_pointer() {
    struct H<F>(F);
    impl<F: Copy> H<F> {
        #[demono]
        fn ptr(f: unsafe extern "C" fn(F) -> F, x: F, n: impl AsRef<str>) -> F {
            if n.as_ref().is_empty() {
                x
            } else {
                // SAFETY: The test passes the identity.
                unsafe { f(x) }
            }
        }
    }
    unsafe extern "C" fn id(x: u8) -> u8 {
        x + 1
    }

    assert_eq!(H::<u8>::ptr(id, 1, "a"), 2);
    let _ = H(1);
}

#[test]
fn const_path_e() {
    enum E {
        Low = 1,
    }
    #[demono]
    fn go(s: impl AsRef<str>) -> usize {
        let x = E::Low as usize;
        x + s.as_ref().len()
    }

    assert_eq!(go("3"), 2);
}

#[test]
fn f32x4() {
    #[derive(Clone, Copy)]
    struct U512([u64; 8]);
    #[derive(Clone, Copy)]
    struct I24(i32);
    impl From<u8> for U512 {
        fn from(n: u8) -> Self {
            U512([n as u64; 8])
        }
    }
    #[demono]
    fn go(a: impl Into<U512>, b: I24, c: (I24, U512)) -> (U512, i32) {
        let a: U512 = a.into();
        let _ = c;
        (a, b.0)
    }

    let (wide, narrow) = go(1u8, I24(3), (I24(1), U512([0; 8])));
    assert_eq!((wide.0[7], narrow), (1, 3));
}

#[test]
fn local_struct_t() {
    #[demono]
    fn go(a: impl AsRef<str>) -> usize {
        struct T(usize);
        impl T {
            fn get(&self) -> usize {
                self.0
            }
        }
        let t: T = T(a.as_ref().len());
        t.get()
    }

    assert_eq!(go("ab"), 2);
}

#[test]
fn closure_type_local_alias() {
    #[demono]
    fn go(a: impl AsRef<str>) -> usize {
        type F = fn(&str) -> usize;
        let f: F = str::len;
        f(a.as_ref())
    }

    assert_eq!(go("ab"), 2);
}

#[test]
fn upper_local_binding() {
    #[allow(non_snake_case)]
    #[demono]
    fn f(x: impl AsRef<[u8]>) -> usize {
        let N = x.as_ref().len();
        let M = N * 2;
        N + M
    }

    assert_eq!(f([1]), 3);
}
