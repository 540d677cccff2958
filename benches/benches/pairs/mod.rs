//! The calls that are measured: each one of the function as it is written and of the split
//! one, which have the same source.

use std::hash::{DefaultHasher, Hasher};
use std::hint::black_box;
use std::io::BufReader;

use demono_benches::{Tree, Visitor};

/// The largest number of units (bytes, values, calls) in a measurement.
pub(crate) const MOST: usize = 1 << 15;

const NODES: usize = 1 << 10;
const BUFFER: usize = 8 << 10;
const TEXT: &str = "demonomorphize";

/// What the calls work on. It is made in advance, so that only the calls are measured.
pub(crate) struct Data {
    values: Vec<u64>,
    small: Vec<u32>,
    names: Vec<&'static str>,
    bytes: Vec<u8>,
    listing: Vec<u8>,
    copied: Vec<u8>,
    buffer: Vec<u8>,
    line: String,
    text: String,
    written: Vec<u8>,
    tree: Tree,
}

impl Data {
    pub(crate) fn new() -> Self {
        let mut state = 1_u64;
        // Knuth's MMIX generator: the same values in every run.
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 40
        };
        let values: Vec<u64> = (0..MOST).map(|_| next()).collect();
        let names: Vec<&str> = values.iter().map(|value| name(*value)).collect();
        Data {
            small: values.iter().map(|value| *value as u32).collect(),
            // The numbers of [`sum_read`] have four bytes.
            bytes: (0..MOST * 4).map(|_| next() as u8).collect(),
            listing: names.join("\n").into_bytes(),
            names,
            copied: vec![0; MOST],
            buffer: vec![0; BUFFER],
            // Large enough for every line; otherwise an allocation would be measured.
            line: String::with_capacity(64),
            text: String::with_capacity(MOST * 32),
            written: Vec::with_capacity(MOST * 32),
            tree: tree(NODES, &mut next),
            values,
        }
    }
}

/// A name of two to fourteen bytes.
fn name(value: u64) -> &'static str {
    &TEXT[..value as usize % 13 + 2]
}

/// A tree of this many nodes, with four children for each as long as there are any left.
fn tree(nodes: usize, next: &mut dyn FnMut() -> u64) -> Tree {
    let value = next();
    let below = nodes - 1;
    let shares = (0..4).map(|child| (below + child) / 4);
    let children = shares.filter(|nodes| *nodes > 0);
    Tree {
        value,
        children: children.map(|nodes| tree(nodes, next)).collect(),
    }
}

/// Adds up the values, each multiplied by its depth.
#[derive(Default)]
struct Weights {
    depth: u64,
    total: u64,
}

impl Visitor for Weights {
    fn enter(&mut self, value: u64) {
        self.depth += 1;
        self.total = self.total.wrapping_add(value.wrapping_mul(self.depth));
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// A hasher that does as little as possible: FNV.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Runs with this many units, and returns a digest of the results.
pub(crate) type Run = fn(&mut Data, usize) -> u64;

pub(crate) struct Pair {
    pub(crate) name: &'static str,
    /// The unit that is counted.
    pub(crate) unit: &'static str,
    pub(crate) generic: Run,
    pub(crate) split: Run,
}

/// A pair of runs that differ only in the module that the function comes from.
macro_rules! pair {
    ($name:literal, $unit:literal, $function:ident, $run:expr) => {
        Pair {
            name: $name,
            unit: $unit,
            generic: {
                use demono_benches::generic::$function;
                $run
            },
            split: {
                use demono_benches::split::$function;
                $run
            },
        }
    };
}

pub(crate) fn pairs() -> Vec<Pair> {
    let mut pairs = in_a_hot_loop();
    pairs.extend(with_work_to_do());
    pairs
}

/// Functions in which the object's calls are most of the work.
fn in_a_hot_loop() -> Vec<Pair> {
    vec![
        pair!("`Iterator`, sum", "value", sum, |data, count| {
            sum(data.values[..count].iter().copied())
        }),
        pair!(
            "`Iterator`, filtered inside",
            "value",
            sum_even,
            |data, count| sum_even(data.values[..count].iter().copied())
        ),
        pair!(
            "`Iterator`, filtered by the caller",
            "value",
            sum,
            |data, count| {
                let values = data.values[..count].iter().copied();
                sum(values.filter(|value| value % 2 == 0))
            }
        ),
        pair!(
            "`Iterator`, `step_by(16)`",
            "value used",
            sum_some,
            |data, count| {
                let mut total = 0_u64;
                for _ in 0..16 {
                    let values = black_box(&data.values[..count]).iter().copied();
                    total = total.wrapping_add(sum_some(values));
                }
                total
            }
        ),
        pair!(
            "`IntoIterator<Item = impl Into<u64>>`",
            "value",
            sum_into,
            |data, count| sum_into(data.small[..count].iter().copied())
        ),
        pair!(
            "`IntoIterator<Item = impl AsRef<str>>`",
            "item",
            length_as_ref,
            |data, count| length_as_ref(&data.names[..count]) as u64
        ),
        pair!("`FnMut`, one operation", "call", each, |data, count| {
            let mut product = 1_u64;
            each(&data.values[..count], |value| {
                product = product.wrapping_mul(value | 1);
            });
            product
        }),
        pair!("`Fn`, a comparison", "call", count, |data, length| {
            let limit = black_box(1 << 23);
            count(&data.values[..length], |value| value < limit) as u64
        }),
        pair!("`FnOnce`, called", "call", value_or, |data, count| {
            let mut total = 0_u64;
            for value in &data.values[..count] {
                let result = value_or(black_box(None), || value ^ 1);
                total = total.wrapping_add(result);
            }
            total
        }),
        pair!("`FnOnce`, not called", "call", value_or, |data, count| {
            let mut total = 0_u64;
            for value in &data.values[..count] {
                let result = value_or(black_box(Some(*value)), || value ^ 1);
                total = total.wrapping_add(result);
            }
            total
        }),
        pair!("`Read`, one byte", "byte", checksum, |data, count| {
            checksum(&data.bytes[..count]).expect("a slice can be read")
        }),
        pair!(
            "`Read`, 4 bytes exactly",
            "number",
            sum_read,
            |data, count| {
                sum_read(&data.bytes[..count * 4], count).expect("a slice can be read")
            }
        ),
        pair!(
            "`Read`, 4 bytes of a `BufReader`",
            "number",
            sum_read,
            |data, count| {
                let from = BufReader::new(&data.bytes[..count * 4]);
                sum_read(from, count).expect("a slice can be read")
            }
        ),
        pair!("a visitor, recursive", "node", walk, |data, count| {
            let mut weights = Weights::default();
            for _ in 0..count / NODES {
                walk(&data.tree, &mut weights);
            }
            weights.total
        }),
    ]
}

/// Functions that do some work themselves, or call something that does.
fn with_work_to_do() -> Vec<Pair> {
    vec![
        pair!("`Read`, `Write`: 8 bytes", "byte", pipe, |data, count| {
            let Data {
                bytes,
                copied,
                buffer,
                ..
            } = data;
            pipe(&bytes[..count], &mut copied[..count], &mut buffer[..8])
                .expect("a slice as long can be written")
        }),
        pair!("`Read`, `Write`: 8 KiB", "byte", pipe, |data, count| {
            let Data {
                bytes,
                copied,
                buffer,
                ..
            } = data;
            pipe(&bytes[..count], &mut copied[..count], buffer)
                .expect("a slice as long can be written")
        }),
        pair!("`BufRead`, `lines`", "byte", longest_line, |data, count| {
            longest_line(&data.listing[..count]).expect("names are text") as u64
        }),
        pair!(
            "`fmt::Write`, `writeln!`",
            "line",
            lines_of_text,
            |data, count| {
                data.text.clear();
                lines_of_text(&mut data.text, &data.values[..count]).expect("text is written");
                data.text.len() as u64
            }
        ),
        pair!(
            "`io::Write`, `writeln!`",
            "line",
            lines_of_bytes,
            |data, count| {
                data.written.clear();
                lines_of_bytes(&mut data.written, &data.values[..count])
                    .expect("bytes are written");
                data.written.len() as u64
            }
        ),
        pair!("`Hasher`, SipHash", "record", hash, |data, count| {
            let mut state = DefaultHasher::new();
            hash(&data.values[..count], black_box(TEXT), &mut state);
            state.finish()
        }),
        pair!("`Hasher`, FNV", "record", hash, |data, count| {
            let mut state = Fnv(0xcbf2_9ce4_8422_2325);
            hash(&data.values[..count], black_box(TEXT), &mut state);
            state.finish()
        }),
        pair!(
            "`IntoIterator<Item = impl Into<String>>`",
            "item",
            length_into,
            |data, count| length_into(data.names[..count].iter().copied()) as u64
        ),
        pair!("`Display` of `&str`", "call", line, |data, count| {
            let mut length = 0;
            for name in &data.names[..count] {
                line(&mut data.line, black_box(*name));
                length += data.line.len() as u64;
            }
            length
        }),
        pair!("`Display` of `u64`", "call", line, |data, count| {
            let mut length = 0;
            for value in &data.values[..count] {
                line(&mut data.line, black_box(*value));
                length += data.line.len() as u64;
            }
            length
        }),
    ]
}

/// Panics unless both functions of the pair return the same.
pub(crate) fn check(pair: &Pair, data: &mut Data) {
    let generic = (pair.generic)(data, black_box(MOST));
    let split = (pair.split)(data, black_box(MOST));
    assert_eq!(
        generic, split,
        "{}: the split gives another result",
        pair.name
    );
}
