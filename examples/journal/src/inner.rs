//! Only the bodies, for callers that convert.

use crate::{Backend, Digest, Entry, Place, Ring, Tree};

/// Records what happens.
pub trait JournalInner: Backend {
    /// The position of an entry.
    type Receipt;

    /// The maximum length of a message.
    const LIMIT: usize;

    /// Records a message, shortened to [`Self::LIMIT`].
    fn record_inner(&mut self, topic: &str, message: String) -> Self::Receipt;

    /// The last entry whose topic is `topic` or below it.
    fn find_inner(&self, topic: &str) -> Option<&Entry>;
}

/// Reports what has happened.
pub trait ReportInner: Backend {
    /// The entries whose message contains `filter`, under a title.
    #[inline(never)]
    fn report_inner(&self, title: &str, filter: &str) -> String {
        let filter = filter.trim();
        let mut text = format!("{} ({})", title.trim(), Self::NAME);
        let underline = "=".repeat(text.chars().count());
        text.push('\n');
        text.push_str(&underline);
        let mut shown = 0;
        let mut entries = self.entries().into_iter().peekable();
        while let Some(entry) = entries.next() {
            let mut times = 1;
            while entries.next_if_eq(&entry).is_some() {
                times += 1;
            }
            if !filter.is_empty() && !entry.message.contains(filter) {
                continue;
            }
            text.push_str("\n  ");
            text.push_str(&entry.to_string());
            if times > 1 {
                text.push_str(&format!(" ({times} times)"));
            }
            shown += times;
        }
        text + &format!("\n{shown} of {}", self.recorded())
    }
}

impl<B: Backend + ?Sized> ReportInner for B {}

impl JournalInner for Ring {
    type Receipt = usize;
    const LIMIT: usize = 24;

    #[inline(never)]
    fn record_inner(&mut self, topic: &str, message: String) -> Self::Receipt {
        let topic = topic.trim().to_lowercase();
        let mut entry = Entry { topic, message };
        if let Some((end, _)) = entry.message.char_indices().nth(Self::LIMIT) {
            entry.message.truncate(end);
            entry.message.push_str("..");
        }
        self.recorded += 1;
        if self.slots.len() < 4 {
            self.slots.push(entry);
            return self.slots.len() - 1;
        }
        let slot = self.next;
        self.slots[slot] = entry;
        self.next = (slot + 1) % self.slots.len();
        slot
    }

    #[inline(never)]
    fn find_inner(&self, topic: &str) -> Option<&Entry> {
        let topic = topic.to_lowercase();
        let parts: Vec<&str> = topic.split('/').map(str::trim).collect();
        let topic = parts.join("/");
        let mut slot = self.next;
        for _ in 0..self.slots.len() {
            slot = slot.checked_sub(1).unwrap_or(self.slots.len() - 1);
            let entry = &self.slots[slot];
            let below = entry.topic.strip_prefix(topic.as_str());
            if below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                return Some(entry);
            }
        }
        None
    }
}

impl JournalInner for Tree {
    type Receipt = Place;
    const LIMIT: usize = 80;

    #[inline(never)]
    fn record_inner(&mut self, topic: &str, message: String) -> Self::Receipt {
        let mut path: Vec<String> = Vec::new();
        for part in topic.split('/').map(str::trim) {
            match part {
                "" | "." => {}
                ".." => _ = path.pop(),
                name => path.push(name.to_lowercase()),
            }
        }
        let mut entry = Entry {
            topic: path.join("/"),
            message,
        };
        let mut text = String::new();
        for line in entry.message.lines().map(str::trim_end) {
            if text.len() + line.len() > Self::LIMIT {
                break;
            }
            if !text.is_empty() {
                text.push_str(" / ");
            }
            text.push_str(line);
        }
        entry.message = text;
        let topic = entry.topic.clone();
        let entries = self.topics.entry(topic.clone()).or_default();
        entries.push(entry);
        Self::Receipt {
            topic,
            position: entries.len() - 1,
        }
    }

    #[inline(never)]
    fn find_inner(&self, topic: &str) -> Option<&Entry> {
        let topic = topic.trim_matches('/').to_lowercase();
        let from = self.topics.range(topic.clone()..);
        let mut found = None;
        for (path, entries) in from.take_while(|(path, _)| path.starts_with(&topic)) {
            let below = &path[topic.len()..];
            if topic.is_empty() || below.is_empty() || below.starts_with('/') {
                found = entries.last().or(found);
            }
        }
        found
    }
}

impl JournalInner for Digest {
    type Receipt = u64;
    const LIMIT: usize = 40;

    #[inline(never)]
    fn record_inner(&mut self, topic: &str, message: String) -> Self::Receipt {
        let topic = topic.to_lowercase();
        let mut entry = Entry { topic, message };
        let Entry { topic, message } = &mut entry;
        message.retain(|letter| !letter.is_control());
        // Messages that differ only in their numbers are of one kind.
        let mut kind = 0xcbf2_9ce4_8422_2325_u64;
        for byte in topic.bytes().chain(message.bytes()) {
            if !byte.is_ascii_digit() {
                kind = (kind ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        let mut end = message.len().min(Self::LIMIT);
        while !message.is_char_boundary(end) {
            end -= 1;
        }
        message.truncate(end);
        match self.kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, longest, count)) => {
                *count += 1;
                if entry.message.len() > longest.message.len() {
                    *longest = entry;
                }
            }
            None => self.kinds.push((kind, entry, 1)),
        }
        kind
    }

    #[inline(never)]
    fn find_inner(&self, topic: &str) -> Option<&Entry> {
        let topic = topic.to_lowercase();
        let words: Vec<&str> = topic.split('/').filter(|word| !word.is_empty()).collect();
        let mut best: Option<(usize, &Entry)> = None;
        for (_, entry, count) in &self.kinds {
            let known: Vec<&str> = entry.topic.split('/').collect();
            let fits = words.iter().zip(&known).all(|(word, name)| word == name);
            let better = best.is_none_or(|(most, _)| *count >= most);
            if fits && words.len() <= known.len() && better {
                best = Some((*count, entry));
            }
        }
        best.map(|(_, entry)| entry)
    }
}
