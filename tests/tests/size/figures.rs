//! In: the scenarios. Out: the size and the output of each, in every face and profile.
//!
//! All builds are kept, so a second run builds nothing: see [`examples::build`].

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use demono_size::{Attribute, Binary, Comparison, Features, Profile};
use demono_tests::examples;

use crate::scenarios::SCENARIOS;

/// Which form of its functions a program is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    /// As written, with `DEMONO=off`.
    Generic,
    /// Split by the attribute.
    Split,
    /// Split by an expert.
    ByHand,
    /// Not generic: the callers convert.
    Limit,
}

impl Face {
    fn attribute(self) -> Attribute {
        match self {
            Face::Generic => Attribute::Off,
            Face::Split | Face::ByHand | Face::Limit => Attribute::On,
        }
    }
}

/// With how many types a program calls its functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Types {
    One,
    Sixteen,
}

/// A program that was built, read and run.
pub(crate) struct Program {
    pub(crate) binary: Binary,
    pub(crate) output: String,
}

/// Every program of every build.
pub(crate) struct Figures(BTreeMap<Key, Program>);

type Key = (Profile, Face, Types, &'static str);

/// The profiles in which sizes are compared.
pub(crate) const PROFILES: [Profile; 5] = [
    Profile::Dev,
    Profile::Release,
    Profile::Z,
    Profile::Thin,
    Profile::Min,
];

/// The profiles in which slopes are measured. Linking with thin LTO takes longer than all
/// the rest, and its slopes are those of `release`: only the code of std is placed differently.
pub(crate) const SLOPES: [Profile; 4] = [Profile::Dev, Profile::Release, Profile::Z, Profile::Min];

/// The first three are for sizes, the rest for slopes.
const BUILDS: [(Face, Types); 7] = [
    (Face::Generic, Types::Sixteen),
    (Face::Split, Types::Sixteen),
    (Face::ByHand, Types::Sixteen),
    (Face::Limit, Types::Sixteen),
    (Face::Generic, Types::One),
    (Face::Split, Types::One),
    (Face::Limit, Types::One),
];

fn builds(profile: &Profile) -> &'static [(Face, Types)] {
    match SLOPES.contains(profile) {
        true => &BUILDS,
        false => &BUILDS[..3],
    }
}

/// Builds, reads and runs everything, the first time it is called.
pub(crate) fn figures() -> &'static Figures {
    static FIGURES: OnceLock<Result<Figures, String>> = OnceLock::new();
    match FIGURES.get_or_init(Figures::measure) {
        Ok(figures) => figures,
        Err(error) => panic!("the examples cannot be measured: {error}"),
    }
}

impl Figures {
    fn measure() -> Result<Self, String> {
        // Both halves at once: at the end of a build there are fewer programs left than
        // cores, so there is room for those of the other.
        let (off, on) = thread::scope(|scope| {
            let off = scope.spawn(|| measure(Attribute::Off));
            let on = measure(Attribute::On);
            (off.join(), on)
        });
        let mut programs = off.map_err(|_| "a build panicked".to_owned())??;
        programs.append(&mut on?);
        Ok(Figures(programs))
    }

    /// The program `name` in every face that was built in this profile.
    pub(crate) fn programs<'a>(
        &'a self,
        profile: &'a Profile,
        name: &'static str,
    ) -> impl Iterator<Item = (Face, Types, &'a Program)> {
        builds(profile)
            .iter()
            .map(move |&(face, types)| (face, types, self.program(profile, face, types, name)))
    }

    fn program(&self, profile: &Profile, face: Face, types: Types, name: &'static str) -> &Program {
        let key = (profile.clone(), face, types, name);
        self.0.get(&key).unwrap_or_else(|| {
            panic!("`{name}` was not built {face} for {types} in the profile `{profile}`")
        })
    }

    /// Bytes of `.text`.
    pub(crate) fn text(
        &self,
        profile: &Profile,
        face: Face,
        types: Types,
        name: &'static str,
    ) -> i64 {
        self.program(profile, face, types, name).binary.text() as i64
    }

    /// Bytes of all sections that are loaded, with sixteen types.
    pub(crate) fn allocated(&self, profile: &Profile, face: Face, name: &'static str) -> i64 {
        let program = self.program(profile, face, Types::Sixteen, name);
        program.binary.allocated() as i64
    }

    /// What the split saves of the stripped file with sixteen types, in percent.
    pub(crate) fn saved_of_file(&self, profile: &Profile, name: &'static str) -> f64 {
        let file = |face| {
            let program = self.program(profile, face, Types::Sixteen, name);
            program.binary.stripped.unwrap_or_default() as f64
        };
        percent(file(Face::Generic), file(Face::Split))
    }

    /// What the split saves of the cost of another type, in percent; unlike
    /// [`share`](Self::share) it relates to the whole cost, including what cannot be saved.
    pub(crate) fn saved_of_slope(&self, profile: &Profile, name: &'static str) -> f64 {
        let slope = |face| self.slope(profile, face, name);
        percent(slope(Face::Generic), slope(Face::Split))
    }

    /// Bytes of `.text` for each type after the first.
    pub(crate) fn slope(&self, profile: &Profile, face: Face, name: &'static str) -> f64 {
        let text = |types| self.text(profile, face, types, name) as f64;
        (text(Types::Sixteen) - text(Types::One)) / 15.0
    }

    /// What the split saves of all that can be saved for each type after the first, in
    /// percent: (generic - split) / (generic - limit), all of them slopes.
    pub(crate) fn share(&self, profile: &Profile, name: &'static str) -> f64 {
        let slope = |face| self.slope(profile, face, name);
        let possible = slope(Face::Generic) - slope(Face::Limit);
        (slope(Face::Generic) - slope(Face::Split)) / possible * 100.0
    }

    /// The functions that demono split, with the copies of their bodies before and after.
    pub(crate) fn comparison(&self, profile: &Profile, name: &'static str) -> Comparison {
        let binary = |face| &self.program(profile, face, Types::Sixteen, name).binary;
        Comparison::new(binary(Face::Generic), binary(Face::Split))
            .unwrap_or_else(|error| panic!("`{name}` cannot be compared: {error}"))
    }

    /// One line for each profile, for the message of a test that fails.
    pub(crate) fn table(&self, name: &'static str) -> Table<'_> {
        Table {
            figures: self,
            name,
        }
    }
}

/// Every build with this attribute.
fn measure(attribute: Attribute) -> Result<BTreeMap<Key, Program>, String> {
    let mut programs = BTreeMap::new();
    for profile in PROFILES {
        for &(face, types) in builds(&profile) {
            if face.attribute() != attribute {
                continue;
            }
            for (name, program) in build(&profile, attribute, face, types)? {
                programs.insert((profile.clone(), face, types, name), program);
            }
        }
    }
    Ok(programs)
}

/// What is saved of `before`.
fn percent(before: f64, after: f64) -> f64 {
    (before - after) / before * 100.0
}

fn build(
    profile: &Profile,
    attribute: Attribute,
    face: Face,
    types: Types,
) -> Result<Vec<(&'static str, Program)>, String> {
    let face = match face {
        Face::Generic | Face::Split => None,
        Face::ByHand => Some("by-hand"),
        Face::Limit => Some("limit"),
    };
    let types = match types {
        Types::One => Some("one-type"),
        Types::Sixteen => None,
    };
    let features = Features::list(face.into_iter().chain(types));
    let build = examples::build(profile, attribute, features);
    let artifacts = build.run(&mut |_| {}).map_err(|error| error.to_string())?;
    let mut programs = Vec::new();
    for scenario in SCENARIOS {
        let package = scenario.package();
        let artifact = artifacts
            .iter()
            .find(|artifact| artifact.package == package)
            .ok_or_else(|| format!("`{package}` has no program"))?;
        let binary = Binary::read(&artifact.path).map_err(|error| error.to_string())?;
        let output = run(&artifact.path)?;
        programs.push((scenario.name, Program { binary, output }));
    }
    Ok(programs)
}

fn run(path: &Path) -> Result<String, String> {
    let output = Command::new(path)
        .output()
        .map_err(|error| format!("cannot run `{}`: {error}", path.display()))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{}` failed: {stderr}", path.display()));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// All figures of one scenario.
pub(crate) struct Table<'a> {
    figures: &'a Figures,
    name: &'static str,
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<14} bytes of .text with 16 types                 | bytes for each further type",
            self.name,
        )?;
        writeln!(
            f,
            "{:<14}{:>8} {:>8} {:>8} {:>8} {:>7} | {:>8} {:>7} {:>7} {:>7}",
            "", "generic", "split", "saved", "by hand", "", "generic", "split", "limit", "saved"
        )?;
        for profile in &PROFILES {
            let text = |face| self.figures.text(profile, face, Types::Sixteen, self.name);
            write!(
                f,
                "{:<14}{:>8} {:>8} {:>8} {:>8} {:>+7}",
                profile.name(),
                text(Face::Generic),
                text(Face::Split),
                text(Face::Generic) - text(Face::Split),
                text(Face::ByHand),
                text(Face::Split) - text(Face::ByHand),
            )?;
            if SLOPES.contains(profile) {
                let slope = |face| self.figures.slope(profile, face, self.name);
                write!(
                    f,
                    " | {:>8.0} {:>7.0} {:>7.0} {:>6.1}%",
                    slope(Face::Generic),
                    slope(Face::Split),
                    slope(Face::Limit),
                    self.figures.share(profile, self.name),
                )?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// The figures of one scenario whose parameters become trait objects.
pub(crate) struct ObjectTable<'a>(pub(crate) &'a Figures, pub(crate) &'static str);

impl fmt::Display for ObjectTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ObjectTable(figures, name) = self;
        writeln!(
            f,
            "{name:<14} bytes of all loaded sections with 16 types | saved of",
        )?;
        writeln!(
            f,
            "{:<14}{:>8} {:>8} {:>8} {:>8}          | {:>8} {:>8}",
            "", "generic", "split", "saved", "by hand", "slope", "file"
        )?;
        for profile in &SLOPES {
            let allocated = |face| figures.allocated(profile, face, name);
            writeln!(
                f,
                "{:<14}{:>8} {:>8} {:>8} {:>8}          | {:>7.1}% {:>7.1}%",
                profile.name(),
                allocated(Face::Generic),
                allocated(Face::Split),
                allocated(Face::Generic) - allocated(Face::Split),
                allocated(Face::ByHand),
                figures.saved_of_slope(profile, name),
                figures.saved_of_file(profile, name),
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Face::Generic => "generic",
            Face::Split => "split",
            Face::ByHand => "by hand",
            Face::Limit => "at the limit",
        })
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Types::One => "one type",
            Types::Sixteen => "sixteen types",
        })
    }
}
