//! The scenarios, and what each has to save.

use demono_size::Profile;

/// A program below `examples/`.
pub(crate) struct Scenario {
    /// Its package is `example-<name>`.
    pub(crate) name: &'static str,
    /// Lines of the shortest body in it that is split.
    pub(crate) lines: usize,
    /// Functions in it that demono splits.
    pub(crate) splits: &'static [&'static str],
    /// Bytes of `.text` that the split saves at least, with sixteen types. Less than
    /// was measured, by a fifth, because another compiler inlines otherwise; a
    /// negative number is a loss that is known.
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
