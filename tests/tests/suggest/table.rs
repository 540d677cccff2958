//! In: the suggestions, and the programs with the attribute off and on. Out: for each
//! function and program the predicted and the actual saving. Refused: nothing.

use std::collections::BTreeMap;
use std::fmt;

use demono_report::Role;
use demono_size::{Binary, FunctionName, Profile};
use demono_suggest::suggest::Suggestions;
use demono_suggest::Item;

use crate::programs::Program;

/// A prediction this close counts as right, however small the saving.
const CLOSE: i64 = 256;

/// By how many percent a prediction may be wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) programs: u32,
    /// `None`: without a limit.
    pub(crate) functions: Option<u32>,
}

pub(crate) struct Table {
    profile: Profile,
    programs: Vec<OfProgram>,
}

/// A program, and its functions.
struct OfProgram {
    saving: Saving,
    functions: Vec<OfFunction>,
}

struct OfFunction {
    saving: Saving,
    /// How many instances there are, and in how many places.
    instances: usize,
    places: usize,
    /// Before the split.
    before: u64,
    /// The bodies that are left, including what is instantiated with their closures.
    inner: u64,
    /// Everything else that is left.
    shims: i64,
}

struct Saving {
    name: String,
    predicted: i64,
    actual: i64,
}

impl Saving {
    fn error(&self) -> i64 {
        self.predicted - self.actual
    }

    fn percent(&self) -> f64 {
        self.error() as f64 / self.actual.abs().max(1) as f64 * 100.0
    }

    fn is_within(&self, percent: Option<u32>) -> bool {
        let is_near = |percent| self.percent().abs() <= f64::from(percent);
        self.error().abs() <= CLOSE || percent.is_none_or(is_near)
    }
}

impl Table {
    pub(crate) fn new(
        profile: &Profile,
        found: &Suggestions,
        off: &[Program],
        on: &[Program],
    ) -> Self {
        // Some functions are in several programs.
        let mut predicted: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
        for proposed in &found.proposed {
            for program in &proposed.candidate.programs {
                let of = predicted.entry(&program.program).or_default();
                of.insert(&proposed.candidate.function, program.saving.unwrap());
            }
        }
        let programs = off.iter().map(|off| {
            let on = on.iter().find(|it| it.name == off.name).unwrap();
            let none = BTreeMap::new();
            OfProgram::new(predicted.get(&*off.name).unwrap_or(&none), off, on)
        });
        Table {
            profile: profile.clone(),
            programs: programs.collect(),
        }
    }

    /// Describes what differs from the predictions.
    pub(crate) fn failures(&self, bounds: Bounds) -> String {
        let mut failures = String::new();
        for program in &self.programs {
            let functions = program.functions.iter().map(|it| &it.saving);
            let functions = functions.filter(|it| !it.is_within(bounds.functions));
            let programs = [&program.saving].into_iter();
            let programs = programs.filter(|it| !it.is_within(Some(bounds.programs)));
            for wrong in programs.chain(functions) {
                failures.push_str(&format!("{}: {wrong}\n", self.profile));
            }
        }
        failures
    }
}

impl OfProgram {
    fn new(predicted: &BTreeMap<&str, i64>, off: &Program, on: &Program) -> Self {
        let (before, after) = (off.items(), on.items());
        let binary = Binary::read(&on.path).unwrap();
        let mut inners: BTreeMap<String, u64> = BTreeMap::new();
        for symbol in &binary.symbols {
            let name = FunctionName::parse(&symbol.name);
            if name.role == Role::Inner {
                *inners.entry(name.item).or_default() += symbol.bytes;
            }
        }
        // What is proposed but has no attribute is not split here: another test splits it.
        let functions = before.iter().filter_map(|item| {
            let after = after.iter().find(|it| it.key == item.key);
            let inner = inners.get(&item.key).copied();
            let split = after.is_some_and(|it| it.split) || inner.is_some();
            let predicted = predicted.get(&*item.text).copied().unwrap_or(0);
            split.then(|| OfFunction::new(item, after, inner.unwrap_or(0), predicted))
        });
        let functions: Vec<OfFunction> = functions.collect();
        OfProgram {
            saving: Saving {
                name: off.name.clone(),
                predicted: functions.iter().map(|it| it.saving.predicted).sum(),
                actual: off.text as i64 - on.text as i64,
            },
            functions,
        }
    }
}

impl OfFunction {
    fn new(before: &Item, after: Option<&Item>, inner: u64, predicted: i64) -> Self {
        let left = after.map_or(0, Item::bytes);
        let satellites = after.map_or(0, |it| it.satellites);
        OfFunction {
            saving: Saving {
                name: before.text.clone(),
                predicted,
                actual: before.bytes() as i64 - left as i64,
            },
            instances: before.instances.len(),
            places: before.instances.values().map(|it| it.places()).sum(),
            before: before.bytes(),
            inner: inner + satellites,
            shims: left as i64 - inner as i64 - satellites as i64,
        }
    }
}

impl fmt::Display for Saving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<48} {:>7} {:>7} {:>+6} {:>+6.1}%",
            self.name,
            self.predicted,
            self.actual,
            self.error(),
            self.percent()
        )
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<48} {:>7} {:>7} {:>6} {:>7} | {:>4} {:>4} {:>7} {:>6} {:>6}",
            self.profile.name(),
            "predict",
            "actual",
            "error",
            "",
            "inst",
            "plac",
            "before",
            "inner",
            "shims"
        )?;
        for program in &self.programs {
            writeln!(f, "{}", program.saving)?;
            for function in &program.functions {
                writeln!(
                    f,
                    "{} | {:>4} {:>4} {:>7} {:>6} {:>6}",
                    function.saving,
                    function.instances,
                    function.places,
                    function.before,
                    function.inner,
                    function.shims
                )?;
            }
        }
        Ok(())
    }
}
