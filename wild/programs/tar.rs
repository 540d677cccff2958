//! Packs files and text into an archive, lists it and unpacks it again.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use tar::{Archive, Builder, Header};

fn header(size: usize) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size as u64);
    header.set_mode(0o644);
    header
}

fn pack(root: &Path, into: &Path) -> io::Result<()> {
    let mut tar = Builder::new(File::create(into)?);
    let text = "made of text";
    tar.append_data(&mut header(text.len()), "text.txt", text.as_bytes())?;
    let name = format!("{}.txt", "named");
    tar.append_data(&mut header(text.len()), &name, Cursor::new(text.to_owned()))?;
    let path: PathBuf = root.join("file.txt");
    std::fs::write(&path, "made of a file")?;
    tar.append_path_with_name(&path, "file.txt")?;
    tar.append_path_with_name(path.as_path(), String::from("again.txt"))?;
    tar.append_file("third.txt", &mut File::open(&path)?)?;
    tar.append_file(Path::new("fourth.txt"), &mut File::open(&path)?)?;
    tar.append_link(&mut header(0), "link.txt", "file.txt")?;
    tar.append_link(&mut header(0), &name.replace("named", "other"), &name)?;
    let size = std::fs::metadata(&path)?.len() as usize;
    let file = File::open(&path)?;
    tar.append_data(&mut header(size), root.join("x").file_name().unwrap_or_default(), file)?;
    tar.append_data(&mut header(4), PathBuf::from("empty.bin"), io::repeat(0).take(4))?;
    tar.append_dir_all("all", root.join("tree"))?;
    tar.append_dir_all(Path::new("all2"), &root.join("tree"))?;
    tar.finish()
}

fn main() -> io::Result<()> {
    let root = std::env::temp_dir().join(format!("demono-wild-{}", std::process::id()));
    std::fs::create_dir_all(root.join("tree/deep"))?;
    std::fs::write(root.join("tree/deep/leaf"), "leaf")?;
    let file = root.join("a.tar");
    pack(&root, &file)?;

    let mut archive = Archive::new(File::open(&file)?);
    for entry in archive.entries()? {
        let entry = entry?;
        println!("{} {}", entry.path()?.display(), entry.header().size()?);
    }
    let bytes = std::fs::read(&file)?;
    let mut archive = Archive::new(bytes.as_slice());
    archive.set_overwrite(true);
    archive.unpack(root.join("out"))?;
    let mut archive = Archive::new(File::open(&file)?);
    archive.unpack(format!("{}/second", root.display()))?;
    let mut first = String::new();
    File::open(root.join("out/text.txt"))?.read_to_string(&mut first)?;
    println!("{first}");
    std::fs::remove_dir_all(root)
}
