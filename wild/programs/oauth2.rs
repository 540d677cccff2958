//! The addresses and requests of a login, with an HTTP client that answers by itself.

use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, ResourceOwnerPassword, ResourceOwnerUsername,
    Scope, TokenResponse, TokenUrl,
};

#[derive(Debug, thiserror::Error)]
#[error("refused")]
struct Refused;

fn answer(request: HttpRequest) -> Result<HttpResponse, Refused> {
    println!("{} {}", request.method(), request.uri());
    println!("{}", String::from_utf8_lossy(request.body()));
    let body = r#"{"access_token":"t","token_type":"bearer","scope":"read write"}"#;
    oauth2::http::Response::builder()
        .status(200)
        .header("content-type", "application/json")
        .body(body.as_bytes().to_vec())
        .map_err(|_| Refused)
}

fn again(request: HttpRequest) -> Result<HttpResponse, Refused> {
    answer(request)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tenant = std::env::args().nth(1).unwrap_or_else(|| "common".to_owned());
    let client = BasicClient::new(ClientId::new("demono".to_owned()))
        .set_client_secret(ClientSecret::new("secret".to_owned()))
        .set_auth_uri(AuthUrl::new(format!("http://localhost/{tenant}/authorize"))?)
        .set_token_uri(TokenUrl::new(format!("http://localhost/{tenant}/token"))?)
        .set_redirect_uri(RedirectUrl::new("http://localhost:8080/".to_owned())?);
    let verifier = PkceCodeVerifier::new("v".repeat(64));
    let (url, _) = client
        .authorize_url(|| CsrfToken::new("state".to_owned()))
        .add_scope(Scope::new("read".to_owned()))
        .add_scopes(["write", "admin"].map(|it| Scope::new(it.to_owned())))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .add_extra_param("tenant", tenant.clone())
        .add_extra_param(String::from("prompt"), "login")
        .url();
    println!("{url}");
    let token = client
        .exchange_code(AuthorizationCode::new("code".to_owned()))
        .set_pkce_verifier(verifier)
        .add_extra_param("tenant", tenant.as_str())
        .add_extra_param("resource", String::from("all"))
        .request(&answer)?;
    println!("{:?}", token.scopes());
    let token = client
        .exchange_refresh_token(&RefreshToken::new("refresh".to_owned()))
        .add_scopes(vec![Scope::new("read".to_owned())])
        .request(&again)?;
    println!("{:?}", token.scopes());
    let token = client
        .exchange_password(
            &ResourceOwnerUsername::new("user".to_owned()),
            &ResourceOwnerPassword::new("password".to_owned()),
        )
        .request(&|request| answer(request))?;
    println!("{:?}", token.scopes());
    Ok(())
}
