//! In: a program, and a tool that makes files smaller after the linker. Out: the size it
//! leaves. Refused: tools that are not installed, or that fail on the program.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// A tool that works on finished files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packer {
    /// Compresses executables; they unpack themselves when they start.
    Upx,
    /// Optimises Wasm modules.
    WasmOpt,
}

impl Packer {
    fn tool(self) -> &'static str {
        match self {
            Packer::Upx => "upx",
            Packer::WasmOpt => "wasm-opt",
        }
    }

    /// Why it cannot run for programs of this target.
    pub(super) fn hindrance(self, target: &str) -> Option<String> {
        let wasm = target.starts_with("wasm");
        match self {
            Packer::Upx if wasm => return Some("is not for Wasm".to_owned()),
            Packer::WasmOpt if !wasm => return Some("is for Wasm only".to_owned()),
            Packer::Upx | Packer::WasmOpt => {}
        }
        let tool = self.tool();
        match Command::new(tool).arg("--version").output() {
            Ok(output) if output.status.success() => None,
            _ => Some(format!("`{tool}` is not installed")),
        }
    }

    /// Bytes of what the tool makes of the file at `path`, which stays as it is.
    pub(super) fn packed_size(self, path: &Path) -> Result<u64, String> {
        let tool = self.tool();
        let failed = |what: String| format!("`{tool}` failed on `{}`: {what}", path.display());
        let folder = tempfile::tempdir_in(env::temp_dir()).map_err(|it| failed(it.to_string()))?;
        let out = folder.path().join("packed");
        let mut command = Command::new(tool);
        match self {
            Packer::Upx => command.args(["--best", "--lzma", "-qq", "-o"]),
            Packer::WasmOpt => command.args(["-Oz", "--strip-debug", "--strip-producers", "-o"]),
        };
        command.arg(&out).arg(path);
        let output = command.output().map_err(|it| failed(it.to_string()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().find(|line| !line.trim().is_empty());
            return Err(failed(line.unwrap_or("it does not say why").to_owned()));
        }
        let size = fs::metadata(&out).map_err(|it| failed(it.to_string()))?;
        Ok(size.len())
    }
}
