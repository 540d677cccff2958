//! In: the folder of a workspace and the crates of its product code. Out: all that
//! breaks a rule.

use std::path::Path;

use crate::circles::circles;
use crate::findings::{Finding, Long};
use crate::imports::imports;
use crate::load::load;
use crate::packages::Crate;
use crate::tree::Tree;

/// How many lines a file may have, its tests included.
pub(crate) const LINES: usize = 450;

/// Everything that breaks a rule in these crates.
pub(crate) fn check(workspace: &Path, crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for product in crates {
        let tree = load(workspace, &product.root);
        let imports = imports(&tree, product.face);
        findings.extend(circles(&tree, &imports).into_iter().map(Finding::Circle));
        findings.extend(imports.re_exports.into_iter().map(Finding::ReExport));
        findings.extend(too_long(&tree).map(Finding::Long));
    }
    findings
}

fn too_long(tree: &Tree) -> impl Iterator<Item = Long> + '_ {
    let long = tree.files.iter().filter(|file| file.lines > LINES);
    long.map(|file| Long {
        file: file.shown.clone(),
        lines: file.lines,
        limit: LINES,
    })
}
