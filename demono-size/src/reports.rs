//! In: a binary, or measurements. Out: the report on it.

use std::collections::BTreeMap;

use demono_report::{
    plain, BinaryInfo, CopyEntry, FamilyEntry, FunctionEntry, Inventory, MeasureReport,
    ProfileEntry, ProgramEntry, SectionEntry, SectionKind, Verdict,
};

use crate::binary::model::Binary;
use crate::cargo::compiler::Compiler;
use crate::compare::{self, Split};
use crate::family::model::{Copy, Family};
use crate::family::Families;
use crate::measure::{Measured, Measurement};

/// Everything in `binary`.
pub fn inventory(binary: &Binary) -> Inventory {
    let mut families: Vec<FamilyEntry> = Families::of(binary).iter().map(family).collect();
    families.sort_by(|a, b| {
        (b.wasted.cmp(&a.wasted))
            .then_with(|| b.bytes.cmp(&a.bytes))
            .then_with(|| a.name.cmp(&b.name))
    });
    Inventory {
        binary: BinaryInfo {
            path: binary.path.display().to_string(),
            format: binary.format,
            architecture: binary.architecture.clone(),
            linked: binary.linked,
            estimated: binary.symbols.iter().any(|symbol| symbol.estimated),
            text: binary.text(),
            allocated: binary.allocated(),
            file: binary.file,
            stripped: binary.stripped,
        },
        sections: sections(binary),
        families,
    }
}

/// The loaded sections, those of one name together.
fn sections(binary: &Binary) -> Vec<SectionEntry> {
    let mut entries: Vec<SectionEntry> = Vec::new();
    let mut positions: BTreeMap<(&str, SectionKind), usize> = BTreeMap::new();
    for (section, gap) in binary.sections.iter().zip(&binary.gaps) {
        if section.kind == SectionKind::Unloaded {
            continue;
        }
        let position = *positions
            .entry((section.group(), section.kind))
            .or_insert_with(|| {
                entries.push(SectionEntry {
                    name: section.group().to_owned(),
                    kind: section.kind,
                    size: 0,
                    file_size: 0,
                    named: 0,
                    padding: 0,
                    unnamed: 0,
                });
                entries.len() - 1
            });
        let entry = &mut entries[position];
        entry.size += section.size;
        entry.file_size += section.file_size;
        entry.padding += gap.padding;
        entry.unnamed += gap.unnamed;
        entry.named += section.size - gap.padding - gap.unnamed;
    }
    entries
}

fn family(family: &Family) -> FamilyEntry {
    FamilyEntry {
        name: plain(&family.name),
        kind: family.kind,
        krate: family.krate.clone(),
        split: family.is_split(),
        bytes: family.bytes(),
        estimated: family.copies.iter().any(|copy| copy.estimated),
        wasted: family.wasted(),
        copies: family.copies.iter().map(copy).collect(),
        folded: family.folded.len(),
    }
}

fn copy(copy: &Copy) -> CopyEntry {
    CopyEntry {
        name: plain(&copy.name),
        arguments: copy.arguments.iter().map(|it| plain(it)).collect(),
        instantiated_in: copy.instantiated_in.clone(),
        role: copy.role,
        bytes: copy.bytes,
        estimated: copy.estimated,
    }
}

/// What was measured with `compiler`.
pub fn measurements(compiler: &Compiler, measurements: &[Measurement]) -> MeasureReport {
    let mut programs = measurements.iter().flat_map(|it| &it.programs);
    let target = programs.find_map(|it| it.target.clone());
    let profile = |measurement: &Measurement| ProfileEntry {
        profile: measurement.profile.to_string(),
        programs: measurement.programs.iter().map(program).collect(),
        skipped: (measurement.skipped.iter())
            .map(ToString::to_string)
            .collect(),
    };
    MeasureReport {
        compiler: compiler.version.clone(),
        target: target.unwrap_or_else(|| compiler.host.clone()),
        profiles: measurements.iter().map(profile).collect(),
    }
}

fn program(measured: &Measured) -> ProgramEntry {
    let comparison = &measured.comparison;
    ProgramEntry {
        package: measured.program.package.clone(),
        name: measured.program.name.clone(),
        kind: measured.program.kind,
        sizes: comparison.sizes,
        sections: comparison.sections.clone(),
        functions: comparison.splits.iter().map(function).collect(),
        others: comparison.others.clone(),
    }
}

fn function(split: &Split) -> FunctionEntry {
    FunctionEntry {
        name: split.function.clone(),
        copies_before: split.before.copies,
        copies_after: split.after.copies,
        shims: split.after.shims,
        inner_bytes: split.after.inner_bytes,
        shim_bytes: split.after.shim_bytes,
        bytes: split.bytes(),
        verdict: match split.verdict() {
            compare::Verdict::Saves(_) => Verdict::Saves,
            compare::Verdict::Costs(_) => Verdict::Costs,
            compare::Verdict::Even => Verdict::Even,
            compare::Verdict::Inlined => Verdict::Inlined,
        },
    }
}
