//! In: a crate and a mode. Out: which of its items the attribute splits, which it refuses,
//! and at which rustc fails.
//!
//! First an option that does not exist is written on each item: where demono says so, the
//! item is part of this build, and elsewhere a `#[cfg]` leaves it out. Then the attribute is
//! written on all of these; those that demono refuses go, and among the rest those at which
//! rustc fails are searched.

use std::collections::BTreeMap;

use demono_suggest::bisect::{bisect, ChangeId, ChangeSet, Reason, Tried};

use super::compile::{without, CompileError, Compiled, Compiler};
use super::list::List;
use super::outcome::{Failed, Mode, ModeOutcome, Refused, Warning};
use super::sites::{Site, Sources};

/// No option of the attribute.
const PROBE: &str = "#[::demono::demono(is_this_built)]";

/// How often a crate is compiled in search of what fails.
const TRIES: usize = 60;

pub(super) struct Trial<'a> {
    pub(super) list: &'a List,
    pub(super) compiler: &'a Compiler<'a>,
    pub(super) sources: &'a Sources,
    /// Without any attribute.
    pub(super) plain_warnings: &'a [Warning],
}

impl Trial<'_> {
    /// The attribute stays in the sources, on all items that are split.
    pub(super) fn run(&self, mode: Mode) -> anyhow::Result<ModeOutcome> {
        let sites = self.sources.sites(mode);
        let attribute = match mode.words() {
            "" => "#[::demono::demono]".to_owned(),
            words => format!("#[::demono::demono({words})]"),
        };
        let mut outcome = ModeOutcome {
            mode,
            tried: 0,
            split: 0,
            refused: Vec::new(),
            failed: Vec::new(),
            new_warnings: Vec::new(),
            lost_warnings: Vec::new(),
            tests: None,
            test_differences: Vec::new(),
        };
        let mut built = self.built(&sites)?;
        outcome.tried = built.len();
        // Some errors stop the compiler before it has expanded the rest.
        loop {
            let compiled = self.compile(&sites, &built, &attribute)?;
            let mut refused: BTreeMap<ChangeId, String> = BTreeMap::new();
            for error in &compiled.errors {
                if let (Some(words), Some(site)) = (&error.refusal, self.blame(&sites, error)) {
                    refused.entry(site).or_insert_with(|| words.clone());
                }
            }
            refused.retain(|site, _| built.remove(site));
            if refused.is_empty() {
                break;
            }
            outcome
                .refused
                .extend(refused.into_iter().map(|(site, message)| Refused {
                    item: sites[site.0].item.clone(),
                    message,
                }));
        }
        let mut errors: BTreeMap<ChangeId, CompileError> = BTreeMap::new();
        let changes: Vec<ChangeId> = built.iter().copied().collect();
        let bisected = bisect(&changes, TRIES, &mut |set| {
            let compiled = self.compile(&sites, set, &attribute)?;
            Ok::<_, anyhow::Error>(self.judge(&sites, &compiled, &mut errors))
        })?;
        for dropped in &bisected.dropped {
            let item = sites[dropped.change.0].item.clone();
            let failed = match (errors.remove(&dropped.change), &dropped.reason) {
                (Some(error), Reason::Blamed(_)) => Failed {
                    item,
                    known: (self.list).limit(mode, error.code.as_deref(), &error.message),
                    code: error.code,
                    message: error.message,
                    rendered: error.rendered,
                },
                (_, Reason::Blamed(why) | Reason::Found(why) | Reason::NotTried(why)) => Failed {
                    item,
                    code: None,
                    message: why.lines().next().unwrap_or_default().to_owned(),
                    rendered: why.clone(),
                    known: None,
                },
            };
            outcome.failed.push(failed);
        }
        outcome.split = bisected.kept.len();
        let compiled = self.compile(&sites, &bisected.kept, &attribute)?;
        outcome.new_warnings = without(&compiled.warnings, self.plain_warnings);
        outcome.lost_warnings = without(self.plain_warnings, &compiled.warnings);
        Ok(outcome)
    }

    fn built(&self, sites: &[Site]) -> anyhow::Result<ChangeSet> {
        if sites.is_empty() {
            return Ok(ChangeSet::new());
        }
        let all: ChangeSet = (0..sites.len()).map(ChangeId).collect();
        let compiled = self.compile(sites, &all, PROBE)?;
        let ours = compiled.errors.iter().filter(|it| it.refusal.is_some());
        Ok(ours.filter_map(|it| self.blame(sites, it)).collect())
    }

    fn compile(
        &self,
        sites: &[Site],
        set: &ChangeSet,
        attribute: &str,
    ) -> anyhow::Result<Compiled> {
        self.sources.write(sites, set, attribute)?;
        self.compiler.compile(attribute)
    }

    fn judge(
        &self,
        sites: &[Site],
        compiled: &Compiled,
        errors: &mut BTreeMap<ChangeId, CompileError>,
    ) -> Tried {
        if compiled.success {
            return Tried::Works;
        }
        let mut blamed = BTreeMap::new();
        for error in &compiled.errors {
            if let Some(site) = self.blame(sites, error) {
                blamed.entry(site).or_insert_with(|| error.message.clone());
                errors.entry(site).or_insert_with(|| error.clone());
            }
        }
        let first = compiled.errors.first();
        let because = first.map_or(&compiled.output, |it| &it.rendered);
        Tried::Fails {
            blamed,
            because: because.clone(),
        }
    }

    /// The item that an error is about.
    fn blame(&self, sites: &[Site], error: &CompileError) -> Option<ChangeId> {
        let mut places = error.places.iter();
        places.find_map(|(file, line)| self.sources.site_at(sites, file, *line))
    }
}
