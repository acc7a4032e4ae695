//! The course-of-conduct graph and the groups of offenders. The one file that knows petgraph;
//! no number of a node leaves it.
//!
//! Is it quadratic? No: only neighbours in time are joined, so that a graph has one edge
//! fewer than nodes, and what costs is the sorting that came before.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::Dfs;

/// Occasions, and which of them belong together.
pub(super) struct CourseGraph {
    occasions: UnGraph<usize, ()>,
}

impl CourseGraph {
    /// A graph of occasions in the order of time. Two neighbours are joined unless something
    /// between them `parts` them.
    pub(super) fn new(in_time: &[usize], parts: impl Fn(usize, usize) -> bool) -> CourseGraph {
        let mut occasions = UnGraph::with_capacity(in_time.len(), in_time.len());
        let nodes: Vec<NodeIndex> = in_time.iter().map(|id| occasions.add_node(*id)).collect();
        for (pair, ids) in nodes.windows(2).zip(in_time.windows(2)) {
            if let ([a, b], [earlier, later]) = (pair, ids)
                && !parts(*earlier, *later)
            {
                occasions.add_edge(*a, *b, ());
            }
        }
        CourseGraph { occasions }
    }

    /// The connected components, in the order of time, and so is each.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.occasions.node_count()];
        let mut components = Vec::new();
        for start in self.occasions.node_indices() {
            if seen.get(start.index()).copied().unwrap_or(true) {
                continue;
            }
            let mut found = Vec::new();
            let mut walk = Dfs::new(&self.occasions, start);
            while let Some(node) = walk.next(&self.occasions) {
                if let Some(seen) = seen.get_mut(node.index()) {
                    *seen = true;
                }
                found.push(node);
            }
            found.sort_unstable();
            let ids = found.into_iter().filter_map(|node| self.occasions.node_weight(node));
            components.push(ids.copied().collect());
        }
        components
    }
}

/// Groups of people, each in order and ordered by their first: those who are `together`, and
/// so on from one to the next.
pub(super) fn groups(people: &[usize], together: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let place: BTreeMap<usize, usize> = people.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let mut union = UnionFind::<usize>::new(people.len());
    for (one, other) in together {
        if let (Some(a), Some(b)) = (place.get(one), place.get(other)) {
            union.union(*a, *b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (id, n) in &place {
        groups.entry(union.find(*n)).or_default().push(*id);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::{CourseGraph, groups};

    #[test]
    fn what_nothing_parts_is_one_component_in_order() {
        let all = [4, 7, 1, 9];
        assert_eq!(CourseGraph::new(&all, |_, _| false).components(), [all]);
    }

    #[test]
    fn a_parting_makes_two() {
        let graph = CourseGraph::new(&[4, 7, 1, 9], |earlier, later| (earlier, later) == (7, 1));
        assert_eq!(graph.components(), [[4, 7], [1, 9]]);
        assert!(CourseGraph::new(&[], |_, _| false).components().is_empty());
    }

    #[test]
    fn groups_go_on_from_one_to_the_next() {
        assert_eq!(groups(&[3, 1, 2, 5], &[(1, 2), (5, 2)]), [vec![1, 2, 5], vec![3]]);
    }
}
