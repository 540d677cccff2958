//! What every page is held to without a browser.

use super::{digest, embedded, html, SCRIPT};
use crate::render::samples;
use crate::render::svg::escape::escape;
use demono_report::{Document, Report};
use serde_json::{json, Value};

fn data(page: &str) -> Value {
    let start = r#"<script type="application/json" id="data">"#;
    let (_, rest) = page.split_once(start).expect("the report");
    let (data, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn the_report_is_in_the_page() {
    for (name, document) in samples::documents() {
        let page = html(&document);
        assert_eq!(
            data(&page),
            serde_json::to_value(&document).expect("JSON"),
            "{name}"
        );
    }
}

#[test]
fn one_script_runs_and_nothing_is_requested() {
    let hash = digest::source_hash(&SCRIPT.replace("\r\n", "\n"));
    for (name, document) in samples::documents() {
        // Where a package is from is text.
        let page = html(&document).replace("https://example.org/", "");
        let policy = format!("default-src 'none'; style-src 'unsafe-inline'; script-src '{hash}'");
        assert!(page.contains(&policy), "{name}");
        assert_eq!(page.matches("<script").count(), 2, "{name}");
        for outside in ["src=", "http:", "https:", "@import", "url("] {
            assert!(!page.contains(outside), "{name} {outside}");
        }
    }
}

#[test]
fn json_cannot_end_its_element() {
    let text = "</script><!--<script>\u{2028}\u{2029}";
    let json = json!({ "name": text });
    let written = embedded(&json).into_string();
    assert!(
        !written.contains(['<', '\u{2028}', '\u{2029}']),
        "{written}"
    );
    let read: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(read, json);
}

#[test]
fn what_is_put_into_the_page_is_text() {
    let mut inventory = samples::inventory(5);
    inventory.binary.path = "a{{x}}<b>\"c\" & \u{1b}[2J".to_owned();
    let page = html(&Document::new(Report::Top(inventory)));
    let text = "a{{x}}&lt;b&gt;&quot;c&quot; &amp; \u{fffd}[2J";
    for element in [
        format!("<h1>{text}</h1>"),
        format!("<title>{text} · demono</title>"),
    ] {
        assert!(page.contains(&element), "{element}");
    }
    assert!(!page.contains('\u{1b}'));
}

#[test]
fn rows_hold_the_numbers_of_the_report() {
    let inventory = samples::inventory(30);
    let document = Document::new(Report::Top(inventory.clone()));
    let page = html(&document);
    for (index, family) in inventory.families.iter().enumerate() {
        let (_, row) = page
            .split_once(&format!(r#"<tr data-row="{index}""#))
            .expect("a row");
        let row = row.split("</tr>").next().expect("its end");
        for cell in [
            format!(r#"data-count="{}""#, family.copies.len()),
            format!(r#"data-bytes="{}""#, family.bytes),
            format!(r#"data-bytes="{}""#, family.wasted),
        ] {
            assert!(row.contains(&cell), "{cell} {row}");
        }
        // What the style puts a `~` before.
        assert_eq!(row.starts_with(r#" class="estimated""#), family.estimated);
    }
    assert!(inventory.families.iter().any(|it| it.estimated));
}

/// The numbers of the row `name` of the table `id`, from left to right.
fn numbers(page: &str, id: &str, name: &str) -> Vec<i64> {
    let table = page.split(&format!(r#"id="{id}""#)).nth(1).expect(id);
    let row = table.split(&format!(r#"<tr data-name="{name}">"#)).nth(1);
    let row = row.and_then(|row| row.split("</tr>").next()).expect(name);
    let cells = row.split(r#"data-bytes=""#).skip(1);
    cells
        .map(|cell| cell.split('"').next().unwrap_or_default())
        .map(|number| number.parse().expect("a number"))
        .collect()
}

#[test]
fn a_ladder_has_its_numbers_in_tables() {
    use demono_report::Outcome;
    let ladder = samples::ladder();
    let page = html(&Document::new(Report::Ladder(ladder.clone())));
    for rung in &ladder.rungs {
        let (file, text) = match &rung.outcome {
            Outcome::Measured(sizes) => (Some(sizes.file), sizes.text),
            Outcome::NotRun { .. } => (None, None),
        };
        let row = |size: Option<demono_report::Change>| {
            let row = size.map(|size| vec![size.before as i64, size.after as i64, size.saved()]);
            row.unwrap_or_default()
        };
        let (file, text) = (row(file), row(text));
        assert_eq!(
            numbers(&page, "rungs-file", &rung.name),
            file,
            "{}",
            rung.name
        );
        assert_eq!(
            numbers(&page, "rungs-text", &rung.name),
            text,
            "{}",
            rung.name
        );
    }
    assert!(page.contains("not run: rustc 1.95.0 is not a nightly"));
}

#[test]
fn sizes_of_a_measurement_and_a_difference_are_in_tables() {
    let page = html(&Document::new(Report::Measure(samples::measurement())));
    let sizes = |name| numbers(&page, "profiles-0-programs-0-sizes", name);
    assert_eq!(sizes("stripped"), [822_345, 711_034, 111_311]);
    assert_eq!(sizes("machine code"), [512_345, 401_234, 111_111]);
    let page = html(&Document::new(Report::Diff(Box::new(samples::difference(
        20,
    )))));
    assert_eq!(numbers(&page, "totals", "text"), [512_345, 540_001, 27_656]);
    assert_eq!(
        numbers(&page, "sections", ".rodata"),
        [91_000, 80_120, -10_880]
    );
}

#[test]
fn a_check_says_what_is_over_and_what_to_do() {
    let page = html(&Document::new(Report::Check(samples::check())));
    // Limit, measured, excess, baseline.
    let over = [1_048_576, 1_151_000, 102_424, 1_150_000];
    assert_eq!(numbers(&page, "limits", "file"), over);
    assert_eq!(
        numbers(&page, "limits", "text"),
        [409_600, 401_234, 400_234]
    );
    assert_eq!(numbers(&page, "limits", "total"), [0_i64; 0]);
    for words in [
        "Over 1 limit, 1 not measured",
        "run cargo demono check --accept",
        "demono-baseline.json has no entry for this target",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn empty_reports_say_so() {
    use demono_report::*;
    let filtered = Inventory {
        sections: Vec::new(),
        families: Vec::new(),
        ..samples::inventory(0)
    };
    let mut inventory = filtered.clone();
    inventory.binary.allocated = 0;
    let measure = MeasureReport {
        profiles: Vec::new(),
        ..samples::measurement()
    };
    let ladder = LadderReport {
        rungs: Vec::new(),
        ..samples::ladder()
    };
    let check = CheckReport {
        results: Vec::new(),
        ..samples::check()
    };
    let apply = ApplyReport {
        functions: Vec::new(),
        files: Vec::new(),
        ..samples::application()
    };
    let mut diff = samples::difference(0);
    (diff.quiet, diff.unnamed) = (samples::change(1, 1), samples::change(2, 2));
    for (report, words) in [
        (
            Report::Top(inventory),
            "No symbols: nothing here can be named.",
        ),
        (
            Report::Top(filtered),
            "No family matches that crate and name.",
        ),
        (Report::Measure(measure), "Nothing was measured"),
        (Report::Ladder(ladder), "No technique was measured."),
        (Report::Check(check), "No budget is set."),
        (Report::Diff(Box::new(diff)), "Nothing grew or shrank."),
        (
            Report::Suggest(Box::new(samples::suggestions(0))),
            "No function here would make a program smaller if it were split.",
        ),
        (Report::Apply(Box::new(apply)), "No function was tried."),
    ] {
        let page = html(&Document::new(report));
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_split_that_costs_says_so_in_words() {
    let page = html(&samples::documents().swap_remove(1).1);
    assert!(page.contains(r#"<td class="verdict costs">costs "#));
}

#[test]
fn suggestions_have_their_numbers_in_tables() {
    let report = samples::suggestions(300);
    let page = html(&Document::new(Report::Suggest(Box::new(report.clone()))));
    assert!(report.candidates.len() > 5 && report.refused.len() > 50);
    let row = |table: &str, index: usize| {
        let table = page
            .split(&format!(r#"id="{table}""#))
            .nth(1)
            .expect("a table");
        let row = table.split(&format!(r#"<tr data-row="{index}">"#)).nth(1);
        row.and_then(|row| row.split("</tr>").next())
            .expect("a row")
            .to_owned()
    };
    for (index, candidate) in report.candidates.iter().enumerate() {
        let proposal = candidate.proposal.as_ref().expect("a proposal");
        let row = row("candidates", index);
        for cell in [
            format!(r#"data-bytes="{}""#, proposal.saving),
            format!(r#"data-bytes="{}""#, proposal.inner_bytes),
            format!(r#"data-bytes="{}""#, proposal.shim_bytes),
            format!(r#"data-count="{}""#, candidate.copies.len()),
            format!(
                ">{}:{}</td>",
                candidate.file.as_ref().unwrap(),
                candidate.line.unwrap()
            ),
        ] {
            assert!(row.contains(&cell), "{cell} {row}");
        }
    }
    for (index, candidate) in report.refused.iter().take(50).enumerate() {
        let row = row("refused", index);
        let reason = candidate.reason.as_ref().expect("a reason");
        let reason = format!("<td class=\"text\">{}", escape(&reason.text));
        assert!(row.contains(&reason), "{row}");
        let wasted = format!(r#"data-bytes="{}""#, candidate.wasted);
        assert!(row.contains(&wasted), "{row}");
    }
    let largest = &report.crates[0];
    let version = &largest.package.as_ref().expect("a package").version;
    assert!(row("crates", 0).contains(&format!(">{version}</td>")));
    assert!(row("crates", 0).contains(&escape(&largest.top.join(", "))));
}

#[test]
fn an_edit_has_every_outcome_in_words() {
    let report = samples::application();
    let page = html(&Document::new(Report::Apply(Box::new(report.clone()))));
    for function in &report.functions {
        assert!(page.contains(function.outcome.words()));
    }
    for words in [
        "128 passed, 0 failed, 3 ignored, before and after",
        "2 files changed:",
        "error[E0277]",
        "@@ -1 +1,2 @@",
        ">before</th>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(
        numbers(&page, "profiles-0-programs-0", "machine code"),
        [1_512_345, 1_401_234, 111_111]
    );
}

/// For a look with one's own eyes: `cargo test -p cargo-demono -- --ignored pages_to_look_at`.
#[test]
#[ignore = "writes files for a look"]
fn pages_to_look_at() {
    let directory = std::env::temp_dir().join("demono-pages");
    std::fs::create_dir_all(&directory).expect("a directory");
    let mut documents = samples::documents();
    let real = samples::of_this_program();
    documents.push(("real", Document::new(Report::Top(real))));
    let many = samples::inventory(50_000);
    documents.push(("many", Document::new(Report::Top(many))));
    for (name, document) in documents {
        let write = |kind: &str, text: String| {
            let path = directory.join(format!("{name}.{kind}"));
            std::fs::write(&path, text).expect("a file");
            println!("{}", path.display());
        };
        write("html", html(&document));
        write("json", serde_json::to_string(&document).expect("JSON"));
        let options = crate::render::svg::Options::default();
        write("svg", crate::render::svg::svg(&document, &options));
    }
}
