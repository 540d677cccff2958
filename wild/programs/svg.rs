//! A bar chart, made node by node.

use svg::node::element::path::Data;
use svg::node::element::{Group, Path, Rectangle, Style, Text, Title};
use svg::Document;

fn main() -> std::io::Result<()> {
    let values = [3u32, 1, 4, 1, 5];
    let mut bars = Group::new().set("fill", "none").set(String::from("class"), "bars");
    for (at, value) in values.iter().enumerate() {
        let bar = Rectangle::new()
            .set("x", at * 12)
            .set("y", 100 - value * 10)
            .set("width", 10.5)
            .set("height", *value * 10)
            .set("fill", format!("hsl({}, 50%, 50%)", at * 40));
        let label = Text::new(format!("{value}")).set("x", at * 12).set("y", 110);
        bars = bars.add(bar).add(label);
    }
    let line = Data::new().move_to((0, 100)).line_by((60, 0)).line_by((0.5, 0.5)).close();
    let axis = Path::new().set("d", line).set("stroke", "black").set("stroke-width", 3u8);
    let document = Document::new()
        .set("viewBox", (0, 0, 70, 120))
        .set("id", String::from("chart"))
        .add(Style::new("text { font-size: 8px }"))
        .add(Title::new(String::from("Chart")))
        .add(bars)
        .add(axis)
        .add(Text::new("end").set("transform", vec!["translate(1)", "scale(2)"]));
    let file = std::env::temp_dir().join(format!("demono-wild-{}.svg", std::process::id()));
    svg::save(&file, &document)?;
    svg::save(file.to_string_lossy().into_owned(), &document)?;
    svg::write(std::io::stdout(), &document)?;
    let mut bytes = Vec::new();
    svg::write(&mut bytes, &document)?;
    let mut content = String::new();
    println!("{} events", svg::open(file.as_path(), &mut content)?.count());
    std::fs::remove_file(file)
}
