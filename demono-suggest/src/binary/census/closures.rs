//! In: a demangled name. Out: the functions whose closures it is instantiated with, each
//! as [`Item::text`](super::item::Item::text) has it. Refused: nothing.
//!
//! ```text
//! sort::quicksort::<Entry, <[Entry]>::sort_by<walk::walk<&str>::{closure#1}>::{closure#0}>
//!                                             ^^^^^^^^^^ and <[_]>::sort_by
//! ```

const CLOSURE: &str = "::{closure#";

/// A function whose closure is among the arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// As [`Item::text`](super::item::Item::text) has it.
    pub(super) text: String,
    /// The whole name, without the arguments of this function: equal for what the copies
    /// of the function have one of each, and a split would have one of.
    pub(super) family: String,
}

pub(super) fn owners(name: &str) -> Vec<Owner> {
    let mut owners: Vec<Owner> = Vec::new();
    for (at, _) in name.match_indices(CLOSURE) {
        let text = without_arguments(&name[start_of_path(name, at)..at]);
        // A closure in a closure belongs to the same function.
        if !text.ends_with('}') && !owners.iter().any(|it| it.text == text) {
            owners.push(Owner {
                family: family(name, &text),
                text,
            });
        }
    }
    owners
}

/// `name` without the arguments of `owner`, wherever a closure of it is.
fn family(name: &str, owner: &str) -> String {
    let mut family = String::with_capacity(name.len());
    let mut done = 0;
    for (at, _) in name.match_indices(CLOSURE) {
        let start = start_of_path(name, at);
        if start >= done && without_arguments(&name[start..at]) == owner {
            family.push_str(&name[done..start]);
            family.push_str(owner);
            done = at;
        }
    }
    family.push_str(&name[done..]);
    family
}

/// Where the path begins that ends at `end`.
fn start_of_path(name: &str, end: usize) -> usize {
    let bytes = name.as_bytes();
    let mut depth = 0_usize;
    let mut at = end;
    while at > 0 {
        match bytes[at - 1] {
            // Not the arrow of `fn() -> T`.
            b'>' if at < 2 || bytes[at - 2] != b'-' => depth += 1,
            b'<' if depth == 0 => break,
            b'<' => depth -= 1,
            b')' | b']' => depth += 1,
            b'(' | b'[' if depth == 0 => break,
            b'(' | b'[' => depth -= 1,
            b' ' | b',' | b'&' | b'*' if depth == 0 => break,
            _ => {}
        }
        at -= 1;
    }
    at
}

/// `<a::B<C>>::d<E>` -> `<a::B>::d`
fn without_arguments(path: &str) -> String {
    let mut out = String::new();
    let mut skipped = 0_usize;
    let mut qualifiers = 0_usize;
    let mut before = ' ';
    for c in path.chars() {
        match c {
            '<' if skipped > 0 => skipped += 1,
            // Behind a name it is arguments, else `<T as Trait>`.
            '<' if before.is_alphanumeric() || matches!(before, '_' | ':') => {
                skipped = 1;
                if out.ends_with("::") {
                    out.truncate(out.len() - 2);
                }
            }
            '<' => {
                qualifiers += 1;
                out.push(c);
            }
            '>' if before == '-' => {
                if skipped == 0 {
                    out.push(c);
                }
            }
            '>' if skipped > 0 => skipped -= 1,
            '>' => {
                qualifiers = qualifiers.saturating_sub(1);
                out.push(c);
            }
            _ if skipped > 0 => {}
            _ => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::owners as owners_of;

    fn owners(name: &str) -> Vec<String> {
        let owners = owners_of(name).into_iter();
        owners.map(|it| it.text).collect()
    }

    #[test]
    fn a_closure_belongs_to_the_function_around_it() {
        let name = "core::sort::quicksort::<a::Entry, <[a::Entry]>::sort_by<a::walk::walk<&str, \
                    fn(u8) -> u8>::{closure#1}>::{closure#0}>";
        assert_eq!(owners(name), ["a::walk::walk", "<[a::Entry]>::sort_by"]);
    }

    #[test]
    fn a_method_is_named_without_arguments() {
        let name =
            "<core::iter::Map<I, <a::Store<u8>>::rename<&str, a::Name<u8>>::{closure#0}>>::fold";
        assert_eq!(owners(name), ["<a::Store>::rename"]);
        let name = "f::<<a::Tree as a::Journal<u8>>::record::<&str>::{closure#0}::{closure#1}>";
        assert_eq!(owners(name), ["<a::Tree as a::Journal>::record"]);
    }

    #[test]
    fn copies_differ_in_the_arguments_of_the_owner_only() {
        let family = |name: &str, owner: &str| {
            let owners = owners_of(name);
            let found = owners.iter().find(|it| it.text == owner);
            found.unwrap_or_else(|| panic!("{owners:?}")).family.clone()
        };
        let sort = |argument: &str| {
            format!(
                "sort::<u8, <[u8]>::sort_by<a::walk<{argument}>::{{closure#1}}>::{{closure#0}}>"
            )
        };
        let of_walk = "sort::<u8, <[u8]>::sort_by<a::walk::{closure#1}>::{closure#0}>";
        assert_eq!(family(&sort("&str"), "a::walk"), of_walk);
        assert_eq!(family(&sort("Cow<str>"), "a::walk"), of_walk);
        let of_sort = "sort::<u8, <[u8]>::sort_by::{closure#0}>";
        assert_eq!(family(&sort("&str"), "<[u8]>::sort_by"), of_sort);
        let by_reference = "retry::<&mut a::queue<u8>::{closure#0}, main::{closure#3}>";
        assert_eq!(
            family(by_reference, "a::queue"),
            "retry::<&mut a::queue::{closure#0}, main::{closure#3}>"
        );
    }
}
