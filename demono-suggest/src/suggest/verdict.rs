//! What is found about a generic function.

use std::collections::BTreeMap;

use demono_report::{plain, Candidate, CandidateCopy, CandidateProgram, Reason, ReasonKind};

use super::gather::{GenericFunction, ProgramItem};
use super::site::Site;

/// A function, and where its attribute goes.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// Its entry in the report.
    pub candidate: Candidate,
    /// What would be edited.
    pub site: Site,
    /// Bytes of it that were inlined into other functions, by the names of these.
    pub(crate) nested: BTreeMap<String, u64>,
}

pub(super) enum Judged {
    Proposed(Box<Proposed>),
    Refused(Box<Candidate>),
    Unmapped { wasted: u64 },
}

pub(super) fn refused(candidate: Candidate, kind: ReasonKind, text: impl Into<String>) -> Judged {
    let text = text.into();
    Judged::Refused(Box::new(Candidate {
        reason: Some(Reason { kind, text }),
        ..candidate
    }))
}

/// The verdict on a function without generic arguments of its own.
pub(super) fn by_impl(candidate: Candidate) -> Judged {
    let text = "generic only through its `impl`, which a split cannot change";
    refused(candidate, ReasonKind::NotByType, text)
}

/// What is known of a function without its source.
pub(super) fn candidate(function: &GenericFunction) -> Candidate {
    let mut programs = Vec::new();
    let mut copies = Vec::new();
    for ProgramItem { program, item } in &function.programs {
        programs.push(CandidateProgram {
            program: program.clone(),
            copies: item.instances.values().map(|it| it.copies).sum(),
            inlined: item.instances.values().map(|it| it.inlined).sum(),
            bytes: item.bytes(),
            saving: None,
        });
        for (arguments, instance) in &item.instances {
            let self_type = arguments.self_type.iter().filter(|it| it.has_arguments);
            let types = arguments.own.iter().chain(self_type);
            copies.push(CandidateCopy {
                types: types.map(|it| plain(&it.text)).collect(),
                program: program.clone(),
                bytes: instance.bytes(),
                inlined: instance.inlined,
            });
        }
    }
    copies.sort_by(|a, b| (b.bytes.cmp(&a.bytes)).then_with(|| a.types.cmp(&b.types)));
    Candidate {
        function: plain(&function.first().text),
        krate: function.first().krate.clone().unwrap_or_default(),
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
