/// Chooses by the edition of the first token: `gen` is a type's name before
/// edition 2024, and a keyword since.
#[doc(hidden)]
#[macro_export]
macro_rules! __demono_by_edition {
    ($before:ty {$($old:tt)*} {$($new:tt)*}) => { $($old)* };
    ($since:tt {$($old:tt)*} {$($new:tt)*}) => { $($new)* };
}
