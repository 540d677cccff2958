//! A little backup: paths are literals, joined paths and strings.

use std::path::{Path, PathBuf};

use fs_extra::{dir, file};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root: PathBuf = std::env::temp_dir().join(format!("demono-wild-{}", std::process::id()));
    let name: String = root.join("source").display().to_string();
    dir::create_all(&root, true)?;
    dir::create_all(&name, false)?;
    dir::create(root.join("target"), false)?;
    dir::create(root.join("moved").as_path(), true)?;

    file::write_all(root.join("source/a.txt"), "one")?;
    file::write_all(&format!("{name}/b.txt"), "two")?;
    let readme: &Path = &root.join("source/README");
    file::write_all(readme, "three")?;

    let options = file::CopyOptions::new().overwrite(true);
    file::copy(readme, root.join("target/README"), &options)?;
    file::copy(format!("{name}/a.txt"), &root.join("target/a.txt"), &options)?;
    file::move_file(root.join("target/a.txt"), root.join("moved/a.txt").as_path(), &options)?;

    let options = dir::CopyOptions::new().overwrite(true).copy_inside(true);
    dir::copy(&name, root.join("target"), &options)?;
    dir::copy(root.join("source").as_path(), &root.join("second"), &options)?;
    dir::move_dir(root.join("second"), root.join("moved").to_str().unwrap_or("moved"), &options)?;
    let items = vec![root.join("source/a.txt"), root.join("source/b.txt")];
    fs_extra::copy_items(&items, root.join("target"), &options)?;
    let names = [format!("{name}/a.txt"), format!("{name}/b.txt")];
    fs_extra::copy_items(&names, &root.join("moved"), &options)?;

    println!("{} bytes in the copy", dir::get_size(root.join("target"))?);
    println!("{} bytes in the source", dir::get_size(&name)?);
    let content = dir::get_dir_content(root.as_path())?;
    println!("{} files, {} directories", content.files.len(), content.directories.len());
    let content = dir::get_dir_content(&name)?;
    println!("{} files in the source", content.files.len());
    print!("{}", file::read_to_string(readme)?);
    println!(", {}", file::read_to_string(format!("{name}/b.txt"))?);

    file::remove(readme)?;
    fs_extra::remove_items(&names)?;
    dir::remove(&name)?;
    dir::remove(root)?;
    Ok(())
}
