//! Reads, changes and writes a configuration; keys are literals, strings and computed.

use std::path::Path;

use ini::{Ini, Properties};

const TEXT: &str = "name = demono\n[paths]\nlog = /tmp\nout = out\n[user]\nname = someone\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut ini = Ini::load_from_str(TEXT)?;
    let user = String::from("user");
    ini.with_section(Some("paths")).set("cache", "/var/cache").set(String::from("data"), "data");
    ini.with_section(Some(user.clone())).set("shell", String::from("sh")).add("shell", "bash");
    ini.with_section(None::<String>).set("version", 3.to_string());
    ini.with_general_section().set(format!("key{}", 1), format!("value{}", 1)).delete(&"name");
    ini.set_to(Some("new"), "a".to_owned(), "b".to_owned());
    ini.set_to(Some(user.as_str()), "c".to_owned(), "d".to_owned());

    println!("{:?}", ini.get_from(Some("paths"), "log"));
    println!("{}", ini.get_from_or(Some("paths"), "none", "default"));
    println!("{:?}", ini.section(Some(&*user)).map(Properties::len));
    println!("{:?}", ini.section(Some(user.clone())).and_then(|it| it.get("name")));
    println!("{:?}", ini.section(Some("paths")).and_then(|it| it.get(String::from("out"))));
    if let Some(section) = ini.section_mut(Some("paths")) {
        section.insert("tmp", "/tmp");
        section.insert(String::from("home"), "/home");
        section.append("tmp", String::from("/var/tmp"));
        println!("{:?} {}", section.remove("log"), section.contains_key(&user));
        println!("{:?}", section.remove(String::from("nothing")));
    }
    let file = std::env::temp_dir().join(format!("demono-wild-{}.ini", std::process::id()));
    let name: String = file.display().to_string();
    ini.write_to_file(&file)?;
    let again = Ini::load_from_file(name.as_str())?;
    again.write_to_file(&name)?;
    let third = Ini::load_from_file(&file)?;
    println!("{} {}", third.len(), Ini::load_from_file(Path::new(&name))?.len());
    println!("{:?} {:?}", ini.delete(Some("new")).is_some(), ini.delete_from(Some(user), "c"));
    third.write_to(&mut std::io::stdout())?;
    let mut bytes = Vec::new();
    third.write_to(&mut bytes)?;
    println!("{}", Ini::read_from(&mut bytes.as_slice())?.len());
    println!("{}", Ini::read_from(&mut std::fs::File::open(&file)?)?.len());
    std::fs::remove_file(file)?;
    Ok(())
}
