use std::fmt::Display;

use demono::demono;

#[demono]
async fn show(value: impl Display) -> String {
    value.to_string()
}

#[demono]
async fn to_string<T: ToString + Send>(value: T) -> String {
    value.to_string()
}

fn main() {
    let _ = show(1);
    let _ = to_string(1);
}
