//! What differs in a page from report to report.

use maud::Markup;

pub(crate) struct Body {
    pub(crate) title: String,
    /// Below the title.
    pub(crate) subtitle: String,
    pub(crate) content: Markup,
}
