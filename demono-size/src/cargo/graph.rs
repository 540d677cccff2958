//! In: what `cargo metadata` resolved. Out: whether a package links `demono`, directly or
//! through others.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, Node, PackageId};

/// Which package links which.
pub(super) struct Graph<'a> {
    nodes: BTreeMap<&'a PackageId, &'a Node>,
    demono: BTreeSet<&'a PackageId>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(metadata: &'a Metadata) -> Self {
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let demono = (metadata.packages.iter()).filter(|it| it.name.as_str() == "demono");
        Graph {
            nodes: nodes.map(|node| (&node.id, node)).collect(),
            demono: demono.map(|package| &package.id).collect(),
        }
    }

    /// `with_dev`: whether what it links into its examples, tests and benchmarks counts.
    pub(super) fn reaches_demono(&self, package: &'a PackageId, with_dev: bool) -> bool {
        let mut pending = vec![package];
        if with_dev {
            pending.extend(self.linked(package, DependencyKind::Development));
        }
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if self.demono.contains(id) {
                return true;
            }
            if seen.insert(id) {
                // What a build script links does not end up in the binary.
                pending.extend(self.linked(id, DependencyKind::Normal));
            }
        }
        false
    }

    fn linked(&self, id: &PackageId, kind: DependencyKind) -> Vec<&'a PackageId> {
        let dependencies = self.nodes.get(id).into_iter().flat_map(|node| &node.deps);
        let linked = dependencies.filter(|it| it.dep_kinds.iter().any(|it| it.kind == kind));
        linked.map(|it| &it.pkg).collect()
    }
}
