//! In: the programs of a workspace. Out: what each technique that makes programs small
//! saves by itself, and what the splits save on top of it. Refused: a technique that
//! cannot run here is reported with the reason; the plain builds have to succeed.

mod pack;
mod technique;

use std::collections::BTreeSet;
use std::path::PathBuf;

use demono_report::{Change, LadderReport, Outcome, Rung, RungSizes, Sizes, BASE_RUNG};

use crate::cargo::build::{Build, BuildError};
use crate::cargo::compiler::Compiler;
use crate::cargo::console::Event;
use crate::cargo::options::Attribute;
use crate::cargo::profile::Profile;
use crate::cargo::select::Program;
use crate::cargo::workspace::Workspace;
use crate::measure::{compare, Counter, Halves, MeasureError};

use pack::Packer;
use technique::{techniques, How, Technique, STRIPPED};

/// How to climb.
#[derive(Debug, Clone, Default)]
pub struct Ladder {
    /// Names of rungs; empty: all of [`Ladder::names`].
    pub only: Vec<String>,
    /// See [`Build::target`].
    pub target: Option<String>,
    /// See [`Build::target_directory`].
    pub target_directory: Option<PathBuf>,
    /// See [`Build::unstable`]; for every rung.
    pub unstable: Vec<String>,
}

/// Why there is no ladder.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LadderError {
    /// There is no such rung.
    #[error("no rung `{name}`; expected one of: {}", Ladder::names().collect::<Vec<_>>().join(", "))]
    NoSuchRung {
        /// What was asked for.
        name: String,
    },
    /// A build, or a binary.
    #[error(transparent)]
    Measure(#[from] MeasureError),
}

impl Ladder {
    /// The names of all rungs, in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        techniques().into_iter().map(|technique| technique.name)
    }

    /// Builds the programs of `workspace` twice for every rung.
    pub fn climb(
        &self,
        workspace: &Workspace,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<LadderReport, LadderError> {
        if let Some(name) = (self.only.iter()).find(|it| !Self::names().any(|name| name == **it)) {
            return Err(LadderError::NoSuchRung { name: name.clone() });
        }
        let compiler = MeasureError::compiler()?;
        let target = (self.target.clone()).unwrap_or_else(|| compiler.host.clone());
        let climb = Climb {
            ladder: self,
            workspace,
            target: &target,
            compiler: &compiler,
        };
        let chosen = |technique: &Technique| {
            self.only.is_empty()
                || [BASE_RUNG, STRIPPED].contains(&technique.name)
                || self.only.iter().any(|name| name == technique.name)
        };
        let plan = |it: Technique| (climb.hindrance(&it.how), it);
        let plans: Vec<_> = techniques().into_iter().filter(chosen).map(plan).collect();
        let runs = plans.iter().filter(|(hindrance, _)| hindrance.is_none());
        let mut counter = Counter {
            number: 0,
            total: runs.count() * 2,
        };
        let mut rungs = Vec::new();
        let mut built = BTreeSet::new();
        for (hindrance, technique) in plans {
            let outcome = match hindrance {
                Some(why) => Outcome::NotRun { why },
                None => climb.rung(&technique, &mut counter, &mut built, report)?,
            };
            rungs.push(Rung {
                name: technique.name.to_owned(),
                settings: technique.settings.to_owned(),
                against: technique.against().map(str::to_owned),
                outcome,
            });
        }
        Ok(LadderReport {
            compiler: compiler.version.clone(),
            target,
            programs: built.iter().map(ToString::to_string).collect(),
            rungs,
        })
    }
}

/// What all rungs share.
struct Climb<'a> {
    ladder: &'a Ladder,
    workspace: &'a Workspace,
    target: &'a str,
    compiler: &'a Compiler,
}

impl Climb<'_> {
    /// Why a technique cannot run here.
    fn hindrance(&self, how: &How) -> Option<String> {
        let user_builds_std = (self.ladder.unstable.iter()).any(|it| it.starts_with("build-std"));
        match how {
            How::Plain(_) | How::Strip | How::Small(_) => None,
            How::BuildStd | How::ImmediateAbort if user_builds_std => {
                Some("every rung builds std already, as `-Z` says".to_owned())
            }
            How::BuildStd | How::ImmediateAbort => std_hindrance(self.compiler),
            How::Pack(packer) => packer.hindrance(self.target),
        }
    }

    fn rung(
        &self,
        technique: &Technique,
        counter: &mut Counter,
        built: &mut BTreeSet<Program>,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<Outcome, MeasureError> {
        let build = self.build(technique);
        let halves = Halves::build(self.workspace, build, technique.name, counter, report);
        let halves = match (halves, &technique.how) {
            (Ok(halves), _) => halves,
            // Not every program and target can do without an unstable std.
            (
                Err(MeasureError::Build(BuildError::Failed {
                    output,
                    command,
                    status,
                })),
                How::BuildStd | How::ImmediateAbort,
                // Without a code it was killed: the user has had enough.
            ) if status.code().is_some() => {
                // The half that will not be built.
                counter.number += 1;
                let error = output.lines().find(|line| line.starts_with("error"));
                let error = error.unwrap_or("see what cargo says");
                return Ok(Outcome::NotRun {
                    why: format!("its build failed: {error}; try `{command}`"),
                });
            }
            (Err(error), _) => return Err(error),
        };
        let mut sum = RungSizes {
            text: Some(Change::default()),
            allocated: Some(Change::default()),
            file: Change::default(),
        };
        for program in &self.workspace.programs {
            let Some((off, on)) = halves.of(program) else {
                continue;
            };
            built.insert(program.clone());
            let sizes = match &technique.how {
                How::Pack(packer) => {
                    let packed = |path| packer.packed_size(path);
                    match (packed(&off.path), packed(&on.path)) {
                        (Ok(before), Ok(after)) => RungSizes {
                            text: None,
                            allocated: None,
                            file: Change { before, after },
                        },
                        (Err(why), _) | (_, Err(why)) => return Ok(Outcome::NotRun { why }),
                    }
                }
                how => {
                    let measured = compare(program, off, on, report)?;
                    sizes(&measured.comparison.sizes, how)
                }
            };
            let plus = |a: Option<Change>, b: Option<Change>| Some(a?.plus(b?));
            sum.text = plus(sum.text, sizes.text);
            sum.allocated = plus(sum.allocated, sizes.allocated);
            sum.file = sum.file.plus(sizes.file);
        }
        Ok(Outcome::Measured(sum))
    }

    fn build(&self, technique: &Technique) -> Build {
        let profile = match &technique.how {
            How::Plain(profile) | How::Small(profile) => profile.clone(),
            How::Strip => Profile::Release,
            How::BuildStd | How::ImmediateAbort | How::Pack(_) => Profile::Min,
        };
        let mut build = Build {
            target: self.ladder.target.clone(),
            target_directory: self.ladder.target_directory.clone(),
            unstable: self.ladder.unstable.clone(),
            ..Build::new(profile, Attribute::On)
        };
        if matches!(technique.how, How::BuildStd | How::ImmediateAbort) {
            // Without a triple, flags for the program would be for build scripts as well.
            build.target = Some(self.target.to_owned());
            build.directory = Some(technique.name.to_owned());
            let more = [
                "build-std=std,panic_abort",
                "build-std-features=optimize_for_size",
            ];
            build.unstable.extend(more.map(str::to_owned));
        }
        if technique.how == How::Pack(Packer::Upx) {
            // What is packed is what would be shipped.
            build.directory = Some(technique.name.to_owned());
            build.rustflags.push("-Cstrip=symbols".to_owned());
        }
        if technique.how == How::ImmediateAbort {
            let more = ["-Zunstable-options", "-Cpanic=immediate-abort"];
            build.rustflags.extend(more.map(str::to_owned));
        }
        build
    }
}

fn sizes(sizes: &Sizes, how: &How) -> RungSizes {
    let file = match (how, sizes.stripped) {
        (How::Plain(_), _) | (_, None) => sizes.file,
        (_, Some(stripped)) => stripped,
    };
    RungSizes {
        text: Some(sizes.text),
        allocated: Some(sizes.allocated),
        file,
    }
}

/// Why `-Zbuild-std` cannot work, and what would help.
fn std_hindrance(compiler: &Compiler) -> Option<String> {
    if !compiler.unstable && std::env::var_os("RUSTC_BOOTSTRAP").is_none() {
        return Some(
            "needs a nightly compiler: run `cargo +nightly demono ladder`, with the component \
             `rust-src`"
                .to_owned(),
        );
    }
    match Compiler::sysroot() {
        Some(root) if root.join("lib/rustlib/src/rust/library/std").is_dir() => None,
        _ => Some(
            "the source of std is not installed: run `rustup component add rust-src` for this \
             toolchain"
                .to_owned(),
        ),
    }
}
