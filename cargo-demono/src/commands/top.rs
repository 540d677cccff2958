//! `cargo demono top`.

use demono_report::{Document, FamilyEntry, Report};
use demono_size::{reports, Binary};

use super::Verdict;
use crate::cli::{Sort, Top};
use crate::output;

pub(crate) fn run(options: &Top) -> anyhow::Result<Verdict> {
    let binary = Binary::read(&options.file)?;
    let mut inventory = reports::inventory(&binary);
    let wanted: Vec<String> = options.names.iter().map(|it| it.to_lowercase()).collect();
    if !options.crates.is_empty() || !wanted.is_empty() {
        inventory.filter(|family| {
            let of_crate = |name: &String| family.krate.as_ref() == Some(&name.replace('-', "_"));
            let name = family.name.to_lowercase();
            let of_name = |text: &String| name.contains(text);
            (options.crates.is_empty() || options.crates.iter().any(of_crate))
                && (wanted.is_empty() || wanted.iter().any(of_name))
        });
    }
    sort(&mut inventory.families, options.sort);
    let document = Document::new(Report::Top(inventory));
    output::write(&document, &options.output, options.why)?;
    Ok(Verdict::Fine)
}

/// The order of the inventory, by waste, decides between equals.
fn sort(families: &mut [FamilyEntry], by: Sort) {
    match by {
        Sort::Wasted => {}
        Sort::Bytes => families.sort_by_key(|it| std::cmp::Reverse(it.bytes)),
        Sort::Copies => families.sort_by_key(|it| std::cmp::Reverse(it.copies.len())),
        Sort::Name => families.sort_by(|a, b| a.name.cmp(&b.name)),
    }
}
