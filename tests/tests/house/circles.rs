//! In: which file imports what from which. Out: the circles that have to be cut until
//! there are none.

use std::collections::{BTreeMap, VecDeque};

use crate::findings::{Arrow, Circle, Spot};
use crate::imports::Imports;
use crate::tree::{FileId, Tree};

/// By the file that imports, then by the file that defines: how many names.
type Graph = BTreeMap<FileId, BTreeMap<FileId, usize>>;

/// The shortest circle, then the shortest that is left once its weakest arrow is gone,
/// and so on. Without all those arrows no file would be in a circle.
pub(crate) fn circles(tree: &Tree, imports: &Imports) -> Vec<Circle> {
    let mut graph: Graph = imports
        .arrows
        .iter()
        .map(|(&file, to)| {
            (
                file,
                to.iter().map(|(&to, names)| (to, names.len())).collect(),
            )
        })
        .collect();
    let mut found = Vec::new();
    while let Some(files) = shortest(&graph) {
        let arrows: Vec<_> = pairs(&files).collect();
        let weakest = weakest(tree, &graph, &arrows);
        found.push(Circle {
            arrows: arrows
                .iter()
                .map(|&(from, to)| arrow(tree, imports, from, to))
                .collect(),
            weakest,
        });
        let (from, to) = arrows[weakest];
        graph.entry(from).or_default().remove(&to);
    }
    found
}

/// Which of a circle's arrows to take out: the one with the fewest names; of several, the
/// one without which the fewest files are in a circle; of these, one that goes up.
fn weakest(tree: &Tree, graph: &Graph, arrows: &[(FileId, FileId)]) -> usize {
    let strength = |&at: &usize| {
        let (from, to) = arrows[at];
        let mut without = graph.clone();
        without.entry(from).or_default().remove(&to);
        let in_circles = |&&file: &&FileId| shortest_from(&without, file).is_some();
        let left = without.keys().filter(in_circles).count();
        (graph[&from][&to], left, tree.file(to).depth)
    };
    (0..arrows.len()).min_by_key(strength).unwrap_or(0)
}

/// Each file with the next, and the last with the first.
fn pairs(files: &[FileId]) -> impl Iterator<Item = (FileId, FileId)> + '_ {
    files
        .iter()
        .copied()
        .zip(files.iter().copied().cycle().skip(1))
}

fn arrow(tree: &Tree, imports: &Imports, importer: FileId, definer: FileId) -> Arrow {
    let names = &imports.arrows[&importer][&definer];
    let mut by_line: Vec<_> = names
        .iter()
        .map(|(name, line)| (*line, name.clone()))
        .collect();
    by_line.sort();
    Arrow {
        spot: Spot {
            file: tree.file(importer).shown.clone(),
            line: by_line.first().map_or(1, |(line, _)| *line),
        },
        names: by_line.into_iter().map(|(_, name)| name).collect(),
        from: tree.file(definer).shown.clone(),
    }
}

fn shortest(graph: &Graph) -> Option<Vec<FileId>> {
    let circles = graph.keys().filter_map(|&file| shortest_from(graph, file));
    circles.min_by_key(Vec::len)
}

/// The shortest way from a file back to it, breadth first.
fn shortest_from(graph: &Graph, start: FileId) -> Option<Vec<FileId>> {
    let mut came_from: BTreeMap<FileId, FileId> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(file) = next.pop_front() {
        for &to in graph.get(&file).into_iter().flat_map(BTreeMap::keys) {
            if to == start {
                let mut way = vec![file];
                while let Some(&before) = came_from.get(&way[way.len() - 1]) {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            came_from.entry(to).or_insert_with(|| {
                next.push_back(to);
                file
            });
        }
    }
    None
}
