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
    /// was measured, by a tenth or more, because another compiler inlines otherwise; a
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
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
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
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "fetch",
        lines: 65,
        splits: &["<example_fetch::Client>::fetch"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "frame",
        lines: 38,
        splits: &["example_frame::encode::encode_frame"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "read-config",
        lines: 105,
        splits: &["example_read_config::load::load_config"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "read-file",
        lines: 1,
        splits: &["example_read_file::read::read_file"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "report",
        lines: 37,
        splits: &["<example_report::Report>::row"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "request",
        lines: 45,
        splits: &["<example_request::Request>::post"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "router",
        lines: 40,
        splits: &["<example_router::Router>::listen"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
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
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
    Scenario {
        name: "walk",
        lines: 38,
        splits: &["example_walk::walk::walk"],
        saves: Saves {
            dev: 0,
            release: 0,
            z: 0,
            thin: 0,
            min: 0,
        },
    },
];
