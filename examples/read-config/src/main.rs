//! Loads one configuration file, with its path in many types.

use std::hint::black_box;

use example_read_config::{load_config, Config, ConfigError};
use example_types::{for_each_path, Transcript};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo.conf");

#[inline(never)]
fn describe(result: Result<Config, ConfigError>) -> String {
    match result {
        Ok(config) => config.to_string(),
        Err(error) => format!("error: {error}"),
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
}
