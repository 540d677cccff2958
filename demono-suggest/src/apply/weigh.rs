//! In: the copy, before and after edits. Out: what its programs weigh in each profile, and
//! how many bytes come from each function. Refused: what does not build.

use std::collections::BTreeMap;

use demono_report::{ApplyProfile, ApplyProgram, Change as Size};
use demono_size::{Attribute, Build, Console, DebugInfo, Event, Profile, SymbolPath};

use super::error::ApplyError;
use super::options::Depth;
use super::plan::{Change, Editor};
use super::session::Session;
use crate::binary::program::ParsedProgram;
use crate::bisect::{ChangeId, ChangeSet};

/// What one program weighs.
#[derive(Debug, Clone)]
struct Weight {
    name: String,
    text: u64,
    allocated: u64,
    stripped: Option<u64>,
}

/// All programs in one profile.
#[derive(Debug, Clone, Default)]
struct Weights {
    programs: Vec<Weight>,
    /// Bytes by function, of all programs together. Names and not keys: these have a hash
    /// of the crate in them, which a new dependency changes.
    functions: BTreeMap<String, Weighed>,
    /// Bytes of code of demono's own, which belongs to no one function.
    support: u64,
}

/// A function that is in the programs.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) path: SymbolPath,
    /// The crate that defines it.
    pub(super) krate: Option<String>,
    bytes: u64,
}

/// A program that has become larger.
pub(super) struct Growth {
    /// The number of the profile.
    pub(super) profile: usize,
    /// Program and profile, in words.
    pub(super) program: String,
    pub(super) bytes: i64,
}

pub(super) struct Sizes<'a> {
    session: &'a Session<'a>,
    profiles: Vec<Profile>,
    attribute: Attribute,
    before: Vec<Weights>,
    after: Vec<Weights>,
    /// Builds so far, for progress.
    number: usize,
    total: usize,
}

impl<'a> Sizes<'a> {
    /// `attribute`: whether splits are on in the builds before the edits; they are in
    /// those after them.
    pub(super) fn new(session: &'a Session<'a>, depth: Depth, attribute: Attribute) -> Self {
        let mut profiles = session.options.profiles.clone();
        let mut total = 2 * profiles.len();
        if depth == Depth::Plan {
            profiles.truncate(1);
            total = profiles.len();
        }
        Sizes {
            session,
            profiles,
            attribute,
            before: Vec::new(),
            after: Vec::new(),
            number: 0,
            total,
        }
    }

    /// Weighs the programs as they are. Those of the first profile are returned, as they were
    /// read.
    pub(super) fn before(
        &mut self,
        console: &mut Console<'_>,
    ) -> Result<Vec<ParsedProgram>, ApplyError> {
        let mut first = None;
        self.before.clear();
        for profile in self.profiles.clone() {
            let programs = self.read(&profile, self.attribute, "as it is", console)?;
            self.before.push(Weights::of(&programs));
            first.get_or_insert(programs);
        }
        Ok(first.unwrap_or_default())
    }

    /// What was after for `other` is before for these.
    pub(super) fn before_from(&mut self, other: &Self) {
        self.profiles.clone_from(&other.profiles);
        self.before = other.after.clone();
    }

    /// The functions of all programs, by name.
    pub(super) fn functions(&self) -> BTreeMap<&str, &Weighed> {
        let all = self.before.iter().chain(&self.after);
        let functions = all.flat_map(|it| &it.functions);
        functions.map(|(name, it)| (name.as_str(), it)).collect()
    }

    /// Weighs the programs as they have become.
    pub(super) fn after(&mut self, console: &mut Console<'_>) -> Result<(), ApplyError> {
        self.total = self.total.max(self.number + self.profiles.len());
        self.after.clear();
        for profile in self.profiles.clone() {
            let programs = self.read(&profile, Attribute::On, "edited", console)?;
            self.after.push(Weights::of(&programs));
        }
        Ok(())
    }

    /// Builds the programs, and reads them.
    fn read(
        &mut self,
        profile: &Profile,
        attribute: Attribute,
        what: &str,
        console: &mut Console<'_>,
    ) -> Result<Vec<ParsedProgram>, ApplyError> {
        let session = self.session;
        self.number += 1;
        (console.report)(Event::Building {
            number: self.number,
            total: self.total,
            what: &format!("{profile}, {what}"),
            attribute,
        });
        let build = Build {
            debug: DebugInfo::Limited,
            target: session.options.target.clone(),
            target_directory: Some(session.sandbox.folder().join("build")),
            ..Build::new(profile.clone(), attribute)
        };
        let artifacts = session.workspace.apply(build).run(console.report)?;
        let mut programs = Vec::new();
        for program in &session.workspace.programs {
            let Some(artifact) = artifacts.iter().find(|it| program.is(it)) else {
                continue;
            };
            (console.report)(Event::Reading(&artifact.path));
            programs.push(ParsedProgram::read(program.to_string(), &artifact.path)?);
        }
        Ok(programs)
    }

    /// What each of these changes saves in the profile with this number: of all that came
    /// from its functions, inlined or not, and of demono's code for objects a share.
    pub(super) fn savings(
        &self,
        editor: &Editor<'_>,
        set: &ChangeSet,
        profile: usize,
    ) -> BTreeMap<ChangeId, i64> {
        let (Some(before), Some(after)) = (self.before.get(profile), self.after.get(profile))
        else {
            return BTreeMap::new();
        };
        let changes = || set.iter().filter_map(|id| editor.change(*id));
        let objects: u64 = changes().map(|it| it.objects).sum();
        let support = after.support as i64 - before.support as i64;
        let saving = |change: &Change| {
            let bytes = |of: &Weights| -> i64 {
                let functions = change.functions.iter();
                let known = functions.filter_map(|it| of.functions.get(it));
                known.map(|it| it.bytes).sum::<u64>() as i64
            };
            let share = (support * change.objects as i64).checked_div(objects as i64);
            let direct = bytes(before) - bytes(after);
            (change.id, direct - share.unwrap_or_default())
        };
        changes().map(saving).collect()
    }

    /// The first program that has grown, in the order of profiles.
    pub(super) fn growth(&self) -> Option<Growth> {
        for (number, (before, after)) in self.before.iter().zip(&self.after).enumerate() {
            for (old, new) in before.programs.iter().zip(&after.programs) {
                let more = |old: u64, new: u64| new as i64 - old as i64;
                let text = more(old.text, new.text);
                let file = (old.stripped.zip(new.stripped)).map_or(0, |(old, new)| more(old, new));
                if text > 0 || file > 0 {
                    return Some(Growth {
                        profile: number,
                        program: format!("{} in profile {}", new.name, self.profiles[number]),
                        bytes: text.max(file),
                    });
                }
            }
        }
        None
    }

    /// The sizes, for a report. Nothing is after where nothing was changed.
    pub(super) fn profiles(&self) -> Vec<ApplyProfile> {
        let mut profiles = Vec::new();
        for (number, (profile, before)) in self.profiles.iter().zip(&self.before).enumerate() {
            let after = self.after.get(number).unwrap_or(before);
            let programs = before.programs.iter().zip(&after.programs);
            profiles.push(ApplyProfile {
                profile: profile.name().to_owned(),
                programs: programs.map(program).collect(),
            });
        }
        profiles
    }

    /// Nothing was changed after all.
    pub(super) fn forget(&mut self) {
        self.after.clear();
    }
}

impl Weights {
    fn of(programs: &[ParsedProgram]) -> Self {
        let mut weights = Weights::default();
        for program in programs {
            weights.programs.push(Weight {
                name: program.name.clone(),
                text: program.text,
                allocated: program.allocated,
                stripped: program.stripped,
            });
            for item in &program.census {
                let bytes = item.bytes();
                if item.is_support() {
                    weights.support += bytes;
                }
                let functions = &mut weights.functions;
                let function = functions.entry(item.text.clone());
                let weighed = function.or_insert_with(|| Weighed {
                    path: item.path.clone(),
                    krate: item.krate.clone(),
                    bytes: 0,
                });
                weighed.bytes += bytes;
            }
        }
        weights
    }
}

fn program((before, after): (&Weight, &Weight)) -> ApplyProgram {
    let size = |before, after| Size { before, after };
    ApplyProgram {
        name: before.name.clone(),
        text: size(before.text, after.text),
        allocated: size(before.allocated, after.allocated),
        stripped: (before.stripped.zip(after.stripped)).map(|(before, after)| size(before, after)),
    }
}
