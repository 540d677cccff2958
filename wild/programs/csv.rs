//! Tables from text and files, written from arrays, vectors and records.

use std::error::Error;
use std::path::PathBuf;

use csv::{ReaderBuilder, StringRecord, Writer, WriterBuilder};

fn main() -> Result<(), Box<dyn Error>> {
    let root: PathBuf = std::env::temp_dir();
    let file = root.join(format!("demono-wild-{}.csv", std::process::id()));
    let mut writer = Writer::from_path(&file)?;
    writer.write_record(["city", "country", "people"])?;
    writer.write_record(&[String::from("Bern"), String::from("CH"), 134_000.to_string()])?;
    writer.write_record(vec!["Oslo", "NO", "709000"])?;
    writer.write_record("Lima,PE,10092000".split(','))?;
    writer.write_record(&StringRecord::from(vec!["Quito", "EC", "1763000"]))?;
    writer.write_field("Riga")?;
    writer.write_field(String::from("LV"))?;
    writer.write_field(b"605000")?;
    writer.write_record(None::<&[u8]>)?;
    writer.flush()?;

    let mut text = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut reader = ReaderBuilder::new().from_path(file.as_path())?;
    text.write_record(reader.headers()?)?;
    for record in reader.records() {
        let record = record?;
        text.write_record(record.iter().map(str::to_uppercase))?;
    }
    let text = String::from_utf8(text.into_inner()?)?;
    print!("{text}");
    let mut reader = ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let mut people = 0;
    for record in reader.deserialize() {
        let (_, _, count): (String, String, u64) = record?;
        people += count;
    }
    println!("{people}");
    let name: String = file.display().to_string();
    println!("{}", csv::Reader::from_path(&name)?.byte_records().count());
    std::fs::remove_file(name)?;
    Ok(())
}
