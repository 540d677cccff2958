//! Expansions, as a reader would want to see them: the tokens that come out of the
//! entry, printed without a compiler around it.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn expanded(attribute: TokenStream, item: TokenStream) -> String {
    let output = crate::expand::expand(attribute, item);
    let file = syn::parse2(output).expect("an expansion is a list of items");
    prettyplease::unparse(&file)
}

macro_rules! snapshot {
    ($name:ident, #[demono] $($item:tt)*) => {
        snapshot!($name, #[demono()] $($item)*);
    };
    ($name:ident, #[demono($($attribute:tt)*)] $($item:tt)*) => {
        #[test]
        fn $name() {
            use crate::snapshots::expanded;
            use quote::quote;
            insta::assert_snapshot!(expanded(quote!($($attribute)*), quote!($($item)*)));
        }
    };
}

snapshot! { into, #[demono]
    /// Reads a file.
    #[must_use]
    pub fn read(path: impl Into<PathBuf>) -> io::Result<String> {
        fs::read_to_string(path)
    }
}

snapshot! { as_ref, #[demono]
    pub fn load<P>(path: P, strict: bool) -> Config
    where
        P: AsRef<Path>,
    {
        let text = read(path.as_ref());
        let path = path.as_ref();
        parse(&text, path.as_ref(), strict)
    }
}

snapshot! { as_mut, #[demono]
    fn fill(mut buffer: impl AsMut<[u8]>, with: &mut impl AsMut<[u8]>) {
        buffer.as_mut().copy_from_slice(with.as_mut());
    }
}

snapshot! { borrow, #[demono]
    fn find<Q: Borrow<str> + ?Sized>(key: &Q, mut list: impl BorrowMut<[u8]>) -> usize {
        list.borrow_mut()[0] = 1;
        key.borrow().len()
    }
}

snapshot! { try_into, #[demono]
    fn number<N, E>(number: N, other: impl TryInto<u8, Error = Wrong>) -> Result<u8, Wrong>
    where
        N: TryInto<u8, Error = E>,
        E: Into<Wrong>,
    {
        Ok(number.try_into().map_err(Into::into)? + other.try_into()?)
    }
}

snapshot! { display, #[demono]
    fn report(title: impl Display, value: impl Display + Debug + Sync, text: impl ToString) -> String {
        format!("{title} {value:?} {}", text.to_string())
    }
}

snapshot! { containers, #[demono]
    fn all(name: Option<impl Into<String>>, path: Option<impl AsRef<Path>>, list: Vec<impl Into<String>>) {
        let name = name.map(Into::into);
        if let Some(path) = &path {
            open(path.as_ref());
        }
        for item in list {
            push(item.into());
        }
    }
}

snapshot! { macros, #[demono]
    fn message(name: impl Into<String>, path: impl AsRef<Path>) -> String {
        assert!(path.as_ref().exists(), "{}", path.as_ref().display());
        grammar!(name.into() => with AsRef::<Path>::as_ref(&path));
        format!("{}", name.into())
    }
}

snapshot! { shadowed, #[demono]
    fn boxed(name: impl Into<String>) -> Box<str> {
        let name = name.into();
        name.into()
    }
}

snapshot! { method, #[demono]
    #[track_caller]
    #[allow(clippy::missing_panics_doc)]
    pub fn rename(mut self: Box<Self>, name: impl Into<String>) -> Self {
        self.name = name.into();
        *self
    }
}

snapshot! { asynchronous, #[demono]
    pub async fn get(&self, url: impl AsRef<str>) -> Response {
        self.send(url.as_ref()).await
    }
}

snapshot! { not_safe, #[demono]
    pub unsafe extern "C" fn raw(bytes: *const u8, name: impl AsRef<str>) -> u8 {
        *bytes.add(name.as_ref().len())
    }
}

snapshot! { elided, #[demono]
    fn behind(text: &str, prefix: impl AsRef<str>) -> &str {
        text.strip_prefix(prefix.as_ref()).unwrap_or(text)
    }
}

snapshot! { captured, #[demono]
    fn parts<'a>(text: &'a str, by: &Options, pattern: impl AsRef<str>) -> impl Iterator<Item = &'a str> {
        split(text, by, pattern.as_ref())
    }
}

snapshot! { captured_precisely, #[demono]
    fn skip<'a, P: AsRef<str>>(list: &'a [u8], text: P) -> impl Iterator<Item = &'a u8> + use<'a, P> {
        list.iter().skip(text.as_ref().len())
    }
}

snapshot! { patterns, #[demono]
    fn inside((a, b): (u8, u8), Point { x, .. }: Point, _: &str, _unused: u8, mut d: u8, text: impl AsRef<str>) {
        d += text.as_ref().len();
    }
}

snapshot! { configured, #[demono(inline)]
    fn with(text: impl AsRef<str>, #[cfg(unix)] mode: u32) -> usize {
        text.as_ref().len()
    }
}

snapshot! { may_be_inlined, #[demono(inline)]
    fn short(text: impl AsRef<str>) -> usize {
        text.as_ref().len()
    }
}

snapshot! { partial, #[demono(partial, skip(other))]
    fn some<'a, T: Clone, P: AsRef<str> + 'a, const N: usize>(text: P, list: &'a [T; N], other: impl Into<u8>) -> usize
    where
        T: Default,
    {
        text.as_ref().len() + list.len()
    }
}

snapshot! { attributes, #[demono]
    /// Documented.
    #[cfg(unix)]
    #[cfg_attr(unix, cold, doc = "More.", allow(unused))]
    #[deprecated]
    #[expect(dead_code, unused_mut)]
    #[inline(always)]
    fn old(&self, text: impl AsRef<str>) -> usize {
        text.as_ref().len()
    }
}

snapshot! { refused_variadic, #[demono]
    unsafe extern "C" fn print(format: impl AsRef<str>, mut args: ...) -> usize {
        format.as_ref().len()
    }
}

snapshot! { slices, #[demono]
    fn join<S: AsRef<str> + Sync, T: Display + Debug>(parts: &[S], rest: Vec<T>, at: usize) -> &str {
        for item in &rest {
            println!("{item} {rest:?} {}", rest[0]);
        }
        for part in &parts[1..] {
            parts[2..].iter().zip(parts).count();
        }
        parts[at].as_ref()
    }
}

snapshot! { refused, #[demono(partail)]
    fn two<T>(text: impl AsRef<str>, other: T) -> T {
        other
    }
}

#[test]
fn half_typed_code_is_passed_through() {
    let items = [
        quote! { fn half(text: impl AsRef<str>) -> usize { text.as_ref(). } },
        quote! { fn half(text: impl AsRef<str>) -> usize { if text. { 1 } else { 2 } } },
        quote! { fn half(text: impl AsRef<str>) -> usize { let text = ; text } },
        quote! { fn half(text: impl AsRef<str>) -> usize { text.as_ref(). let y = 1; y } },
        quote! { fn half(text: impl AsRef<str>, ) -> { text } },
        quote! { fn half(text: impl ) { } },
        quote! { impl Store { fn half(&self, name: impl Into<String>) { name. } } },
        quote! { impl Store { fn half(&self, name: impl ) {} } },
        quote! { impl Store for { fn half(&self, name: impl Into<String>) {} } },
    ];
    for item in items {
        let output = crate::expand::expand(quote!(), item.clone());
        assert_eq!(output.to_string(), item.to_string());
    }
}

#[test]
fn expansion_is_deterministic() {
    let item = quote! {
        fn all<'a, P: AsRef<str>, S: Into<String>>(a: &'a str, p: P, s: S) -> &'a str { p.as_ref(); s.into(); a }
    };
    let once = crate::expand::expand(quote!(), item.clone()).to_string();
    assert_eq!(once, crate::expand::expand(quote!(), item).to_string());
}
