use demono::demono;

#[demono]
fn twice(name: impl Into<String> + Copy) -> String {
    name.into() + &name.into()
}

fn main() {
    twice("a");
}
