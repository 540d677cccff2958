//! In: verdicts, each made as if it were the only one. Out: the same, but a function that
//! is inlined into another one with a proposal counts only what that one leaves of it.
//! Refused: what then saves too little.
//!
//! ```text
//! record: 16 copies, 12,000 bytes, of which 7,000 are field, inlined
//! field:  once record is split, one of these 16 is left: its split saves that much less
//! ```

use std::collections::BTreeMap;

use demono_report::ReasonKind;

use super::criteria::Criteria;
use super::verdict::{refused, Judged, Proposed};

pub(super) fn once(judged: Vec<Judged>, criteria: Criteria) -> Vec<Judged> {
    // What is left of the bytes of each proposed function, and what it is made of.
    let mut kept: BTreeMap<String, Outer> = BTreeMap::new();
    for verdict in &judged {
        if let Judged::Proposed(proposed) = verdict {
            kept.insert(proposed.candidate.function.clone(), Outer::of(proposed));
        }
    }
    let adjust = |verdict| match verdict {
        Judged::Proposed(proposed) => adjusted(*proposed, &kept, criteria),
        other => other,
    };
    judged.into_iter().map(adjust).collect()
}

struct Outer {
    /// The part of its bytes that its split saves.
    saved: f64,
    /// Functions that it is inlined into itself.
    within: Vec<String>,
}

impl Outer {
    fn of(proposed: &Proposed) -> Self {
        let bytes = proposed.candidate.bytes.max(1) as f64;
        Outer {
            saved: (proposed.candidate.saving() as f64 / bytes).clamp(0.0, 1.0),
            within: proposed.nested.keys().cloned().collect(),
        }
    }
}

fn adjusted(mut proposed: Proposed, kept: &BTreeMap<String, Outer>, criteria: Criteria) -> Judged {
    let name = &proposed.candidate.function;
    let bytes = proposed.candidate.bytes.max(1) as f64;
    let mut gone = 0.0;
    let mut largest: Option<(&str, u64)> = None;
    for (outer, nested) in &proposed.nested {
        // Functions that are inlined into each other are not taken from both.
        let known = kept.get(outer).filter(|it| !it.within.contains(name));
        let Some(known) = known else { continue };
        gone += *nested as f64 * known.saved;
        if largest.is_none_or(|(_, most)| most < *nested) {
            largest = Some((outer, *nested));
        }
    }
    let (Some((outer, _)), Some(proposal)) = (largest, &mut proposed.candidate.proposal) else {
        return Judged::Proposed(Box::new(proposed));
    };
    let left = 1.0 - (gone / bytes).min(1.0);
    proposal.saving = (proposal.saving as f64 * left) as i64;
    for program in &mut proposed.candidate.programs {
        program.saving = program.saving.map(|it| (it as f64 * left) as i64);
    }
    if proposal.saving <= 0 || proposal.saving.unsigned_abs() < criteria.least {
        let text = format!(
            "most of its copies are inlined into `{outer}`, whose split already saves them"
        );
        return refused(proposed.candidate, ReasonKind::BelowThreshold, text);
    }
    let note = format!("excluding bytes already saved by splitting `{outer}`");
    proposal.note = Some(note);
    Judged::Proposed(Box::new(proposed))
}
