//! Conversions in the user's words.

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

fn main() {}
