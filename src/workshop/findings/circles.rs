//! Circles in the order of offences. Uses petgraph; node indices stay in this module.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::order::Alike;
use super::{Finding, FindingKind};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// A circle: its groups, and the rule that leads from each to the next.
type Circle = (Vec<usize>, Vec<usize>);

/// The circles of an edition: the smallest for each combination of rules.
pub(super) fn findings(
    edition: &Edition,
    groups: &[Alike],
    principal: &BTreeMap<(usize, usize), usize>,
) -> Vec<Finding> {
    let graph: DiGraphMap<usize, usize> =
        principal.iter().map(|((one, other), rule)| (*one, *other, *rule)).collect();
    let mut found: BTreeMap<Vec<usize>, (Circle, usize)> = BTreeMap::new();
    let components: Vec<Vec<usize>> = tarjan_scc(&graph);
    for component in components.into_iter().filter(|component| component.len() > 1) {
        for circle in threes(&graph, &component) {
            let times: usize = circle.0.iter().map(|n| codes(groups, *n).len()).product();
            let circle = turned(circle);
            let entry = found.entry(circle.1.clone()).or_insert((circle, 0));
            entry.1 += times;
        }
    }
    found.into_values().map(|(circle, count)| told(edition, groups, &circle, count)).collect()
}

/// Rotates the circle so that its rules are in the lexicographically smallest order.
fn turned((mut groups, mut rules): Circle) -> Circle {
    let turns = (0..rules.len()).map(|n| {
        let mut turned = rules.clone();
        turned.rotate_left(n);
        (turned, n)
    });
    if let Some((_, n)) = turns.min() {
        groups.rotate_left(n);
        rules.rotate_left(n);
    }
    (groups, rules)
}

/// The circles of three in a component, each once. A strongly connected component in which every
/// two nodes are joined always has one; if not all are joined, a longer circle is looked for when
/// there is none of three.
fn threes(graph: &DiGraphMap<usize, usize>, component: &[usize]) -> Vec<Circle> {
    let mut found = Vec::new();
    let mut nodes = component.to_vec();
    nodes.sort_unstable();
    for a in &nodes {
        for b in graph.neighbors(*a).filter(|b| b > a && nodes.binary_search(b).is_ok()) {
            for c in graph.neighbors(b).filter(|c| c > a && *c != b) {
                let rules = [(*a, b), (b, c), (c, *a)].map(|(x, y)| graph.edge_weight(x, y));
                if let [Some(x), Some(y), Some(z)] = rules {
                    found.push((vec![*a, b, c], vec![*x, *y, *z]));
                }
            }
        }
    }
    match found.is_empty() {
        true => longer(graph, &nodes).into_iter().collect(),
        false => found,
    }
}

/// A shortest circle in a component that has none of three.
fn longer(graph: &DiGraphMap<usize, usize>, nodes: &[usize]) -> Option<Circle> {
    let from = |start: usize| {
        let mut paths = vec![vec![start]];
        let mut seen = vec![start];
        while !paths.is_empty() {
            let mut next = Vec::new();
            for path in paths {
                let last = *path.last()?;
                if graph.contains_edge(last, start) {
                    return Some(path);
                }
                for further in graph.neighbors(last).filter(|n| nodes.binary_search(n).is_ok()) {
                    if !seen.contains(&further) {
                        seen.push(further);
                        next.push(path.iter().copied().chain([further]).collect());
                    }
                }
            }
            paths = next;
        }
        None
    };
    let circle = nodes.iter().filter_map(|start| from(*start)).min_by_key(Vec::len)?;
    let next = circle.iter().cycle().skip(1);
    let rules = circle.iter().zip(next).filter_map(|(x, y)| graph.edge_weight(*x, *y).copied());
    Some((circle.clone(), rules.collect()))
}

fn codes(groups: &[Alike], group: usize) -> &[Code] {
    groups.get(group).map_or(&[], |group| group.codes.as_slice())
}

fn told(edition: &Edition, groups: &[Alike], (circle, rules): &Circle, count: usize) -> Finding {
    let example: Vec<Code> =
        circle.iter().filter_map(|group| codes(groups, *group).first().copied()).collect();
    let next = example.iter().cycle().skip(1);
    let name = |rule: &usize| edition.rules.get(*rule).map_or("", |rule| rule.name.as_str());
    let steps = example.iter().zip(next).zip(rules);
    let steps: Vec<String> =
        steps.map(|((one, other), rule)| format!("{one} over {other} ({})", name(rule))).collect();
    let circles = if count == 1 { "1 circle".to_owned() } else { format!("{count} circles") };
    let says = format!("{}; {circles} by these rules", steps.join(", "));
    let mut finding = Finding::new(FindingKind::Circle, Some(edition), says);
    (finding.codes, finding.count) = (example, count);
    let mut rules = rules.clone();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules.iter().filter_map(|rule| edition.rules.get(*rule)) {
        finding = finding.at(&rule.name, &rule.support, &edition.law);
    }
    finding
}
