//! The working and the decision for people: documents rendered as text, Markdown or HTML, and
//! pictures. Nothing is decided here.

mod book;
mod changes;
mod compare;
mod difference;
mod document;
mod explain;
mod given;
mod html;
mod markdown;
mod over;
mod page;
mod picture;
mod sentences;
mod shared;
mod text;
mod why_not;
mod working;

pub use changes::Change;
pub use compare::{EditionVerdict, SideBySide};
pub use document::Document;
pub use explain::NotExplained;
pub use over::{NotListed, WhyOver};
pub use picture::Picture;
pub use why_not::explain_why_not;
pub use working::{Detail, Working};
