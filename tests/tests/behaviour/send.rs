//! Futures that are `Send` stay `Send`, whatever their parameters are converted to.

use demono::demono;

#[test]
fn opaque_user_type_that_is_send() {
    use std::future::ready;
    struct Handle(u8);
    impl From<u8> for Handle {
        fn from(n: u8) -> Self {
            Handle(n)
        }
    }
    #[demono]
    async fn count(e: impl Into<Handle>) -> u8 {
        let n = {
            let h: Handle = e.into();
            h.0
        };
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count(1u8));
}

#[test]
fn method_in_impl() {
    use std::future::ready;
    struct Key<'a>(&'a str);
    impl<'a> From<&'a str> for Key<'a> {
        fn from(s: &'a str) -> Self {
            Key(s)
        }
    }
    struct S<T>(T);
    impl<T: Clone + Sync> S<T> {
        #[demono]
        async fn get<'k>(&self, k: impl Into<Key<'k>>, v: impl Into<Vec<u8>>) -> usize {
            let k = k.into();
            let v = v.into();
            ready(()).await;
            k.0.len() + v.len()
        }
    }

    fn send<F: Send>(_: F) {}
    let s = S(1u8);
    send(s.get("a", vec![]));
}

#[test]
fn target_of_the_impl() {
    use std::future::ready;
    struct S<T>(T);
    impl<T: Clone + Send> S<T> {
        #[demono]
        async fn put(&mut self, k: impl Into<T>) -> u8 {
            self.0 = k.into();
            ready(()).await;
            1
        }
    }

    fn send<F: Send>(_: F) {}
    let mut s = S(1u16);
    send(s.put(1u8));
}

#[test]
fn ref_cell_into() {
    use std::{cell::RefCell, future::ready};
    #[demono]
    async fn count(e: impl Into<RefCell<u8>>) -> u8 {
        let c = e.into();
        ready(()).await;
        c.into_inner()
    }

    fn send<F: Send>(_: F) {}
    send(count(1u8));
}

#[test]
fn as_mut_cell() {
    use std::{cell::Cell, future::ready};
    struct W(Cell<u8>);
    impl AsMut<Cell<u8>> for W {
        fn as_mut(&mut self) -> &mut Cell<u8> {
            &mut self.0
        }
    }
    #[demono]
    async fn count(mut e: impl AsMut<Cell<u8>>) -> u8 {
        e.as_mut().set(2);
        ready(()).await;
        e.as_mut().get()
    }

    fn send<F: Send>(_: F) {}
    send(count(W(Cell::new(1))));
}

#[test]
fn dyn_send() {
    use std::{error::Error, future::ready};
    #[demono]
    async fn count(e: impl Into<Box<dyn Error + Send + Sync>>) -> usize {
        let n = e.into().to_string().len();
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count("x"));
}

#[test]
fn partial_rc() {
    use std::{future::ready, rc::Rc};
    #[demono(partial)]
    async fn count(items: impl Into<Rc<[u8]>>, name: impl AsRef<str>) -> usize {
        let n = items.into().len();
        ready(()).await;
        n + name.as_ref().len()
    }

    fn send<F: Send>(_: F) {}
    send(count(vec![1], "a"));
}

#[test]
fn block_methods() {
    use std::future::ready;
    #[derive(Clone)]
    struct Url(String);
    impl From<&str> for Url {
        fn from(s: &str) -> Url {
            Url(s.into())
        }
    }
    struct S;
    #[demono]
    impl S {
        async fn get(&self, u: impl Into<Url>) -> usize {
            let u = u.into();
            ready(()).await;
            u.0.len()
        }
        async fn all(u: Option<impl Into<Url>>) -> usize {
            let u = u.map(Into::into);
            ready(()).await;
            u.map_or(0, |u: Url| u.0.len())
        }
    }

    fn send<F: Send>(_: F) {}
    send(S.get("a"));
    send(S::all(Some("a")));
}

#[test]
fn custom_word() {
    use std::{future::ready, rc::Rc};
    #[demono(items: Rc<[u8]> = items.into())]
    async fn count(items: impl Into<Rc<[u8]>>) -> usize {
        let n = items.into();
        ready(()).await;
        n.len()
    }

    let _ = count(vec![1]);
}

#[test]
fn rc_in_async() {
    use std::{future::ready, rc::Rc};
    #[demono]
    async fn count(items: impl Into<Rc<[u8]>>) -> usize {
        let n = items.into().len();
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count(vec![1]));
}

#[test]
fn cell_as_ref() {
    use std::{cell::Cell, future::ready};
    struct W(Cell<u8>);
    #[demono]
    async fn count<T: AsRef<Cell<u8>>>(x: T) -> u8 {
        let n = x.as_ref().get();
        ready(()).await;
        n
    }
    impl AsRef<Cell<u8>> for W {
        fn as_ref(&self) -> &Cell<u8> {
            &self.0
        }
    }

    fn send<F: Send>(_: F) {}
    send(count(W(Cell::new(1))));
}

#[test]
fn box_dyn_error() {
    use std::{error::Error, future::ready};
    #[demono]
    async fn count(e: impl Into<Box<dyn Error>>) -> usize {
        let n = e.into().to_string().len();
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count("x"));
}

#[test]
fn opaque_user_type() {
    use std::{future::ready, rc::Rc};
    struct Handle(Rc<u8>);
    impl From<u8> for Handle {
        fn from(n: u8) -> Self {
            Handle(Rc::new(n))
        }
    }
    #[demono]
    async fn count(e: impl Into<Handle>) -> u8 {
        let n = {
            let h: Handle = e.into();
            *h.0
        };
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count(1u8));
}

#[test]
fn raw_pointer() {
    use std::future::ready;
    struct P(usize);
    impl From<P> for *const u8 {
        fn from(p: P) -> *const u8 {
            p.0 as *const u8
        }
    }
    #[demono]
    async fn count(e: impl Into<*const u8>) -> bool {
        let n = {
            let p = e.into();
            p.is_null()
        };
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count(P(0)));
}

#[test]
fn asref_user_not_sync() {
    use std::{cell::Cell, future::ready};
    struct Inner(Cell<u8>);
    struct W(Inner);
    impl AsRef<Inner> for W {
        fn as_ref(&self) -> &Inner {
            &self.0
        }
    }
    #[demono]
    async fn count<T: AsRef<Inner>>(e: T) -> u8 {
        let n = e.as_ref().0.get();
        ready(()).await;
        n
    }

    fn send<F: Send>(_: F) {}
    send(count(W(Inner(Cell::new(1)))));
}

#[test]
fn early_with_others() {
    use std::{future::ready, rc::Rc};
    #[demono]
    async fn count(items: impl Into<Rc<[u8]>>, more: Vec<u8>, name: impl Into<String>) -> usize {
        let n = items.into().len();
        let name = name.into();
        ready(()).await;
        n + more.len() + name.len()
    }
    struct S;
    impl S {
        #[demono]
        async fn f(e: impl Into<Box<dyn std::error::Error>>, k: u8) -> usize {
            let mut n: usize = e.into().to_string().len();
            ready(()).await;
            n += k as usize;
            ready(()).await;
            n
        }
    }
    #[demono]
    impl S {
        async fn g(e: impl Into<Rc<u8>>) -> u8 {
            let n = *e.into();
            ready(()).await;
            n
        }
    }

    fn send<F: Send>(_: F) {}
    send(count(vec![1], vec![2], "a"));
    send(S::f("x", 1));
    send(S::g(1u8));
}

#[test]
fn async_trait_like_method() {
    use std::{collections::HashMap, future::ready};
    struct C {
        m: HashMap<String, String>,
    }
    struct Key(String);
    impl From<&str> for Key {
        fn from(s: &str) -> Key {
            Key(s.into())
        }
    }
    #[demono]
    impl C {
        async fn get(&self, k: impl Into<Key>) -> Option<&String> {
            let k = k.into();
            ready(()).await;
            self.m.get(&k.0)
        }
        async fn set(&mut self, k: impl Into<Key>, v: impl Into<String>) -> usize {
            let k = k.into();
            ready(()).await;
            self.m.insert(k.0, v.into());
            self.m.len()
        }
    }

    fn send<F: Send>(_: F) {}
    let mut c = C { m: HashMap::new() };
    send(c.set("a", "b"));
    send(c.get("a"));
}

#[test]
fn async_target_of_alias() {
    use std::future::ready;
    type Name = String;
    mod m {
        pub(super) struct Id(pub u8);
        impl From<u8> for Id {
            fn from(n: u8) -> Id {
                Id(n)
            }
        }
    }
    #[demono]
    async fn go(n: impl Into<Name>, i: impl Into<m::Id>) -> usize {
        let (n, i) = (n.into(), i.into());
        ready(()).await;
        n.len() + i.0 as usize
    }

    fn send<F: Send>(_: F) {}
    send(go("a", 1));
}

#[test]
fn async_partial_generic_target() {
    use std::future::ready;
    #[demono(partial)]
    async fn go<T: Send + Default + PartialEq>(
        n: impl Into<Option<T>>,
        s: impl AsRef<str>,
    ) -> bool {
        let n = n.into().unwrap_or_default();
        ready(()).await;
        n == T::default() && s.as_ref().is_empty()
    }

    fn send<F: Send>(_: F) {}
    send(go(1u8, ""));
}

#[test]
fn future_unit() {
    use std::future::Future;
    #[demono(dyn)]
    async fn go(f: impl Future<Output = ()> + Send, n: u8) -> u8 {
        f.await;
        n + 1
    }

    fn send<F: Send>(_: F) {}
    send(go(async {}, 1));
}
