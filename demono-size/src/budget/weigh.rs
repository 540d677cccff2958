//! In: a program as it was built. Out: what is in it, and what its splits save.

use demono_report::Inventory;

use crate::binary::model::Binary;
use crate::cargo::build::Artifact;
use crate::cargo::console::Event;
use crate::cargo::profile::Profile;
use crate::cargo::select::Program;
use crate::compare::Comparison;
use crate::measure::MeasureError;
use crate::reports;

/// One program in one profile for one target, weighed.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) program: Program,
    pub(super) profile: Profile,
    /// As the budget has it.
    pub(super) asked: Option<String>,
    pub(super) target: String,
    pub(super) weight: Weight,
}

/// What is known of a program, or why it is not.
#[derive(Debug, Clone)]
pub(super) struct Weight {
    pub(super) inventory: Result<Inventory, String>,
    /// What the splits save.
    pub(super) saves: Result<Saving, String>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Saving {
    pub(super) bytes: i64,
    /// `.text` without the splits.
    pub(super) before: u64,
}

impl Weighed {
    /// Its name in the baseline.
    pub(super) fn key(&self) -> String {
        let Program { package, name, .. } = &self.program;
        let kind = self.program.kind.word();
        format!("{package} {kind} {name} {} {}", self.profile, self.target)
    }
}

/// Reads `on` and, if there is one, `off`. `depends`: whether `#[demono]` can change it.
pub(super) fn weigh(
    on: Option<Artifact>,
    off: Option<Artifact>,
    depends: bool,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<Weight, MeasureError> {
    let Some(on) = on else {
        let why = "cargo did not build it: enable its `required-features` with `--features`";
        return Ok(Weight {
            inventory: Err(why.to_owned()),
            saves: Err(why.to_owned()),
        });
    };
    let mut read = |artifact: &Artifact| {
        report(Event::Reading(&artifact.path));
        Binary::read(&artifact.path)
    };
    let with = read(&on)?;
    let saves = match off {
        _ if !depends => Err("it does not depend on `demono`".to_owned()),
        Some(off) => {
            let without = read(&off)?;
            let comparison = Comparison::new(&without, &with)?;
            Ok(Saving {
                bytes: comparison.sizes.text.saved(),
                before: comparison.sizes.text.before,
            })
        }
        None => Err("it was not built with `DEMONO=off`".to_owned()),
    };
    Ok(Weight {
        inventory: Ok(reports::inventory(&with)),
        saves,
    })
}
