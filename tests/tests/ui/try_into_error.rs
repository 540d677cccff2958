use demono::demono;

#[demono]
fn unnamed(value: impl TryInto<u8>) -> u8 {
    value.try_into().unwrap_or(0)
}

#[demono]
fn debugged<V: TryInto<u8>>(value: V) -> u8
where
    V::Error: std::fmt::Debug,
{
    value.try_into().unwrap()
}

#[demono]
fn passed_on(value: impl TryInto<u8, Error = std::num::TryFromIntError>) -> u8 {
    fn other(value: impl TryInto<u8>) -> u8 {
        value.try_into().unwrap_or(0)
    }
    other(value)
}

fn main() {
    passed_on(1_u32);
    unnamed(1_u32);
    debugged(1_u32);
}
