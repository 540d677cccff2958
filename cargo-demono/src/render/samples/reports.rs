//! A measurement, a ladder, a difference and a check, for tests.

use demono_report::*;

use super::{application, families, function_name, inventory, suggestions, Lcg};

pub(crate) fn change(before: u64, after: u64) -> Change {
    Change { before, after }
}

fn named(name: &str, before: u64, after: u64) -> NamedChange {
    NamedChange {
        name: name.to_owned(),
        size: change(before, after),
    }
}

/// What `cargo demono measure` finds: one program, then two.
pub(crate) fn measurement() -> MeasureReport {
    let functions = |seed| {
        let mut lcg = Lcg::new(seed);
        let mut functions: Vec<FunctionEntry> = (0..24)
            .map(|at| {
                let copies = lcg.below(12) as usize;
                let one = 200 + lcg.below(6000);
                let before = one * copies as u64;
                let shims = lcg.below(copies as u64 + 1) as usize;
                let (inner_bytes, shim_bytes) = (one, shims as u64 * 70);
                let bytes = change(before, inner_bytes + shim_bytes);
                FunctionEntry {
                    name: function_name(&mut lcg, "app", at),
                    copies_before: copies,
                    copies_after: 1,
                    shims,
                    inner_bytes,
                    shim_bytes,
                    bytes,
                    verdict: match bytes.saved() {
                        _ if copies == 0 => Verdict::Inlined,
                        0 => Verdict::Even,
                        1.. => Verdict::Saves,
                        _ => Verdict::Costs,
                    },
                }
            })
            .collect();
        functions.sort_by_key(|function| std::cmp::Reverse(function.bytes.saved()));
        functions
    };
    let program = |name: &str, seed| ProgramEntry {
        kind: ProgramKind::Bin,
        package: "app".to_owned(),
        name: name.to_owned(),
        sizes: Sizes {
            text: change(512_345, 401_234),
            allocated: change(812_345, 701_034),
            file: change(3_912_345, 3_801_034),
            stripped: Some(change(822_345, 711_034)),
        },
        sections: vec![
            named(".eh_frame", 60_000, 54_000),
            named(".text", 512_345, 401_234),
        ],
        functions: functions(seed),
        others: vec![
            OtherEntry {
                name: "app::main".to_owned(),
                copies_before: 1,
                copies_after: 1,
                bytes: change(12_000, 9_000),
            },
            OtherEntry {
                name: "<app::store::Store>::open".to_owned(),
                copies_before: 2,
                copies_after: 1,
                bytes: change(800, 1_100),
            },
        ],
    };
    let profile = |name: &str, programs| ProfileEntry {
        profile: name.to_owned(),
        programs,
        skipped: vec!["app/bench-tool".to_owned()],
    };
    MeasureReport {
        compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        profiles: vec![
            profile("release", vec![program("app", 3), program("app-server", 5)]),
            profile("release-small", vec![program("app", 9)]),
        ],
    }
}

/// What `cargo demono ladder` finds, with rungs that cannot run.
pub(crate) fn ladder() -> LadderReport {
    let rung = |name: &str, settings: &str, before: u64, after: u64| Rung {
        name: name.to_owned(),
        settings: settings.to_owned(),
        against: match name {
            "release" => None,
            "dev" | "strip" => Some("release".to_owned()),
            _ => Some("strip".to_owned()),
        },
        outcome: Outcome::Measured(RungSizes {
            text: (name != "upx").then(|| change(before * 4 / 10, after * 4 / 10)),
            allocated: (name != "upx").then(|| change(before * 7 / 10, after * 7 / 10)),
            file: change(before, after),
        }),
    };
    let not_run = |name: &str, settings: &str, why: &str| Rung {
        name: name.to_owned(),
        settings: settings.to_owned(),
        against: Some("strip".to_owned()),
        outcome: Outcome::NotRun {
            why: why.to_owned(),
        },
    };
    LadderReport {
        compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        programs: vec!["app/app".to_owned(), "app/app-server".to_owned()],
        rungs: vec![
            rung("dev", "profile dev", 41_234_568, 39_876_544),
            rung("release", "profile release", 4_567_890, 4_321_098),
            rung("strip", "strip = true", 1_034_888, 925_112),
            rung("z", "opt-level = \"z\"", 812_345, 781_002),
            rung("thin", "lto = \"thin\"", 998_120, 901_220),
            rung("fat", "lto = \"fat\"", 870_900, 800_001),
            rung("units", "codegen-units = 1", 990_011, 890_220),
            rung("abort", "panic = \"abort\"", 901_234, 820_100),
            rung(
                "min",
                "opt-level = \"z\", lto = \"fat\", codegen-units = 1, panic = \"abort\"",
                601_200,
                601_840,
            ),
            rung("upx", "upx --best", 251_200, 247_108),
            not_run(
                "build-std",
                "-Z build-std",
                "rustc 1.95.0 is not a nightly: rustup toolchain install nightly",
            ),
        ],
    }
}

/// What `cargo demono diff` finds.
pub(crate) fn difference(count: u64) -> DiffReport {
    let mut lcg = Lcg::new(11);
    let mut changes: Vec<FamilyChange> = families(count)
        .into_iter()
        .map(|family| {
            let bytes = match lcg.below(5) {
                0 => change(0, family.bytes),
                1 => change(family.bytes, 0),
                2 => change(family.bytes, family.bytes * 105 / 100 + 64),
                3 => change(family.bytes, family.bytes * 13 / 10 + 64),
                _ => change(family.bytes + 900, family.bytes),
            };
            FamilyChange {
                name: family.name,
                kind: family.kind,
                krate: family.krate,
                copies_before: if bytes.before == 0 {
                    0
                } else {
                    family.copies.len()
                },
                copies_after: if bytes.after == 0 {
                    0
                } else {
                    family.copies.len()
                },
                bytes,
            }
        })
        .collect();
    changes.sort_by_key(|family| std::cmp::Reverse(family.bytes.saved().unsigned_abs()));
    let side = |label: &str| Side {
        label: label.to_owned(),
        binary: inventory(10).binary,
    };
    DiffReport {
        before: side("v1.2.0"),
        after: side("HEAD"),
        totals: vec![
            named("text", 512_345, 540_001),
            named("allocated", 812_345, 801_034),
            named("file", 3_912_345, 3_912_345),
        ],
        sections: vec![
            named(".rodata", 91_000, 80_120),
            named(".text", 512_345, 540_001),
        ],
        families: changes,
        noise: 64,
        quiet_count: 412,
        quiet: change(123_456, 123_999),
        unnamed: change(20_000, 18_500),
    }
}

/// What `cargo demono check` finds: one limit kept, one not, one that is not known.
pub(crate) fn check() -> CheckReport {
    let result = |limited, written: &str, limit, actual, status| BudgetResult {
        source: "Cargo.toml".to_owned(),
        line: Some(31),
        program: "app/app".to_owned(),
        profile: "release".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        limited,
        written: written.to_owned(),
        unit: Unit::Bytes,
        limit,
        actual,
        baseline: actual.map(|actual| actual - 1_000),
        status,
        why: None,
        remedy: None,
        contributors: Vec::new(),
    };
    let mut over = result(
        Limited::File,
        "1 MiB",
        Some(1_048_576),
        Some(1_151_000),
        Status::Over,
    );
    over.remedy =
        Some("raise the limit in Cargo.toml, or run cargo demono check --accept".to_owned());
    over.contributors = (families(4).into_iter())
        .map(|family| Contributor {
            name: family.name,
            copies: family.copies.len(),
            bytes: family.bytes,
            grown: Some(family.bytes as i64 / 2),
        })
        .collect();
    let mut unknown = result(Limited::Total, "+1 %", None, None, Status::NotMeasured);
    unknown.why = Some("demono-baseline.json has no entry for this target".to_owned());
    unknown.remedy = Some("cargo demono check --accept".to_owned());
    CheckReport {
        compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
        results: vec![
            over,
            unknown,
            result(
                Limited::Text,
                "400 KiB",
                Some(409_600),
                Some(401_234),
                Status::Within,
            ),
        ],
        baseline: "demono-baseline.json".to_owned(),
    }
}

/// Every kind of report.
pub(crate) fn documents() -> Vec<(&'static str, Document)> {
    vec![
        ("top", Document::new(Report::Top(inventory(300)))),
        ("measure", Document::new(Report::Measure(measurement()))),
        ("ladder", Document::new(Report::Ladder(ladder()))),
        (
            "diff",
            Document::new(Report::Diff(Box::new(difference(160)))),
        ),
        ("check", Document::new(Report::Check(check()))),
        (
            "suggest",
            Document::new(Report::Suggest(Box::new(suggestions(300)))),
        ),
        (
            "apply",
            Document::new(Report::Apply(Box::new(application()))),
        ),
    ]
}
