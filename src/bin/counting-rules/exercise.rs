//! Exercises for registrars: reads out a report, asks what is recorded, and marks the answer.
//!
//! On a terminal it asks one exercise after the other. In a pipe it reads the answers, one a
//! line, in order or with the name of the exercise before it: `03-nuisance-calls: none`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::error::Error;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use counting_rules::Edition;

mod account;
mod answer;
mod marking;
mod one;
mod random;
mod set;
mod sheet;

use crate::files::Files;
use account::Phrases;
use answer::{Answer, HOW};
use one::Exercise;

/// Practise the recording of harassment and stalking
#[derive(Args)]
#[command(after_help = "Example: counting-rules exercise --set easy\n\n\
    Exit status: 0, or 2 where something could not be read.")]
pub(crate) struct Arguments {
    /// Which exercises: all, a level (easy, medium, hard, disputed), what they teach, or a number
    #[arg(long, default_value = "all")]
    set: String,
    /// Answer under this edition [default: the one that each exercise names]
    #[arg(long)]
    edition: Option<String>,
    /// One exercise made up from the rules; the same number gives the same exercise
    #[arg(long, value_name = "NUMBER", conflicts_with = "set")]
    seed: Option<u64>,
    /// Write a paper for a classroom, the answers on a page of their own, and stop
    #[arg(long, value_name = "OUT")]
    sheet: Option<PathBuf>,
    /// List the exercises, and stop
    #[arg(long, conflicts_with_all = ["seed", "sheet"])]
    list: bool,
    /// A folder with exercises of your own [default: those that come with the program]
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

/// An exercise under its edition, with its account.
pub(crate) struct Asked<'a> {
    exercise: Exercise,
    edition: &'a Edition,
    own_edition: bool,
    account: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments, files: &Files) -> crate::Answer {
    let not_read = exercises(arguments, files)?;
    Ok(ExitCode::from(if not_read == 0 { 0 } else { 2 }))
}

/// How many answers could not be read.
fn exercises(arguments: &Arguments, files: &Files) -> Result<usize, Box<dyn Error>> {
    let rules = files.rules()?;
    let phrases = Phrases::read()?;
    let named = arguments.edition.as_deref();
    let mut out = io::stdout().lock();
    let exercises = match arguments.seed {
        Some(seed) => {
            let edition = match named {
                Some(name) => Some(rules.edition(name)?),
                None => rules.editions().iter().max_by_key(|e| e.in_force().map(|days| days.0)),
            };
            let edition = edition.ok_or("there are no editions")?;
            vec![random::exercise(seed, edition, &rules.vocabulary(), &phrases)?]
        }
        None => set::choose(set::read(arguments.from.as_deref())?, &arguments.set)?,
    };
    if arguments.list {
        for one in &exercises {
            writeln!(
                out,
                "{:9} {}: {} ({})",
                one.level,
                one.name,
                one.title,
                one.teaches.join(", ")
            )?;
        }
        return Ok(0);
    }
    // Of a code in several classes the first one names it.
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for offence in rules.offences() {
        titles.entry(offence.code.to_string()).or_insert(offence.title);
    }
    let asked = exercises.into_iter().map(|exercise| {
        let edition = exercise.edition(&rules, named)?;
        let own_edition = exercise.edition == edition.id();
        let account = phrases.account(&exercise.report, &titles);
        Ok(Asked { exercise, edition, own_edition, account })
    });
    let asked = asked.collect::<Result<Vec<Asked>, Box<dyn Error>>>()?;
    if let Some(path) = &arguments.sheet {
        let of_file = |error| format!("{}: {error}", path.display());
        std::fs::write(path, sheet::sheet(&asked)?).map_err(of_file)?;
        return Ok(0);
    }
    let mut answers = Answers::new(&asked)?;
    let (mut score, mut done, mut not_read) = (0, 0, 0);
    for (n, one) in asked.iter().enumerate() {
        tell(one, n + 1, asked.len(), &mut out)?;
        let Some(answer) = answers.next(one, &mut out)? else { break };
        done += 1;
        match answer {
            Ok(answer) => score += usize::from(told(one, answer, &titles, &mut out)?),
            Err(error) => {
                // A slip of the keyboard is no wrong answer, and gives the right one to nobody.
                not_read += 1;
                wrapped(&format!("Not marked: {error}"), "  ", "  ", &mut out)?;
                writeln!(out)?;
            }
        }
    }
    for source in sources(&asked) {
        wrapped(&source, "", "  ", &mut out)?;
    }
    writeln!(out, "Score: {score} of {}", asked.len())?;
    if done < asked.len() {
        writeln!(out, "Not answered: {}", asked.len() - done)?;
    }
    if not_read > 0 {
        writeln!(out, "Not marked, because the answer could not be read: {not_read}")?;
    }
    Ok(not_read)
}

/// The sources by their short names, those of all editions that are asked.
fn sources(asked: &[Asked]) -> Vec<String> {
    let all = asked.iter().flat_map(|one| one.edition.sources());
    let told: BTreeSet<String> = all.map(|(name, title)| format!("{name}: {title}.")).collect();
    told.into_iter().collect()
}

fn tell(one: &Asked, n: usize, of: usize, out: &mut impl Write) -> io::Result<()> {
    let Exercise { title, level, name, .. } = &one.exercise;
    writeln!(
        out,
        "Exercise {n} of {of}: {title}\n({name}; {level}; under {})\n",
        one.edition.id()
    )?;
    for line in &one.account {
        wrapped(line, "  ", "  ", out)?;
    }
    writeln!(out)
}

/// Marks an answer and says why; whether it was right.
fn told(
    one: &Asked,
    answer: Answer,
    titles: &BTreeMap<String, String>,
    out: &mut impl Write,
) -> Result<bool, Box<dyn Error>> {
    let report = &one.exercise.report;
    let marked = marking::mark(one.edition, report, &answer)?;
    let word = match marked.right {
        true => "Right.".to_owned(),
        false => format!("Not so. You said: {answer}."),
    };
    wrapped(&format!("{word} The rules say: {}.", marked.expected), "  ", "  ", out)?;
    for code in marked.expected.codes() {
        let title = titles.get(&code).map_or("", String::as_str);
        wrapped(&format!("{code} {title}"), "    ", "      ", out)?;
    }
    writeln!(out, "  {}", if marked.right { "Because:" } else { "Where it parts:" })?;
    for line in &marked.why {
        wrapped(line, "  - ", "    ", out)?;
    }
    if one.own_edition && !one.exercise.point.is_empty() {
        wrapped(&one.exercise.point, "  To remember: ", "    ", out)?;
    }
    writeln!(out)?;
    Ok(marked.right)
}

fn wrapped(text: &str, first: &str, then: &str, out: &mut impl Write) -> io::Result<()> {
    let options = textwrap::Options::new(96)
        .initial_indent(first)
        .subsequent_indent(then)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    writeln!(out, "{}", textwrap::fill(text, options))
}

/// Where answers come from.
enum Answers {
    /// Somebody at a terminal.
    Terminal,
    /// Lines that are read already: by the name of the exercise, and in order.
    Lines { named: BTreeMap<String, String>, in_order: VecDeque<String> },
}

impl Answers {
    fn new(asked: &[Asked]) -> Result<Answers, Box<dyn Error>> {
        if io::stdin().is_terminal() {
            return Ok(Answers::Terminal);
        }
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        let (mut named, mut in_order) = (BTreeMap::new(), VecDeque::new());
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(':') {
                Some((name, answer)) if asked.iter().any(|a| a.exercise.name == name.trim()) => {
                    named.insert(name.trim().to_owned(), answer.to_owned());
                }
                Some((name, _)) => {
                    return Err(format!("no exercise that is asked is called `{name}`").into());
                }
                None => in_order.push_back(line.to_owned()),
            }
        }
        Ok(Answers::Lines { named, in_order })
    }

    /// The next answer; none at the end.
    fn next(
        &mut self,
        asked: &Asked,
        out: &mut impl Write,
    ) -> io::Result<Option<Result<Answer, String>>> {
        match self {
            Answers::Lines { named, in_order } => {
                let line = named.remove(&asked.exercise.name).or_else(|| in_order.pop_front());
                Ok(line.map(|line| Answer::read(&line)))
            }
            Answers::Terminal => loop {
                write!(out, "  Principal crime | in addition (? for help, empty line to stop): ")?;
                out.flush()?;
                let mut line = String::new();
                io::stdin().lock().read_line(&mut line)?;
                match line.trim() {
                    "" => return Ok(None),
                    "?" => wrapped(HOW, "  ", "  ", out)?,
                    line => match Answer::read(line) {
                        Ok(answer) => return Ok(Some(Ok(answer))),
                        Err(error) => wrapped(&error, "  ", "  ", out)?,
                    },
                }
            },
        }
    }
}
