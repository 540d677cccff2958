//! With `#[demono]`.

use demono::demono;

use crate::{pause, Client, FetchError, Page, Reply};

impl Client {
    /// Fetches the page at `url`: follows it to where it moved, waits while the server
    /// is busy, and joins its chunks. `agent` says who is asking.
    #[demono]
    pub async fn fetch(
        &self,
        url: impl Into<String>,
        agent: impl AsRef<str>,
    ) -> Result<Page, FetchError> {
        let mut url = url.into();
        if let Some(fragment) = url.find('#') {
            url.truncate(fragment);
        }
        let mut requests = 0;
        let mut moves = 0;
        let mut patience = 3;
        let chunks = loop {
            let lower = url.to_ascii_lowercase();
            let Some(rest) = ["http://", "https://"]
                .iter()
                .find_map(|scheme| lower.strip_prefix(scheme))
            else {
                return Err(FetchError::Scheme(url));
            };
            let host = rest.split('/').next().unwrap_or_default().len();
            let path = &url[url.len() - rest.len() + host..];
            let asked = format!("{}{path}", &rest[..host]);
            requests += 1;
            match self.send(&asked).await {
                None => return Err(FetchError::NotFound(url)),
                Some(Reply::Chunks(chunks)) => break chunks,
                Some(Reply::Busy) if patience == 0 => return Err(FetchError::Busy(url)),
                Some(Reply::Busy) => {
                    pause(4 - patience).await;
                    patience -= 1;
                }
                Some(Reply::Moved(_)) if moves == 5 => return Err(FetchError::Moving(url)),
                Some(Reply::Moved(to)) => {
                    moves += 1;
                    if to.starts_with('/') {
                        url.truncate(url.len() - path.len());
                        url.push_str(to);
                    } else {
                        to.clone_into(&mut url);
                    }
                }
            }
        };

        let mut text = String::new();
        let mut rest = chunks;
        while !rest.is_empty() {
            let Some((length, after)) = rest.split_once(' ') else {
                return Err(FetchError::Chunk(url));
            };
            let length = usize::from_str_radix(length, 16).unwrap_or(usize::MAX);
            let Some(chunk) = after.get(..length) else {
                return Err(FetchError::Chunk(url));
            };
            text.push_str(&chunk.replace("{agent}", agent.as_ref()));
            rest = &after[length..];
        }
        Ok(Page {
            url,
            text,
            requests,
        })
    }
}
