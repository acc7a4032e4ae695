//! `counting-rules` in a browser.
//!
//! The page writes a question into memory, calls [`answer`], and reads the answer from memory.
//! Both are JSON, as [`question::Question`] says. There is no `unsafe` block here: memory is
//! handed out as an address, and only JavaScript follows it.
//!
//! ```text
//! new Uint8Array(memory.buffer, question_at(bytes.length), bytes.length).set(bytes);
//! const answered = answer() === 1;
//! const bytes = new Uint8Array(memory.buffer, answer_at(), answer_length());
//! ```

#[path = "../../../../src/bin/counting-rules/exercise/account.rs"]
mod account;
#[path = "../../../../src/bin/counting-rules/exercise/answer.rs"]
mod answer;
#[path = "../../../../src/bin/counting-rules/exercise/marking.rs"]
mod marking;
#[path = "../../../../src/bin/counting-rules/exercise/one.rs"]
mod one;

mod exercises;
mod question;

pub use question::{Desk, Question};

use std::cell::RefCell;

use counting_rules_texts::Failure;

thread_local! {
    static QUESTION: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DESK: Result<Desk, Failure> = Desk::open();
}

/// Makes room for a question of that many bytes, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn question_at(length: usize) -> *mut u8 {
    QUESTION.with_borrow_mut(|question| {
        question.clear();
        question.resize(length, 0);
        question.as_mut_ptr()
    })
}

/// Answers the question. 1 where there is an answer, 0 where it is a [`Failure`] as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> u32 {
    let asked = QUESTION.with_borrow(|question| {
        let text = std::str::from_utf8(question)
            .map_err(|_| Failure::new("this question is not UTF-8 text"))?;
        DESK.with(|desk| desk.as_ref().map_err(Failure::clone)?.answer(text))
    });
    let (code, text) = match asked {
        Ok(text) => (1, text),
        Err(failure) => (0, failure.to_json()),
    };
    ANSWER.set(text.into_bytes());
    code
}

/// Where the answer is, until the next question.
#[unsafe(no_mangle)]
pub extern "C" fn answer_at() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> usize {
    ANSWER.with_borrow(Vec::len)
}
