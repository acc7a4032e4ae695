//! The course-of-conduct graph and the offender groups. No petgraph index leaves this file.
//!
//! The graph takes linear time: only neighbours in time are joined, so it has fewer edges than
//! nodes. The cost lies in sorting beforehand.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use smallvec::{SmallVec, smallvec};

use super::Numbers;

/// Occasions, joined where they belong together.
pub(super) struct CourseGraph {
    occasions: UnGraph<usize, ()>,
}

impl CourseGraph {
    /// Builds a graph of occasions given in order of time. Two neighbours are joined unless `parts`
    /// holds for them.
    pub(super) fn new(in_time: &[usize], parts: impl Fn(usize, usize) -> bool) -> CourseGraph {
        let mut occasions = UnGraph::with_capacity(in_time.len(), in_time.len());
        let mut before: Option<(usize, NodeIndex)> = None;
        for id in in_time {
            let node = occasions.add_node(*id);
            if let Some((earlier, neighbour)) = before
                && !parts(earlier, *id)
            {
                occasions.add_edge(neighbour, node, ());
            }
            before = Some((*id, node));
        }
        CourseGraph { occasions }
    }

    /// Returns the connected components, which are in order of time, as is each of them.
    pub(super) fn components(&self) -> SmallVec<[Numbers; 1]> {
        // Only neighbours are joined, so a component is a run of nodes.
        let mut components: SmallVec<[Numbers; 1]> = SmallVec::new();
        let mut edges = self.occasions.raw_edges().iter().peekable();
        for (n, node) in self.occasions.raw_nodes().iter().enumerate() {
            let joined = edges.next_if(|edge| edge.target().index() == n).is_some();
            match components.last_mut().filter(|_| joined) {
                Some(run) => run.push(node.weight),
                None => components.push(smallvec![node.weight]),
            }
        }
        components
    }
}

/// Groups people who are `together`, directly or through others. Each group is sorted, and the
/// groups are sorted by their first member.
pub(super) fn groups(people: &[usize], together: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut sorted = people.to_vec();
    sorted.sort_unstable();
    let place = |id: &usize| sorted.binary_search(id).ok();
    let mut union = UnionFind::<usize>::new(sorted.len());
    for (one, other) in together {
        if let (Some(a), Some(b)) = (place(one), place(other)) {
            union.union(a, b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, id) in sorted.iter().enumerate() {
        groups.entry(union.find_mut(n)).or_default().push(*id);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::{CourseGraph, groups};

    fn components(graph: &CourseGraph) -> Vec<Vec<usize>> {
        graph.components().into_iter().map(|ids| ids.to_vec()).collect()
    }

    #[test]
    fn what_nothing_parts_is_one_component_in_order() {
        let all = [4, 7, 1, 9];
        assert_eq!(components(&CourseGraph::new(&all, |_, _| false)), [all]);
    }

    #[test]
    fn a_parting_makes_two() {
        let graph = CourseGraph::new(&[4, 7, 1, 9], |earlier, later| (earlier, later) == (7, 1));
        assert_eq!(components(&graph), [[4, 7], [1, 9]]);
        assert!(CourseGraph::new(&[], |_, _| false).components().is_empty());
    }

    #[test]
    fn groups_go_on_from_one_to_the_next() {
        assert_eq!(groups(&[3, 1, 2, 5], &[(1, 2), (5, 2)]), [vec![1, 2, 5], vec![3]]);
    }
}
