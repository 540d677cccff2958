// One function for each conversion, for crates with unusual surroundings: every path is
// rooted, because nothing is in scope there.

/// Into.
#[::demono::demono]
pub fn into(text: impl ::core::convert::Into<::alloc::string::String>) -> ::alloc::string::String {
    ::core::convert::Into::into(text)
}

/// `AsRef`.
#[::demono::demono]
pub fn as_ref(text: impl ::core::convert::AsRef<str>) -> usize {
    text.as_ref().len()
}

/// `AsMut`.
#[::demono::demono]
pub fn as_mut(mut bytes: impl ::core::convert::AsMut<[u8]>, value: u8) {
    for byte in bytes.as_mut() {
        *byte = value;
    }
}

/// Borrow.
#[::demono::demono]
pub fn borrow<Q: ::core::borrow::Borrow<str> + ?::core::marker::Sized>(text: &Q) -> usize {
    text.borrow().len()
}

/// `BorrowMut`.
#[::demono::demono]
pub fn borrow_mut(mut list: impl ::core::borrow::BorrowMut<[u32]>) -> u32 {
    list.borrow_mut()[0]
}

/// `TryInto`.
#[::demono::demono]
pub fn try_into<N>(number: N) -> ::core::option::Option<u8>
where
    N: ::core::convert::TryInto<u8, Error = ::core::num::TryFromIntError>,
{
    number.try_into().ok()
}

/// Display.
#[::demono::demono]
pub fn display(value: impl ::core::fmt::Display) -> ::alloc::string::String {
    ::alloc::format!("{value}")
}

/// `ToString`.
#[::demono::demono]
pub fn to_string(value: impl ::alloc::string::ToString) -> ::alloc::string::String {
    ::alloc::string::ToString::to_string(&value)
}

/// Display and Debug.
#[::demono::demono]
pub fn display_debug(
    value: impl ::core::fmt::Display + ::core::fmt::Debug,
) -> ::alloc::string::String {
    ::alloc::format!("{value}{value:?}")
}

/// Option of Into.
#[::demono::demono]
pub fn option_into(
    text: ::core::option::Option<impl ::core::convert::Into<::alloc::string::String>>,
) -> ::core::option::Option<::alloc::string::String> {
    text.map(::core::convert::Into::into)
}

/// Option of `AsRef`.
#[::demono::demono]
pub fn option_as_ref(text: ::core::option::Option<impl ::core::convert::AsRef<str>>) -> usize {
    text.map_or(0, |text| text.as_ref().len())
}

/// Vec of Into.
#[::demono::demono]
pub fn vec_into(
    list: ::alloc::vec::Vec<impl ::core::convert::Into<::alloc::string::String>>,
) -> ::alloc::vec::Vec<::alloc::string::String> {
    let mut all = ::alloc::vec::Vec::new();
    for text in list {
        all.push(text.into());
    }
    all
}

/// A borrow comes back out.
#[::demono::demono]
pub fn elided(text: &str, prefix: impl ::core::convert::AsRef<str>) -> &str {
    text.strip_prefix(prefix.as_ref()).unwrap_or(text)
}

/// An opaque type comes back out.
#[::demono::demono]
pub fn opaque(text: impl ::core::convert::AsRef<str>) -> impl ::core::iter::Iterator<Item = usize> {
    0..text.as_ref().len()
}

/// Generics stay.
#[::demono::demono(partial)]
pub fn partial<T, const N: usize>(text: impl ::core::convert::AsRef<str>) -> ([T; N], usize)
where
    [T; N]: ::core::default::Default,
{
    (::core::default::Default::default(), text.as_ref().len())
}

/// Later.
#[::demono::demono]
pub async fn later(text: impl ::core::convert::Into<::alloc::string::String>) -> usize {
    let text = text.into();
    ::core::future::ready(()).await;
    text.len()
}

/// With methods.
pub struct Named(::alloc::string::String);

impl Named {
    /// New.
    #[::demono::demono]
    pub fn new(text: impl ::core::convert::Into<::alloc::string::String>) -> Self {
        Self(text.into())
    }

    /// Renamed.
    #[::demono::demono]
    #[must_use]
    pub fn renamed(
        mut self,
        text: impl ::core::convert::Into<::alloc::string::String>,
        more: impl ::core::fmt::Display,
    ) -> Self {
        self.0 = text.into() + &::alloc::format!("{more}");
        self
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A slice.
#[::demono::demono]
pub fn slice<S: ::core::convert::AsRef<str> + ::core::marker::Sync>(texts: &[S]) -> usize {
    let mut length = texts.len();
    for text in texts {
        length += text.as_ref().len();
    }
    length + texts[0].as_ref().len()
}

/// A slice that is displayed, and an option.
#[::demono::demono]
pub fn slice_of_shown<T: ::core::fmt::Display + ::core::fmt::Debug>(
    items: &[T],
    more: ::core::option::Option<&T>,
) -> ::alloc::string::String {
    match more {
        ::core::option::Option::Some(more) => ::alloc::format!("{} {items:?} {more}", items[0]),
        ::core::option::Option::None => ::alloc::string::String::new(),
    }
}

/// The other way around.
#[::demono::demono]
pub fn from<P>(text: P) -> usize
where
    ::alloc::string::String: ::core::convert::From<P>,
{
    let text: ::alloc::string::String = ::core::convert::From::from(text);
    text.len()
}

/// What is asked of a type.
#[::demono::demono]
#[must_use]
pub fn asked<T: 'static>(id: ::core::any::TypeId) -> (bool, usize, &'static str) {
    (
        id == ::core::any::TypeId::of::<T>(),
        ::core::mem::size_of::<T>(),
        ::core::any::type_name::<T>(),
    )
}
