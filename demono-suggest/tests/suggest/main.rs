//! What is said of each function of a program that has one for each verdict.

#![cfg(unix)]

#[path = "../common/rustc.rs"]
mod rustc;

use std::fs;
use std::path::{Path, PathBuf};

use demono_report::{AttributePlace, Candidate, Origin, ReasonKind};
use demono_size::{CrateKind, CrateRoot, PackageInfo};
use demono_suggest::binary::program::{ParsedProgram, ProgramError};
use demono_suggest::source::tree::BlockKind;
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::site::EditPlace;
use demono_suggest::suggest::verdict::Proposed;
use demono_suggest::suggest::{suggest, Suggestions};

use rustc::rustc;

const CRITERIA: Criteria = Criteria {
    objects: Objects::Allowed,
    least: 0,
    scope: Scope::All,
};

/// A workspace with one member and one dependency, and the program that it was built to.
struct Made {
    root: PathBuf,
    packages: Vec<PackageInfo>,
    program: PathBuf,
}

impl Made {
    fn new(name: &str, flags: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("suggest")
            .join(name);
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggest/fixtures");
        for package in ["program", "other"] {
            let source = folder.join(package).join("src");
            fs::create_dir_all(&source).unwrap();
            let file = format!("{package}.rs");
            fs::copy(fixtures.join(&file), source.join("it.rs")).unwrap();
        }
        let folder = folder.canonicalize().unwrap();
        let library = folder.join("libother.rlib");
        let program = folder.join("built");
        let external = format!("other={}", library.display());
        let named = ["--crate-type=rlib", "--crate-name=other"];
        rustc(&folder.join("other/src/it.rs"), &library, flags, &named);
        let named = ["--crate-name=program", "--extern", &external];
        rustc(&folder.join("program/src/it.rs"), &program, flags, &named);
        let package = |name: &str, kind, origin| PackageInfo {
            name: name.to_owned(),
            version: "1.2.3".to_owned(),
            manifest: folder.join(name).join("Cargo.toml"),
            crates: vec![CrateRoot {
                kind,
                name: name.to_owned(),
                path: folder.join(name).join("src/it.rs"),
            }],
            repository: None,
            origin,
        };
        Made {
            packages: vec![
                package("other", CrateKind::Lib, Origin::Registry),
                package("program", CrateKind::Bin, Origin::Member),
            ],
            root: folder,
            program,
        }
    }

    fn suggest(&self, criteria: Criteria) -> Suggestions {
        self.try_suggest(criteria).unwrap()
    }

    fn try_suggest(&self, criteria: Criteria) -> Result<Suggestions, ProgramError> {
        let program = ParsedProgram::read("program".to_owned(), &self.program)?;
        Ok(suggest(vec![program], &self.packages, &self.root, criteria))
    }

    fn source(&self) -> PathBuf {
        self.root.join("program/src/it.rs")
    }
}

fn proposed<'s>(found: &'s Suggestions, function: &str) -> &'s Proposed {
    let mut all = found.proposed.iter();
    let of = all.find(|it| it.candidate.function == function);
    of.unwrap_or_else(|| panic!("{function}: {:#?}", refused(found, function)))
}

fn refused<'s>(found: &'s Suggestions, function: &str) -> &'s Candidate {
    let mut all = found.refused.iter();
    let of = all.find(|it| it.function == function);
    of.unwrap_or_else(|| panic!("{function}: {:#?}", found.proposed))
}

fn reason<'s>(found: &'s Suggestions, function: &str) -> (ReasonKind, &'s str) {
    let reason = refused(found, function).reason.as_ref().unwrap();
    (reason.kind, &reason.text)
}

#[test]
fn each_function_has_its_verdict() {
    let made = Made::new("verdicts", &["-Cdebuginfo=1"]);
    let found = made.suggest(CRITERIA);

    let counted = proposed(&found, "program::counted");
    let proposal = counted.candidate.proposal.as_ref().unwrap();
    assert_eq!(proposal.attribute, "#[demono]");
    assert_eq!(proposal.place, AttributePlace::Function);
    assert_eq!(counted.candidate.copies.len(), 6);
    assert!(counted.candidate.bytes > counted.candidate.wasted);
    assert!(counted.candidate.wasted as i64 > counted.candidate.saving());
    let text = fs::read_to_string(made.source()).unwrap();
    let line = text.lines().nth(*counted.site.lines.start() - 1).unwrap();
    assert!(line.starts_with("pub fn counted"), "{line}");
    assert_eq!(counted.candidate.line, Some(*counted.site.lines.start()));
    let file = counted.candidate.file.as_deref();
    assert_eq!(file, Some("program/src/it.rs"));

    let put = found.proposed.iter();
    let mut put = put.filter(|it| it.candidate.function.ends_with(">::put"));
    let EditPlace::Block { kind, line, .. } = &put.next().unwrap().site.place else {
        panic!("a method of a trait needs the attribute of its block");
    };
    assert_eq!(*kind, BlockKind::TraitImpl);
    let block = text.lines().nth(*line - 1).unwrap();
    assert_eq!(block, "impl Store for Vec<String> {");

    assert_eq!(
        reason(&found, "program::returned").0,
        ReasonKind::ReturnType
    );
    assert_eq!(
        reason(&found, "<program::Shown>::lines").0,
        ReasonKind::NotByType
    );
    assert_eq!(reason(&found, "program::by_macro").0, ReasonKind::MacroCode);
    let (kind, text) = reason(&found, "other::summed");
    assert_eq!(kind, ReasonKind::OtherCrate);
    assert!(
        text.starts_with("in other 1.2.3, where `#[demono]` would save"),
        "{text}"
    );
    let issue = refused(&found, "other::summed").issue.as_deref().unwrap();
    assert!(
        issue.starts_with("### `other::summed` is compiled"),
        "{issue}"
    );
    let of_std = found.refused.iter().filter_map(|it| it.reason.as_ref());
    assert!(of_std.filter(|it| it.kind == ReasonKind::Std).count() > 3);
    // Nothing is wasted by what is there once.
    let all = found
        .refused
        .iter()
        .chain(found.proposed.iter().map(|it| &it.candidate));
    assert!(!all.clone().any(|it| it.function == "program::once"));
    assert!(all
        .clone()
        .all(|it| it.proposal.is_some() || it.reason.is_some()));
}

#[test]
fn criteria_decide_what_is_proposed() {
    let made = Made::new("criteria", &["-Cdebuginfo=1"]);
    let everything = made.suggest(CRITERIA);
    let saving = proposed(&everything, "program::counted").candidate.saving();
    let more = Criteria {
        least: saving.unsigned_abs() + 1,
        ..CRITERIA
    };
    let found = made.suggest(more);
    let (kind, text) = reason(&found, "program::counted");
    assert_eq!(kind, ReasonKind::BelowThreshold);
    assert!(
        text.starts_with(&format!("would save {saving} bytes")),
        "{text}"
    );
    let members = made.suggest(Criteria {
        scope: Scope::Members,
        ..CRITERIA
    });
    assert!(members.refused.iter().all(|it| it.krate == "program"));
    assert_eq!(members.proposed.len(), everything.proposed.len());
}

#[test]
fn source_that_is_not_what_was_compiled_is_not_edited() {
    let made = Made::new("stale", &["-Cdebuginfo=1"]);
    let text = fs::read_to_string(made.source()).unwrap();
    fs::write(made.source(), text.replace("fn counted", "fn renamed")).unwrap();
    let found = made.suggest(CRITERIA);
    let (kind, text) = reason(&found, "program::counted");
    assert_eq!(kind, ReasonKind::NoSource);
    assert!(text.contains("`renamed`"), "{text}");
}

#[test]
fn a_package_that_nobody_knows_is_counted() {
    let made = Made::new("unmapped", &["-Cdebuginfo=1"]);
    let nobody = Made {
        packages: Vec::new(),
        ..made
    };
    let found = nobody.suggest(CRITERIA);
    assert!(found.proposed.is_empty());
    assert!(found.unmapped.families >= 5, "{:?}", found.unmapped);
}

#[test]
fn a_program_without_debug_information_is_refused() {
    let made = Made::new("stripped", &["-Cstrip=debuginfo"]);
    let error = made.try_suggest(CRITERIA).unwrap_err();
    assert!(matches!(error, ProgramError::Debug(_)), "{error:?}");
}
