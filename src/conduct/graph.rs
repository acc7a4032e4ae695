//! The course-of-conduct graph. The one file that knows petgraph, and no number of a node
//! leaves it.
//!
//! Is it quadratic? No: only neighbours in time are joined, so that a graph has one edge
//! fewer than nodes, and what costs is the sorting that came before.

use petgraph::graph::{NodeIndex, UnGraph};
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

#[cfg(test)]
mod tests {
    use super::CourseGraph;

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
}
