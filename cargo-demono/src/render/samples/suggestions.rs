//! Suggestions, and what came of them, for tests.

use demono_report::*;

use super::{change, families, Lcg};

const REASONS: [(ReasonKind, &str); 5] = [
    (
        ReasonKind::OtherCrate,
        "it is in `serde_json`, which is not a member of this workspace",
    ),
    (ReasonKind::Std, "it is in the standard library"),
    (
        ReasonKind::ReturnType,
        "it returns `Vec<T>`, which an inner could not do for every `T`",
    ),
    (
        ReasonKind::NotByType,
        "its copies differ in a constant, not in the type of a parameter",
    ),
    (
        ReasonKind::TooSmall,
        "too small: a split would cost about 120 bytes",
    ),
];

fn package(krate: &str) -> PackageEntry {
    let (version, origin) = match krate {
        "app" => ("0.3.0", Origin::Member),
        "core" | "alloc" | "std" => ("1.95.0", Origin::Std),
        _ => ("1.0.143", Origin::Registry),
    };
    PackageEntry {
        name: krate.replace('_', "-"),
        version: version.to_owned(),
        origin,
        repository: (origin == Origin::Registry).then(|| format!("https://example.org/{krate}")),
    }
}

fn candidate(family: &FamilyEntry, lcg: &mut Lcg) -> Candidate {
    let krate = family.krate.clone().unwrap_or_else(|| "app".to_owned());
    let program = |at: usize| ["app", "app/app-server"][at % 2].to_owned();
    let copies: Vec<CandidateCopy> = (family.copies.iter().enumerate())
        .map(|(at, copy)| CandidateCopy {
            types: copy.arguments.clone(),
            program: program(at),
            bytes: copy.bytes,
            inlined: [0, 0, 1, 3][lcg.below(4) as usize],
        })
        .collect();
    let of_program = |at: usize| -> Vec<&CandidateCopy> {
        copies
            .iter()
            .filter(|it| it.program == program(at))
            .collect()
    };
    let programs = (0..2)
        .map(|at| (program(at), of_program(at)))
        .filter(|(_, copies)| !copies.is_empty())
        .map(|(program, copies)| CandidateProgram {
            program,
            copies: copies.len(),
            inlined: copies.iter().map(|it| it.inlined).sum(),
            bytes: copies.iter().map(|it| it.bytes).sum(),
            saving: Some(copies.iter().skip(1).map(|it| it.bytes as i64).sum()),
        })
        .collect();
    Candidate {
        function: family.name.clone(),
        package: Some(package(&krate)),
        krate,
        file: Some(format!("src/imp/{}.rs", lcg.below(9))),
        line: Some(1 + lcg.below(900) as usize),
        programs,
        copies,
        bytes: family.bytes,
        wasted: family.wasted,
        proposal: None,
        reason: None,
        issue: None,
    }
}

/// What `cargo demono suggest --crate-graph` finds among `count` functions.
pub(crate) fn suggestions(count: u64) -> SuggestReport {
    let mut lcg = Lcg::new(23);
    let all = families(count);
    let wasteful = all.iter().filter(|family| family.wasted > 0);
    let (mut candidates, mut refused) = (Vec::new(), Vec::new());
    for (at, family) in wasteful.enumerate() {
        let mut it = candidate(family, &mut lcg);
        if it.krate == "app" {
            let inner_bytes = family.bytes - family.wasted;
            let shim_bytes = (family.wasted / 8).min(40 * family.copies.len() as u64);
            let dynamic = at % 3 == 0;
            it.proposal = Some(Proposal {
                attribute: if dynamic {
                    "#[demono(dyn)]"
                } else {
                    "#[demono]"
                }
                .to_owned(),
                place: if at % 5 == 0 {
                    AttributePlace::Impl
                } else {
                    AttributePlace::Function
                },
                place_line: it.line.unwrap_or(1) - usize::from(at % 5 == 0 && it.line > Some(1)),
                inner_bytes,
                shim_bytes,
                saving: (family.wasted - shim_bytes) as i64,
                dynamic,
                note: dynamic.then(|| "each call goes through a vtable".to_owned()),
            });
            candidates.push(it);
        } else {
            let (kind, text) = REASONS[at % REASONS.len()];
            it.reason = Some(Reason {
                kind,
                text: text.to_owned(),
            });
            refused.push(it);
        }
    }
    candidates.sort_by_key(|it| std::cmp::Reverse(it.saving()));
    SuggestReport {
        compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        profile: "release".to_owned(),
        programs: vec![
            SuggestProgram {
                name: "app".to_owned(),
                text: 1_512_345,
                stripped: Some(2_234_567),
            },
            SuggestProgram {
                name: "app/app-server".to_owned(),
                text: 912_345,
                stripped: None,
            },
        ],
        crates: crates(&candidates, &refused),
        candidates,
        refused,
        unmapped: Unmapped {
            families: 31,
            wasted: 12_345,
        },
    }
}

fn crates(candidates: &[Candidate], refused: &[Candidate]) -> Vec<CrateEntry> {
    let mut entries: Vec<CrateEntry> = Vec::new();
    for it in candidates.iter().chain(refused) {
        let known = entries.iter().position(|entry| entry.krate == it.krate);
        let at = known.unwrap_or_else(|| {
            entries.push(CrateEntry {
                krate: it.krate.clone(),
                package: it.package.clone(),
                families: 0,
                bytes: 0,
                wasted: 0,
                candidates: 0,
                saving: 0,
                top: Vec::new(),
            });
            entries.len() - 1
        });
        let entry = &mut entries[at];
        entry.families += 1;
        entry.bytes += it.bytes;
        entry.wasted += it.wasted;
        entry.candidates += usize::from(it.proposal.is_some());
        entry.saving += it.saving();
        if entry.top.len() < 3 {
            entry.top.push(it.function.clone());
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.wasted));
    entries
}

/// What `cargo demono apply` makes of them.
pub(crate) fn application() -> ApplyReport {
    let outcomes = [
        (AppliedOutcome::Kept, 96, None),
        (AppliedOutcome::Kept, 110, None),
        (
            AppliedOutcome::Costs,
            -20,
            Some("its shims are inlined into 31 callers"),
        ),
        (
            AppliedOutcome::DoesNotCompile,
            0,
            Some("error[E0277]: `T` cannot be sent between threads\n --> src/imp/3.rs:12:9"),
        ),
        (AppliedOutcome::NotMeasured, 3, None),
        (
            AppliedOutcome::ChangesTests,
            80,
            Some("`names::are_short` failed"),
        ),
    ];
    let functions = (suggestions(300)
        .candidates
        .into_iter()
        .zip(outcomes.iter().cycle()))
    .take(26)
    .map(|(candidate, (outcome, percent, why))| {
        let predicted = candidate.saving();
        let measured = *outcome != AppliedOutcome::DoesNotCompile;
        AppliedFunction {
            attribute: (candidate.proposal.as_ref())
                .map_or_else(String::new, |it| it.attribute.clone()),
            function: candidate.function,
            file: candidate.file.unwrap_or_default(),
            line: candidate.line.unwrap_or(1),
            outcome: *outcome,
            predicted: Some(predicted),
            actual: measured.then_some(predicted * percent / 100),
            why: why.map(str::to_owned),
        }
    });
    let counts = TestCounts {
        passed: 128,
        failed: 0,
        ignored: 3,
    };
    let program = |name: &str, stripped| ApplyProgram {
        name: name.to_owned(),
        text: change(1_512_345, 1_401_234),
        allocated: change(1_812_345, 1_701_034),
        stripped,
    };
    let profile = |name: &str| ApplyProfile {
        profile: name.to_owned(),
        programs: vec![
            program("app", Some(change(1_822_345, 1_711_034))),
            program("app/app-server", None),
        ],
    };
    ApplyReport {
        command: ApplyCommand::Apply,
        compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        dry_run: false,
        profiles: vec![profile("release"), profile("z")],
        functions: functions.collect(),
        tests: TestsEntry {
            before: Some(counts),
            after: Some(counts),
            ..TestsEntry::default()
        },
        files: vec!["src/imp/1.rs".to_owned(), "src/imp/3.rs".to_owned()],
        diff: Some(
            "--- a/src/imp/1.rs\n+++ b/src/imp/1.rs\n@@ -1 +1,2 @@\n+#[demono]\n fn a() {}\n"
                .to_owned(),
        ),
    }
}
