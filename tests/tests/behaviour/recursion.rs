//! Functions that call themselves with a parameter that becomes an object.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use demono::demono;

#[derive(Default)]
struct Node {
    name: &'static str,
    children: Vec<Node>,
}

fn tree() -> Node {
    let leaf = |name| Node {
        name,
        children: Vec::new(),
    };
    Node {
        name: "a",
        children: vec![
            Node {
                name: "b",
                children: vec![leaf("c"), leaf("d")],
            },
            leaf("e"),
        ],
    }
}

trait Visitor {
    fn enter(&mut self, name: &str, depth: usize);
    fn leave(&mut self) {}
}

#[derive(Default)]
struct Log(String);

impl Visitor for Log {
    fn enter(&mut self, name: &str, depth: usize) {
        self.0 += &format!("<{name}{depth}");
    }

    fn leave(&mut self) {
        self.0.push('>');
    }
}

#[demono(dyn)]
fn walk(node: &Node, visitor: &mut impl Visitor, depth: usize) {
    visitor.enter(node.name, depth);
    for child in &node.children {
        walk(child, visitor, depth + 1);
    }
    visitor.leave();
}

#[demono(dyn)]
fn walk_generic<V: Visitor>(visitor: &mut V, nodes: &[Node]) -> usize {
    let mut count = nodes.len();
    for node in nodes {
        visitor.enter(node.name, count);
        count += walk_generic(&mut *visitor, &node.children);
    }
    count
}

#[demono(dyn)]
fn indent(out: &mut impl Write, node: &Node, depth: usize) -> io::Result<()> {
    writeln!(out, "{:depth$}{}", "", node.name)?;
    for child in &node.children {
        indent(out, child, depth + 1)?;
    }
    Ok(())
}

#[demono(dyn)]
fn joined<W>(out: &mut W, node: &Node) -> fmt::Result
where
    W: fmt::Write + ?Sized,
{
    write!(out, "{}(", node.name)?;
    node.children
        .iter()
        .try_for_each(|child| joined(out, child))?;
    out.write_char(')')
}

#[demono(dyn)]
fn each(node: &Node, f: &mut impl FnMut(&str)) {
    f(node.name);
    for child in &node.children {
        each(child, f);
    }
}

#[demono(dyn)]
fn find<'n>(node: &'n Node, wanted: &impl Fn(&Node) -> bool) -> Option<&'n Node> {
    if wanted(node) {
        return Some(node);
    }
    node.children.iter().find_map(|child| find(child, wanted))
}

#[test]
fn objects_are_handed_on() {
    let tree = tree();
    let mut log = Log::default();
    walk(&tree, &mut log, 0);
    assert_eq!(log.0, "<a0<b1<c2><d2>><e1>>");
    let mut log = Log::default();
    assert_eq!(walk_generic(&mut log, std::slice::from_ref(&tree)), 5);
    assert_eq!(log.0, "<a1<b2<c2<d2<e4");
    let mut bytes = Vec::new();
    indent(&mut bytes, &tree, 0).expect("written");
    assert_eq!(bytes, b"a\n b\n  c\n  d\n e\n");
    assert!(indent(&mut &mut [0; 3][..], &tree, 0).is_err());
    let mut text = String::new();
    joined(&mut text, &tree).expect("written");
    assert_eq!(text, "a(b(c()d())e())");
    let mut names = String::new();
    each(&tree, &mut |name| names += name);
    assert_eq!(names, "abcde");
    let found = find(&tree, &|node| node.name == "d");
    assert!(found.is_some_and(|node| node.children.is_empty()));
    assert!(find(&tree, &|_| false).is_none());
}

#[demono(dyn)]
fn with_conversion(
    path: impl AsRef<Path>,
    name: impl Into<String>,
    f: &mut impl FnMut(&Path),
    depth: u8,
) {
    let path = path.as_ref();
    let name = name.into();
    f(path);
    if depth > 0 {
        with_conversion(path.join(&name), name.as_str(), f, depth - 1);
        with_conversion(PathBuf::from("x"), 'y', f, 0);
    }
}

#[demono(dyn)]
fn by_value(mut items: impl Iterator<Item = u32>, depth: u32) -> u32 {
    match items.next() {
        Some(item) if depth > 0 => item + by_value(vec![item - 1; 2].into_iter(), depth - 1),
        _ => 0,
    }
}

#[demono(dyn)]
fn in_a_block(f: &impl Fn(u32) -> u32, n: u32) -> u32 {
    if n == 0 {
        return f(0);
    }
    let rest = { in_a_block(f, n - 1) };
    let more = |n| in_a_block(f, n);
    f(n) + rest + if n > 2 { more(0) } else { 0 }
}

#[test]
fn beside_conversions_and_values() {
    let mut seen = Vec::new();
    with_conversion("r", 'n', &mut |path: &Path| seen.push(path.to_owned()), 2);
    assert_eq!(seen, ["r", "r/n", "r/n/n", "x", "x"].map(PathBuf::from));
    assert_eq!(by_value(3..5, 2), 3 + 2);
    assert_eq!(in_a_block(&|n| n * 10 + 1, 3), 31 + 21 + 11 + 1 + 1);
}

impl Node {
    #[demono(dyn)]
    fn visit(&self, visitor: &mut impl Visitor) -> usize {
        visitor.enter(self.name, self.children.len());
        self.children
            .iter()
            .map(|child| child.visit(visitor))
            .sum::<usize>()
            + 1
    }

    #[demono(dyn)]
    fn depth(node: &Node, seen: &mut impl FnMut(&str)) -> usize {
        seen(node.name);
        let depths = node.children.iter().map(|child| Self::depth(child, seen));
        1 + depths.max().unwrap_or(0)
    }
}

#[demono(dyn)]
impl Node {
    fn print(&self, out: &mut impl fmt::Write, depth: usize) -> fmt::Result {
        write!(out, "{}{depth}", self.name)?;
        for child in &self.children {
            child.print(out, depth + 1)?;
        }
        Ok(())
    }

    fn print_self<V: Visitor>(&self, visitor: &mut V, times: usize) -> usize {
        visitor.enter(self.name, times);
        if times == 0 {
            return 1;
        }
        self.print_self(visitor, times - 1) + Self::print_self(self, visitor, 0)
    }
}

trait Walk {
    fn walk(&self, visitor: &mut impl Visitor, name: impl Into<String>) -> usize;
}

#[demono(dyn)]
impl Walk for Node {
    fn walk(&self, visitor: &mut impl Visitor, name: impl Into<String>) -> usize {
        let name = name.into();
        visitor.enter(&name, 0);
        let mut count = 1;
        for child in &self.children {
            count += child.walk(&mut Log::default(), name.clone() + child.name);
        }
        count
    }
}

#[test]
fn methods() {
    let tree = tree();
    let mut log = Log::default();
    assert_eq!(tree.visit(&mut log), 5);
    assert_eq!(log.0, "<a2<b2<c0<d0<e0");
    let mut names = String::new();
    assert_eq!(Node::depth(&tree, &mut |name| names += name), 3);
    assert_eq!(names, "abcde");
    let mut text = String::new();
    tree.print(&mut text, 0).expect("written");
    assert_eq!(text, "a0b1c2d2e1");
    let mut log = Log::default();
    assert_eq!(tree.print_self(&mut log, 2), 3);
    assert_eq!(log.0, "<a2<a1<a0<a0<a0");
    assert_eq!(tree.walk(&mut Log::default(), "n"), 5);
}
