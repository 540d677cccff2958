//! What an expansion costs, outside a compiler: the macro's own entry point on
//! `proc_macro2`, where it spends its time.

use std::hint::black_box;
use std::str::FromStr;

use criterion::{criterion_group, criterion_main, Criterion};
use proc_macro2::TokenStream;

/// 20 lines, as in a typical library.
const SMALL: &str = r#"
    /// Loads a configuration.
    pub fn load<P: AsRef<Path>>(path: P, name: impl Into<String>) -> io::Result<Config> {
        let path = path.as_ref();
        let text = fs::read_to_string(path)?;
        let mut config = Config::new(name.into());
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                let message = format!("{}:{}: no `=`", path.display(), number + 1);
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            };
            config.set(key.trim(), value.trim());
        }
        if config.is_empty() {
            log::warn!("{} is empty", path.display());
        }
        Ok(config)
    }
"#;

/// A function that repeats the body of the small one until it has 300 lines.
fn large() -> String {
    let open = SMALL.find("{\n").expect("a body") + 1;
    let close = SMALL.rfind("Ok(config)").expect("a last expression");
    let body = SMALL[open..close].replace("path.as_ref()", "AsRef::<Path>::as_ref(&path)");
    let blocks = format!("{{ {body} }}").repeat(18);
    format!("{}{blocks}{}", &SMALL[..open], &SMALL[close..])
}

fn bench(criterion: &mut Criterion) {
    let large = large();
    assert!(large.lines().count() >= 300);
    for (name, source) in [("20 lines", SMALL), ("300 lines", &large)] {
        let item = TokenStream::from_str(source).expect("the source lexes");
        let output = demono_analysis::expand(TokenStream::new(), item.clone()).to_string();
        assert!(output.contains("__demono_inner") && !output.contains("compile_error"));
        criterion.bench_function(&format!("expand {name}"), |bencher| {
            bencher.iter(|| demono_analysis::expand(TokenStream::new(), black_box(item.clone())));
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
