//! How often cargo is run: what `cargo metadata` says is passed on, not asked again.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::common::{demono, run};

const MANIFEST: &str = "[package]\nname = \"one\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
    [dependencies]\ndemono = { path = \"demono\" }\n\n\
    [[package.metadata.demono.budget]]\nprofile = \"dev\"\ntext = \"100 MB\"\n";

/// A program that depends on something of the name of `demono`, and a cargo that writes down
/// with which command it is run.
struct Package {
    _guard: tempfile::TempDir,
    root: PathBuf,
    log: PathBuf,
    cargo: PathBuf,
}

impl Package {
    fn new() -> Self {
        let guard = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(guard.path()).unwrap();
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("one/Cargo.toml", MANIFEST);
        write("one/src/main.rs", "fn main() {}\n");
        let inner = "[package]\nname = \"demono\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
        write("one/demono/Cargo.toml", inner);
        write("one/demono/src/lib.rs", "");
        let (log, cargo) = (root.join("log"), root.join("cargo"));
        let real = std::env::var("CARGO").unwrap();
        let script = format!(
            "#!/bin/sh\necho \"$1\" >> '{}'\nexec '{real}' \"$@\"\n",
            log.display()
        );
        write("cargo", &script);
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        Package {
            _guard: guard,
            root: root.join("one"),
            log,
            cargo,
        }
    }

    /// The commands of cargo that `cargo demono <arguments>` runs.
    fn calls(&self, arguments: &[&str]) -> Vec<String> {
        let _ = fs::remove_file(&self.log);
        let mut command = demono(arguments);
        command.current_dir(&self.root).env("CARGO", &self.cargo);
        command.env("CARGO_TARGET_DIR", self.target());
        run(&mut command).assert_code(0);
        let log = fs::read_to_string(&self.log).unwrap();
        log.lines().map(str::to_owned).collect()
    }

    fn target(&self) -> PathBuf {
        self.root.join("target")
    }
}

#[test]
fn cargo_is_asked_for_the_metadata_once() {
    let package = Package::new();
    let dev = ["--profile", "dev"];
    let calls = |words: &[&str], more: &[&str]| package.calls(&[words, more].concat());
    let measured = ["metadata", "build", "build"];
    assert_eq!(calls(&["measure"], &dev), measured);
    assert_eq!(calls(&["suggest"], &dev), ["metadata", "build"]);
    assert_eq!(calls(&["check"], &[]), ["metadata", "build"]);
    // The copy has paths and a lock file of its own, and is a workspace of its own.
    let copied = ["metadata", "locate-project", "metadata", "build"];
    assert_eq!(calls(&["apply", "--dry-run"], &dev), copied);
    let copied = [&copied[..], &["build"]].concat();
    assert_eq!(calls(&["prune", "--dry-run"], &dev), copied);
}
