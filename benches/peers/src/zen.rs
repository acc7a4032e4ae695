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

use crate::order::{Order, Says, outcomes};
use crate::{Choice, Peer, Problem, Three};

/// The context of an evaluation: the rules, and under `c` the candidates of the moment.
struct Given {
    context: Variable,
    candidates: Variable,
    places: Vec<Variable>,
}

impl Given {
    fn of(order: &Order, mut rules: Value) -> Given {
        rules["c"] = json!([0, 0, 0]);
        let context = Variable::from(rules);
        let candidates = context.dot("c").unwrap_or(Variable::Null);
        let places = (0..order.codes.len()).map(|place| json!(place).into()).collect();
        Given { context, candidates, places }
    }

    fn set(&self, candidates: Three) {
        if let Variable::Array(given) = &self.candidates {
            let places = candidates.map(|place| self.places[place].clone());
            given.borrow_mut().clone_from_slice(&places);
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
        let says: Vec<Vec<u8>> =
            order.table().iter().map(|row| row.iter().map(|says| *says as u8).collect()).collect();
        let given = Given::of(order, json!({ "says": says, "outcome": outcomes() }));
        let expression = Isolate::new()
            .compile_standard("outcome[says[c[0]][c[1]]][says[c[0]][c[2]]][says[c[1]][c[2]]]")?;
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

/// zen-engine: input, one expression, output, compiled. It walks through its whole context at
/// each evaluation, so that each row of the rules is a string here and not an array.
pub struct Graph {
    given: Given,
    decision: Decision,
}

impl Graph {
    /// Reads and compiles the graph.
    pub fn of(order: &Order) -> Result<Graph, Problem> {
        let letter = |says: &Says| match says {
            Says::Neither => 'n',
            Says::First => 'f',
            Says::Second => 's',
        };
        let says: Vec<String> =
            order.table().iter().map(|row| row.iter().map(letter).collect()).collect();
        let content: GraphContent = serde_json::from_value(json!({
            "nodes": [
                { "id": "in", "name": "in", "type": "inputNode", "content": {} },
                { "id": "choice", "name": "choice", "type": "expressionNode", "content": {
                    "passThrough": false,
                    "expressions": [{ "id": "e", "key": "principal", "value": branches() }]
                } },
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

/// The outcome as branches, the likelier first, so that at most three pairs are looked up.
fn branches() -> String {
    let is = |one: usize, other: usize, says| format!("says[c[{one}]][c[{other}]] == '{says}'");
    let [ab_f, ab_s] = ['f', 's'].map(|says| is(0, 1, says));
    let [ac_f, ac_s] = ['f', 's'].map(|says| is(0, 2, says));
    let [bc_f, bc_s] = ['f', 's'].map(|says| is(1, 2, says));
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
