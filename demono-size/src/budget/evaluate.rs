//! In: budgets, what the programs weigh, and the baseline. Out: for every limit whether
//! it is kept, and what to do if it is not.

use demono_report::{
    BudgetResult, Contributor, FamilyEntry, Inventory, Limited, Role, Status, Unit,
};

use super::amount::Limit;
use super::baseline::{Baseline, BaselineEntry};
use super::model::{near, Budget, FamilyLimit, ManifestLine, SetLimit};
use super::weigh::Weighed;

/// Contributors to show.
const LARGEST: usize = 5;

/// Every limit of `budgets`.
pub(super) fn evaluate(
    budgets: &[Budget],
    weighed: &[Weighed],
    baseline: &Baseline,
    compiler: &str,
) -> Vec<BudgetResult> {
    let mut results = Vec::new();
    for budget in budgets {
        let of_budget = weighed.iter().filter(|it| {
            it.program.package == budget.package
                && budget.which.includes(&it.program)
                && it.profile == budget.profile
                && it.asked == budget.target
        });
        for weighed in of_budget {
            let judge = Judge {
                weighed,
                compiler,
                baseline: baseline.programs.get(&weighed.key()),
            };
            results.extend(judge.budget(budget));
        }
    }
    results
}

/// One program, and what it was.
struct Judge<'a> {
    weighed: &'a Weighed,
    compiler: &'a str,
    baseline: Option<&'a BaselineEntry>,
}

impl Judge<'_> {
    fn budget(&self, budget: &Budget) -> Vec<BudgetResult> {
        use Limited::{File, Text, Total};
        let mut results = Vec::new();
        let base = self.baseline;
        let binary = self.inventory().map(|it| &it.binary);
        let no_such = || "there is no such size for this format of file".to_owned();
        let text = binary.clone().map(|it| it.text);
        let total = binary.clone().map(|it| it.allocated);
        let file = binary.and_then(|it| it.stripped.ok_or_else(no_such));
        for (limited, limit, actual, base) in [
            (Text, &budget.text, text, base.map(|it| it.text)),
            (Total, &budget.total, total, base.map(|it| it.total)),
            (File, &budget.file, file, base.and_then(|it| it.file)),
        ] {
            if let Some(limit) = limit {
                results.push(self.maximum(limited, limit, actual, base, || self.largest()));
            }
        }
        if let Some(limit) = &budget.saves {
            results.push(self.saves(limit));
        }
        for family in &budget.families {
            results.extend(self.family(family));
        }
        results
    }

    fn inventory(&self) -> Result<&Inventory, String> {
        self.weighed.weight.inventory.as_ref().map_err(Clone::clone)
    }

    /// A result without an outcome yet.
    fn result(&self, limited: Limited, place: &ManifestLine, written: &str) -> BudgetResult {
        BudgetResult {
            source: near(&place.file),
            line: Some(place.line),
            program: self.weighed.program.to_string(),
            profile: self.weighed.profile.to_string(),
            target: self.weighed.target.clone(),
            unit: match limited {
                Limited::FamilyCopies(_) => Unit::Copies,
                _ => Unit::Bytes,
            },
            limited,
            written: written.to_owned(),
            limit: None,
            actual: None,
            baseline: None,
            status: Status::NotMeasured,
            why: None,
            remedy: None,
            contributors: Vec::new(),
        }
    }

    fn maximum(
        &self,
        limited: Limited,
        set: &SetLimit,
        actual: Result<u64, String>,
        baseline: Option<u64>,
        contributors: impl Fn() -> Vec<Contributor>,
    ) -> BudgetResult {
        let mut result = self.result(limited, &set.place, &set.written);
        result.baseline = baseline.map(signed);
        let actual = match actual {
            Ok(actual) => actual,
            Err(why) => {
                let (key, place) = (key(&result.limited), set.place.near());
                let remedy = format!("make it measurable, or remove {key} from {place}");
                return not_measured(result, why, remedy);
            }
        };
        result.actual = Some(signed(actual));
        let Some(limit) = set.limit.maximum(baseline) else {
            let remedy = "run `cargo demono check --accept` on a state that is accepted, and \
                          commit the baseline";
            let why = "there is no baseline to compare it with".to_owned();
            return not_measured(result, why, remedy.to_owned());
        };
        result.limit = Some(limit);
        if actual <= limit {
            result.status = Status::Within;
            return result;
        }
        result.status = Status::Over;
        result.contributors = contributors();
        result.remedy = Some(self.remedy(&result.limited, set, actual));
        result
    }

    fn remedy(&self, limited: &Limited, set: &SetLimit, actual: u64) -> String {
        let remedy = match set.limit {
            Limit::Bytes(_) => format!(
                "shrink it, or accept the change: set {} to {actual} or more in {}",
                key(limited),
                set.place.near()
            ),
            Limit::Grows(_) | Limit::Percent(_) => {
                "shrink it, or accept the change: run `cargo demono check --accept` and commit \
                 the baseline"
                    .to_owned()
            }
        };
        match self.baseline {
            // Another compiler makes other sizes, so growth may be its doing.
            Some(base) if base.compiler != self.compiler => {
                let (old, new) = (&base.compiler, self.compiler);
                format!("{remedy}; the baseline was built by {old}, this by {new}")
            }
            _ => remedy,
        }
    }

    fn saves(&self, set: &SetLimit) -> BudgetResult {
        let mut result = self.result(Limited::Saves, &set.place, &set.written);
        result.baseline = self.baseline.and_then(|it| it.saves);
        let saving = match &self.weighed.weight.saves {
            Ok(saving) => saving,
            Err(why) => {
                let remedy = format!("remove `saves` from {}", set.place.near());
                return not_measured(result, why.clone(), remedy);
            }
        };
        let limit = match set.limit {
            Limit::Bytes(bytes) | Limit::Grows(bytes) => bytes,
            // Slightly less, so that 1.1 % of 1,000 is 11.
            Limit::Percent(percent) => {
                (saving.before as f64 * percent / 100.0 - 1e-6).ceil() as u64
            }
        };
        result.limit = Some(limit);
        result.actual = Some(saving.bytes);
        if saving.bytes >= signed(limit) {
            result.status = Status::Within;
            return result;
        }
        result.status = Status::Over;
        result.contributors = self.largest();
        result.remedy = Some(format!(
            "see which `#[demono]` was lost or no longer pays with `cargo demono measure \
             --functions --profile {}`, or accept the change: lower `saves` in {}",
            self.weighed.profile,
            set.place.near()
        ));
        result
    }

    fn family(&self, limits: &FamilyLimit) -> Vec<BudgetResult> {
        let mut results = Vec::new();
        let found = self.inventory().and_then(|it| find(it, &limits.name));
        let base = self.baseline.and_then(|it| it.families.get(&limits.name));
        let largest = || found.as_ref().map(Found::largest).unwrap_or_default();
        if let Some(set) = &limits.copies {
            let limit = SetLimit {
                limit: Limit::Bytes(set.copies),
                place: set.place.clone(),
                written: set.copies.to_string(),
            };
            let actual = found.as_ref().map(Found::copies).map_err(Clone::clone);
            let base = base.map(|it| it.copies as u64);
            let limited = Limited::FamilyCopies(limits.name.clone());
            let mut result = self.maximum(limited, &limit, actual, base, largest);
            if result.status == Status::Over {
                result.remedy = Some(format!(
                    "split it with `#[demono]`, or accept the change: raise `copies` in {}",
                    set.place.near()
                ));
            }
            results.push(result);
        }
        if let Some(set) = &limits.bytes {
            let actual = found.as_ref().map(Found::bytes).map_err(Clone::clone);
            let base = base.map(|it| it.bytes);
            let limited = Limited::FamilyBytes(limits.name.clone());
            results.push(self.maximum(limited, set, actual, base, largest));
        }
        results
    }

    /// What has grown most since the baseline; without one, what monomorphization wastes
    /// most bytes on.
    fn largest(&self) -> Vec<Contributor> {
        let inventory = self.inventory().into_iter();
        let mut all: Vec<Contributor> = inventory
            .flat_map(|inventory| &inventory.families)
            .map(|entry| Contributor {
                name: entry.name.clone(),
                copies: entry.copies.len(),
                bytes: entry.bytes,
                grown: self.baseline.map(|base| {
                    let before = base.families.get(&entry.name);
                    signed(entry.bytes) - signed(before.map_or(0, |it| it.bytes))
                }),
            })
            .collect();
        if let Some(base) = self.baseline {
            // What the baseline does not list was below its floor, or not there.
            all.retain(|it| it.grown > Some(0) && it.bytes >= base.floor);
            all.sort_by(|a, b| (b.grown, &a.name).cmp(&(a.grown, &b.name)));
        }
        all.truncate(LARGEST);
        all
    }
}

fn not_measured(result: BudgetResult, why: String, remedy: String) -> BudgetResult {
    BudgetResult {
        why: Some(why),
        remedy: Some(remedy),
        ..result
    }
}

/// The families of one name: of two crates, or two impl blocks.
struct Found<'a>(Vec<&'a FamilyEntry>);

impl Found<'_> {
    /// Copies of the body: of a split function those of the inner.
    fn copies(&self) -> u64 {
        let bodies = |entry: &&FamilyEntry| {
            let inner = entry.copies.iter().filter(|it| it.role == Role::Inner);
            if entry.split {
                inner.count()
            } else {
                entry.copies.len()
            }
        };
        self.0.iter().map(bodies).sum::<usize>() as u64
    }

    fn bytes(&self) -> u64 {
        self.0.iter().map(|entry| entry.bytes).sum()
    }

    fn largest(&self) -> Vec<Contributor> {
        let copies = self.0.iter().flat_map(|entry| &entry.copies);
        let mut copies: Vec<Contributor> = copies
            .map(|copy| Contributor {
                name: copy.name.clone(),
                copies: 1,
                bytes: copy.bytes,
                grown: None,
            })
            .collect();
        copies.sort_by(|a, b| (b.bytes, &a.name).cmp(&(a.bytes, &b.name)));
        copies.truncate(LARGEST);
        copies
    }
}

/// A family that has no symbol may have been renamed, or inlined: that cannot be known.
fn find<'a>(inventory: &'a Inventory, name: &str) -> Result<Found<'a>, String> {
    let of_name = inventory.families.iter().filter(|it| it.name == name);
    let found: Vec<&FamilyEntry> = of_name.collect();
    if found.iter().any(|it| !it.copies.is_empty()) {
        return Ok(Found(found));
    }
    if !found.is_empty() {
        return Err(
            "it is identical to another function, and was merged with it under the other's name"
                .to_owned(),
        );
    }
    let last = name.rsplit("::").next().unwrap_or(name);
    let similar: Vec<&str> = (inventory.families.iter())
        .filter(|it| it.name.ends_with(last) || it.name.contains(name))
        .map(|it| it.name.as_str())
        .take(3)
        .collect();
    let why = "no function of this name has a symbol in the program: it is spelled \
               otherwise (see `cargo demono top`), was inlined, merged with an identical one, or \
               is not used";
    Err(match similar.as_slice() {
        [] => why.to_owned(),
        similar => format!("{why}; similar: {}", similar.join(", ")),
    })
}

/// The key of a limit, as it stands in the manifest.
fn key(limited: &Limited) -> String {
    match limited {
        Limited::FamilyCopies(name) => format!("`copies` of family {name}"),
        Limited::FamilyBytes(name) => format!("`bytes` of family {name}"),
        other => format!("`{other}`"),
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
