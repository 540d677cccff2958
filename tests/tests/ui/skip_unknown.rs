use demono::demono;

#[demono(skip(txet))]
fn misspelt(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

fn main() {
    misspelt("a");
}
