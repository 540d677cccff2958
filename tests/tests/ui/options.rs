use demono::demono;

#[demono(partail)]
fn misspelt(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(fast)]
fn unknown(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(skip)]
fn skip_what(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(partial(text))]
fn partial_of(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(skip(txet), inline, wrong)]
fn two_at_once(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(inline = true)]
fn not_a_word(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

fn main() {
    misspelt("a");
    unknown("a");
    skip_what("a");
    partial_of("a");
    two_at_once("a");
    not_a_word("a");
}
