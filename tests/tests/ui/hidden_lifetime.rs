use demono::demono;

struct View<'a>(&'a str);

#[allow(mismatched_lifetime_syntaxes)]
#[demono]
fn text(view: View, prefix: impl AsRef<str>) -> &str {
    view.0.strip_prefix(prefix.as_ref()).unwrap_or(view.0)
}

fn main() {
    text(View("a"), "b");
}
