//! A build script's worth of commands: programs and paths of whatever type is at hand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use duct::cmd;

fn main() -> std::io::Result<()> {
    let root: PathBuf = std::env::temp_dir().join(format!("demono-wild-{}", std::process::id()));
    std::fs::create_dir_all(&root)?;
    let file: String = root.join("file").display().to_string();
    let echo: OsString = "echo".into();
    cmd("echo", ["one", "two"]).stdout_path(&file).run()?;
    cmd(echo, vec![String::from("three")]).stdout_path(root.join("second")).run()?;
    cmd(Path::new("cat"), [root.join("second")]).stderr_null().run()?;
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    cmd(String::from("echo"), &args).env("A", "1").env(String::from("B"), &root).run()?;
    println!("{}", cmd("cat", None::<&str>).stdin_path(&file).read()?);
    println!("{}", cmd("cat", Vec::<String>::new()).stdin_path(root.join("second")).read()?);
    println!("{}", cmd("cat", None::<&str>).stdin_bytes("text").read()?);
    println!("{}", cmd("cat", None::<&str>).stdin_bytes(vec![b'x'; 3]).read()?);
    println!("{}", cmd("pwd", None::<&str>).dir(&root).read()?.len());
    println!("{}", cmd("pwd", None::<&str>).dir(file.trim_end_matches("file")).read()?.len());
    let left = cmd("echo", &["a b c"]).env_remove("A");
    println!("{}", left.pipe(cmd("wc", ["-w"]).env_remove(String::from("B"))).read()?.trim());
    println!("{}", cmd("env", None::<&str>).full_env([("ONLY", "this")]).read()?);
    let map: std::collections::HashMap<String, String> = std::env::vars().take(1).collect();
    println!("{}", cmd("env", None::<&str>).full_env(map).read()?.lines().count());
    std::fs::remove_dir_all(root)
}
