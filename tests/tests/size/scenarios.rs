//! The scenarios, and how much each has to save.

use demono_size::Profile;

/// A program below `examples/`.
pub(crate) struct Scenario {
    /// Its package is `example-<name>`.
    pub(crate) name: &'static str,
    /// Lines of the shortest body in it that is split.
    pub(crate) lines: usize,
    /// How many functions in it demono splits, counting each copy of a body: a default
    /// method has one for each type that uses it.
    pub(crate) splits: &'static [&'static str],
    /// Bytes of `.text` that the split saves at least, with sixteen types. A fifth less
    /// than was measured, because another compiler inlines differently; a negative
    /// number is a known loss.
    pub(crate) saves: Saves,
}

/// [`Scenario::saves`], by profile.
pub(crate) struct Saves {
    pub(crate) dev: i64,
    pub(crate) release: i64,
    pub(crate) z: i64,
    pub(crate) thin: i64,
    pub(crate) min: i64,
}

impl Saves {
    pub(crate) fn at_least(&self, profile: &Profile) -> i64 {
        match profile {
            Profile::Dev => self.dev,
            Profile::Release => self.release,
            Profile::Z => self.z,
            Profile::Thin => self.thin,
            Profile::Min => self.min,
            other => panic!("no saving is written down for the profile `{other}`"),
        }
    }
}

/// What a scenario saves whose parameters become trait objects: in percent, in `release`,
/// and less than was measured, like [`Scenario::saves`].
pub(crate) struct Objects {
    /// [`Scenario::name`].
    pub(crate) name: &'static str,
    /// Of the bytes of `.text` that another type costs.
    pub(crate) slope: f64,
    /// Of the stripped file with sixteen types.
    pub(crate) file: f64,
}

impl Scenario {
    pub(crate) fn package(&self) -> String {
        format!("example-{}", self.name)
    }
}

pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "app",
        lines: 105,
        splits: &["example_read_config::load::load_config"],
        saves: Saves {
            dev: 540_000,
            release: 420_000,
            z: 160_000,
            thin: 430_000,
            min: 100_000,
        },
    },
    Scenario {
        name: "collect",
        lines: 26,
        splits: &[
            "<example_collect::NumberMap as core::iter::traits::collect::Extend>::extend",
            "<example_collect::NumberMap as core::iter::traits::collect::FromIterator>::from_iter",
        ],
        saves: Saves {
            dev: 54_000,
            release: 37_000,
            z: 23_000,
            thin: 36_000,
            min: 19_000,
        },
    },
    Scenario {
        name: "connect",
        lines: 23,
        splits: &[
            "<example_connect::Client>::get",
            "example_connect::request::relative",
        ],
        saves: Saves {
            dev: 140_000,
            release: 69_000,
            z: 39_000,
            thin: 69_000,
            min: 28_000,
        },
    },
    Scenario {
        name: "copy",
        lines: 64,
        splits: &["example_copy::dump::dump"],
        saves: Saves {
            dev: 59_000,
            release: 24_000,
            z: 13_000,
            thin: 22_000,
            min: 13_000,
        },
    },
    Scenario {
        name: "error-context",
        lines: 17,
        splits: &[
            "<example_error_context::Error>::new",
            "<example_error_context::Error>::context",
            "<example_error_context::Error>::with",
        ],
        saves: Saves {
            dev: 70_000,
            release: 50_000,
            z: 19_000,
            thin: 61_000,
            min: 15_000,
        },
    },
    Scenario {
        name: "fetch",
        lines: 65,
        splits: &["<example_fetch::Client>::fetch"],
        saves: Saves {
            dev: 65_000,
            release: 39_000,
            z: 18_000,
            thin: 36_000,
            min: 15_000,
        },
    },
    Scenario {
        name: "frame",
        lines: 38,
        splits: &["example_frame::encode::encode_frame"],
        saves: Saves {
            dev: 23_000,
            release: 8_800,
            z: 4_800,
            thin: 8_800,
            min: 4_400,
        },
    },
    Scenario {
        name: "journal",
        lines: 11,
        splits: &[
            "<example_journal::Digest as example_journal::backends::Journal>::find",
            "<example_journal::Digest as example_journal::backends::Journal>::record",
            "<example_journal::Ring as example_journal::backends::Journal>::find",
            "<example_journal::Ring as example_journal::backends::Journal>::record",
            "<example_journal::Tree as example_journal::backends::Journal>::find",
            "<example_journal::Tree as example_journal::backends::Journal>::record",
            "example_journal::backends::Report::report",
            "example_journal::backends::Report::report",
            "example_journal::backends::Report::report",
        ],
        saves: Saves {
            dev: 210_000,
            release: 140_000,
            z: 69_000,
            thin: 170_000,
            min: 58_000,
        },
    },
    Scenario {
        name: "process",
        lines: 32,
        splits: &["example_process::process::process"],
        saves: Saves {
            dev: 36_000,
            release: 20_000,
            z: 10_000,
            thin: 34_000,
            min: 8_700,
        },
    },
    Scenario {
        name: "read-config",
        lines: 105,
        splits: &["example_read_config::load::load_config"],
        saves: Saves {
            dev: 130_000,
            release: 90_000,
            z: 44_000,
            thin: 92_000,
            min: 40_000,
        },
    },
    Scenario {
        name: "read-file",
        lines: 1,
        splits: &["example_read_file::read::read_file"],
        saves: Saves {
            dev: -500,
            release: -500,
            z: -500,
            thin: -500,
            min: -500,
        },
    },
    Scenario {
        name: "report",
        lines: 37,
        splits: &["<example_report::Report>::row"],
        saves: Saves {
            dev: 51_000,
            release: 43_000,
            z: 18_000,
            thin: 59_000,
            min: 14_000,
        },
    },
    Scenario {
        name: "request",
        lines: 45,
        splits: &["<example_request::Request>::post"],
        saves: Saves {
            dev: 36_000,
            release: 31_000,
            z: 17_000,
            thin: 29_000,
            min: 12_000,
        },
    },
    Scenario {
        name: "retry",
        lines: 65,
        splits: &["example_retry::retry::retry"],
        saves: Saves {
            dev: 38_000,
            release: 28_000,
            z: 16_000,
            thin: 27_000,
            min: 14_000,
        },
    },
    Scenario {
        name: "router",
        lines: 40,
        splits: &["<example_router::Router>::listen"],
        saves: Saves {
            dev: 40_000,
            release: 46_000,
            z: 17_000,
            thin: 46_000,
            min: 17_000,
        },
    },
    Scenario {
        name: "store",
        lines: 15,
        splits: &[
            "<example_store::Store>::set",
            "<example_store::Store>::get",
            "<example_store::Store>::rename",
        ],
        saves: Saves {
            dev: 85_000,
            release: 55_000,
            z: 23_000,
            thin: 56_000,
            min: 16_000,
        },
    },
    Scenario {
        name: "summarise",
        lines: 86,
        splits: &["example_summarise::summarise::summarise"],
        saves: Saves {
            dev: 440_000,
            release: 140_000,
            z: 74_000,
            thin: 140_000,
            min: 64_000,
        },
    },
    Scenario {
        name: "visit",
        lines: 41,
        splits: &["example_visit::visit::parse", "example_visit::visit::walk"],
        saves: Saves {
            dev: 84_000,
            release: 60_000,
            z: 29_000,
            thin: 57_000,
            min: 24_000,
        },
    },
    Scenario {
        name: "walk",
        lines: 38,
        splits: &["example_walk::walk::walk"],
        saves: Saves {
            dev: 190_000,
            release: 83_000,
            z: 45_000,
            thin: 93_000,
            min: 56_000,
        },
    },
];

pub(crate) const OBJECTS: &[Objects] = &[
    Objects {
        name: "collect",
        slope: 39.0,
        file: 8.0,
    },
    Objects {
        name: "copy",
        slope: 46.0,
        file: 6.0,
    },
    Objects {
        name: "process",
        slope: 76.0,
        file: 5.0,
    },
    Objects {
        name: "retry",
        slope: 38.0,
        file: 6.0,
    },
    Objects {
        name: "summarise",
        slope: 80.0,
        file: 22.0,
    },
    Objects {
        name: "visit",
        slope: 42.0,
        file: 10.0,
    },
];
