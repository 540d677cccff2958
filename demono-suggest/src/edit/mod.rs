//! In: a text, and what is to be in it. Out: edits of it, and the text with them; whatever
//! an edit does not name stays as it is, to the byte. Refused: edits that do not fit the
//! text or each other, items that do not begin a line, and manifests in unusual shapes.
//!
//! | file | from | to |
//! |---|---|---|
//! | [`text`] | a text and edits | the new text, or the difference |
//! | [`attribute`] | an item of the source | the edit that writes an attribute, or removes one |
//! | [`manifest`] | a manifest | the edit that makes a package depend on `demono` |
//! | `lines` | a byte of a text | the start and the ending of its line |

pub mod attribute;
#[cfg(test)]
mod attribute_tests;
mod lines;
pub mod manifest;
pub mod text;
#[cfg(test)]
mod text_tests;
