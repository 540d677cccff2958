//! The types with which the examples call their functions: those of the standard library,
//! and others as users write them. No two types of a set have the same layout and the
//! same conversion: the optimizer folds copies of a generic that differ only in the name
//! of a type, and no real program looks like that.

mod buffer;
mod gather;
mod iterator;
mod text;
mod transcript;
mod value;

pub use buffer::{Arena, Lazy, Page, Tail};
pub use gather::{gathered, WriteAll};
pub use iterator::{Deck, Strided};
pub use text::{Chars, Choice, Inline, Joined, Pair, Secret, Shared, Spanned, Stacked, Wide};
pub use transcript::Transcript;
pub use value::{Angle, Moment, Price};

/// Calls `$call!(..)` with sixteen types of values that are `AsRef<Path>`, or only with the
/// first if the feature `one-type` of the calling package is on.
#[macro_export]
macro_rules! for_each_path {
    ($call:ident, $path:expr) => {
        $call!($path);
        #[cfg(not(feature = "one-type"))]
        {
            $call!(::std::string::String::from($path));
            $call!(&::std::string::String::from($path));
            $call!(::std::ffi::OsStr::new($path));
            $call!(::std::ffi::OsString::from($path));
            $call!(&::std::ffi::OsString::from($path));
            $call!(::std::path::Path::new($path));
            $call!(::std::path::PathBuf::from($path));
            $call!(&::std::path::PathBuf::from($path));
            $call!(::std::path::Path::new($path).components());
            $call!(::std::path::Path::new($path).iter());
            $call!(::std::boxed::Box::<::std::path::Path>::from(
                ::std::path::Path::new($path)
            ));
            $call!(::std::rc::Rc::<::std::path::Path>::from(
                ::std::path::Path::new($path)
            ));
            $call!(::std::sync::Arc::<::std::path::Path>::from(
                ::std::path::Path::new($path)
            ));
            $call!(::std::borrow::Cow::<::std::path::Path>::Owned($path.into()));
            $call!(::std::borrow::Cow::<::std::ffi::OsStr>::Borrowed(
                $path.as_ref()
            ));
        }
    };
}

/// Like [`for_each_path!`], for `Into<PathBuf>`.
#[macro_export]
macro_rules! for_each_into_path {
    ($call:ident, $path:expr) => {
        $call!($path);
        #[cfg(not(feature = "one-type"))]
        {
            $call!(::std::string::String::from($path));
            $call!(&::std::string::String::from($path));
            $call!(::std::ffi::OsStr::new($path));
            $call!(::std::ffi::OsString::from($path));
            $call!(&::std::ffi::OsString::from($path));
            $call!(::std::path::Path::new($path));
            $call!(::std::path::PathBuf::from($path));
            $call!(&::std::path::PathBuf::from($path));
            $call!(&::std::path::Path::new($path).components());
            $call!(&::std::path::Path::new($path).iter());
            $call!(::std::boxed::Box::<::std::path::Path>::from(
                ::std::path::Path::new($path)
            ));
            $call!(::std::borrow::Cow::<::std::path::Path>::Owned($path.into()));
            $call!($crate::Inline::new($path));
            $call!($crate::Shared::new($path));
            $call!($crate::Choice::new($path));
        }
    };
}

/// Like [`for_each_path!`], for `Into<String>`; if there are several texts, with one value
/// of the same type for each.
#[macro_export]
macro_rules! for_each_string {
    ($call:ident, $($text:expr),+) => {
        $call!($($text),+);
        #[cfg(not(feature = "one-type"))]
        {
            $call!($(::std::string::String::from($text)),+);
            $call!($(&::std::string::String::from($text)),+);
            $call!($(::std::string::String::from($text).as_mut_str()),+);
            $call!($(::std::boxed::Box::<str>::from($text)),+);
            $call!($(::std::borrow::Cow::<str>::Borrowed($text)),+);
            $call!($($crate::Inline::new($text)),+);
            $call!($($crate::Spanned::new($text)),+);
            $call!($($crate::Shared::new($text)),+);
            $call!($($crate::Joined::new($text)),+);
            $call!($($crate::Secret::new($text)),+);
            $call!($($crate::Pair::new($text)),+);
            $call!($($crate::Choice::new($text)),+);
            $call!($($crate::Chars::new($text)),+);
            $call!($($crate::Wide::new($text)),+);
            $call!($($crate::Stacked::new($text)),+);
        }
    };
}

/// Like [`for_each_path!`], for `AsRef<str>`.
#[macro_export]
macro_rules! for_each_str {
    ($call:ident, $text:expr) => {
        $call!($text);
        #[cfg(not(feature = "one-type"))]
        {
            $call!(::std::string::String::from($text));
            $call!(&::std::string::String::from($text));
            $call!(::std::string::String::from($text).as_mut_str());
            $call!(::std::boxed::Box::<str>::from($text));
            $call!(&::std::boxed::Box::<str>::from($text));
            $call!(::std::rc::Rc::<str>::from($text));
            $call!(&::std::rc::Rc::<str>::from($text));
            $call!(::std::sync::Arc::<str>::from($text));
            $call!(&::std::sync::Arc::<str>::from($text));
            $call!(::std::borrow::Cow::<str>::Borrowed($text));
            $call!(&::std::borrow::Cow::<str>::Owned($text.into()));
            $call!($crate::Inline::new($text));
            $call!($crate::Spanned::new($text));
            $call!($crate::Shared::new($text));
            $call!($crate::Choice::new($text));
        }
    };
}

/// Like [`for_each_path!`], for `Display`, with three values of each type.
#[macro_export]
macro_rules! for_each_value {
    ($call:ident) => {
        $call!("a string", "from the program", "");
        #[cfg(not(feature = "one-type"))]
        {
            $call!(
                ::std::string::String::from("an owned string with a long name"),
                ::std::string::String::from("12345678"),
                ::std::string::String::from("a number all the same")
            );
            $call!('c', '7', '?');
            $call!(true, false, true);
            $call!(7_u8, 255_u8, 0_u8);
            $call!(-7_i32, -1_234_567_i32, 0_i32);
            $call!(11_u64, 18_446_744_073_709_551_615_u64, 1_u64);
            $call!(-11_i128, 170_141_183_460_469_i128, 1_i128);
            $call!(0.5_f64, 98_765.25_f64, -0.25_f64);
            $call!(
                ::std::net::Ipv4Addr::LOCALHOST,
                ::std::net::Ipv4Addr::new(10, 0, 0, 1),
                ::std::net::Ipv4Addr::BROADCAST
            );
            $call!(
                ::std::borrow::Cow::Borrowed("borrowed"),
                ::std::borrow::Cow::<str>::Owned("owned".repeat(2)),
                ::std::borrow::Cow::Borrowed("either")
            );
            $call!(
                ::std::rc::Rc::<str>::from("with owners"),
                ::std::rc::Rc::<str>::from("several"),
                ::std::rc::Rc::<str>::from(" ")
            );
            $call!(
                ::std::path::Path::new("a").display(),
                ::std::path::Path::new("a/b.txt").display(),
                ::std::path::Path::new("/").display()
            );
            $call!(
                $crate::Angle(48, 8),
                $crate::Angle(11, 34),
                $crate::Angle(-1, 0)
            );
            $call!(
                $crate::Price(99),
                $crate::Price(-123_456_789),
                $crate::Price(-5)
            );
            $call!(
                $crate::Moment::Noon,
                $crate::Moment::Hour { hour: 7, minute: 5 },
                $crate::Moment::Noon
            );
        }
    };
}

/// Like [`for_each_path!`], for `AsMut<[u8]>`.
#[macro_export]
macro_rules! for_each_buffer {
    ($call:ident) => {
        $call!(&mut [0; 64]);
        #[cfg(not(feature = "one-type"))]
        {
            $call!([0; 16]);
            $call!([0; 32]);
            $call!(::std::vec![0; 32]);
            $call!(&mut ::std::vec![0; 48]);
            $call!(::std::vec![0; 32].into_boxed_slice());
            $call!(&mut ::std::vec![0; 48].into_boxed_slice());
            $call!([0; 64].as_mut_slice());
            $call!(&mut [0; 64].as_mut_slice());
            $call!($crate::Page::default());
            $call!(&mut $crate::Page::default());
            $call!($crate::Tail::default());
            $call!(&mut $crate::Tail::default());
            $call!($crate::Lazy::new(24));
            $call!(&mut $crate::Lazy::new(96));
            $call!($crate::Arena::new(&mut [0; 100]));
        }
    };
}

/// Like [`for_each_path!`], for `IntoIterator` over the twelve items of the `Vec` that
/// `$items` makes.
#[macro_export]
macro_rules! for_each_iterator {
    ($call:ident, $items:expr) => {
        $call!($items);
        #[cfg(not(feature = "one-type"))]
        {
            $call!(::std::collections::VecDeque::from($items));
            $call!($items
                .into_iter()
                .collect::<::std::collections::LinkedList<_>>());
            $call!($items.into_iter().rev());
            $call!($items.iter().cloned());
            $call!({
                let items = ::std::sync::Arc::<[_]>::from($items);
                ::std::array::from_fn::<_, 12, _>(|at| items[at].clone())
            });
            $call!($items.into_iter().skip(4).chain($items.into_iter().take(4)));
            $call!((1..)
                .zip($items)
                .collect::<::std::collections::BTreeMap<_, _>>()
                .into_values());
            $call!($items.chunks(5).map(<[_]>::to_vec).rev().flatten());
            $call!({
                let mut items = $items;
                ::std::iter::from_fn(move || {
                    let middle = items.len() / 2;
                    (!items.is_empty()).then(|| items.swap_remove(middle))
                })
            });
            $call!({
                let items = $items;
                ::std::iter::successors(Some(0_usize), |at| Some((at + 5) % 12))
                    .take(12)
                    .map(move |at| items[at].clone())
            });
            $call!($items.into_iter().cycle().skip(1).step_by(7).take(12));
            $call!($items.pop().into_iter().chain($items).take(12).fuse());
            $call!({
                let pairs = $items.into_iter().skip(6).zip($items.into_iter().take(6));
                pairs.flat_map(|(left, right)| [left, right])
            });
            $call!($crate::Strided::new($items));
            $call!($crate::Deck::new($items).peekable());
        }
    };
}
