//! The schema of saved reports. What fails here is a promise: fields may be added, and
//! none that is here may change its name or meaning while the schema is 1.

use demono_report::{
    AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    AttributePlace, BinaryInfo, Candidate, CandidateCopy, CandidateProgram, Change, CopyEntry,
    CrateEntry, DiffReport, Document, FamilyEntry, FamilyKind, Format, Inventory, LadderReport,
    Origin, Outcome, PackageEntry, Proposal, Reason, ReasonKind, Report, Role, Rung, RungSizes,
    SectionEntry, SectionKind, SuggestProgram, SuggestReport, TestCounts, TestsEntry, Unmapped,
    SCHEMA,
};
use serde_json::json;

fn inventory(bytes: u64) -> Inventory {
    Inventory {
        binary: BinaryInfo {
            path: "target/release/app".to_owned(),
            format: Format::MachO,
            architecture: "aarch64".to_owned(),
            linked: true,
            estimated: true,
            text: 100,
            allocated: 200,
            file: 400,
            stripped: Some(300),
        },
        sections: vec![SectionEntry {
            name: "__text".to_owned(),
            kind: SectionKind::Code,
            size: 100,
            file_size: 100,
            named: 90,
            padding: 8,
            unnamed: 2,
        }],
        families: vec![FamilyEntry {
            name: "app::load".to_owned(),
            kind: FamilyKind::DropGlue,
            krate: Some("app".to_owned()),
            split: true,
            bytes,
            estimated: true,
            wasted: 10,
            copies: vec![CopyEntry {
                name: "app::load::<&str>".to_owned(),
                arguments: vec!["&str".to_owned()],
                instantiated_in: Some("app".to_owned()),
                role: Role::Inner,
                bytes,
                estimated: true,
            }],
            folded: 1,
        }],
    }
}

fn written(report: Report) -> serde_json::Value {
    let document = Document::new(report);
    let text = serde_json::to_vec(&document).unwrap();
    assert_eq!(Document::parse("saved", &text).unwrap(), document);
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn of_a_binary() {
    assert_eq!(SCHEMA, 1);
    assert_eq!(
        written(Report::Top(inventory(90))),
        json!({
            "schema": 1,
            "tool": concat!("demono ", env!("CARGO_PKG_VERSION")),
            "report": "top",
            "binary": {
                "path": "target/release/app", "format": "macho", "architecture": "aarch64",
                "linked": true, "estimated": true,
                "text": 100, "allocated": 200, "file": 400, "stripped": 300
            },
            "sections": [{
                "name": "__text", "kind": "code", "size": 100, "file_size": 100,
                "named": 90, "padding": 8, "unnamed": 2
            }],
            "families": [{
                "name": "app::load", "kind": "drop_glue", "crate": "app", "split": true,
                "bytes": 90, "estimated": true, "wasted": 10,
                "copies": [{
                    "name": "app::load::<&str>", "arguments": ["&str"],
                    "instantiated_in": "app", "role": "inner", "bytes": 90, "estimated": true
                }],
                "folded": 1
            }]
        })
    );
}

#[test]
fn of_a_difference() {
    let (before, after) = (inventory(90), inventory(70));
    let report = DiffReport::new(("v1", &before), ("v2", &after), 8);
    let json = written(Report::Diff(Box::new(report)));
    assert_eq!(json["report"], "diff");
    assert_eq!(json["before"]["label"], "v1");
    assert_eq!(json["before"]["text"], 100);
    assert_eq!(
        json["totals"][0],
        json!({ "name": "text", "before": 100, "after": 100 })
    );
    assert_eq!(
        json["families"],
        json!([{
            "name": "app::load", "kind": "drop_glue", "crate": "app",
            "copies_before": 1, "copies_after": 1, "before": 90, "after": 70
        }])
    );
    assert_eq!(json["noise"], 8);
    assert_eq!(json["quiet_count"], 0);
    assert_eq!(json["quiet"], json!({ "before": 0, "after": 0 }));
    assert_eq!(json["unnamed"], json!({ "before": 10, "after": 10 }));
    // At the floor it counts, below it does not.
    let quiet = DiffReport::new(("v1", &before), ("v2", &after), 21);
    assert_eq!((quiet.families.len(), quiet.quiet_count), (0, 1));
}

#[test]
fn of_a_ladder() {
    let change = |before, after| Change { before, after };
    let rung = |name: &str, against: Option<&str>, outcome| Rung {
        name: name.to_owned(),
        settings: "as it is".to_owned(),
        against: against.map(str::to_owned),
        outcome,
    };
    let sizes = |text, file| {
        Outcome::Measured(RungSizes {
            text: Some(text),
            allocated: None,
            file,
        })
    };
    let ladder = LadderReport {
        compiler: "rustc 1".to_owned(),
        target: "wasm32-unknown-unknown".to_owned(),
        programs: vec!["app".to_owned()],
        rungs: vec![
            rung("release", None, sizes(change(100, 80), change(400, 380))),
            rung(
                "strip",
                Some("release"),
                sizes(change(100, 80), change(300, 270)),
            ),
            rung("z", Some("strip"), sizes(change(90, 79), change(250, 240))),
            rung(
                "upx",
                Some("strip"),
                Outcome::NotRun {
                    why: "no upx".to_owned(),
                },
            ),
        ],
    };
    // Machine code against `release`, a stripped file against a stripped one.
    let own = |number: usize| ladder.own_saving(&ladder.rungs[number]);
    assert_eq!(own(0), (None, None));
    assert_eq!(own(1), (Some(change(100, 100)), Some(change(400, 300))));
    assert_eq!(own(2), (Some(change(100, 90)), Some(change(300, 250))));
    assert_eq!(own(3), (None, None));
    let json = written(Report::Ladder(ladder));
    assert_eq!(
        json["rungs"][2],
        json!({
            "name": "z", "settings": "as it is", "against": "strip", "outcome": "measured",
            "text": { "before": 90, "after": 79 }, "file": { "before": 250, "after": 240 }
        })
    );
    assert_eq!(json["rungs"][3]["outcome"], "not_run");
    assert_eq!(json["rungs"][3]["why"], "no upx");
}

#[test]
fn of_suggestions() {
    let package = PackageEntry {
        name: "a-lib".to_owned(),
        version: "1.2.3".to_owned(),
        origin: Origin::Registry,
        repository: Some("https://example.org/a-lib".to_owned()),
    };
    let candidate = Candidate {
        function: "app::load".to_owned(),
        krate: "app".to_owned(),
        package: None,
        file: Some("src/main.rs".to_owned()),
        line: Some(12),
        programs: vec![CandidateProgram {
            program: "app".to_owned(),
            copies: 2,
            inlined: 1,
            bytes: 900,
            saving: Some(500),
        }],
        copies: vec![CandidateCopy {
            types: vec!["&str".to_owned()],
            program: "app".to_owned(),
            bytes: 400,
            inlined: 1,
        }],
        bytes: 900,
        wasted: 500,
        proposal: Some(Proposal {
            attribute: "#[demono(dyn)]".to_owned(),
            place: AttributePlace::Impl,
            place_line: 10,
            inner_bytes: 350,
            shim_bytes: 50,
            saving: 500,
            dynamic: true,
            note: None,
        }),
        reason: None,
        issue: None,
    };
    let refused = Candidate {
        function: "a_lib::parse".to_owned(),
        krate: "a_lib".to_owned(),
        package: Some(package.clone()),
        proposal: None,
        reason: Some(Reason {
            kind: ReasonKind::NotByType,
            text: "copies differ in a constant".to_owned(),
        }),
        ..candidate.clone()
    };
    let report = SuggestReport {
        compiler: "rustc 1".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        profile: "release".to_owned(),
        programs: vec![SuggestProgram {
            name: "app".to_owned(),
            text: 10_000,
            stripped: None,
        }],
        candidates: vec![candidate],
        refused: vec![refused],
        crates: vec![CrateEntry {
            krate: "a_lib".to_owned(),
            package: Some(package),
            families: 3,
            bytes: 2_000,
            wasted: 700,
            candidates: 1,
            saving: -12,
            top: vec!["a_lib::parse".to_owned()],
        }],
        unmapped: Unmapped {
            families: 2,
            wasted: 90,
        },
    };
    assert_eq!(report.saving(), 500);
    assert_eq!(report.candidates[0].count(), (2, 1));
    let json = written(Report::Suggest(Box::new(report)));
    assert_eq!(json["schema"], 1);
    assert_eq!(json["report"], "suggest");
    assert_eq!(json["programs"], json!([{ "name": "app", "text": 10_000 }]));
    assert_eq!(
        json["candidates"],
        json!([{
            "function": "app::load", "crate": "app", "file": "src/main.rs", "line": 12,
            "programs": [{
                "program": "app", "copies": 2, "inlined": 1, "bytes": 900, "saving": 500
            }],
            "copies": [{ "types": ["&str"], "program": "app", "bytes": 400, "inlined": 1 }],
            "bytes": 900, "wasted": 500,
            "proposal": {
                "attribute": "#[demono(dyn)]", "place": "impl", "place_line": 10,
                "inner_bytes": 350, "shim_bytes": 50, "saving": 500, "dynamic": true
            }
        }])
    );
    assert_eq!(
        json["refused"][0]["reason"],
        json!({ "kind": "not_by_type", "text": "copies differ in a constant" })
    );
    let package = json!({
        "name": "a-lib", "version": "1.2.3", "origin": "registry",
        "repository": "https://example.org/a-lib"
    });
    assert_eq!(json["refused"][0]["package"], package);
    assert_eq!(
        json["crates"],
        json!([{
            "crate": "a_lib", "package": package, "families": 3, "bytes": 2_000, "wasted": 700,
            "candidates": 1, "saving": -12, "top": ["a_lib::parse"]
        }])
    );
    assert_eq!(json["unmapped"], json!({ "families": 2, "wasted": 90 }));
}

#[test]
fn of_an_edit() {
    let change = |before, after| Change { before, after };
    let counts = TestCounts {
        passed: 10,
        failed: 0,
        ignored: 1,
    };
    let function = AppliedFunction {
        function: "app::load".to_owned(),
        file: "src/main.rs".to_owned(),
        line: 12,
        attribute: "#[demono]".to_owned(),
        outcome: AppliedOutcome::DoesNotCompile,
        predicted: Some(600),
        actual: Some(500),
        why: Some("error[E0277]".to_owned()),
    };
    assert_eq!(function.error(), Some(20.0));
    let unknown = AppliedFunction {
        actual: None,
        ..function.clone()
    };
    assert_eq!(unknown.error(), None);
    let report = ApplyReport {
        command: ApplyCommand::Prune,
        compiler: "rustc 1".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        dry_run: true,
        profiles: vec![ApplyProfile {
            profile: "release".to_owned(),
            programs: vec![ApplyProgram {
                name: "app".to_owned(),
                text: change(100, 80),
                allocated: change(200, 180),
                stripped: None,
            }],
        }],
        functions: vec![function],
        tests: TestsEntry {
            before: Some(counts),
            after: Some(counts),
            ..TestsEntry::default()
        },
        files: vec!["src/main.rs".to_owned()],
        diff: Some("--- a\n".to_owned()),
    };
    assert_eq!(report.profiles[0].total().text, change(100, 80));
    assert_eq!(
        written(Report::Apply(Box::new(report))),
        json!({
            "schema": 1,
            "tool": concat!("demono ", env!("CARGO_PKG_VERSION")),
            "report": "apply",
            "command": "prune", "compiler": "rustc 1", "target": "x86_64-unknown-linux-gnu",
            "dry_run": true,
            "profiles": [{
                "profile": "release",
                "programs": [{
                    "name": "app", "text": { "before": 100, "after": 80 },
                    "allocated": { "before": 200, "after": 180 }
                }]
            }],
            "functions": [{
                "function": "app::load", "file": "src/main.rs", "line": 12,
                "attribute": "#[demono]", "outcome": "does_not_compile",
                "predicted": 600, "actual": 500, "why": "error[E0277]"
            }],
            "tests": {
                "before": { "passed": 10, "failed": 0, "ignored": 1 },
                "after": { "passed": 10, "failed": 0, "ignored": 1 }
            },
            "files": ["src/main.rs"],
            "diff": "--- a\n"
        })
    );
}
