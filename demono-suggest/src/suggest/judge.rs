//! In: a generic function, and the source of its package. Out: a verdict on it.

use std::path::Path;

use demono_analysis::{Refusal, RefusalKind};
use demono_report::{AttributePlace, Candidate, PackageEntry, Proposal, ReasonKind};
use demono_size::PackageInfo;

use super::criteria::Criteria;
use super::gather::GenericFunction;
use super::issue::issue;
use super::locate::{find, is_own, Found};
use super::site::{EditPlace, Site};
use super::verdict::{by_impl, candidate, refused, Judged, Proposed};
use crate::source::tree::{BlockKind, SourceFunction, SourceTree};
use crate::split::best::{best, Best};
use crate::split::forms::{forms, Forms};

/// What is known of the package of a function.
pub(super) struct Judge<'p> {
    pub(super) package: &'p PackageInfo,
    /// The crates that the functions are from: a library and a program may share a name.
    pub(super) trees: Vec<SourceTree>,
    /// The root of the workspace.
    pub(super) root: &'p Path,
    pub(super) criteria: Criteria,
}

impl Judge<'_> {
    pub(super) fn candidate(&self, function: &GenericFunction) -> Candidate {
        Candidate {
            package: Some(PackageEntry {
                name: self.package.name.clone(),
                version: self.package.version.clone(),
                origin: self.package.origin,
                repository: self.package.repository.clone(),
            }),
            ..candidate(function)
        }
    }

    pub(super) fn function(&self, function: &GenericFunction) -> Judged {
        let mut candidate = self.candidate(function);
        let Some(line) = &function.line else {
            return Judged::Unmapped {
                wasted: function.wasted(),
            };
        };
        let shown = line.file.strip_prefix(self.root).unwrap_or(&line.file);
        candidate.file = Some(shown.display().to_string());
        candidate.line = Some(line.number);
        let (mut another, mut has_file) = (None, false);
        for tree in &self.trees {
            match find(tree, line, &function.first().path) {
                Found::Function(found) => return self.found(function, candidate, tree, found),
                Found::Another(found) => another = Some(found.name.clone()),
                Found::Nothing => has_file = true,
                Found::NoFile => {}
            }
        }
        let mut problems = self.trees.iter().filter_map(|it| it.problem_of(&line.file));
        let text = if let Some(name) = another {
            format!("the source there is `{name}`, which is not what was compiled")
        } else if let Some(problem) = problems.next() {
            format!("its source cannot be read: {}", problem.message)
        } else if self.trees.is_empty() {
            "its source cannot be read".to_owned()
        } else if !has_file {
            "its file is in no module that is found: a macro declares it".to_owned()
        } else {
            let text = "no function begins on that line: a macro generated it";
            return refused(candidate, ReasonKind::MacroCode, text);
        };
        refused(candidate, ReasonKind::NoSource, text)
    }

    fn found(
        &self,
        function: &GenericFunction,
        mut candidate: Candidate,
        tree: &SourceTree,
        found: &SourceFunction,
    ) -> Judged {
        candidate.line = Some(*found.lines.start());
        if function.is_split() {
            return refused(candidate, ReasonKind::AlreadySplit, "already split");
        } else if found.demono.is_some() {
            let text = "it already has the attribute";
            return refused(candidate, ReasonKind::AlreadySplit, text);
        } else if !function.has_arguments() {
            return by_impl(candidate);
        } else if found.attributes.iter().any(is_inlined_always) {
            let text = "`#[inline(always)]`: its author asked for a copy at every call";
            return refused(candidate, ReasonKind::Refused, text);
        }
        let forms = match forms(tree, found) {
            Forms::Some(forms) => forms,
            Forms::Bare => {
                let text = "the body only stores its parameters, or passes them on";
                return refused(candidate, ReasonKind::TooSmall, text);
            }
            Forms::Refused(reasons) => {
                let is_returned = |it: &Refusal| it.kind == RefusalKind::StaysInReturnType;
                let kind = if reasons.iter().any(is_returned) {
                    ReasonKind::ReturnType
                } else {
                    ReasonKind::Refused
                };
                let messages: Vec<_> = reasons.into_iter().map(|it| it.message).collect();
                return refused(candidate, kind, messages.join("; "));
            }
        };
        let items: Vec<_> = function.programs.iter().map(|it| &it.item).collect();
        let Some(best) = best(&items, &forms, self.criteria.objects) else {
            let text = "no form of the attribute applies";
            return refused(candidate, ReasonKind::Refused, text);
        };
        let manifest = self.package.manifest.clone();
        let name = &function.first().text;
        let site = Site::new(tree, found, name, manifest, &best.form.words);
        self.weigh(function, candidate, &best, site)
    }

    fn weigh(
        &self,
        function: &GenericFunction,
        mut candidate: Candidate,
        best: &Best<'_>,
        site: Site,
    ) -> Judged {
        let (form, saving) = (best.form, best.saving());
        for (program, prediction) in candidate.programs.iter_mut().zip(&best.predictions) {
            program.saving = Some(prediction.saving);
        }
        if saving <= 0 && !function.is_repeated() {
            return refused(candidate, ReasonKind::OneCopy, "there is only one copy");
        }
        if saving <= 0 {
            let text = format!("too small: a split would cost about {} bytes", -saving);
            return refused(candidate, ReasonKind::TooSmall, text);
        }
        if form.facts.has_objects() && function.is_small() {
            let text =
                "small enough to be inlined everywhere; calls through objects would be slower";
            return refused(candidate, ReasonKind::TooSmall, text);
        }
        candidate.proposal = Some(proposal(best, &site));
        if !is_own(self.package) {
            let text = format!(
                "in {} {}, where `{}` would save {saving} bytes of this program",
                self.package.name,
                self.package.version,
                form.attribute("demono"),
            );
            candidate.issue = Some(issue(&candidate, form));
            return refused(candidate, ReasonKind::OtherCrate, text);
        }
        let least = self.criteria.least;
        if saving.unsigned_abs() < least {
            let text = format!("would save {saving} bytes, less than {least}");
            return refused(candidate, ReasonKind::BelowThreshold, text);
        }
        Judged::Proposed(Box::new(Proposed {
            candidate,
            site,
            nested: function.nested(),
        }))
    }
}

fn is_inlined_always(attribute: &syn::Attribute) -> bool {
    let is_always = |word: syn::Ident| word == "always";
    attribute.path().is_ident("inline") && attribute.parse_args().is_ok_and(is_always)
}

fn proposal(best: &Best<'_>, site: &Site) -> Proposal {
    let (place, place_line) = match site.place {
        EditPlace::Function(_) => (AttributePlace::Function, *site.lines.start()),
        EditPlace::Block { kind, line, .. } => match kind {
            BlockKind::Trait => (AttributePlace::Trait, line),
            BlockKind::Inherent | BlockKind::TraitImpl => (AttributePlace::Impl, line),
        },
    };
    let predictions = best.predictions.iter();
    Proposal {
        attribute: best.form.attribute("demono"),
        place,
        place_line,
        inner_bytes: predictions.clone().map(|it| it.inner).sum(),
        shim_bytes: predictions.map(|it| it.shims).sum(),
        saving: best.saving(),
        dynamic: best.form.facts.has_objects(),
        note: None,
    }
}
