//! regorus: a Rego policy over data, compiled for its virtual machine.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Value};
use serde_json::json;

use crate::order::{Order, outcomes};
use crate::{Choice, Peer, Problem, Three};

/// Look-ups in arrays alone: no loop, no set, no second rule.
const POLICY: &str = "
package choice

principal := data.outcome[first[input[1]]][first[input[2]]][data.says[input[1]][input[2]]] if {
    first := data.says[input[0]]
}
";

/// The same as one writes Rego: sets and iteration, codes as strings.
const IN_SETS: &str = "
package choice

beaten contains other if {
    some one in input
    some other in input
    data.over[one][other]
}

left := {one | some one in input} - beaten

principal := one if {
    count(left) == 1
    some one in left
}
";

const ENTRY: &str = "data.choice.principal";

fn compiled(policy: &str, data: &Value) -> Result<CompiledPolicy, Problem> {
    let mut engine = Engine::new();
    engine.add_data(data.clone())?;
    engine.add_policy("choice.rego".to_owned(), policy.to_owned())?;
    Ok(engine.compile_with_entrypoint(&ENTRY.into())?)
}

fn machine(policy: &str, data: Value) -> Result<RegoVM, Problem> {
    let policy = compiled(policy, &data)?;
    let program = Compiler::compile_from_policy(&policy, &[ENTRY])?;
    let mut machine = RegoVM::new_with_policy(policy);
    machine.load_program(program);
    machine.set_data(data)?;
    Ok(machine)
}

/// The virtual machine with the look-ups, used again for each choice.
pub struct Rego {
    machine: RegoVM,
    places: Vec<Value>,
}

impl Rego {
    /// Compiles the policy.
    pub fn of(order: &Order) -> Result<Rego, Problem> {
        let data = json!({ "says": order.numbers(), "outcome": outcomes() });
        let data = Value::from_json_str(&data.to_string())?;
        let places = (0..order.codes.len()).map(|place| Value::from(place as u64)).collect();
        Ok(Rego { machine: machine(POLICY, data)?, places })
    }
}

impl Peer for Rego {
    fn choose(&mut self, candidates: Three) -> Choice {
        let input = candidates.map(|place| self.places[place].clone());
        self.machine.set_input(Value::from(input.to_vec()));
        match self.machine.execute() {
            Ok(Value::Null) => None,
            Ok(value) => value.as_u64().ok().map(|n| candidates[n as usize]),
            Err(error) => panic!("{error}"),
        }
    }
}

/// The policy in sets: in the virtual machine, or else in the interpreter.
pub struct InSets {
    codes: Vec<Value>,
    policy: CompiledPolicy,
    machine: Option<RegoVM>,
}

impl InSets {
    /// Compiles the policy for the virtual machine.
    pub fn in_machine(order: &Order) -> Result<InSets, Problem> {
        let mut made = InSets::interpreted(order)?;
        made.machine = Some(machine(IN_SETS, rows(order)?)?);
        Ok(made)
    }

    /// Prepares the policy for the interpreter.
    pub fn interpreted(order: &Order) -> Result<InSets, Problem> {
        let codes = order.codes.iter().map(|code| Value::from(code.to_string())).collect();
        Ok(InSets { codes, policy: compiled(IN_SETS, &rows(order)?)?, machine: None })
    }
}

/// For each code an object of those that it is principal over.
fn rows(order: &Order) -> Result<Value, Problem> {
    let mut over = json!({});
    for (place, code) in order.codes.iter().enumerate() {
        let mut row = json!({});
        for under in order.under(place) {
            row[order.codes[under].to_string()] = json!(true);
        }
        over[code.to_string()] = row;
    }
    Ok(Value::from_json_str(&json!({ "over": over }).to_string())?)
}

impl Peer for InSets {
    fn choose(&mut self, candidates: Three) -> Choice {
        let input = Value::from(candidates.map(|place| self.codes[place].clone()).to_vec());
        let answer = match &mut self.machine {
            Some(machine) => {
                machine.set_input(input);
                machine.execute().unwrap_or_else(|error| panic!("{error}"))
            }
            None => self.policy.eval_with_input(input).unwrap_or_else(|error| panic!("{error}")),
        };
        candidates.into_iter().find(|place| self.codes[*place] == answer)
    }
}
