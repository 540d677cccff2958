//! Compile a generic function's body once.
//!
//! Rust compiles a generic function once per type it is called with, and again in
//! every crate that calls it. Put [`#[demono]`](macro@demono) on a function that takes
//! `impl AsRef<Path>` or `impl Into<String>`, and it is split in two: a thin generic
//! **shim**, which converts, and one non-generic **inner**, which has the body.
//! Callers see the same function as before.
//!
//! ```
//! use std::path::Path;
//! use std::{fs, io};
//!
//! use demono::demono;
//!
//! /// The lines of a list, without comments.
//! #[demono]
//! pub fn entries(path: impl AsRef<Path>) -> io::Result<Vec<String>> {
//!     let text = fs::read_to_string(path.as_ref())?;
//!     let lines = text.lines().map(str::trim);
//!     let entries = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
//!     Ok(entries.map(str::to_owned).collect())
//! }
//!
//! assert!(entries("no/such/file").is_err());
//! assert!(entries(String::from("no/such/file")).is_err());
//! ```
//!
//! becomes this, plus some `allow`s of lints that the function above would not raise:
//!
//! ```
//! # use std::path::Path;
//! # use std::{fs, io};
//! /// The lines of a list, without comments.
//! #[inline]
//! pub fn entries(path: impl AsRef<Path>) -> io::Result<Vec<String>> {
//!     #[inline(never)]
//!     fn __demono_inner(path: &Path) -> io::Result<Vec<String>> {
//!         let text = fs::read_to_string(path)?;
//!         let lines = text.lines().map(str::trim);
//!         let entries = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
//!         Ok(entries.map(str::to_owned).collect())
//!     }
//!     __demono_inner(::core::convert::AsRef::as_ref(&path))
//! }
//! # assert!(entries("no/such/file").is_err());
//! ```
//!
//! A method that mentions `self`, `Self`, or a generic or lifetime of its impl gets
//! its inner next to it, as a private, hidden associated function
//! `__demono_<name>`, because a function nested inside it could not name those. With
//! the attribute on the [whole block](guide::blocks) nothing is added to the type.
//!
//! | to split | see |
//! |---|---|
//! | `Into`, `AsRef`, `Display` and the like | [Conversions](#conversions), below |
//! | a conversion trait of your own | [`guide::custom`] |
//! | closures | [`guide::closures`] |
//! | `&[T]`, `Vec<T>` and arrays whose items have a trait | [`guide::slices`] |
//! | iterators, and iterators whose items are converted | [`guide::iterators`], [`guide::items`] |
//! | readers and writers | [`guide::readers_and_writers`] |
//! | a trait of your own | [`guide::own_traits`] |
//! | `Debug`, `Error`, `Hasher`, `Future`, `RangeBounds` | [`guide::std_traits`] |
//! | an `impl` block, a trait's default methods | [`guide::blocks`] |
//! | names that look like generics, a renamed dependency, a `no_std` crate | [`guide::names`] |
//!
//! # Conversions
//!
//! A **conversion** carries a parameter from shim to inner. The bound may
//! be written as `impl Trait`, inline (`<P: AsRef<str>>`) or in the `where` clause, with
//! the trait's bare name or with a path of `std`, `core` or `alloc`.
//!
//! | bound | the inner has | a parameter may be |
//! |---|---|---|
//! | `Into<T>` | `T` | `P`, `Option<P>`, `Vec<P>` |
//! | `TryInto<T, Error = E>` | `Result<T, E>` | `P` |
//! | `AsRef<T>`, `Borrow<T>` | `&T` | `P`, `&P`, `&mut P`, `Option<P>` |
//! | `AsMut<T>`, `BorrowMut<T>` | `&mut T` | `P`, `&mut P` |
//! | `Display`, `ToString` | `&dyn Display` | `P`, `&P`, `&mut P` |
//! | `Display + Debug` | one object with both | `P`, `&P`, `&mut P` |
//!
//! The items of a slice, `&[T]`, and what is in an `Option<&T>` may be bounded by `AsRef`, `Borrow`, `Display`, `Debug` beside
//! these, or `ToString`; see [`guide::slices`].
//!
//! In an `Option` or a `Vec` the contents are converted: `Option<impl AsRef<Path>>`
//! becomes `Option<&Path>`, `Vec<impl Into<String>>` becomes `Vec<String>`.
//! A conversion may be combined with lifetimes, `?Sized`, `Send`, `Sync`, `Unpin`,
//! `Clone` and `Copy`, and with other traits as long as the body does not rely on them.
//!
//! `Target: From<P>` and `Target: TryFrom<P>` in the `where` clause are the same as
//! `P: Into<Target>` and `P: TryInto<Target>`; in the body `Target::from(x)` is then its own
//! conversion, too.
//!
//! The error of a `TryInto` needs a name. If it is not given as `Error = E`, a bound
//! such as `MyError: From<P::Error>` or `E: Into<MyError>` names the type that it
//! becomes, and the shim maps it to that type.
//!
//! # The body
//!
//! In the body a converted parameter has the type in the second column. Calls of its own
//! conversion still mean what they meant, but now simply yield the value itself.
//!
//! ```
//! # use demono::demono;
//! use std::path::{Path, PathBuf};
//!
//! #[demono]
//! fn describe(name: impl Into<String>, path: impl AsRef<Path>) -> String {
//!     // As a method, through the trait, twice, in a closure, in a macro.
//!     let exists = || path.as_ref().exists();
//!     let parent: Option<PathBuf> = AsRef::<Path>::as_ref(&path).parent().map(Path::to_path_buf);
//!     format!("{} {} {parent:?} {}", name.into(), path.as_ref().display(), exists())
//! }
//! # assert_eq!(describe('n', "a/b"), r#"n a/b Some("a") false"#);
//! ```
//!
//! Once another binding shadows the parameter, the name is left alone:
//!
//! ```
//! # use demono::demono;
//! #[demono]
//! fn boxed(name: impl Into<String>) -> Box<str> {
//!     let name = name.into(); // a `String`
//!     name.into() // its own conversion, to `Box<str>`
//! }
//! # assert_eq!(&*boxed("x"), "x");
//! ```
//!
//! A body may also be written for the type that the inner has:
//!
//! ```
//! # use demono::demono;
//! # use std::{io, path::PathBuf};
//! #[demono]
//! fn read_file(path: impl Into<PathBuf>) -> io::Result<String> {
//!     std::fs::read_to_string(path)
//! }
//! # assert!(read_file("no/such/file").is_err());
//! ```
//!
//! Such a function does not compile without the attribute, and so cannot be compared
//! with [`DEMONO=off`](#demonooff). Write `path.into()` where that matters.
//!
//! # Options
//!
//! | word | meaning |
//! |---|---|
//! | `#[demono(dyn)]` | every other parameter with a dyn-compatible bound is passed to the inner as a trait object |
//! | `#[demono(dyn(a, b))]` | only these are |
//! | `#[demono(url: Url = url.into_url()?)]` | this parameter is converted by this expression |
//! | `#[demono(partial)]` | what cannot be converted stays as it is, and the inner may stay generic; it is then compiled once for each combination of the generics that stay |
//! | `#[demono(skip(a, b))]` | these parameters stay as they are, and so do their generics |
//! | `#[demono(skip)]` | on a method in a block that has the attribute: the method stays as it is |
//! | `#[demono(inline)]` | no `#[inline(never)]` on the inner |
//! | `#[demono(types(E, V3))]` | these names stand for types or constants, although they look like generics of the `impl` around the function |
//! | `#[demono(generics(Key))]` | these are generics of that `impl` |
//! | `#[demono(crate = path)]` | where this crate is, if not at `::demono` |
//!
//! Without `partial` or `skip`, an inner that would still be generic over a type or a
//! constant of the function is an error. Generics of the impl are not the function's:
//! the inner of a method of `Store<T>` is compiled once for each `T`.
//!
//! ```
//! # use demono::demono;
//! #[demono(partial)]
//! fn count<T: PartialEq>(name: impl AsRef<str>, values: &[T], value: &T) -> String {
//!     let count = values.iter().filter(|other| *other == value).count();
//!     format!("{}: {count}", name.as_ref())
//! }
//!
//! #[demono(skip(check))]
//! fn checked(name: impl Into<String>, check: impl Fn(&str) -> bool) -> Option<String> {
//!     Some(name.into()).filter(|name| check(name))
//! }
//! # assert_eq!(count("x", &[1, 2, 1], &1), "x: 2");
//! # assert_eq!(checked("x", str::is_empty), None);
//! ```
//!
//! A generic of which the body needs only what these functions of std say is no such
//! generic: `TypeId::of::<T>()`, `type_name`, `size_of`, `align_of` and `needs_drop`. The
//! shim calls them and passes the results.
//!
//! ```
//! # use demono::demono;
//! use std::any::TypeId;
//!
//! #[demono]
//! fn find<T: 'static>(types: &[(TypeId, String)]) -> Option<&str> {
//!     let found = types.iter().find(|(id, _)| *id == TypeId::of::<T>());
//!     found.map(|(_, name)| name.as_str())
//! }
//! # assert_eq!(find::<u8>(&[(TypeId::of::<u8>(), "a".to_owned())]), Some("a"));
//! ```
//!
//! `inline` is for a body that is worth inlining into one hot caller. Under LTO the
//! optimizer then copies the body back into the shims if it is small enough.
//!
//! What the last three are for is in [`guide::names`], and how to depend on this crate without
//! `std`.
//!
//! # DEMONO=off
//!
//! With `DEMONO=off` in the environment of a build, every `#[demono]` leaves its
//! function as it is written. That is the other half of a measurement, and a way to
//! find out whether the split is what breaks something. Cargo does not know about the
//! variable and does not rebuild when it changes, so use a separate target directory.
//!
//! ```sh
//! DEMONO=off cargo build --release --target-dir target/demono-off
//! ```
//!
//! `cargo demono measure`, from the package `cargo-demono`, does that and compares the
//! binaries.
//!
//! # What is the same, and what is not
//!
//! The signature is the same, for callers and in documentation: names, order of
//! generics, visibility, attributes. A future is `Send` where it was. A
//! `#[track_caller]` location is the caller's. What rustc and clippy report about the
//! body they report about the inner's body, at the same place.
//!
//! * **Every conversion runs once**, from left to right, before the body. It also
//!   runs where the body would not have reached it, because it returns early or takes
//!   another branch; and where the body converts twice, it still runs once. `Display`
//!   and `ToString` are the exception: they run whenever the body formats.
//! * **In an `async fn`** it runs at the first poll. A future that is never polled
//!   converts nothing.
//! * **An owner lives until the body is done**: the value passed for an `AsRef`,
//!   `AsMut`, `Borrow`, `BorrowMut`, `Display` or `ToString` parameter stays in the
//!   shim, and so does a parameter named `_`. What the inner got by value (converted
//!   values and parameters that are passed on) is dropped when the body ends; what the
//!   shim kept is dropped after that (values of `ToString` first). Within each group the
//!   order is reversed, as usual. A plain function drops all its parameters in reverse
//!   order.
//! * **A trait object** (`dyn`) that was passed by value is dropped where the body drops
//!   it, like the value. What the body only borrows, a `Future`, and an `Error` or a `Debug`
//!   stay in the shim until the body is done. A method of std's that the body calls by name
//!   and that no object has to have (`max`, `read_exact`) is the type's own; the others are
//!   the trait's (see the guide's pages).
//! * **A backtrace** has one more frame, `__demono_inner` or `__demono_<name>`,
//!   unless the shim is inlined.
//!
//! ```
//! # use demono::demono;
//! # use std::cell::RefCell;
//! # thread_local! { static LOG: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) } }
//! # fn log(event: &'static str) { LOG.with(|log| log.borrow_mut().push(event)); }
//! # fn taken() -> Vec<&'static str> { LOG.with(|log| log.take()) }
//! /// Logs when it is dropped.
//! struct Loud(&'static str);
//! # impl Drop for Loud { fn drop(&mut self) { log(self.0); } }
//! # impl AsRef<str> for Loud { fn as_ref(&self) -> &str { log("as_ref"); self.0 } }
//!
//! #[demono]
//! fn both(value: Loud, text: impl AsRef<str>) {
//!     log("body");
//!     if text.as_ref().is_empty() {
//!         drop(value);
//!     }
//! }
//!
//! both(Loud("drop value"), Loud("drop text"));
//! assert_eq!(taken(), ["as_ref", "body", "drop value", "drop text"]);
//! ```
//!
//! # Refusals
//!
//! What cannot be split, or not without a noticeable change, is an error that says what
//! to do; with `partial`, a parameter that cannot be converted is kept as it is instead.
//! All errors of a function are reported at once; the function itself is emitted as
//! written, so that its callers still compile.
//!
//! | refused | remedy |
//! |---|---|
//! | no parameter to convert | remove the attribute |
//! | a generic that would stay on the inner: another parameter, the return type, the body or a bound names it | a concrete type, the converted type, or `partial` |
//! | two conversions on one parameter, of which the body uses both or neither; two `AsRef`, where not every use says which (`let bytes: &[u8] = p.as_ref()`) | use one of them, or `skip` |
//! | a `TryInto` whose error has no name, or that is passed on before it is converted | `TryInto<T, Error = E>`, or a bound that maps it; pass on `value.try_into()?`; or `skip` |
//! | a look at the error of a `TryInto` that a bound maps: `Err(error) => log(error)`, `unwrap()` | hand it on: `?`, `map_err(Into::into)`, `Err(error.into())`; or `skip` |
//! | a `Copy` parameter that is used more than once, converted to a type that may not be `Copy` | `skip` |
//! | a use that shows the caller's own value: `size_of_val(&x)`, `type_name_of_val(&x)`, `&x as &dyn Any`, `x as *const _`, `{:p}`, `ptr::eq(x, y)`; under `'static`, an unconverted value passed on | use the converted value, or `skip` |
//! | an owner that the shim keeps, and the body drops, replaces or moves into an inner block: `drop(x)`, `x = y;`, `mem::swap(..)`, `{ let y = x; .. }`; a value that is never to be dropped: `mem::forget(x)`, `ManuallyDrop::new(x)`, `Box::leak(..)` | take it as `impl Into<..>`, or `skip` |
//! | a method of an extension trait that every such parameter has, called on it unconverted; by the compiler (E0277, `only_a_method_of_the_converted_value`) | `skip`, or `Trait::method(&x)` |
//! | `x.clone()`, converted to a type that may not be `Clone` | convert it first, or `skip` |
//! | another trait of the parameter that the body relies on, such as `AsRef<str> + PartialEq`, if the parameter is also used unconverted, otherwise than as the argument of a function of std such as `fs::read`; another bound that names its generic, such as `String: PartialEq<P>`, if the parameter is also used unconverted | use the converted value, or `skip` |
//! | a borrowed owner that may outlive the call: moved into what is returned, or bounded by a lifetime and captured or passed on | take it as `impl Into<..>`, pass on the converted value, or `skip` |
//! | a name that may be a type or a generic of an `impl` that the attribute does not see | `types(..)` or `generics(..)`, or the attribute on the block |
//! | two parameters of one generic that the body may exchange (`mem::swap`); a copy or a clone of an `AsMut` | use the converted values, or `skip` |
//! | `UnwindSafe` on what is passed on by a reference that is not | `skip` |
//! | a conversion to a type that is not `Send`, in an `async fn`, a returned future or a thread, unless the first statement is all that uses it | `skip`, or give the conversion as an expression if nothing has to be sent |
//! | an attribute below `#[demono]` that changes how a body is compiled: `throws`, `async_recursion`, `maybe_async` | put it above |
//! | `Display` or `ToString` without `Sync` in an `async fn`, whose future would no longer be `Send` | add `+ Sync`, or `skip` |
//! | a returned borrow whose lifetime is hidden in another parameter's type | name it: `View<'a>` |
//! | under `dyn`, a method of your own trait that by its name takes the value (`into_value()`) | convert by an expression, `#[demono(v: T = v.into_value())]`, or `skip` |
//! | under `dyn` on a block, an object handed to another method of the block that takes only what is `Sized` | `?Sized` there, or `skip` |
//! | under `dyn`, a bound that no object has (`Clone`, `Hash`, `Serialize`), or bounds that no object has together (`Fn() + Debug`) | remove the bound, or `skip` |
//! | an object that would outlive the call: put into what is returned, or bounded by `'static` and passed on | `skip` |
//! | an object in an `async fn` that is not `Send` | add `Send`, or `Sync` where it is shared |
//! | items that are `AsRef` and are not used one at a time | see [`guide::items`] |
//! | a slice of generic items that is used as a whole: in a pattern, as an argument, with `windows` | see [`guide::slices`] |
//! | several traits on a parameter of a method with an attribute of its own | put the attribute on the `impl` block |
//! | a conversion by an expression of your own that occurs in the body with another meaning, or twice | use the converted value |
//! | a block with no method to split | remove the attribute |
//! | `const fn`; C-variadic arguments; a function without a body; anything but a function, a block or a trait | remove the attribute |
//! | an option that does not exist; `skip` of a parameter that does not exist | the error names the closest option |
//!
//! ```compile_fail
//! # use demono::demono;
//! #[demono]
//! fn both<T: PartialEq>(name: impl AsRef<str>, values: &[T]) -> usize {
//!     name.as_ref().len() + values.len()
//! }
//! // error: demono: `T` would stay generic on the inner: parameter `values` has it in a
//! // form that cannot be converted; give it a concrete type, or write `#[demono(dyn)]` if
//! // a trait object will do, or `#[demono(partial)]`
//! ```
//!
//! # Known limits
//!
//! A macro sees names, not types. What follows from that is in [`guide::limits`].
//!
//! # When not to use it
//!
//! A split adds a function. It pays where a body is compiled for several types and is
//! larger than the call that replaces it.
//!
//! * **One-line setters and functions that only delegate.** There is nothing to share.
//! * **Functions called with one type.** The shim is added to the one body there is.
//! * **Hot functions of a few instructions**, which should be inlined into their
//!   callers.
//! * **Trait objects in hot loops.** Each use is a call through a vtable: 8 to 12
//!   more instructions for an iterator's item or a closure's call, about 35 for a read. The
//!   pages of the guide have the figures.
//! * **Functions where the conversion is rare or expensive**, such as an
//!   `impl Into<String>` that is needed only for an error message: the split always
//!   converts.
//!
//! `cargo demono measure --functions` shows for every function what it saved or cost.
#![no_std]

#[cfg(feature = "std")]
extern crate std;

/// Splits a generic function into a thin generic *shim*, which converts, and one
/// non-generic *inner*, which has the body and is compiled once.
///
/// Put it on a free function, a method, an `impl` block or a trait with default methods.
/// Its options are `dyn`, `partial`, `skip(..)`, `inline` and conversions of your own. The
/// [guide](crate) has the conversions, the rules for the body, the exact contract and the
/// refusals.
///
/// ```
/// use demono::demono;
///
/// #[derive(Default)]
/// struct Headers {
///     list: Vec<(String, String)>,
/// }
///
/// impl Headers {
///     /// Sets a header, replacing one of the same name.
///     #[demono]
///     fn set(&mut self, name: impl AsRef<str>, value: impl Into<String>) -> &mut Self {
///         let value = value.into();
///         let same = |(name_of, _): &&mut (String, String)| {
///             name_of.eq_ignore_ascii_case(name.as_ref())
///         };
///         match self.list.iter_mut().find(same) {
///             Some(header) => header.1 = value,
///             None => self.list.push((name.as_ref().to_owned(), value)),
///         }
///         self
///     }
/// }
///
/// let mut headers = Headers::default();
/// headers.set("Accept", "*/*").set(String::from("accept"), 'x');
/// assert_eq!(headers.list, [("Accept".to_owned(), "x".to_owned())]);
/// ```
#[doc(inline)]
pub use demono_macros::demono;

#[doc(hidden)]
pub mod __private;

/// A page for each form: before, after, bytes, run time, and when not to use it.
#[cfg(any(doc, doctest))]
pub mod guide {
    #[doc = include_str!("../guide/blocks.md")]
    pub mod blocks {}
    #[doc = include_str!("../guide/closures.md")]
    pub mod closures {}
    #[doc = include_str!("../guide/custom.md")]
    pub mod custom {}
    #[doc = include_str!("../guide/items.md")]
    pub mod items {}
    #[doc = include_str!("../guide/iterators.md")]
    pub mod iterators {}
    #[doc = include_str!("../guide/limits.md")]
    pub mod limits {}
    #[doc = include_str!("../guide/names.md")]
    pub mod names {}
    #[doc = include_str!("../guide/own_traits.md")]
    pub mod own_traits {}
    #[doc = include_str!("../guide/readers_and_writers.md")]
    pub mod readers_and_writers {}
    #[doc = include_str!("../guide/slices.md")]
    pub mod slices {}
    #[doc = include_str!("../guide/std_traits.md")]
    pub mod std_traits {}
}

/// The code of the README compiles, too.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
