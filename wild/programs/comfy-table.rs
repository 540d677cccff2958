//! A report on the terminal: rows of arrays, vectors, numbers and cells.

use comfy_table::presets::{ASCII_MARKDOWN, UTF8_FULL};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Row, Table, Width};

fn main() {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL).set_header(["Name", "Size", "Part"]);
    table.add_row(vec!["alpha", "12", "1 %"]);
    table.add_row(vec![String::from("beta"), 345.to_string(), format!("{} %", 30)]);
    table.add_row(vec![Cell::new("gamma"), Cell::new(789), Cell::new(69.5)]);
    table.add_row([1u64, 2, 3]);
    table.add_row(Row::from(vec!["delta"]));
    table.add_row_if(|index, _| index > 2, ["shown", "", ""]);
    table.add_row_if(|_, row: &Vec<&str>| !row.is_empty(), vec!["also", "shown"]);
    table.add_rows([["one", "two"], ["three", "four"]]);
    table.add_rows((0..3).map(|it| vec![it, it * it]));
    table.set_constraints([ColumnConstraint::LowerBoundary(Width::Fixed(8))]);
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
    let mut list = Table::new();
    list.load_preset(ASCII_MARKDOWN).set_header(vec![String::from("Key"), String::from("Value")]);
    for (key, value) in std::env::vars().take(2) {
        list.add_row([Cell::new(key), Cell::new(value.len())]);
    }
    println!("{list}");
}
