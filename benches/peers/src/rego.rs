//! regorus: a Rego policy over data, compiled for its virtual machine.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
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

const ENTRY: &str = "data.choice.principal";

/// The virtual machine with the policy and the data, used again for each choice.
pub struct Rego {
    machine: RegoVM,
    places: Vec<Value>,
}

impl Rego {
    /// Compiles the policy.
    pub fn of(order: &Order) -> Result<Rego, Problem> {
        let says: Vec<Vec<u8>> =
            order.table().iter().map(|row| row.iter().map(|says| *says as u8).collect()).collect();
        let data = json!({ "says": says, "outcome": outcomes() });
        let data = Value::from_json_str(&data.to_string())?;
        let mut engine = Engine::new();
        engine.add_data(data.clone())?;
        engine.add_policy("choice.rego".to_owned(), POLICY.to_owned())?;
        let policy = engine.compile_with_entrypoint(&ENTRY.into())?;
        let program = Compiler::compile_from_policy(&policy, &[ENTRY])?;
        let mut machine = RegoVM::new_with_policy(policy);
        machine.load_program(program);
        machine.set_data(data)?;
        let places = (0..order.codes.len()).map(|place| Value::from(place as u64)).collect();
        Ok(Rego { machine, places })
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
