//! One question: how does one whole decision of `counting-rules` compare with other engines
//! that make only the choice of the principal crime, among the same three candidates?
//!
//! ```text
//! Edition ─▶ Order (who outranks whom) ─▶ the rules of each peer, once
//! Order + seed ─▶ Scenario: a report, and the candidates it discloses
//! report ─▶ ours ─▶ Choice        candidates ─▶ each Peer ─▶ Choice
//! ```
//!
//! `tests/agree.rs` asks all of them 10,000 times for the same choice; `benches/choice.rs` does
//! so again and then measures. See `README.md`.

pub mod agree;
pub mod cedar;
pub mod frog;
pub mod look_up;
pub mod order;
pub mod ours;
pub mod rego;
pub mod reports;
pub mod zen;

/// Three candidates: different places in [`order::Order::codes`].
pub type Three = [usize; 3];

/// The place of the principal crime; none where the registrar decides.
pub type Choice = Option<usize>;

/// What goes wrong while the rules of a peer are made.
pub type Problem = Box<dyn std::error::Error>;

/// An engine that has its rules and is asked for one choice after another.
pub trait Peer {
    /// The principal crime of three candidates.
    ///
    /// # Panics
    ///
    /// Where the engine fails: nothing here is worth measuring then.
    fn choose(&mut self, candidates: Three) -> Choice;
}

/// A peer and its name.
pub type Named = (&'static str, Box<dyn Peer>);

/// Every peer: the limit, each engine in its fastest form, and some in a form that one would
/// write first.
pub fn everyone(order: &order::Order) -> Result<Vec<Named>, Problem> {
    Ok(vec![
        ("Rust by hand, the look-up", Box::new(look_up::LookUp::of(order))),
        ("datafrog, one join", Box::new(frog::Joined::of(order))),
        ("zen-expression, tables", Box::new(zen::Alone::of(order)?)),
        ("regorus, look-ups in its machine", Box::new(rego::Rego::of(order)?)),
        ("cedar-policy, one policy", Box::new(cedar::Cedar::of(order)?)),
        ("zen-engine, expression in a graph", Box::new(zen::Graph::of(order)?)),
        ("datafrog, iterated", Box::new(frog::Iterated::of(order))),
        ("regorus, sets in its machine", Box::new(rego::InSets::in_machine(order)?)),
        ("zen-engine, decision table", Box::new(zen::Graph::table(order)?)),
        ("regorus, sets interpreted", Box::new(rego::InSets::interpreted(order)?)),
    ])
}
