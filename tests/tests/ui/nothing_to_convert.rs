use demono::demono;

#[demono]
fn plain(number: u32) -> u32 {
    number
}

#[demono]
fn closure(run: impl Fn()) {
    run();
}

#[demono(skip(text))]
fn all_skipped(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

mod mine {
    pub trait Into<T> {
        fn into(self) -> T;
    }
}

#[demono]
fn not_the_trait(text: impl mine::Into<u8>) -> u8 {
    text.into()
}

fn main() {
    plain(1);
    closure(|| {});
    all_skipped("a");
}
