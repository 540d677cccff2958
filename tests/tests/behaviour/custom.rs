//! Conversions by expressions of the user: evaluated once, in the order of the parameters.

use std::ffi::{CStr, CString, NulError};
use std::fmt::Display;

use demono::demono;

use super::asyncs::block_on;
use super::log::{log, logged_line};

#[derive(Debug, PartialEq)]
struct Url(String);

#[derive(Debug, PartialEq)]
struct Wrong(&'static str);

trait IntoUrl {
    fn into_url(self) -> Result<Url, Wrong>;
}

impl IntoUrl for &str {
    fn into_url(self) -> Result<Url, Wrong> {
        log(format!("url-{self}"));
        if self.is_empty() {
            Err(Wrong("empty"))
        } else {
            Ok(Url(self.to_owned()))
        }
    }
}

impl IntoUrl for Url {
    fn into_url(self) -> Result<Url, Wrong> {
        Ok(self)
    }
}

#[demono(url: Result<Url, Wrong> = url.into_url())]
fn as_result(url: impl IntoUrl) -> usize {
    match url.into_url() {
        Ok(url) => url.0.len(),
        Err(wrong) => wrong.0.len() * 100,
    }
}

#[demono(url: Result<Url, Wrong> = url.into_url())]
fn asked<U: IntoUrl>(url: U, more: bool) -> Result<String, Wrong> {
    let Url(text) = url.into_url()?;
    Ok(if more { text + "/" } else { text })
}

#[demono(url: Url = url.into_url()?)]
fn asked_before<U>(url: U) -> Result<usize, Wrong>
where
    U: IntoUrl,
{
    let url = url.into_url()?;
    log("body");
    Ok(url.0.len())
}

#[test]
fn results() {
    assert_eq!((as_result("abc"), as_result("")), (3, 500));
    assert_eq!(as_result(Url("ab".into())), 2);
    assert_eq!(asked("a", true), Ok("a/".to_owned()));
    assert_eq!(asked("", true), Err(Wrong("empty")));
    assert_eq!(
        logged_line(|| assert_eq!(asked_before("ab"), Ok(2))),
        "url-ab body"
    );
    assert_eq!(logged_line(|| assert!(asked_before("").is_err())), "url-");
}

/// Logs when it is converted and dropped.
struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        log(format!("drop-{}", self.0));
    }
}

trait Open {
    fn open(self) -> String;
}

impl Open for Loud {
    fn open(self) -> String {
        log(format!("open-{}", self.0));
        self.0.to_owned()
    }
}

impl From<Loud> for String {
    fn from(loud: Loud) -> Self {
        log(format!("into-{}", loud.0));
        loud.0.to_owned()
    }
}

impl AsRef<str> for Loud {
    fn as_ref(&self) -> &str {
        log(format!("ref-{}", self.0));
        self.0
    }
}

#[demono(b: String = b.open(), d: String = d.open())]
fn in_order(a: impl Into<String>, b: impl Open, c: impl AsRef<str>, d: impl Open) -> usize {
    let all = (a.into(), b.open(), c.as_ref(), d.open());
    log("body");
    all.0.len() + all.1.len() + all.2.len() + all.3.len()
}

#[test]
fn once_and_from_left_to_right() {
    let events =
        logged_line(|| assert_eq!(in_order(Loud("a"), Loud("b"), Loud("c"), Loud("d")), 4));
    assert_eq!(
        events,
        "into-a drop-a open-b drop-b ref-c open-d drop-d body drop-c"
    );
}

trait ToC {
    fn to_c(&self) -> Result<CString, NulError>;
}

impl ToC for str {
    fn to_c(&self) -> Result<CString, NulError> {
        CString::new(self)
    }
}

#[demono(name: &CStr = &name.to_c()?)]
fn borrowed<N: ToC + ?Sized>(name: &N, extra: usize) -> Result<usize, NulError> {
    let name: &CStr = &name.to_c()?;
    Ok(name.to_bytes_with_nul().len() + extra)
}

#[demono(text: String = format!("{}{}", prefix, text))]
fn other_parameters(prefix: &str, text: impl Display) -> String {
    let text: String = format!("{}{}", prefix, text);
    text.to_uppercase() + prefix
}

#[demono(list: Vec<u32> = list.into_iter().collect::<Vec<u32>>())]
fn with_commas(list: impl IntoIterator<Item = u32>, n: u32) -> Vec<u32> {
    let mut list = list.into_iter().collect::<Vec<u32>>();
    list.push(n);
    list
}

#[demono(address: Option<std::net::SocketAddr> = address.to_socket_addrs().ok().and_then(|mut all| all.next()))]
fn socket<A: std::net::ToSocketAddrs>(address: A) -> Option<u16> {
    let first = address
        .to_socket_addrs()
        .ok()
        .and_then(|mut all| all.next());
    first.map(|address| address.port())
}

#[test]
fn targets() {
    assert_eq!(borrowed("ab", 1), Ok(4));
    assert!(borrowed("a\0b", 1).is_err());
    assert_eq!(other_parameters("a", 'b'), "ABa");
    assert_eq!(with_commas([1, 2], 3), [1, 2, 3]);
    assert_eq!(socket("127.0.0.1:80"), Some(80));
    assert_eq!(socket(("127.0.0.1", 0)), Some(0));
}

#[demono(url: Result<Url, Wrong> = url.into_url())]
async fn later(url: impl IntoUrl, name: impl Into<String>) -> Result<String, Wrong> {
    let (url, name) = (url.into_url()?, name.into());
    std::future::ready(()).await;
    Ok(url.0 + &name)
}

#[demono(url: Url = url.into_url()?)]
async fn later_asked(url: impl IntoUrl) -> Result<usize, Wrong> {
    let url = url.into_url()?;
    std::future::ready(()).await;
    Ok(url.0.len())
}

#[test]
fn in_async_functions() {
    assert_eq!(block_on(later("a", 'b')), Ok("ab".to_owned()));
    assert_eq!(block_on(later("", 'b')), Err(Wrong("empty")));
    let mut future = None;
    assert_eq!(logged_line(|| future = Some(later_asked("xy"))), "");
    assert_eq!(block_on(future.expect("a future")), Ok(2));
}

struct Client {
    sent: Vec<Url>,
}

impl Client {
    #[demono(url: Result<Url, Wrong> = url.into_url())]
    fn get(&mut self, url: impl IntoUrl, count: usize) -> Result<&Url, Wrong> {
        let url = url.into_url()?;
        self.sent.push(url);
        Ok(&self.sent[count])
    }
}

#[demono(url: Result<Url, Wrong> = url.into_url(), dyn)]
impl Client {
    fn post(&mut self, url: impl IntoUrl, body: impl Into<String>) -> Result<usize, Wrong> {
        let Url(mut text) = url.into_url()?;
        text.push_str(&body.into());
        self.sent.push(Url(text));
        Ok(self.sent.len())
    }

    fn each(&self, mut visit: impl FnMut(&Url)) {
        for url in &self.sent {
            visit(url);
        }
    }

    fn with(url: impl IntoUrl) -> Self {
        let url: Option<Url> = url.into_url().ok();
        Self {
            sent: url.into_iter().collect(),
        }
    }
}

#[test]
fn in_methods() {
    let mut client = Client::with("a");
    assert_eq!(client.get("b", 1), Ok(&Url("b".into())));
    assert_eq!(client.get("", 1), Err(Wrong("empty")));
    assert_eq!(client.post(Url("c".into()), '!'), Ok(3));
    let mut all = String::new();
    client.each(|url| all += &url.0);
    assert_eq!(all, "abc!");
}
