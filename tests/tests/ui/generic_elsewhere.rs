use demono::demono;

#[demono]
fn returned<P: AsRef<str> + Clone>(text: P) -> P {
    text.clone()
}

#[demono]
fn other_parameter<P: AsRef<str>>(text: P, others: std::collections::VecDeque<P>) -> usize {
    text.as_ref().len() + others.len()
}

#[demono]
fn body<P: AsRef<str>>(text: P) -> usize {
    Vec::<P>::new().len() + text.as_ref().len()
}

#[demono]
fn body_in_macro<P: AsRef<str>>(text: P) -> String {
    format!("{}{}", None::<P>.is_some(), text.as_ref())
}

fn main() {
    returned("a");
    other_parameter("a", ["b"].into());
    body("a");
    body_in_macro("a");
}
