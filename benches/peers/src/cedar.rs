//! cedar-policy: one policy over entities, asked of one candidate after another.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request,
    RestrictedExpression,
};

use crate::order::{Order, Says};
use crate::{Choice, Peer, Problem, Three};

/// Whether a candidate is principal: `principal` is the pair of it and one rival, `action` the
/// pair of it and the other rival, `resource` the pair of the rivals.
const POLICY: &str = "
permit(principal, action, resource) when {
    principal.first && (action.first || action.neither && resource.first)
    || principal.neither && action.first && resource.second
};
";

/// The policy, and an entity for each pair with what the rules say of it.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    pairs: Vec<Vec<EntityUid>>,
}

impl Cedar {
    /// Parses the policy and makes the entities.
    pub fn of(order: &Order) -> Result<Cedar, Problem> {
        let mut entities = Vec::new();
        let mut pairs = Vec::new();
        for (one, row) in order.codes.iter().zip(order.table()) {
            let mut of_one = Vec::new();
            for (other, says) in order.codes.iter().zip(row) {
                let pair: EntityUid = format!("Pair::\"{one} {other}\"").parse()?;
                let is = |name: &str, is| (name.to_owned(), RestrictedExpression::new_bool(is));
                let facts = HashMap::from([
                    is("first", says == Says::First),
                    is("second", says == Says::Second),
                    is("neither", says == Says::Neither),
                ]);
                entities.push(Entity::new(pair.clone(), facts, HashSet::new())?);
                of_one.push(pair);
            }
            pairs.push(of_one);
        }
        let entities = Entities::from_entities(entities, None)?;
        Ok(Cedar { authorizer: Authorizer::new(), policies: POLICY.parse()?, entities, pairs })
    }

    fn is_principal(&self, [one, rival, other]: Three) -> bool {
        let pair = |a: usize, b: usize| self.pairs[a][b].clone();
        let (principal, action, resource) =
            (pair(one, rival), pair(one, other), pair(rival, other));
        let request = Request::new(principal, action, resource, Context::empty(), None);
        let request = request.unwrap_or_else(|error| panic!("{error}"));
        let answer = self.authorizer.is_authorized(&request, &self.policies, &self.entities);
        answer.decision() == Decision::Allow
    }
}

impl Peer for Cedar {
    fn choose(&mut self, [a, b, c]: Three) -> Choice {
        let turns = [[a, b, c], [b, a, c], [c, a, b]];
        turns.into_iter().find(|turn| self.is_principal(*turn)).map(|[one, ..]| one)
    }
}
