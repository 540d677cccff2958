//! In: generic functions, and the packages they may be from. Out: a verdict on each.
//! Refused: nothing; what has no source is counted.
//!
//! A source tree stays in its thread, so the functions of one crate are one job.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use demono_analysis::{Refusal, RefusalKind};
use demono_report::{
    plain, AttributePlace, Candidate, CandidateCopy, CandidateProgram, Origin, PackageEntry,
    Proposal, Reason, ReasonKind,
};
use demono_size::PackageInfo;

use super::gather::Function;
use super::locate::{find, is_own, roots, Author, Found, Packages};
use super::site::{Place, Site};
use super::{issue, Proposed, Scope, Wish};
use crate::source::tree::{BlockKind, SourceFunction, SourceTree};
use crate::split::best::{best, Best};
use crate::split::forms::{forms, Forms};
use crate::threads;

pub(super) enum Judged {
    Proposed(Box<Proposed>),
    Refused(Box<Candidate>),
    Unmapped { wasted: u64 },
}

/// What others waste below so many bytes is not worth a look at their source.
const WORTH_A_LOOK: u64 = 256;

pub(super) fn judge(
    functions: Vec<Function>,
    packages: &[PackageInfo],
    root: &Path,
    wish: Wish,
) -> Vec<Judged> {
    let known = Packages::new(packages);
    let mut judged = Vec::new();
    let mut jobs: BTreeMap<(&PackageInfo, String), Vec<Function>> = BTreeMap::new();
    for function in functions {
        let line = function.line.as_ref();
        let author = line.and_then(|line| known.author(&line.file));
        match author {
            Some(Author::Package(package)) => {
                if wish.scope == Scope::All || is_own(package) {
                    let krate = function.krate.clone().unwrap_or_default();
                    jobs.entry((package, krate)).or_default().push(function);
                }
            }
            _ if wish.scope == Scope::Members => {}
            Some(Author::Std) => judged.push(of_std(&function)),
            None => judged.push(Judged::Unmapped {
                wasted: function.wasted(),
            }),
        }
    }
    let jobs: Vec<_> = jobs.into_iter().collect();
    let done = threads::map(&jobs, |((package, krate), functions)| {
        of_crate(package, krate, functions, root, wish)
    });
    judged.extend(done.into_iter().flatten());
    judged
}

fn of_std(function: &Function) -> Judged {
    let candidate = Candidate {
        package: Some(PackageEntry {
            name: "std".to_owned(),
            version: String::new(),
            origin: Origin::Std,
            repository: None,
        }),
        ..candidate(function)
    };
    refused(candidate, ReasonKind::Std, "in the standard library")
}

fn of_crate(
    package: &PackageInfo,
    krate: &str,
    functions: &[Function],
    root: &Path,
    wish: Wish,
) -> Vec<Judged> {
    let owned = is_own(package);
    // The source of others is read for what a split could change.
    let worth = |function: &Function| {
        owned || function.wasted() >= WORTH_A_LOOK && function.has_arguments()
    };
    let wanted = functions.iter().filter(|it| worth(it));
    let wanted: Vec<&Path> = wanted
        .filter_map(|it| Some(it.line.as_ref()?.file.as_path()))
        .collect();
    let mut trees: Vec<SourceTree> = Vec::new();
    if !wanted.is_empty() {
        // Of our own crates all is read, for the traits in them.
        let files = (!owned).then(|| Wanted::new(&wanted));
        for root in roots(package, krate) {
            let read = |path: &Path| match &files {
                Some(files) if path != root.path && !files.lead_through(path) => {
                    Err(io::ErrorKind::NotFound.into())
                }
                _ => fs::read_to_string(path),
            };
            trees.extend(SourceTree::load_with(krate, &root.path, &read).ok());
        }
    }
    let judge = Judge {
        package,
        trees,
        root,
        wish,
    };
    let one = |function: &Function| match worth(function) {
        true => judge.function(function),
        false if !function.has_arguments() => by_impl(judge.candidate(function)),
        false => {
            let text = format!("in {} {}, and small", package.name, package.version);
            refused(judge.candidate(function), ReasonKind::OtherCrate, text)
        }
    };
    functions.iter().map(one).collect()
}

/// Files of a large crate that are worth parsing.
struct Wanted(BTreeSet<PathBuf>);

impl Wanted {
    fn new(files: &[&Path]) -> Self {
        let real = |file: &&Path| fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
        Wanted(files.iter().map(real).collect())
    }

    /// Whether a file is one of them, or a module that one of them may be in.
    fn lead_through(&self, file: &Path) -> bool {
        let Ok(file) = fs::canonicalize(file) else {
            return false;
        };
        let is_folder = matches!(
            file.file_name().and_then(|it| it.to_str()),
            Some("mod.rs" | "lib.rs" | "main.rs")
        );
        let below = match is_folder {
            true => file.parent().unwrap_or(&file).to_owned(),
            false => file.with_extension(""),
        };
        self.0.contains(&file) || self.0.iter().any(|it| it.starts_with(&below))
    }
}

struct Judge<'p> {
    package: &'p PackageInfo,
    trees: Vec<SourceTree>,
    root: &'p Path,
    wish: Wish,
}

impl Judge<'_> {
    fn candidate(&self, function: &Function) -> Candidate {
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

    fn function(&self, function: &Function) -> Judged {
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
            match find(tree, line, &function.text) {
                Found::Function(found) => return self.found(function, candidate, tree, found),
                Found::Another(found) => another = Some(found.name.clone()),
                Found::Nothing => has_file = true,
                Found::NoFile => {}
            }
        }
        match another {
            Some(name) => refused(
                candidate,
                ReasonKind::NoSource,
                format!("the source there is `{name}`: it is not what was compiled"),
            ),
            None if self.trees.is_empty() => {
                refused(candidate, ReasonKind::NoSource, "its source cannot be read")
            }
            None if !has_file => refused(
                candidate,
                ReasonKind::NoSource,
                "its file belongs to no module that can be seen: a macro declares it",
            ),
            None => refused(
                candidate,
                ReasonKind::MacroCode,
                "no function begins in that line: a macro wrote it",
            ),
        }
    }

    fn found(
        &self,
        function: &Function,
        mut candidate: Candidate,
        tree: &SourceTree,
        found: &SourceFunction,
    ) -> Judged {
        candidate.line = Some(*found.lines.start());
        if function.is_split() || found.demono.is_some() {
            let text = match function.is_split() {
                true => "split already",
                false => "it has the attribute already",
            };
            return refused(candidate, ReasonKind::AlreadySplit, text);
        }
        if !function.has_arguments() {
            return by_impl(candidate);
        }
        if found.attributes.iter().any(is_inlined_always) {
            let text = "`#[inline(always)]`: that there are copies is what its author wants";
            return refused(candidate, ReasonKind::Refused, text);
        }
        let forms = match forms(tree, found) {
            Forms::Some(forms) => forms,
            Forms::Bare => {
                let text = "the body only stores its parameters, or hands them on";
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
        let items: Vec<_> = function.items.iter().map(|(_, item)| item).collect();
        let Some(best) = best(&items, &forms, self.wish.objects) else {
            return refused(
                candidate,
                ReasonKind::Refused,
                "no form of the attribute applies",
            );
        };
        let manifest = self.package.manifest.clone();
        let site = Site::new(tree, found, &function.text, manifest, &best.form.words);
        self.weigh(function, candidate, &best, site)
    }

    fn weigh(
        &self,
        function: &Function,
        mut candidate: Candidate,
        best: &Best<'_>,
        site: Site,
    ) -> Judged {
        let (form, saving) = (best.form, best.saving());
        for (program, prediction) in candidate.programs.iter_mut().zip(&best.predictions) {
            program.saving = Some(prediction.saving);
        }
        if saving <= 0 {
            let (kind, text) = match function.is_repeated() {
                false => (ReasonKind::OneCopy, "there is one copy only".to_owned()),
                true => (
                    ReasonKind::TooSmall,
                    format!("too small: a split would cost about {} bytes", -saving),
                ),
            };
            return refused(candidate, kind, text);
        }
        if form.facts.has_objects() && function.is_small() {
            let text = "small enough to be inlined everywhere, and objects would take time";
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
            candidate.issue = Some(issue::issue(&candidate, form));
            return refused(candidate, ReasonKind::OtherCrate, text);
        }
        if saving.unsigned_abs() < self.wish.least {
            let text = format!("would save {saving} bytes, less than {}", self.wish.least);
            return refused(candidate, ReasonKind::BelowThreshold, text);
        }
        Judged::Proposed(Box::new(Proposed {
            candidate,
            site,
            nested: function.nested(),
        }))
    }
}

fn by_impl(candidate: Candidate) -> Judged {
    let text = "generic in the type of its `impl` only, which a split keeps";
    refused(candidate, ReasonKind::NotByType, text)
}

fn is_inlined_always(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    list.path.is_ident("inline") && list.tokens.to_string() == "always"
}

fn proposal(best: &Best<'_>, site: &Site) -> Proposal {
    let (place, place_line) = match &site.place {
        Place::Function(_) => (AttributePlace::Function, *site.lines.start()),
        Place::Block { kind, line, .. } => match kind {
            BlockKind::Trait => (AttributePlace::Trait, *line),
            BlockKind::Inherent | BlockKind::TraitImpl => (AttributePlace::Impl, *line),
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

/// What is known of a function without its source.
fn candidate(function: &Function) -> Candidate {
    let mut programs = Vec::new();
    let mut copies = Vec::new();
    for (program, item) in &function.items {
        programs.push(CandidateProgram {
            program: program.clone(),
            copies: item.instances.values().map(|it| it.copies).sum(),
            inlined: item.instances.values().map(|it| it.inlined).sum(),
            bytes: item.bytes(),
            saving: None,
        });
        for (arguments, instance) in &item.instances {
            let mut types = arguments.own.clone();
            types.extend(
                arguments
                    .self_type
                    .iter()
                    .filter(|it| it.contains('<'))
                    .cloned(),
            );
            copies.push(CandidateCopy {
                types: types.iter().map(|it| plain(it)).collect(),
                program: program.clone(),
                bytes: instance.bytes(),
                inlined: instance.inlined,
            });
        }
    }
    copies.sort_by(|a, b| (b.bytes.cmp(&a.bytes)).then_with(|| a.types.cmp(&b.types)));
    Candidate {
        function: plain(&function.text),
        krate: function.krate.clone().unwrap_or_default(),
        package: None,
        file: None,
        line: None,
        programs,
        copies,
        bytes: function.bytes(),
        wasted: function.wasted(),
        proposal: None,
        reason: None,
        issue: None,
    }
}

pub(super) fn refused(candidate: Candidate, kind: ReasonKind, text: impl Into<String>) -> Judged {
    let text = text.into();
    Judged::Refused(Box::new(Candidate {
        reason: Some(Reason { kind, text }),
        ..candidate
    }))
}
