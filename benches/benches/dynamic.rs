//! What `#[demono(dyn)]` costs at run time, in time: the function as it is written and
//! the split one in turn, since only the ratio counts. `dynamic_instructions` counts the
//! instructions of the same calls exactly.

mod pairs;

use std::hint::black_box;

use criterion::{criterion_group, criterion_main, Criterion, Throughput};

use self::pairs::{check, pairs, Data, MOST};

fn bench(criterion: &mut Criterion) {
    let mut data = Data::new();
    for pair in pairs() {
        check(&pair, &mut data);
        let name = format!("{}, per {}", pair.name.replace('`', ""), pair.unit);
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(MOST as u64));
        for (name, run) in [("generic", pair.generic), ("split", pair.split)] {
            group.bench_function(name, |bencher| {
                bencher.iter(|| run(&mut data, black_box(MOST)));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
