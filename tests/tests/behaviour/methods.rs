//! Methods: every receiver, `Self` wherever it can occur, generic impls.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use demono::demono;

#[derive(Clone, Debug, Default, PartialEq)]
struct Name {
    text: String,
}

macro_rules! build {
    ($ty:ident { $field:ident: $value:expr }) => {
        $ty { $field: $value }
    };
}

impl Name {
    const EMPTY: &'static str = "";

    #[demono]
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    #[demono]
    fn by_name(text: impl Into<String>) -> Name {
        Name { text: text.into() }
    }

    #[demono]
    fn in_macro(text: impl Into<String>) -> Name {
        build!(Self { text: text.into() })
    }

    #[demono]
    fn constant(text: impl AsRef<str>) -> bool {
        text.as_ref() == Self::EMPTY
    }

    #[demono]
    fn by_ref(&self, text: impl AsRef<str>) -> bool {
        self.text == text.as_ref()
    }

    #[demono]
    fn by_mut(&mut self, text: impl Into<String>) -> &mut Self {
        self.text = text.into();
        self
    }

    #[demono]
    fn by_value(self, text: impl AsRef<str>) -> String {
        self.text + text.as_ref()
    }

    #[demono]
    fn by_mut_value(mut self, text: impl AsRef<str>) -> Self {
        self.text.push_str(text.as_ref());
        self
    }

    #[demono]
    fn by_box(self: Box<Self>, text: impl AsRef<str>) -> String {
        self.text + text.as_ref()
    }

    #[demono]
    fn by_rc(self: Rc<Self>, text: impl AsRef<str>) -> usize {
        self.text.len() + text.as_ref().len()
    }

    #[demono]
    fn by_arc(self: &Arc<Self>, text: impl AsRef<str>) -> &str {
        assert!(!text.as_ref().is_empty());
        &self.text
    }

    #[demono]
    fn by_pin(self: Pin<&mut Self>, text: impl Into<String>) {
        self.get_mut().text = text.into();
    }

    #[demono]
    fn borrows(&self, text: impl AsRef<str>) -> &str {
        assert!(!text.as_ref().is_empty());
        &self.text
    }

    #[demono]
    fn in_format(&self, text: impl AsRef<str>) -> String {
        format!("{}{}{}", self.text, text.as_ref(), Self::EMPTY)
    }

    #[demono]
    fn recursive(&self, text: impl AsRef<str>, depth: u8) -> usize {
        if depth == 0 {
            text.as_ref().len() + self.text.len()
        } else {
            self.recursive(text.as_ref().to_owned(), depth - 1)
        }
    }

    #[demono]
    fn r#match(&self, text: impl AsRef<str>) -> bool {
        self.text == text.as_ref()
    }
}

#[test]
fn receivers() {
    let mut name = Name::new("n");
    assert_eq!(name, Name::by_name('n'));
    assert_eq!(name, Name::in_macro('n'));
    assert!(Name::constant(""));
    assert!(name.by_ref("n"));
    assert_eq!(name.by_mut("m").text, "m");
    assert_eq!(name.clone().by_value("x"), "mx");
    assert_eq!(name.clone().by_mut_value("x").text, "mx");
    assert_eq!(Box::new(name.clone()).by_box("x"), "mx");
    assert_eq!(Rc::new(name.clone()).by_rc("x"), 2);
    assert_eq!(Arc::new(name.clone()).by_arc("x"), "m");
    Pin::new(&mut name).by_pin("p");
    assert_eq!(name.borrows("x"), "p");
    assert_eq!(name.in_format("x"), "px");
    assert_eq!(name.recursive("x", 3), 2);
    assert!(name.r#match("p"));
}

struct Store<K, V> {
    items: Vec<(K, V)>,
}

impl<K, V> Store<K, V>
where
    K: PartialEq + From<String>,
{
    #[demono]
    fn new(name: impl Into<String>, value: V) -> Self {
        Store {
            items: vec![(K::from(name.into()), value)],
        }
    }

    #[demono]
    fn insert(&mut self, key: impl Into<K>, value: impl Into<V>) -> usize {
        self.items.push((key.into(), value.into()));
        self.items.len()
    }

    #[demono]
    fn get(&self, key: impl AsRef<str>) -> Option<&V> {
        let key = K::from(key.as_ref().to_owned());
        self.items.iter().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    #[demono]
    fn keys(text: impl AsRef<str>) -> Vec<K> {
        vec![K::from(text.as_ref().to_owned())]
    }
}

struct View<'a> {
    text: &'a str,
}

impl<'a> View<'a> {
    #[demono]
    fn after(&self, prefix: impl AsRef<str>) -> Option<&'a str> {
        self.text.strip_prefix(prefix.as_ref())
    }

    #[demono]
    fn of(text: &'a str, prefix: impl AsRef<str>) -> View<'a> {
        View {
            text: text.strip_prefix(prefix.as_ref()).unwrap_or(text),
        }
    }
}

#[test]
fn generic_impls() {
    let mut store: Store<String, u32> = Store::new("a", 1);
    assert_eq!(store.insert("b", 2_u8), 2);
    assert_eq!(store.get("b"), Some(&2));
    assert_eq!(Store::<String, u32>::keys("x"), ["x"]);
    let view = View { text: "abc" };
    assert_eq!(view.after("a"), Some("bc"));
    assert_eq!(View::of("abc", String::from("ab")).text, "c");
}
