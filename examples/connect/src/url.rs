//! Addresses, and what can be converted to one.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::rc::Rc;

/// `http://host:port/path?query`
#[derive(Debug, Clone, PartialEq)]
pub struct Url {
    /// Whether it is `https`.
    pub secure: bool,
    /// A name or a number.
    pub host: String,
    /// 80 or 443 if none was given.
    pub port: u16,
    /// Starts with a slash.
    pub path: String,
    /// What follows the question mark.
    pub query: Option<String>,
}

/// Why something is not an address.
#[derive(Debug, Clone, PartialEq)]
pub enum UrlError {
    /// Neither `http` nor `https`.
    Scheme(String),
    /// Not a host.
    Host(String),
    /// Not a port.
    Port(String),
    /// No time to wait for an answer.
    Timeout,
    /// Another host.
    Foreign(String),
}

/// What can be converted to an address.
pub trait IntoUrl {
    /// Converts it.
    fn into_url(self) -> Result<Url, UrlError>;
}

impl Url {
    /// Parses `text`; the default scheme is `http`.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        let (secure, rest) = match text.split_once("://") {
            Some(("http", rest)) => (false, rest),
            Some(("https", rest)) => (true, rest),
            Some((scheme, _)) => return Err(UrlError::Scheme(scheme.to_owned())),
            None => (false, text),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query.to_owned())),
            None => (rest, None),
        };
        let slash = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(slash);
        let url = Url::with_host(secure, authority)?;
        Ok(Url {
            path: match path {
                "" => "/".to_owned(),
                path => path.to_owned(),
            },
            query,
            ..url
        })
    }

    fn with_host(secure: bool, authority: &str) -> Result<Self, UrlError> {
        let (host, port) = match authority.rsplit_once(':') {
            // The colons in `[::1]` do not start a port.
            Some((host, port)) if !port.ends_with(']') => {
                let number = port.parse();
                (host, number.map_err(|_| UrlError::Port(port.to_owned()))?)
            }
            _ if secure => (authority, 443),
            _ => (authority, 80),
        };
        if host.is_empty() || host.contains(char::is_whitespace) {
            return Err(UrlError::Host(host.to_owned()));
        }
        Ok(Url {
            secure,
            host: host.to_ascii_lowercase(),
            port,
            path: "/".to_owned(),
            query: None,
        })
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}:{}{}", self.host, self.port, self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UrlError::Scheme(scheme) => write!(f, "{scheme:?} is not a scheme"),
            UrlError::Host(host) => write!(f, "{host:?} is not a host"),
            UrlError::Port(port) => write!(f, "{port:?} is not a port"),
            UrlError::Timeout => f.write_str("there is no time for an answer"),
            UrlError::Foreign(host) => write!(f, "{host} is another host"),
        }
    }
}

impl std::error::Error for UrlError {}

impl IntoUrl for Url {
    fn into_url(self) -> Result<Url, UrlError> {
        Ok(self)
    }
}

impl IntoUrl for &Url {
    fn into_url(self) -> Result<Url, UrlError> {
        Ok(self.clone())
    }
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl IntoUrl for $text {
            fn into_url(self) -> Result<Url, UrlError> {
                Url::parse(&self)
            }
        }
    )*};
}

texts!(&str, String, &String, Box<str>, Rc<str>, Cow<'_, str>);

/// A host and a port.
impl IntoUrl for (&str, u16) {
    fn into_url(self) -> Result<Url, UrlError> {
        let (host, port) = self;
        let url = Url::with_host(port == 443, host)?;
        Ok(Url { port, ..url })
    }
}

/// A host, and the parts of a path.
impl<const N: usize> IntoUrl for (&str, [&str; N]) {
    fn into_url(self) -> Result<Url, UrlError> {
        let (host, parts) = self;
        let url = Url::with_host(false, host)?;
        let path = format!("/{}", parts.join("/"));
        Ok(Url { path, ..url })
    }
}

impl IntoUrl for SocketAddr {
    fn into_url(self) -> Result<Url, UrlError> {
        match self.ip() {
            IpAddr::V4(host) => (host, self.port()).into_url(),
            IpAddr::V6(host) => (format!("[{host}]").as_str(), self.port()).into_url(),
        }
    }
}

impl IntoUrl for Ipv4Addr {
    fn into_url(self) -> Result<Url, UrlError> {
        (self, 80).into_url()
    }
}

impl IntoUrl for (Ipv4Addr, u16) {
    fn into_url(self) -> Result<Url, UrlError> {
        (self.0.to_string().as_str(), self.1).into_url()
    }
}

/// The first of these that is an address.
impl<U: IntoUrl> IntoUrl for Vec<U> {
    fn into_url(self) -> Result<Url, UrlError> {
        let mut error = UrlError::Host(String::new());
        for candidate in self {
            match candidate.into_url() {
                Ok(url) => return Ok(url),
                Err(other) => error = other,
            }
        }
        Err(error)
    }
}

/// This host, if there is no address.
impl<U: IntoUrl> IntoUrl for Option<U> {
    fn into_url(self) -> Result<Url, UrlError> {
        match self {
            Some(url) => url.into_url(),
            None => Url::parse("localhost:8080"),
        }
    }
}

/// An address and its query.
impl<U: IntoUrl> IntoUrl for (U, &[(&str, i64)]) {
    fn into_url(self) -> Result<Url, UrlError> {
        let mut url = self.0.into_url()?;
        for (key, value) in self.1 {
            let query = url.query.get_or_insert_with(String::new);
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&format!("{key}={value}"));
        }
        Ok(url)
    }
}
