//! An application of several crates. Each of them, and this one, loads the configuration
//! with the function from `read-config`, so each could end up with its own copies of it.

use std::hint::black_box;

use example_read_config::{load_config, Config, ConfigError};
use example_types::{for_each_path, Transcript};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo.conf");

#[inline(never)]
fn describe(result: Result<Config, ConfigError>) -> String {
    match result.as_ref().map(|config| config.get("", "name")) {
        Ok(Some(value)) => format!("app: name = {value}"),
        Ok(None) => "app: no name".to_owned(),
        Err(error) => format!("app: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(load_config(black_box($path))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(load_config(black_box($path).as_ref())));
        };
    }
    for_each_path!(call, DEMO);
    example_app_server::start(DEMO, &mut transcript);
    example_app_client::start(DEMO, &mut transcript);
    example_app_worker::start(DEMO, &mut transcript);
}
