//! zen-engine: a decision graph; and zen-expression, its virtual machine, by itself.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use zen_engine::Decision;
use zen_engine::model::GraphContent;
use zen_expression::expression::Standard;
use zen_expression::vm::VM;
use zen_expression::{Expression, Isolate, Scope, Variable};

use crate::order::{ALL, Order, Says, outcome, outcomes};
use crate::{Choice, Peer, Problem, Three};

/// The context of an evaluation: the rules, and the candidates of the moment as `a`, `b`, `c`.
struct Given {
    context: Variable,
    places: Vec<Variable>,
}

impl Given {
    fn of(order: &Order, rules: Value) -> Given {
        let places = (0..order.codes.len()).map(|place| json!(place).into()).collect();
        Given { context: rules.into(), places }
    }

    fn set(&self, candidates: Three) {
        if let Variable::Object(given) = &self.context {
            let mut given = given.borrow_mut();
            for (name, place) in ["a", "b", "c"].iter().zip(candidates) {
                given.insert_str(name, self.places[place].clone());
            }
        }
    }
}

fn chosen(answer: Option<&Variable>, candidates: Three) -> Choice {
    let number = usize::try_from(answer?.as_number()?);
    number.ok().map(|n| candidates[n])
}

/// zen-expression: one compiled expression over tables of numbers, on a machine used again.
pub struct Alone {
    given: Given,
    scope: Scope,
    expression: Expression<Standard>,
    machine: VM,
}

impl Alone {
    /// Compiles the expression.
    pub fn of(order: &Order) -> Result<Alone, Problem> {
        let rules = json!({ "says": order.numbers(), "outcome": outcomes() });
        let given = Given::of(order, rules);
        let expression = "outcome[says[a][b]][says[a][c]][says[b][c]]";
        let expression = Isolate::new().compile_standard(expression)?;
        let scope = Scope::new(given.context.clone());
        Ok(Alone { given, scope, expression, machine: VM::new() })
    }
}

impl Peer for Alone {
    fn choose(&mut self, candidates: Three) -> Choice {
        self.given.set(candidates);
        let answer = self.expression.evaluate_with_scope(&self.scope, &mut self.machine);
        let answer = answer.unwrap_or_else(|error| panic!("{error}"));
        chosen(Some(&answer), candidates)
    }
}

/// zen-engine: input, one node, output, compiled. It walks through its whole context at each
/// evaluation, so that each row of the rules is a string here and not an array.
pub struct Graph {
    given: Given,
    decision: Decision,
}

impl Graph {
    /// A graph whose node is one expression.
    pub fn of(order: &Order) -> Result<Graph, Problem> {
        let expression = json!({ "id": "e", "key": "principal", "value": branches() });
        let content = json!({ "passThrough": false, "expressions": [expression] });
        Graph::around(order, "expressionNode", content)
    }

    /// A graph whose node is a decision table: a column for each pair, a row for each outcome
    /// that is settled.
    pub fn table(order: &Order) -> Result<Graph, Problem> {
        let mut rows = Vec::new();
        for (ab, ac, bc) in every_three(&ALL) {
            if let Some(place) = outcome(ab, ac, bc) {
                let [ab, ac, bc] = [ab, ac, bc].map(|says| format!("'{}'", letter(&says)));
                let (id, principal) = (format!("{ab}{ac}{bc}"), place.to_string());
                rows.push(json!({ "_id": id, "ab": ab, "ac": ac, "bc": bc, "o": principal }));
            }
        }
        let column = |id: &str, field: &str| json!({ "id": id, "name": id, "field": field });
        let content = json!({
            "passThrough": false,
            "hitPolicy": "first",
            "inputs": [
                column("ab", "says[a][b]"),
                column("ac", "says[a][c]"),
                column("bc", "says[b][c]")
            ],
            "outputs": [{ "id": "o", "name": "principal", "field": "principal" }],
            "rules": rows
        });
        Graph::around(order, "decisionTableNode", content)
    }

    fn around(order: &Order, kind: &str, content: Value) -> Result<Graph, Problem> {
        let row = |row: &Vec<Says>| row.iter().map(letter).collect();
        let says: Vec<String> = order.table().iter().map(row).collect();
        let content: GraphContent = serde_json::from_value(json!({
            "nodes": [
                { "id": "in", "name": "in", "type": "inputNode", "content": {} },
                { "id": "choice", "name": "choice", "type": kind, "content": content },
                { "id": "out", "name": "out", "type": "outputNode", "content": {} }
            ],
            "edges": [
                { "id": "e1", "sourceId": "in", "targetId": "choice" },
                { "id": "e2", "sourceId": "choice", "targetId": "out" }
            ]
        }))?;
        let mut decision = Decision::from(content);
        decision.validate()?;
        decision.compile();
        Ok(Graph { given: Given::of(order, json!({ "says": says })), decision })
    }
}

fn letter(says: &Says) -> char {
    match says {
        Says::Neither => 'n',
        Says::First => 'f',
        Says::Second => 's',
    }
}

fn every_three(all: &[Says]) -> impl Iterator<Item = (Says, Says, Says)> {
    let pairs = all.iter().flat_map(move |ab| all.iter().map(move |ac| (*ab, *ac)));
    pairs.flat_map(move |(ab, ac)| all.iter().map(move |bc| (ab, ac, *bc)))
}

/// The outcome as branches, the likelier first, so that at most three pairs are looked up.
fn branches() -> String {
    let is = |pair: &str| ['f', 's'].map(|says| format!("says{pair} == '{says}'"));
    let ([ab_f, ab_s], [ac_f, ac_s], [bc_f, bc_s]) = (is("[a][b]"), is("[a][c]"), is("[b][c]"));
    format!(
        "{ab_f} ? ({ac_f} ? 0 : {ac_s} ? ({bc_f} ? null : 2) : ({bc_f} ? 0 : null)) \
         : {ab_s} ? ({bc_f} ? 1 : {bc_s} ? ({ac_f} ? null : 2) : ({ac_f} ? 1 : null)) \
         : {ac_f} ? ({bc_s} ? 0 : null) \
         : {ac_s} ? ({bc_s} ? 2 : {bc_f} ? 1 : null) \
         : null"
    )
}

impl Peer for Graph {
    fn choose(&mut self, candidates: Three) -> Choice {
        self.given.set(candidates);
        let evaluation = self.decision.evaluate(self.given.context.clone());
        let response = at_once(evaluation).unwrap_or_else(|error| panic!("{error}"));
        chosen(response.result.dot("principal").as_ref(), candidates)
    }
}

/// What a future gives that waits for nothing, without a runtime.
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a decision waits for nothing"),
    }
}
