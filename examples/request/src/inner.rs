//! Only the body, for callers that convert.

use std::fmt::Write;

use crate::{Request, RequestError};

impl Request {
    /// A `POST` of `body`.
    #[inline(never)]
    pub fn post_inner(
        mut host: String,
        path: String,
        agent: String,
        kind: String,
        body: String,
    ) -> Result<Self, RequestError> {
        host.make_ascii_lowercase();
        let labels = host.split('.');
        if !labels.clone().all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }) {
            return Err(RequestError::Host(host));
        }

        let mut target = String::new();
        for byte in path.into_bytes() {
            if target.is_empty() && byte != b'/' {
                target.push('/');
            }
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    target.push(byte.into());
                }
                other => _ = write!(target, "%{other:02X}"),
            }
        }

        let mut head = format!("POST {target} HTTP/1.1\r\nhost: {host}\r\n");
        for (name, value) in [("user-agent", agent), ("content-type", kind)] {
            let value = value.trim();
            if value.contains(['\r', '\n']) {
                return Err(RequestError::Header(value.to_owned()));
            }
            if !value.is_empty() {
                head.extend([name, ": ", value, "\r\n"]);
            }
        }

        Ok(Request { head, body })
    }
}
