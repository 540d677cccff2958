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
