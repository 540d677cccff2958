use demono::demono;

#[demono]
const fn constant(text: &impl AsRef<str>) -> usize {
    std::mem::size_of_val(text)
}

fn main() {
    constant(&"a");
}
