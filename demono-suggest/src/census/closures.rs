//! In: a demangled name. Out: the functions whose closures it is instantiated with, each
//! as [`Item::text`](super::Item::text) has it. Refused: nothing.
//!
//! ```text
//! sort::quicksort::<Entry, <[Entry]>::sort_by<walk::walk<&str>::{closure#1}>::{closure#0}>
//!                                             ^^^^^^^^^^ and <[_]>::sort_by
//! ```

const CLOSURE: &str = "::{closure#";

pub(super) fn owners(name: &str) -> Vec<String> {
    let mut owners = Vec::new();
    for (at, _) in name.match_indices(CLOSURE) {
        let owner = without_arguments(&name[start_of_path(name, at)..at]);
        // A closure in a closure belongs to the same function.
        if !owner.ends_with('}') && !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
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
    use super::owners;

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
}
