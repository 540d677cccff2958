//! Expansions that find the crate where the attribute says it is.

use demono::demono;

mod elsewhere {
    pub(crate) use ::demono;
}

#[demono(dyn, crate = self::elsewhere::demono)]
fn sum(numbers: impl IntoIterator<Item = u8>, each: impl Fn(u8) -> u8) -> u8 {
    numbers.into_iter().map(|n| each(n)).sum()
}

struct Store(u8);

#[demono(dyn, crate = self::elsewhere::demono)]
impl Store {
    fn add(&mut self, numbers: impl IntoIterator<Item = u8>) -> u8 {
        for n in numbers {
            self.0 += n;
        }
        self.0
    }

    // Its own words, and the block's crate.
    #[demono]
    fn shown(&self, value: impl ToString, times: usize) -> String {
        let shown = value.to_string().repeat(times);
        format!("{}{shown}", self.0)
    }
}

macro_rules! by_path {
    ($name:ident, $krate:path) => {
        #[demono(crate = $krate)]
        fn $name(value: impl std::fmt::Display + std::fmt::Debug) -> String {
            format!("{value} {value:?}")
        }
    };
}

by_path!(both, self::elsewhere::demono);

#[test]
fn elsewhere_is_found() {
    assert_eq!(sum(vec![1, 2], |n| n + 1), 5);
    let mut store = Store(1);
    assert_eq!(store.add(vec![1, 2]), 4);
    assert_eq!(store.shown("a", 2), "4aa");
    assert_eq!(both("a"), "a \"a\"");
}
