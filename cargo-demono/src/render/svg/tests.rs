//! What every chart is held to: well-formed, without scripts, the same each time, and
//! areas in proportion to bytes.

use demono_report::{Document, Inventory, LadderReport, MeasureReport, Report};

use super::ladder::Metric;
use super::{svg, Options};
use crate::render::samples;

/// Hostile in XML, in HTML, and in attributes.
const HOSTILE: &str = r#"<a::b as "c'd">::]]></title></script><script>alert(1)</script>&größe💥"#;

fn parse(text: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn bytes(text: &str) -> u64 {
    text.parse().expect("a number")
}

#[test]
fn charts_are_well_formed_and_hold_no_scripts() {
    for (name, document) in samples::documents() {
        let text = svg(&document, &Options::default());
        let xml = parse(&text);
        for node in xml.descendants() {
            assert!(!node.has_tag_name("script"), "{name}");
            let handler = |a: &roxmltree::Attribute<'_, '_>| a.name().starts_with("on");
            assert!(!node.attributes().any(|a| handler(&a)), "{name}");
        }
        assert!(
            !text.contains("http://") || text.matches("http://").count() == 1,
            "{name}"
        );
        assert!(text.contains("prefers-color-scheme:dark"), "{name}");
        assert!(text.contains("dm-bg"), "{name}");
    }
}

#[test]
fn charts_are_the_same_each_time() {
    for (name, document) in samples::documents() {
        let once = svg(&document, &Options::default());
        assert_eq!(once, svg(&document, &Options::default()), "{name}");
    }
}

#[test]
fn areas_of_tiles_are_in_proportion_to_their_bytes() {
    let inventory = samples::inventory(300);
    let loaded = inventory.binary.allocated;
    let text = svg(&Document::new(Report::Top(inventory)), &Options::default());
    let xml = parse(&text);
    let cells: Vec<(u64, f64)> = xml
        .descendants()
        .filter(|node| node.attribute("class") == Some("dm-cell"))
        .map(|cell| {
            let rect = cell
                .descendants()
                .find(|n| n.has_tag_name("rect"))
                .expect("a rect");
            let side = |name| {
                rect.attribute(name)
                    .expect(name)
                    .parse::<f64>()
                    .expect(name)
            };
            let weight = bytes(cell.attribute("data-bytes").expect("bytes"));
            (weight, side("width") * side("height"))
        })
        .collect();
    let sum: u64 = cells.iter().map(|cell| cell.0).sum();
    assert_eq!(sum, loaded, "every byte is in the map");
    let area: f64 = cells.iter().map(|cell| cell.1).sum();
    for (weight, tile) in cells {
        let expected = area * weight as f64 / sum as f64;
        assert!((tile - expected).abs() < 4.0, "{weight}: {tile} {expected}");
    }
}

#[test]
fn hostile_names_stay_text() {
    let mut inventory = samples::inventory(5);
    inventory.families[0].name = HOSTILE.to_owned();
    inventory.families[0].krate = Some(HOSTILE.to_owned());
    inventory.binary.path = HOSTILE.to_owned();
    let mut ladder = samples::ladder();
    ladder.rungs[0].name = HOSTILE.to_owned();
    ladder.programs[0] = HOSTILE.to_owned();
    let mut suggestions = samples::suggestions(60);
    suggestions.candidates[0].function = HOSTILE.to_owned();
    suggestions.programs[0].name = HOSTILE.to_owned();
    let mut application = samples::application();
    application.functions[0].function = HOSTILE.to_owned();
    application.functions[0].why = Some(HOSTILE.to_owned());
    for report in [
        Report::Top(inventory),
        Report::Ladder(ladder),
        Report::Suggest(Box::new(suggestions)),
        Report::Apply(Box::new(application)),
    ] {
        let text = svg(&Document::new(report), &Options::default());
        assert!(!text.contains("<script"), "{text}");
        let xml = parse(&text);
        let mut titles = xml.descendants().filter(|node| node.has_tag_name("title"));
        assert!(titles.any(|title| title.text().is_some_and(|text| text.contains(HOSTILE))));
    }
}

#[test]
fn what_is_empty_says_so() {
    let empty = Inventory {
        sections: Vec::new(),
        families: Vec::new(),
        ..samples::inventory(0)
    };
    let ladder = LadderReport {
        rungs: Vec::new(),
        ..samples::ladder()
    };
    let measure = MeasureReport {
        profiles: Vec::new(),
        ..samples::measurement()
    };
    let apply = demono_report::ApplyReport {
        functions: Vec::new(),
        ..samples::application()
    };
    for (report, words) in [
        (Report::Top(empty), "Nothing in this file is loaded."),
        (Report::Ladder(ladder), "No technique was measured."),
        (Report::Measure(measure), "Nothing was measured."),
        (
            Report::Suggest(Box::new(samples::suggestions(0))),
            "No generic function has a copy to spare.",
        ),
        (Report::Apply(Box::new(apply)), "No function was tried."),
    ] {
        let text = svg(&Document::new(report), &Options::default());
        parse(&text);
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_ladder_says_why_a_rung_did_not_run_and_what_splits_cost() {
    let document = Document::new(Report::Ladder(samples::ladder()));
    let text = svg(&document, &Options::default());
    assert!(
        text.contains("not run: rustc 1.95.0 is not a nightly"),
        "{text}"
    );
    assert!(text.contains("costs 640 (0.1 %)"), "{text}");
    assert!(text.contains("4,567,890"), "{text}");
    let code = svg(
        &document,
        &Options {
            metric: Metric::Text,
            profile: None,
        },
    );
    assert!(code.contains("not known: a packer hides it"), "{code}");
}

#[test]
fn a_measurement_shows_the_profile_asked_for() {
    let document = Document::new(Report::Measure(samples::measurement()));
    let options = Options {
        profile: Some("release-small".to_owned()),
        ..Options::default()
    };
    assert!(svg(&document, &options).contains("in release-small"));
    assert!(svg(&document, &Options::default()).contains("app/app-server in release,"));
}
