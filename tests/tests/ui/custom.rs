//! Conversions by expressions of the user.

use demono::demono;

struct Url(String);

trait IntoUrl {
    fn into_url(self) -> Result<Url, String>;
}

#[demono(ulr: Result<Url, String> = url.into_url())]
fn misspelled(url: impl IntoUrl) -> Result<String, String> {
    Ok(url.into_url()?.0)
}

#[demono(url: Result<Url, String> =)]
fn unfinished(url: impl IntoUrl) -> Result<String, String> {
    Ok(url.into_url()?.0)
}

#[demono(url: Url = url.into_url())]
fn mistyped(url: impl IntoUrl) -> Result<String, String> {
    Ok(url.0)
}

#[demono(url: Url = url.into_url()?)]
fn unreturned(url: impl IntoUrl) -> String {
    url.0
}

trait Number {
    fn number(&self) -> u64;
}

#[demono(n: u64 = n.number() + 1)]
fn taken_apart(n: impl Number) -> u64 {
    2 * n.number() + 1
}

#[demono(text: String = format!("{prefix}{}", text.to_string()))]
fn shadowed(prefix: &str, text: impl ToString) -> String {
    let prefix = prefix.to_uppercase();
    format!("{prefix}{}", text.to_string())
}

#[demono(name: String = name.owned())]
fn twice(name: impl Owned) -> String {
    name.owned() + &name.owned()
}

trait Owned {
    fn owned(&self) -> String;
}

fn main() {}
