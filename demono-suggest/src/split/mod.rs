//! In: a function of the source, and what was compiled from it. Out: the forms of the
//! attribute that split it, and the one that saves most.
//!
//! | file | from | to |
//! |---|---|---|
//! | `custom` | a function with a converting trait of its own crate | the words of a conversion |
//! | [`forms`](mod@forms) | a function | every form that splits it, or the reasons for none |
//! | [`predict`](mod@predict) | instances and a form | what the split would save |
//! | [`best`](mod@best) | instances and forms | the form that saves most |

pub mod best;
mod custom;
pub mod forms;
#[cfg(test)]
mod forms_tests;
pub mod predict;
#[cfg(test)]
mod predict_tests;
