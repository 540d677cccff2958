//! Only the bodies, for callers that convert.

use crate::{Client, Request, Url, UrlError};

impl Client {
    /// A request for what is at `url`, which waits up to `timeout` seconds for an answer.
    #[inline(never)]
    pub fn get_inner(
        &mut self,
        url: Result<Url, UrlError>,
        timeout: u32,
    ) -> Result<Request, UrlError> {
        let mut url = url?;
        if timeout == 0 {
            return Err(UrlError::Timeout);
        }
        let mut path: Vec<&str> = Vec::new();
        for part in url.path.split('/').filter(|part| !part.is_empty()) {
            match part {
                "." => {}
                ".." => _ = path.pop(),
                name => path.push(name),
            }
        }
        let mut target = String::new();
        for part in path {
            target.push('/');
            for byte in part.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'%' => {
                        target.push(char::from(byte));
                    }
                    other => target.push_str(&format!("%{other:02X}")),
                }
            }
        }
        if target.is_empty() || url.path.ends_with('/') {
            target.push('/');
        }
        url.path = target;

        self.requests += 1;
        let mut text = format!("GET {}", url.path);
        if let Some(query) = url.query.as_deref().filter(|query| !query.is_empty()) {
            text.push('?');
            text.push_str(&query.replace(' ', "+"));
        }
        text.push_str("\nHost: ");
        text.push_str(&url.host);
        if url.port != if url.secure { 443 } else { 80 } {
            text.push_str(&format!(":{}", url.port));
        }
        let known = self.cookies.get(&url.host).into_iter().flatten();
        let cookies: Vec<&str> = known
            .filter(|(path, _)| url.path.starts_with(path.as_str()))
            .map(|(_, value)| value.as_str())
            .collect();
        if !cookies.is_empty() {
            text.push_str("\nCookie: ");
            text.push_str(&cookies.join("; "));
        }
        text.push_str(&format!("\nRequest: {}", self.requests));
        Ok(Request { url, text, timeout })
    }
}

/// The relative path from one address to another on the same host.
#[inline(never)]
pub fn relative(base: Url, target: Url) -> Result<String, UrlError> {
    if (base.secure, base.port, &base.host) != (target.secure, target.port, &target.host) {
        return Err(UrlError::Foreign(target.host.clone()));
    }
    let mut from: Vec<&str> = base.path.split('/').collect();
    from.pop();
    let to: Vec<&str> = target.path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shared = shared.min(to.len() - 1);
    let mut path = String::new();
    for _ in shared..from.len() {
        path.push_str("../");
    }
    path.push_str(&to[shared..].join("/"));
    if path.is_empty() {
        path.push_str("./");
    }
    if let Some(query) = target.query.as_deref().filter(|query| !query.is_empty()) {
        path.push('?');
        path.push_str(query);
    }
    Ok(path)
}
