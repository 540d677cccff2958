//! Copies and renames files without blocking: paths are literals, joined paths and strings.

use std::io;
use std::path::{Path, PathBuf};

use futures_lite::{future, AsyncReadExt, AsyncWriteExt, StreamExt};

async fn prepare(root: &Path) -> io::Result<()> {
    async_fs::create_dir_all(root).await?;
    async_fs::create_dir_all(root.join("a/b")).await?;
    async_fs::create_dir_all(format!("{}/c", root.display())).await?;
    async_fs::create_dir(root.join("d")).await?;
    async_fs::create_dir(format!("{}/e", root.display())).await?;
    async_fs::write(root.join("a/text"), "text").await?;
    async_fs::write(format!("{}/a/bytes", root.display()), [1u8, 2, 3]).await?;
    async_fs::write(&root.join("a/lines"), vec![b'\n'; 3]).await?;
    async_fs::write(root.join("a/string").as_path(), String::from("string")).await
}

async fn run(root: PathBuf) -> io::Result<()> {
    prepare(&root).await?;
    let name = format!("{}/a/text", root.display());
    println!("{}", async_fs::read_to_string(&name).await?);
    println!("{}", async_fs::read_to_string(root.join("a/string")).await?);
    println!("{:?}", async_fs::read(root.join("a/bytes").as_path()).await?);
    println!("{}", async_fs::read(name.as_str()).await?.len());
    println!("{}", async_fs::copy(&name, root.join("c/text")).await?);
    println!("{}", async_fs::copy(root.join("a/lines"), &format!("{name}2")).await?);
    async_fs::rename(root.join("c/text"), root.join("d/text").as_path()).await?;
    async_fs::rename(&format!("{name}2"), root.join("e/text")).await?;
    println!("{}", async_fs::metadata(&name).await?.len());
    println!("{}", async_fs::metadata(root.as_path()).await?.is_dir());
    println!("{}", async_fs::metadata(root.join("d/text")).await?.is_file());

    let mut file = async_fs::File::create(root.join("log")).await?;
    file.write_all(b"log").await?;
    file.flush().await?;
    let mut file = async_fs::File::open(&format!("{}/log", root.display())).await?;
    let mut text = String::new();
    file.read_to_string(&mut text).await?;
    println!("{text}");
    drop(async_fs::File::open(root.join("e/text")).await?);
    drop(async_fs::File::create(Path::new(&name)).await?);

    let mut count = 0;
    let mut entries = async_fs::read_dir(&root).await?;
    while let Some(entry) = entries.next().await {
        count += usize::from(entry?.path().exists());
    }
    let mut entries = async_fs::read_dir(root.join("a")).await?;
    while entries.next().await.is_some() {
        count += 1;
    }
    println!("{count}");
    async_fs::remove_file(&name).await?;
    async_fs::remove_file(root.join("log")).await?;
    async_fs::remove_dir_all(root).await
}

fn main() -> io::Result<()> {
    let root = std::env::temp_dir().join(format!("demono-wild-{}", std::process::id()));
    future::block_on(run(root))
}
