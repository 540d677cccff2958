//! A client of an imaginary service: requests are made from literals, formatted text and
//! parsed addresses. Nothing is sent unless an address is given.

use attohttpc::{header, Method, RequestBuilder, Session};
use url::Url;

struct Client {
    base: Url,
    session: Session,
    token: String,
}

impl Client {
    fn new(base: &str, token: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let mut session = Session::new();
        session.header(header::USER_AGENT, "demono-wild");
        session.header("x-client", format!("demono/{}", 1));
        session.try_header("accept", "application/json".to_owned())?;
        Ok(Client {
            base: Url::parse(base)?,
            session,
            token: token.to_owned(),
        })
    }

    fn list(&self, page: u32) -> RequestBuilder {
        let request = self.session.get(self.base.as_str());
        request
            .param("page", page)
            .param("per_page", 50)
            .param(String::from("sort"), "name")
            .bearer_auth(&self.token)
    }

    fn item(&self, id: u64) -> RequestBuilder {
        let request = self.session.get(format!("{}items/{id}", self.base));
        request
            .header(header::IF_NONE_MATCH, format!("\"{id}\""))
            .header("x-request-id", id)
            .params([("fields", "all"), ("lang", "en")])
            .bearer_auth(self.token.clone())
    }

    fn upload(&self, id: u64, text: &str) -> Result<attohttpc::Result<()>, attohttpc::Error> {
        let request = self.session.put(&format!("{}items/{id}", self.base));
        let mut request = request
            .try_header("x-length", text.len())?
            .try_header(header::CONTENT_TYPE, "text/plain")?
            .basic_auth("user", Some(&self.token))
            .text(text.to_owned())
            .try_prepare()?;
        println!("{} {}", request.method(), request.url());
        Ok(match std::env::args().len() {
            1 => Ok(()),
            _ => request.send().map(drop),
        })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1);
    let client = Client::new(address.as_deref().unwrap_or("http://localhost:9/"), "secret")?;
    for request in [client.list(1), client.item(7)] {
        let mut request = request.try_prepare()?;
        println!("{} {}", request.method(), request.url());
        if address.is_some() {
            println!("{}", request.send()?.text()?);
        }
    }
    client.upload(7, "hello")??;
    let other = RequestBuilder::try_new(Method::DELETE, "http://localhost:9/items/8")?;
    println!("{}", other.basic_auth(String::from("user"), None::<String>).try_prepare()?.url());
    Ok(())
}
