//! Attributes that change how a body is compiled, where they get only the shim. Only their
//! names are known.

use demono::demono;
use demono::demono as throws;
use demono::demono as async_recursion;
use demono::demono as maybe_async;

#[demono]
#[throws]
fn thrown(path: impl AsRef<std::path::Path>) -> bool {
    path.as_ref().exists()
}

#[demono]
#[async_recursion]
async fn recursive(name: impl AsRef<str>) -> usize {
    name.as_ref().len()
}

#[demono]
#[crate::maybe_async]
async fn maybe(name: impl AsRef<str>) -> usize {
    name.as_ref().len()
}

fn main() {}
