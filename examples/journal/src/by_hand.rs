//! Without `#[demono]`: the shims, for the inners in `inner.rs`.

use crate::{Backend, Digest, Entry, Ring, Tree};

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

use inner::{JournalInner, ReportInner};

/// Records what happens.
pub trait Journal: Backend {
    /// The position of an entry.
    type Receipt;

    /// The maximum length of a message.
    const LIMIT: usize;

    /// Records a message, shortened to [`Self::LIMIT`].
    fn record(&mut self, topic: impl AsRef<str>, message: impl Into<String>) -> Self::Receipt;

    /// The last entry whose topic is `topic` or below it.
    fn find(&self, topic: impl AsRef<str>) -> Option<&Entry>;
}

/// Reports what has happened.
pub trait Report: Backend {
    /// The entries whose message contains `filter`, under a title.
    #[inline]
    fn report(&self, title: impl AsRef<str>, filter: impl AsRef<str>) -> String {
        self.report_inner(title.as_ref(), filter.as_ref())
    }
}

impl Report for Ring {}
impl Report for Tree {}
impl Report for Digest {}

impl Journal for Ring {
    type Receipt = <Self as JournalInner>::Receipt;
    const LIMIT: usize = <Self as JournalInner>::LIMIT;

    #[inline]
    fn record(&mut self, topic: impl AsRef<str>, message: impl Into<String>) -> Self::Receipt {
        self.record_inner(topic.as_ref(), message.into())
    }

    #[inline]
    fn find(&self, topic: impl AsRef<str>) -> Option<&Entry> {
        self.find_inner(topic.as_ref())
    }
}

impl Journal for Tree {
    type Receipt = <Self as JournalInner>::Receipt;
    const LIMIT: usize = <Self as JournalInner>::LIMIT;

    #[inline]
    fn record(&mut self, topic: impl AsRef<str>, message: impl Into<String>) -> Self::Receipt {
        self.record_inner(topic.as_ref(), message.into())
    }

    #[inline]
    fn find(&self, topic: impl AsRef<str>) -> Option<&Entry> {
        self.find_inner(topic.as_ref())
    }
}

impl Journal for Digest {
    type Receipt = <Self as JournalInner>::Receipt;
    const LIMIT: usize = <Self as JournalInner>::LIMIT;

    #[inline]
    fn record(&mut self, topic: impl AsRef<str>, message: impl Into<String>) -> Self::Receipt {
        self.record_inner(topic.as_ref(), message.into())
    }

    #[inline]
    fn find(&self, topic: impl AsRef<str>) -> Option<&Entry> {
        self.find_inner(topic.as_ref())
    }
}
