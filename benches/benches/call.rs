//! What a call through the shim costs, compared with the split that people write by hand
//! and with the original function: all three in one run, since only the ratio counts.

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

use criterion::{criterion_group, criterion_main, Criterion};
use demono::demono;

fn depth_of(path: &Path) -> usize {
    path.components().count() + path.extension().map_or(0, std::ffi::OsStr::len)
}

fn depth_generic(path: impl AsRef<Path>) -> usize {
    depth_of(path.as_ref())
}

fn depth_by_hand(path: impl AsRef<Path>) -> usize {
    #[inline(never)]
    fn inner(path: &Path) -> usize {
        depth_of(path)
    }
    inner(path.as_ref())
}

#[demono]
fn depth_split(path: impl AsRef<Path>) -> usize {
    depth_of(path.as_ref())
}

fn line_generic(output: &mut String, value: impl std::fmt::Display) {
    output.clear();
    let _ = writeln!(output, "value: {value}");
}

fn line_by_hand(output: &mut String, value: impl std::fmt::Display) {
    #[inline(never)]
    fn inner(output: &mut String, value: &dyn std::fmt::Display) {
        output.clear();
        let _ = writeln!(output, "value: {value}");
    }
    inner(output, &value);
}

#[demono]
fn line_split(output: &mut String, value: impl std::fmt::Display) {
    output.clear();
    let _ = writeln!(output, "value: {value}");
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("AsRef<Path>");
    group.bench_function("generic", |b| {
        b.iter(|| depth_generic(black_box("a/b/c.txt")))
    });
    group.bench_function("by hand", |b| {
        b.iter(|| depth_by_hand(black_box("a/b/c.txt")))
    });
    group.bench_function("split", |b| b.iter(|| depth_split(black_box("a/b/c.txt"))));
    group.finish();

    let mut output = String::new();
    let mut group = criterion.benchmark_group("Display");
    group.bench_function("generic", |b| {
        b.iter(|| line_generic(&mut output, black_box(1234.5)))
    });
    group.bench_function("by hand", |b| {
        b.iter(|| line_by_hand(&mut output, black_box(1234.5)))
    });
    group.bench_function("split", |b| {
        b.iter(|| line_split(&mut output, black_box(1234.5)))
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
