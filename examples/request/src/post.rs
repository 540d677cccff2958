//! With `#[demono]`.

use std::fmt::Write;

use demono::demono;

use crate::{Request, RequestError};

impl Request {
    /// A `POST` of `body`.
    #[demono]
    pub fn post(
        host: impl Into<String>,
        path: impl Into<String>,
        agent: impl Into<String>,
        kind: impl Into<String>,
        body: impl Into<String>,
    ) -> Result<Self, RequestError> {
        let mut host = host.into();
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
        for byte in path.into().into_bytes() {
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
        for (name, value) in [("user-agent", agent.into()), ("content-type", kind.into())] {
            let value = value.trim();
            if value.contains(['\r', '\n']) {
                return Err(RequestError::Header(value.to_owned()));
            }
            if !value.is_empty() {
                head.extend([name, ": ", value, "\r\n"]);
            }
        }

        Ok(Request {
            head,
            body: body.into(),
        })
    }
}
