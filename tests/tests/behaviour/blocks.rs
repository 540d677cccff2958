//! The attribute on `impl` blocks. The methods called `kept_..` stay as they are.

use std::fmt::{Debug, Display, Write as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use demono::demono;

#[derive(Clone, Debug, Default, PartialEq)]
struct Name {
    text: String,
    dots: usize,
}

#[demono]
impl Name {
    const SEPARATOR: &'static str = ".";

    fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let dots = text.matches(Self::SEPARATOR).count();
        Self { text, dots }
    }

    fn kept_plain(&self) -> &str {
        &self.text
    }

    fn kept_setter(&mut self, text: impl Into<String>) {
        self.text = text.into();
    }

    fn kept_forwarder(&self, path: impl AsRef<Path>) -> bool {
        self.is_file(path)
    }

    #[demono(skip)]
    fn kept_by_wish(&self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        text.len() + self.dots
    }

    /// A body that is too short, but has an attribute of its own.
    #[demono]
    fn wanted(&mut self, text: impl Into<String>) {
        self.text = text.into();
    }

    #[demono(dyn)]
    fn each(&self, mut f: impl FnMut(&str, usize)) -> usize {
        for (index, part) in self.text.split(Self::SEPARATOR).enumerate() {
            f(part, index);
        }
        self.dots
    }

    fn is_file(&self, path: impl AsRef<Path>) -> bool {
        let path = path.as_ref();
        path.file_name().is_some_and(|name| name == &*self.text)
    }

    fn join(&mut self, text: impl AsRef<str>) -> &mut Self {
        let text = text.as_ref();
        write!(self.text, "{}{text}", Self::SEPARATOR).expect("no error");
        self.dots += 1;
        self
    }

    fn into_joined(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        self.join(text).join(text);
        self
    }

    fn boxed(self: Box<Self>, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        self.text + text
    }

    fn counted(self: &Rc<Self>, text: impl AsRef<str>) -> (usize, &str) {
        let length = text.as_ref().len();
        (Rc::strong_count(self) + length, &self.text)
    }

    fn in_macros(&self, text: impl AsRef<str>) -> String {
        if matches!(self, Self { dots: 0, .. }) {
            return format!("{self:?} {}", text.as_ref());
        }
        format!(
            "{}{}{}",
            self.text,
            Self::SEPARATOR,
            Self::new(text.as_ref()).text
        )
    }

    fn in_closures(&self, text: impl AsRef<str>) -> Vec<String> {
        let make = |n: usize| format!("{}{}{n}", self.text, text.as_ref());
        (0..2).map(make).collect()
    }

    fn borrowed<'t>(&self, text: &'t str, prefix: impl AsRef<str>) -> &'t str {
        let rest = text.strip_prefix(prefix.as_ref());
        rest.unwrap_or(&text[self.dots..])
    }

    fn r#match(&self, text: impl AsRef<str>) -> bool {
        let text = text.as_ref();
        self.text == text || text.is_empty()
    }

    pub(crate) unsafe fn unchecked(&self, bytes: impl AsRef<[u8]>) -> u8 {
        let bytes = bytes.as_ref();
        // SAFETY: the caller says that there are more bytes than dots.
        unsafe { *bytes.get_unchecked(self.dots) }
    }

    extern "C" fn foreign(&self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        text.len() * (self.dots + 1)
    }
}

#[test]
fn inherent() {
    let mut name = Name::new("a.b");
    assert_eq!((name.kept_plain(), name.dots), ("a.b", 1));
    name.kept_setter("c");
    name.wanted("d");
    assert!(name.kept_forwarder("x/d") && name.is_file("d"));
    assert_eq!(name.kept_by_wish("abc"), 4);
    assert_eq!(name.join("e").join('f'.to_string()).dots, 3);
    assert_eq!(name.clone().into_joined("g").text, "d.e.f.g.g");
    assert_eq!(Box::new(name.clone()).boxed("!"), "d.e.f!");
    assert_eq!(Rc::new(name.clone()).counted("ab"), (3, "d.e.f"));
    assert_eq!(name.in_macros("x"), "d.e.f.x");
    assert_eq!(
        Name::new("n").in_macros("x"),
        "Name { text: \"n\", dots: 0 } x"
    );
    assert_eq!(name.in_closures("-"), ["d.e.f-0", "d.e.f-1"]);
    assert_eq!(name.borrowed("abc", "a"), "bc");
    assert!(name.r#match("d.e.f"));
    let mut parts = Vec::new();
    name.each(|part, index| parts.push(format!("{part}{index}")));
    assert_eq!(parts, ["d0", "e1", "f2"]);
    // SAFETY: there are four.
    assert_eq!(unsafe { name.unchecked([1, 2, 3, 4]) }, 4);
    assert_eq!(name.foreign("ab"), 8);
}

struct Wrapper(u32, String);

#[demono]
impl Wrapper {
    fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(text.len() as u32, text)
    }

    fn matches(&self, text: impl AsRef<str>) -> bool {
        match self {
            Self(0, _) => text.as_ref().is_empty(),
            Self(n, own) if *n > 1 => own == text.as_ref(),
            Wrapper(..) => false,
        }
    }

    #[demono(dyn)]
    fn by_function(names: impl IntoIterator<Item = String>) -> Vec<Self> {
        names.into_iter().map(Self::new).collect()
    }

    #[demono(dyn)]
    fn by_constructor(names: impl IntoIterator<Item = String>) -> Vec<Self> {
        (0..).zip(names).map(|(n, name)| Self(n, name)).collect()
    }
}

#[test]
fn tuple_structs() {
    let wrapper = Wrapper::new("ab");
    assert!(wrapper.matches("ab") && !Wrapper::new("a").matches("a"));
    assert_eq!(Wrapper::by_function(["a".to_owned()])[0].0, 1);
    assert_eq!(Wrapper::by_constructor(["a".to_owned()])[0].0, 0);
}

enum Choice {
    Text(String),
    Number { n: u32 },
}

#[demono]
impl Choice {
    fn parse(text: impl AsRef<str>) -> Result<Self, std::num::ParseIntError> {
        let text = text.as_ref();
        if let Some(number) = text.strip_prefix('#') {
            return Ok(Self::Number { n: number.parse()? });
        }
        Ok(Self::Text(text.to_owned()))
    }

    fn is(&self, text: impl AsRef<str>) -> bool {
        match (self, text.as_ref()) {
            (Self::Text(own), text) => own == text,
            (Self::Number { n }, text) => text.parse() == Ok(*n),
        }
    }
}

#[test]
fn enums() {
    assert!(Choice::parse("a").is_ok_and(|choice| choice.is("a")));
    assert!(Choice::parse("#12").is_ok_and(|choice| choice.is("12")));
    assert!(Choice::parse("#x").is_err());
}

struct Store<K, V, const N: usize> {
    items: Vec<(K, V)>,
}

#[demono]
impl<K, V, const N: usize> Store<K, V, N>
where
    K: PartialEq + From<String> + Debug,
    V: Default,
{
    fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            items: vec![(K::from(name), V::default())],
        }
    }

    fn get(&self, key: impl AsRef<str>) -> Option<&V> {
        let key = K::from(key.as_ref().to_owned());
        self.items
            .iter()
            .take(N)
            .find(|(k, _)| *k == key)
            .map(|(_, v)| v)
    }

    fn insert(&mut self, key: impl Into<K>, value: impl Into<V>) -> [usize; 2] {
        let (key, value) = (key.into(), value.into());
        self.items.push((key, value));
        [self.items.len(), N]
    }

    fn described(text: impl Display) -> String {
        let key = K::from(text.to_string());
        format!("{key:?} of {N}")
    }

    #[demono(dyn)]
    fn each(&mut self, mut f: impl FnMut(&K, &mut V)) -> usize {
        for (key, value) in &mut self.items {
            f(key, value);
        }
        N
    }
}

#[test]
fn generic_impls() {
    let mut store = Store::<String, u32, 3>::new("a");
    assert_eq!(store.insert("b", 2_u8), [2, 3]);
    assert_eq!(store.each(|_, value| *value += 1), 3);
    assert_eq!(
        (store.get("a"), store.get("b"), store.get("c")),
        (Some(&1), Some(&3), None)
    );
    assert_eq!(Store::<String, u32, 7>::described(1), "\"1\" of 7");
}

struct View<'a, T> {
    text: &'a str,
    tag: T,
}

#[demono]
impl<'a, T: Copy> View<'a, T> {
    fn after(&self, prefix: impl AsRef<str>) -> Option<&'a str> {
        let prefix = prefix.as_ref();
        self.text.strip_prefix(prefix)
    }

    fn of(text: &'a str, prefix: impl AsRef<str>, tag: T) -> View<'a, T> {
        let text = text.strip_prefix(prefix.as_ref()).unwrap_or(text);
        View { text, tag }
    }

    fn pair<'b>(&'b self, text: impl AsRef<str>) -> (&'a str, &'b T, usize) {
        let length = text.as_ref().len();
        (self.text, &self.tag, length)
    }
}

#[demono]
impl View<'_, u8> {
    fn elided(&self, prefix: impl AsRef<str>) -> &str {
        let prefix = prefix.as_ref();
        self.text.trim_start_matches(prefix)
    }
}

#[test]
fn with_lifetimes() {
    let text = String::from("abc");
    let after = {
        let view = View::of(&text, "a", 1_u8);
        assert_eq!(view.pair("xy"), ("bc", &1, 2));
        assert_eq!(view.elided("b"), "c");
        view.after("b")
    };
    assert_eq!(after, Some("c"));
}

#[demono]
impl Name {
    fn to_vec(names: Vec<impl Into<String>>, last: Option<impl Into<PathBuf>>) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = Vec::new();
        for name in names {
            let name: String = name.into();
            all.push(PathBuf::from(name));
        }
        all.extend(last.map(Into::into));
        all
    }

    fn shown(&self, value: impl Display, other: impl ToString) -> String {
        format!("{value}{}{}", self.text, other.to_string())
    }

    fn opaque(&self, text: impl Into<String>) -> impl Iterator<Item = String> {
        let (text, dots) = (text.into(), self.dots);
        (0..=dots).map(move |n| format!("{text}{n}"))
    }

    async fn later(&self, text: impl Into<String>) -> String {
        let text = text.into();
        std::future::ready(()).await;
        format!("{text}{}", self.text)
    }
}

#[test]
fn a_second_block() {
    assert_eq!(
        Name::to_vec(vec!["a"], Some("b")),
        [Path::new("a"), Path::new("b")]
    );
    let name = Name::new("n");
    assert_eq!(name.shown(1, 'c'), "1nc");
    assert_eq!(name.opaque("x").collect::<String>(), "x0");
    let mut later = std::pin::pin!(name.later("l"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let ready = std::future::Future::poll(later.as_mut(), &mut context);
    assert_eq!(ready, std::task::Poll::Ready("ln".to_owned()));
}
