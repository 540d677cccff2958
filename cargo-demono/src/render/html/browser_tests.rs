//! The page in headless Chromium: what it shows is what the JSON says, search and sorting
//! work, and nothing in a name is run. Without a Chromium these tests are skipped, loudly.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use demono_report::{Document, FamilyEntry, Report};
use demono_test_support::child;
use demono_test_support::tools::chromium;

use super::html;
use crate::render::samples;

/// A page on disk.
struct Page {
    browser: PathBuf,
    directory: tempfile::TempDir,
}

impl Page {
    /// `None` without a browser.
    fn new(document: &Document) -> Option<Page> {
        let browser = chromium("pages in a browser")?;
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("page.html"), html(document)).expect("a page");
        Some(Page { browser, directory })
    }

    /// The elements after the script has run, `hash` being what follows `#`.
    fn dom(&self, hash: &str) -> String {
        let url = format!(
            "file://{}/page.html#{hash}",
            self.directory.path().display()
        );
        let output = self.run(&["--dump-dom"], &url);
        std::fs::read_to_string(output).expect("a document in UTF-8")
    }

    /// Runs the browser in a profile of its own and returns what it wrote. Its output goes
    /// to a file, as a browser that waits for its pipe to be read would never end.
    fn run(&self, options: &[&str], url: &str) -> PathBuf {
        let profile = tempfile::tempdir_in(self.directory.path()).expect("a directory");
        let output = self.directory.path().join("output");
        let file = std::fs::File::create(&output).expect("a file");
        let mut browser = Command::new(&self.browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
            ])
            .args(["--no-first-run", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(options)
            .arg(url)
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let status = child::wait(&mut browser, url);
        assert!(status.success(), "{status} {url}");
        output
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// A row of a table: its index in the report, and its numbers from left to right.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    index: usize,
    numbers: Vec<i64>,
    html: String,
}

/// The rows of the table `id`. The browser writes attributes in the order they were set.
fn rows(dom: &str, id: &str) -> Vec<Row> {
    let start = dom.find(&format!(r#"id="{id}""#)).expect("the table");
    let body = dom[start..].split("<tbody>").nth(1).expect("its body");
    let body = body.split("</tbody>").next().expect("its end");
    let rows = body.split("<tr data-row=\"").skip(1);
    rows.map(|row| {
        let (index, rest) = row.split_once('"').expect("an index");
        let numbers = rest.split(" data-").skip(1).map(|attribute| {
            let value = attribute.split('"').nth(1).expect("a value");
            value.parse().expect("a number")
        });
        Row {
            index: index.parse().expect("a number"),
            numbers: numbers.collect(),
            html: rest.to_owned(),
        }
    })
    .collect()
}

/// A number that the search's output carries.
fn found(dom: &str, name: &str) -> i64 {
    let output = dom.split("<output").nth(1).expect("the output");
    let (_, rest) = output.split_once(&format!("data-{name}=\"")).expect(name);
    rest.split('"')
        .next()
        .expect("a value")
        .parse()
        .expect("a number")
}

fn numbers(family: &FamilyEntry) -> Vec<i64> {
    [family.copies.len() as u64, family.bytes, family.wasted]
        .map(|number| i64::try_from(number).expect("a size"))
        .to_vec()
}

/// What a search for `word` has to find.
fn expected(families: &[FamilyEntry], word: &str) -> Vec<usize> {
    let has = |text: &str| text.to_lowercase().contains(word);
    let all = families.iter().enumerate().filter(|(_, family)| {
        has(&family.name)
            || family.krate.as_deref().is_some_and(has)
            || family.copies.iter().any(|copy| has(&copy.name))
    });
    all.map(|(index, _)| index).collect()
}

#[test]
fn numbers_equal_the_reports() {
    let inventory = samples::inventory(300);
    let Some(page) = Page::new(&Document::new(Report::Top(inventory.clone()))) else {
        return;
    };
    let dom = page.dom("");
    let rows = rows(&dom, "families");
    assert_eq!(
        rows.len(),
        inventory.families.len(),
        "the script shows more than the page had"
    );
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row.index, at);
        assert_eq!(row.numbers, numbers(&inventory.families[at]));
    }
    let bytes: u64 = inventory.families.iter().map(|family| family.bytes).sum();
    assert_eq!(found(&dom, "bytes"), bytes as i64);
    assert_eq!(found(&dom, "count"), 300);
    for (id, bytes) in [
        ("fact-text", inventory.binary.text),
        ("fact-allocated", inventory.binary.allocated),
        ("fact-file", inventory.binary.file),
    ] {
        assert!(
            dom.contains(&format!(r#"id="{id}" data-bytes="{bytes}""#)),
            "{id}"
        );
    }
}

#[test]
fn the_script_leaves_rows_as_they_were_rendered() {
    for (name, document) in samples::documents() {
        let tables: &[&str] = match name {
            "top" | "diff" => &["families"],
            "suggest" => &["candidates", "refused", "crates"],
            "measure" => &[
                "profiles-0-programs-1-functions",
                "profiles-1-programs-0-others",
            ],
            _ => continue,
        };
        let Some(page) = Page::new(&document) else {
            return;
        };
        let (before, after) = (html(&document), page.dom("sort="));
        for table in tables {
            let (before, after) = (rows(&before, table), rows(&after, table));
            assert!(!before.is_empty());
            for (before, after) in before.iter().zip(&after) {
                // The script makes names buttons; a browser escapes less than we do.
                let plain = (after.html)
                    .replace(r#"<button type="button" aria-expanded="false">"#, "")
                    .replace("</button>", "");
                let before = before.html.replace("&quot;", "\"").replace("&#39;", "'");
                assert_eq!(plain, before, "{name}");
            }
        }
    }
}

#[test]
fn a_search_narrows_rows_and_dims_tiles() {
    let inventory = samples::inventory(300);
    let Some(page) = Page::new(&Document::new(Report::Top(inventory.clone()))) else {
        return;
    };
    // In names; in names of copies; nowhere.
    for word in ["load", "pathbuf", "no such function"] {
        let dom = page.dom(&format!("search={}", word.replace(' ', "+")));
        let mut wanted = expected(&inventory.families, word);
        let bytes: u64 = wanted.iter().map(|&at| inventory.families[at].bytes).sum();
        assert_eq!(found(&dom, "count"), wanted.len() as i64, "{word}");
        assert_eq!(found(&dom, "bytes"), bytes as i64, "{word}");
        let mut shown: Vec<usize> = rows(&dom, "families").iter().map(|row| row.index).collect();
        assert!(wanted.len() < 300, "{word}");
        wanted.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, wanted, "{word}");
        for tile in dom.split("<g class=\"dm-cell").skip(1) {
            let (class, rest) = tile.split_once('"').expect("a class");
            let row = rest
                .split_once(" data-row=\"")
                .filter(|(before, _)| !before.contains('>'));
            let row = row.and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
            let hit = row.is_some_and(|row| wanted.contains(&row));
            assert_eq!(class.contains("unmatched"), !hit, "{word} {row:?}");
        }
    }
    let dom = page.dom("kind=drop_glue");
    let glue =
        (inventory.families.iter()).filter(|f| f.kind == demono_report::FamilyKind::DropGlue);
    assert_eq!(found(&dom, "count"), glue.count() as i64);
}

#[test]
fn rows_are_sorted_by_any_column() {
    let inventory = samples::inventory(300);
    let families = &inventory.families;
    let Some(page) = Page::new(&Document::new(Report::Top(inventory.clone()))) else {
        return;
    };
    let order = |hash: &str| -> Vec<usize> {
        let dom = page.dom(hash);
        let direction = if hash.contains("=-") {
            "descending"
        } else {
            "ascending"
        };
        assert_eq!(
            dom.matches(&format!(r#"aria-sort="{direction}""#)).count(),
            1
        );
        rows(&dom, "families").iter().map(|row| row.index).collect()
    };
    let mut wanted: Vec<usize> = (0..families.len()).collect();
    wanted.sort_by_key(|&at| std::cmp::Reverse(families[at].bytes));
    assert_eq!(order("sort=-bytes"), wanted);
    wanted.sort_unstable();
    wanted.sort_by_key(|&at| families[at].copies.len());
    assert_eq!(order("sort=copies"), wanted);
    wanted.sort_unstable();
    wanted.sort_by_key(|&at| families[at].name.as_str());
    assert_eq!(order("sort=name"), wanted);
}

#[test]
fn details_show_every_copy() {
    let inventory = samples::inventory(300);
    let Some(page) = Page::new(&Document::new(Report::Top(inventory.clone()))) else {
        return;
    };
    let dom = page.dom("show=0.0");
    let panel = dom.split(r#"id="details""#).nth(1).expect("the panel");
    let panel = panel.split("</aside>").next().expect("its end");
    assert!(!panel.starts_with(" hidden"));
    for copy in &inventory.families[0].copies {
        assert!(
            panel.contains(&format!(r#"data-bytes="{}""#, copy.bytes)),
            "{panel}"
        );
        let name = copy
            .name
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        assert!(panel.contains(&name), "{name}");
    }
}

#[test]
fn nothing_in_a_name_is_run_or_requested() {
    let mut inventory = samples::inventory(3);
    let set = "document.documentElement.setAttribute('data-hit','1')";
    let hostile = [
        format!("</script><script>{set}</script>"),
        format!("\"><img src=x onerror=\"{set}\"><!--<script>"),
        format!("</title></style></svg><svg onload=\"{set}\"><style>@import 'http://x.invalid'"),
    ];
    for (family, name) in inventory.families.iter_mut().zip(&hostile) {
        family.name.clone_from(name);
        family.krate = Some(name.clone());
        family.copies[0].name.clone_from(name);
        family.copies[0].arguments = vec![name.clone()];
    }
    inventory.binary.path = hostile[0].clone();
    inventory.sections[0].name = hostile[1].clone();
    let Some(page) = Page::new(&Document::new(Report::Top(inventory))) else {
        return;
    };
    for hash in ["show=0.1", "search=%3C%2Fscript%3E%3Cimg+src%3Dx%3E"] {
        let dom = page.dom(hash);
        let root = dom
            .split("<html")
            .nth(1)
            .and_then(|rest| rest.split('>').next());
        assert!(!root.expect("the root").contains("data-hit"), "{root:?}");
        assert_eq!(dom.matches("<script").count(), 2);
        assert!(!dom.contains("<img"), "an element came out of a name");
        // The script ran nevertheless: its hash is the one that the policy names.
        assert!(dom.contains(r#"<output id="found" aria-live="polite" data-count"#));
    }
    assert!(!rows(&page.dom("search=onerror"), "families").is_empty());
}

#[test]
fn the_policy_stops_scripts_and_requests_that_are_not_the_pages() {
    let document = samples::documents().swap_remove(0).1;
    let Some(page) = Page::new(&document) else {
        return;
    };
    // As if escaping had failed.
    let file = page.path().join("page.html");
    std::fs::write(page.path().join("other.js"), "document.title = 'hit'").expect("a script");
    let text = std::fs::read_to_string(&file).expect("the page");
    let text = text.replace(
        "</main>",
        "<script>document.title = 'hit'</script><script src=\"other.js\"></script>\
         <p onclick=\"\" id=\"x\"></p></main>",
    );
    std::fs::write(&file, text).expect("the page");
    let dom = page.dom("");
    assert!(!dom.contains("<title>hit</title>"));
    assert!(dom.contains(r#"<output id="found" aria-live="polite" data-count="300""#));
}

#[test]
fn many_families_stay_usable() {
    let inventory = samples::inventory(50_000);
    let document = Document::new(Report::Top(inventory.clone()));
    let Some(page) = Page::new(&document) else {
        return;
    };
    let dom = page.dom("search=hashbrown&sort=-bytes");
    assert_eq!(
        found(&dom, "count"),
        expected(&inventory.families, "hashbrown").len() as i64
    );
    assert_eq!(rows(&dom, "families").len(), 500);
    // Two maps.
    assert!(dom.matches("<g class=\"dm-cell").count() < 2 * 450);
}
