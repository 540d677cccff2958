//! Copies of workspaces: what is in them, what a second run touches, what cargo thinks.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use common::{build, listing, package, tree, write};
use demono_suggest::sandbox::copy::error::SandboxError;
use demono_suggest::sandbox::copy::files::WorkspaceFiles;
use demono_suggest::sandbox::copy::{Sandbox, Written};

fn load(root: &Path) -> WorkspaceFiles {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .features(cargo_metadata::CargoOpt::AllFeatures)
        // Who runs this test may have one.
        .env_remove("CARGO_TARGET_DIR")
        .exec();
    WorkspaceFiles::of(&metadata.unwrap()).unwrap()
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

/// A package without a `[workspace]`, and a scratch of it below its target directory.
fn single() -> (tempfile::TempDir, PathBuf, Sandbox) {
    let (guard, base) = tree();
    let root = base.join("one");
    package(&root, "one", "");
    let scratch = Sandbox::copy(&load(&root), &root.join("target/demono/scratch")).unwrap();
    (guard, root, scratch)
}

#[test]
fn all_but_what_is_made_is_copied() {
    let (_guard, base) = tree();
    let root = base.join("one");
    package(&root, "one", "");
    write(&root.join(".git/HEAD"), "ref");
    write(&root.join("sub/.git"), "gitdir: elsewhere");
    write(&root.join("sub/data.txt"), "data");
    write(&root.join("target/debug/thing"), "made");
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# by someone";
    write(&root.join("cache/CACHEDIR.TAG"), tag);
    write(&root.join("cache/thing"), "made");
    write(&root.join("nested/target/.rustc_info.json"), "{}");
    write(&root.join("nested/target/debug/thing"), "made");
    write(&root.join("nested/data.txt"), "data");
    write(&root.join("kept/CACHEDIR.TAG"), "not a signature");
    write(&root.join(".cargo/config.toml"), "");
    write(&root.join("rust-toolchain.toml.txt"), "");
    let scratch = Sandbox::copy(&load(&root), &root.join("target/demono/scratch")).unwrap();
    let expected = [
        ".cargo/config.toml",
        "Cargo.lock",
        "Cargo.toml",
        "kept/CACHEDIR.TAG",
        "nested/data.txt",
        "rust-toolchain.toml.txt",
        "src/lib.rs",
        "sub/data.txt",
    ];
    assert_eq!(listing(&scratch.root()), expected);
}

#[test]
fn cargo_is_asked_again_for_what_is_off() {
    let (_guard, base) = tree();
    let root = base.join("one");
    let metadata = || {
        cargo_metadata::MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .exec()
            .unwrap()
    };
    package(&root, "one", "");
    let alone = WorkspaceFiles::load(&metadata()).unwrap();
    assert_eq!(alone.directories, std::slice::from_ref(&root));
    package(&base.join("other"), "other", "");
    let other = "[dependencies]\nother = { path = '../other', optional = true }\n";
    package(&root, "one", other);
    let metadata = metadata();
    assert!(metadata.packages.iter().all(|it| *it.name != "other"));
    let both = WorkspaceFiles::load(&metadata).unwrap();
    assert_eq!(both.directories, [root.clone(), base.join("other")]);
    assert_eq!(both.base, base);
    // What cannot be asked any more is an error.
    fs::remove_file(root.join("Cargo.toml")).unwrap();
    let error = WorkspaceFiles::load(&metadata).unwrap_err();
    assert!(matches!(error, SandboxError::Metadata { .. }), "{error}");
}

#[test]
fn paths_have_two_places() {
    let (_guard, root, scratch) = single();
    let original = root.join("src/lib.rs");
    let copy = scratch.path_of(&original).unwrap();
    assert_ne!(copy, original);
    assert_eq!(fs::read(&copy).unwrap(), fs::read(&original).unwrap());
    assert_eq!(scratch.original_of(&copy).unwrap(), original);
    assert_eq!(
        scratch.original_of(Path::new("src/lib.rs")).unwrap(),
        original
    );
    assert_eq!(scratch.path_of(root.parent().unwrap()), None);
    assert_eq!(scratch.original_of(&original), None);
}

#[test]
fn a_second_run_touches_only_what_differs() {
    let (_guard, root, scratch) = single();
    let copy = |name: &str| scratch.path_of(&root.join(name)).unwrap();
    write(&root.join("src/same.rs"), "same");
    write(&root.join("src/edited.rs"), "old");
    write(&root.join("src/gone.rs"), "gone");
    write(&root.join("kind"), "a file");
    scratch.refresh().unwrap();
    let before = modified(&copy("src/same.rs"));
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    write(&root.join("src/edited.rs"), "new");
    let edited = fs::File::options()
        .write(true)
        .open(root.join("src/edited.rs"));
    edited.unwrap().set_modified(long_ago).unwrap();
    fs::remove_file(root.join("src/gone.rs")).unwrap();
    fs::remove_file(root.join("kind")).unwrap();
    write(&root.join("kind/now/a/directory"), "");
    write(&copy("src/made_by_a_test.rs"), "");
    let (into, workspace) = (root.join("target/demono/scratch"), load(&root));
    drop(scratch);
    let scratch = Sandbox::copy(&workspace, &into).unwrap();
    let copy = |name: &str| scratch.path_of(&root.join(name)).unwrap();
    assert_eq!(modified(&copy("src/same.rs")), before);
    assert_eq!(fs::read_to_string(copy("src/edited.rs")).unwrap(), "new");
    // An old time would hide the change from cargo.
    assert!(modified(&copy("src/edited.rs")) >= before);
    let expected = [
        "Cargo.lock",
        "Cargo.toml",
        "kind/now/a/directory",
        "src/edited.rs",
        "src/lib.rs",
        "src/same.rs",
    ];
    assert_eq!(listing(&scratch.root()), expected);
}

#[test]
fn what_is_written_is_not_the_users() {
    let (_guard, root, scratch) = single();
    let file = root.join("src/lib.rs");
    let original = fs::read(&file).unwrap();
    assert_eq!(scratch.write(&file, &original).unwrap(), Written::Same);
    assert_eq!(scratch.write(&file, b"// other").unwrap(), Written::Changed);
    assert_eq!(
        fs::read(scratch.path_of(&file).unwrap()).unwrap(),
        b"// other"
    );
    assert_eq!(fs::read(&file).unwrap(), original);
    scratch.refresh().unwrap();
    assert_eq!(fs::read(scratch.path_of(&file).unwrap()).unwrap(), original);
    let outside = root.parent().unwrap().join("elsewhere.rs");
    let error = scratch.write(&outside, b"").unwrap_err();
    assert!(matches!(error, SandboxError::Outside { .. }), "{error}");
}

#[test]
fn two_runs_do_not_share_a_scratch() {
    let (_guard, root, scratch) = single();
    let into = root.join("target/demono/scratch");
    let error = Sandbox::copy(&load(&root), &into).unwrap_err();
    assert!(matches!(error, SandboxError::Locked { .. }), "{error}");
    drop(scratch);
    Sandbox::copy(&load(&root), &into).unwrap();
    fs::remove_file(into.join("lock")).unwrap();
    let error = Sandbox::copy(&load(&root), &into).unwrap_err();
    assert!(matches!(error, SandboxError::NotOurs { .. }), "{error}");
}

#[test]
fn a_scratch_in_a_foreign_workspace_is_no_part_of_it() {
    let (_guard, base) = tree();
    let root = base.join("one");
    package(&root, "one", "");
    // The target directory is in a workspace that does not know the package.
    write(
        &base.join("other/Cargo.toml"),
        "[workspace]\nmembers = []\n",
    );
    let scratch = Sandbox::copy(&load(&root), &base.join("other/target/scratch")).unwrap();
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(scratch.manifest())
        .exec()
        .unwrap();
    assert_eq!(metadata.workspace_root.as_std_path(), scratch.root());
    // The manifest is the user's to the byte, so that it can be written back.
    let manifest = fs::read(root.join("Cargo.toml")).unwrap();
    assert_eq!(fs::read(scratch.manifest()).unwrap(), manifest);
}

#[test]
fn path_packages_outside_come_along() {
    let (_guard, base) = tree();
    let root = base.join("projects/main");
    let dependencies = "[dependencies]\nnear = { path = '../near' }\n\
        far = { path = '../../shared/crates/far' }\n\
        maybe = { path = '../maybe', optional = true }\n\
        [patch.crates-io]\nunused = { path = '../unused' }\n";
    package(&root, "main", dependencies);
    write(
        &root.join("src/lib.rs"),
        "pub use {near::name as near, far::name as far};",
    );
    for name in ["near", "maybe", "unused"] {
        package(&base.join("projects").join(name), name, "");
        write(
            &base.join("projects").join(name).join("target/CACHEDIR.TAG"),
            TAG,
        );
        write(&base.join("projects").join(name).join("target/made"), "");
    }
    // Takes its edition from a workspace of its own.
    let shared = base.join("shared");
    let manifest = "[workspace]\nmembers = ['crates/*']\n[workspace.package]\nedition = '2021'\n";
    write(&shared.join("Cargo.toml"), manifest);
    let far = "[package]\nname = 'far'\nversion = '0.1.0'\nedition.workspace = true\n";
    write(&shared.join("crates/far/Cargo.toml"), far);
    write(&shared.join("crates/far/src/lib.rs"), "pub fn name() {}");
    write(&base.join("projects/stranger/file"), "not copied");
    // Cargo does not look for what a dependency could have, but is not asked to.
    package(&base.join("projects/stranger"), "stranger", "");
    let near = "[dependencies]\nstranger = { path = '../stranger', optional = true }\n";
    package(&base.join("projects/near"), "near", near);
    let workspace = load(&root);
    assert_eq!(workspace.base, base);
    let scratch = Sandbox::copy(&workspace, &root.join("target/demono/scratch")).unwrap();
    let near = scratch.path_of(&base.join("projects/near")).unwrap();
    assert_eq!(listing(&near), ["Cargo.toml", "src/lib.rs"]);
    let stranger = base.join("projects/stranger/file");
    assert_eq!(scratch.path_of(&stranger), None);
    let parent = near.parent().unwrap();
    assert!(!parent.join("stranger").exists());
    build(&scratch);
}

const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55";

/// As the tests of a macro do, and any tool that tries packages below its target directory.
#[test]
fn a_workspace_in_the_cache_of_its_dependency_is_copied() {
    let (_guard, base) = tree();
    let outer = base.join("outer");
    package(&outer, "outer", "[workspace]\n");
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
    write(&outer.join("target/CACHEDIR.TAG"), tag);
    write(&outer.join("target/made"), "");
    let inner = outer.join("target/tmp/inner");
    let depends = "[workspace]\n[dependencies]\nouter = { path = '../../..' }\n";
    package(&inner, "inner", depends);
    let scratch = Sandbox::copy(&load(&inner), &base.join("scratch")).unwrap();
    build(&scratch);
    let copied = |path: &str| scratch.path_of(&outer).unwrap().join(path).exists();
    assert!(copied("target/tmp/inner/src/lib.rs") && !copied("target/made"));
}

#[test]
fn a_workspace_inside_of_its_dependency_is_copied_once() {
    // As cargo-fuzz has it.
    let (_guard, base) = tree();
    let outer = base.join("outer");
    package(&outer, "outer", "");
    let root = outer.join("fuzz");
    package(
        &root,
        "inner",
        "[workspace]\n[dependencies]\nouter = { path = '..' }\n",
    );
    let workspace = load(&root);
    assert_eq!(workspace.directories, std::slice::from_ref(&outer));
    let scratch = Sandbox::copy(&workspace, &root.join("target/scratch")).unwrap();
    let copy = scratch.path_of(&outer).unwrap();
    assert!(!copy.join("fuzz/target").exists());
    build(&scratch);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{symlink, PermissionsExt as _};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_and_permissions_are_kept_and_sockets_are_not() {
        let (_guard, base) = tree();
        let root = base.join("one");
        package(&root, "one", "");
        write(&base.join("outside.txt"), "outside");
        write(&root.join("run.sh"), "true");
        write(&root.join("frozen.txt"), "frozen");
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(&root.join("run.sh"), 0o755);
        mode(&root.join("frozen.txt"), 0o444);
        symlink("run.sh", root.join("inner")).unwrap();
        symlink("../outside.txt", root.join("outer")).unwrap();
        symlink("nowhere", root.join("dangling")).unwrap();
        symlink(base.join("outside.txt"), root.join("absolute")).unwrap();
        symlink(".", root.join("loop")).unwrap();
        let _socket = UnixListener::bind(root.join("socket")).unwrap();
        let scratch = Sandbox::copy(&load(&root), &root.join("target/scratch")).unwrap();
        let copy = scratch.root();
        let link = |name: &str| fs::read_link(copy.join(name)).unwrap();
        assert_eq!(link("inner"), Path::new("run.sh"));
        assert_eq!(link("outer"), base.join("outside.txt"));
        assert_eq!(link("dangling"), Path::new("nowhere"));
        assert_eq!(link("absolute"), base.join("outside.txt"));
        assert_eq!(link("loop"), Path::new("."));
        assert!(!copy.join("socket").exists());
        let mode_of = |name: &str| fs::metadata(copy.join(name)).unwrap().permissions().mode();
        assert_eq!(mode_of("run.sh") & 0o777, 0o755);
        assert_eq!(mode_of("frozen.txt") & 0o777, 0o444);
        // Again, with other content where nothing may be written.
        mode(&root.join("frozen.txt"), 0o644);
        write(&root.join("frozen.txt"), "thawed");
        mode(&root.join("frozen.txt"), 0o444);
        scratch.refresh().unwrap();
        assert_eq!(
            fs::read_to_string(copy.join("frozen.txt")).unwrap(),
            "thawed"
        );
        // Through a link out of the copy nothing is written.
        let error = scratch.write(&root.join("absolute"), b"x").unwrap_err();
        assert!(matches!(error, SandboxError::Escapes { .. }), "{error}");
        assert_eq!(
            fs::read_to_string(base.join("outside.txt")).unwrap(),
            "outside"
        );
        scratch.write(&root.join("inner"), b"false").unwrap();
        assert_eq!(fs::read_to_string(root.join("run.sh")).unwrap(), "true");
    }

    #[test]
    fn a_workspace_behind_a_link_is_found() {
        let (_guard, root, scratch) = single();
        let link = root.parent().unwrap().join("link");
        symlink(&root, &link).unwrap();
        let copy = scratch.path_of(&link.join("src/lib.rs")).unwrap();
        assert_eq!(copy, scratch.root().join("src/lib.rs"));
    }
}
