//! Walks through two documents, with visitors of many types.

#[cfg(not(feature = "one-type"))]
mod combined;
#[cfg_attr(
    feature = "one-type",
    expect(dead_code, reason = "the first visitor is enough")
)]
mod visitors;

use std::fmt::Debug;
use std::hint::black_box;

use example_types::Transcript;
use example_visit::{parse, walk, Flow, Node, ParseError};
use visitors::Outline;

const SOURCE: &str = r##"<page id="top" lang="en">
  <title>Tea &amp; cake</title>
  <!-- the long version -->
  <p class="open">We sell 3 teas and <b>12 cakes</b>, see <a href="#list">below</a>
     or <a href="/teas">elsewhere</a>.</p>
  <p class="secret">The key is <i>under the <u>mat</u></i></p><hr/>
  <list id="list"><item price="2.50">green 2.5</item><item>black 3</item></list>
</page>"##;

#[inline(never)]
fn tree() -> Node {
    let part = |name, text| Node::element(name, &[], vec![Node::text(text)]);
    Node::element(
        "page",
        &[("id", "start")],
        vec![
            part("title", "  Open\n hours"),
            Node::element(
                "p",
                &[("class", "open")],
                vec![
                    Node::text("from 9 "),
                    Node::Comment("summer".to_owned()),
                    Node::text("to\t18, "),
                    part("b", "daily"),
                    Node::element("a", &[("href", "#start")], vec![Node::text("up")]),
                ],
            ),
            Node::element("p", &[("class", "secret")], vec![part("i", "never")]),
        ],
    )
}

#[inline(never)]
fn describe(parsed: Result<usize, ParseError>, flow: Flow, found: &dyn Debug) -> String {
    match parsed {
        Ok(count) => format!("{count} elements, {flow:?}: {found:?}"),
        Err(error) => format!("error: {error}, {flow:?}: {found:?}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    let tree = tree();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($visitor:expr, $seen:pat => $found:expr) => {
            let mut visitor = black_box($visitor);
            let flow = walk(&tree, &mut visitor);
            let parsed = parse(black_box(SOURCE), &mut visitor);
            match visitor {
                $seen => transcript.add(describe(parsed, flow, &$found)),
            }
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($visitor:expr, $seen:pat => $found:expr) => {
            let mut visitor = black_box($visitor);
            let flow = walk(&tree, &mut visitor);
            let parsed = parse(black_box(SOURCE), &mut &mut visitor);
            match visitor {
                $seen => transcript.add(describe(parsed, flow, &$found)),
            }
        };
    }
    call!(Outline::default(), outline => outline.text);
    #[cfg(not(feature = "one-type"))]
    {
        use std::collections::BTreeSet;

        use combined::{Both, Limited, Within};
        use example_visit::Visitor;
        use visitors::{
            Censor, Checksum, Comments, Deepest, Links, Names, Sum, Title, Undeclared, Wrapped,
        };

        fn links(base: &str) -> Links<'_> {
            let targets = BTreeSet::new();
            Links { base, targets }
        }

        fn wrapped<const WIDTH: usize>() -> Wrapped<WIDTH> {
            Wrapped { lines: Vec::new() }
        }

        fn within<V>(name: &str, visitor: V) -> Within<V> {
            Within {
                name: name.into(),
                depth: 0,
                visitor,
            }
        }

        let mut text = String::new();
        let censor = Censor {
            words: &["cake", "hours"],
            output: &mut text,
        };
        let mut names = Names::default();
        let limited = Limited {
            left: 9,
            visitor: &mut names,
        };

        call!(Names::default(), Names(names) => names);
        call!(Title::default(), title => title.found);
        call!(links("https://example.org"), links => links.targets);
        call!(Deepest::default(), deepest => deepest.found);
        call!(wrapped::<24>(), wrapped => wrapped.lines);
        call!(Checksum(0xcbf2_9ce4_8422_2325), Checksum(sum) => sum);
        call!(Sum::below(40.0), sum => sum.total);
        call!(censor, censor => censor.output.len());
        call!(Undeclared::default(), undeclared => undeclared.used);
        call!(Comments::default(), Comments(comments, _) => comments);
        call!(Box::new(Outline::default()) as Box<dyn Visitor>, _ => ());
        call!(
            Both(Names::default(), Title::default()),
            Both(Names(names), title) => (names.len(), title.found)
        );
        call!(within("p", wrapped::<60>()), within => within.visitor.lines);
        call!(limited, limited => limited.left);
        call!(
            Both(within("list", Checksum(1)), links("")),
            Both(within, links) => (within.visitor.0, links.targets)
        );
        println!("{text}\n{:?}", names.0);
    }
}
