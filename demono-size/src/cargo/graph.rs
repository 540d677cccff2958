//! In: what `cargo metadata` resolved. Out: whether a package links `demono`, directly or
//! through others.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, PackageId};

/// Which package links which.
pub(super) struct Graph<'a> {
    /// Per package what it links into its binaries, and what into its
    /// examples, tests and benchmarks as well.
    edges: BTreeMap<&'a str, Edges<'a>>,
    demono: BTreeSet<&'a str>,
}

#[derive(Default)]
struct Edges<'a> {
    normal: Vec<&'a str>,
    dev: Vec<&'a str>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(metadata: &'a Metadata) -> Self {
        let mut edges = BTreeMap::new();
        for node in metadata.resolve.iter().flat_map(|resolve| &resolve.nodes) {
            let mut out = Edges::default();
            for dependency in &node.deps {
                let id = dependency.pkg.repr.as_str();
                let is = |kind| dependency.dep_kinds.iter().any(|it| it.kind == kind);
                // What a build script links does not end up in the binary.
                if is(DependencyKind::Normal) {
                    out.normal.push(id);
                }
                if is(DependencyKind::Development) {
                    out.dev.push(id);
                }
            }
            edges.insert(node.id.repr.as_str(), out);
        }
        let demono = metadata
            .packages
            .iter()
            .filter(|package| package.name.as_str() == "demono")
            .map(|package| package.id.repr.as_str())
            .collect();
        Graph { edges, demono }
    }

    pub(super) fn reaches_demono(&self, package: &'a PackageId, with_dev: bool) -> bool {
        let start = package.repr.as_str();
        let mut pending = vec![start];
        if with_dev {
            pending.extend(self.edges.get(start).iter().flat_map(|edges| &edges.dev));
        }
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if self.demono.contains(id) {
                return true;
            }
            if seen.insert(id) {
                pending.extend(self.edges.get(id).iter().flat_map(|edges| &edges.normal));
            }
        }
        false
    }
}
