//! Functions and methods of the annotated function's name that are not it.

mod local_fn {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    #[demono(dyn)]
    fn draw(out: &mut impl Out, n: u8) {
        fn draw(out: &mut dyn Out, n: u8) {
            out.put(&format!("[{n}]"));
        }
        out.put("a");
        if n > 0 {
            draw(out, n - 1);
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        draw(&mut s, 2);
        assert_eq!(s, "a[1]");
    }
}

mod local_closure {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    #[demono(dyn)]
    fn draw(out: &mut impl Out, n: u8) {
        let draw = |out: &mut dyn Out, n: u8| out.put(&format!("[{n}]"));
        out.put("a");
        if n > 0 {
            draw(out, n - 1);
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        draw(&mut s, 2);
        assert_eq!(s, "a[1]");
    }
}

mod other_path {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    mod other {
        pub(super) fn draw(out: &mut dyn super::Out, n: u8) {
            out.put(&format!("[{n}]"));
        }
    }
    #[demono(dyn)]
    fn draw(out: &mut impl Out, n: u8) {
        out.put("a");
        if n > 0 {
            other::draw(out, n - 1);
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        draw(&mut s, 2);
        assert_eq!(s, "a[1]");
    }
}

mod field_method {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct Inner(u8);
    impl Inner {
        fn draw(&self, out: &mut dyn Out) {
            out.put(&self.0.to_string())
        }
    }
    struct Outer {
        inner: Inner,
    }
    impl Outer {
        #[demono(dyn)]
        fn draw(&self, out: &mut impl Out) {
            out.put("<");
            self.inner.draw(out);
            out.put(">")
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Outer { inner: Inner(1) }.draw(&mut s);
        assert_eq!(s, "<1>");
    }
}

mod other_type_path {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct Inner(u8);
    impl Inner {
        fn draw(i: &Inner, out: &mut dyn Out) {
            out.put(&i.0.to_string())
        }
    }
    struct Outer {
        inner: Inner,
    }
    impl Outer {
        #[demono(dyn)]
        fn draw(o: &Outer, out: &mut impl Out) {
            out.put("<");
            Inner::draw(&o.inner, out);
            out.put(">")
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Outer::draw(&Outer { inner: Inner(1) }, &mut s);
        assert_eq!(s, "<1>");
    }
}

mod block_other {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct Cell(u8);
    impl Cell {
        fn draw(&self, out: &mut dyn Out) {
            out.put(&self.0.to_string())
        }
    }
    struct Grid(Vec<Cell>);
    #[demono(dyn)]
    impl Grid {
        fn draw(&self, out: &mut impl Out) {
            out.put("grid");
            for cell in &self.0 {
                cell.draw(out)
            }
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Grid(vec![Cell(1)]).draw(&mut s);
        assert_eq!(s, "grid1");
    }
}

mod same_type {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct Node(u8, Vec<Node>);
    impl Node {
        #[demono(dyn)]
        fn draw(&self, out: &mut impl Out) {
            out.put(&self.0.to_string());
            for n in &self.1 {
                n.draw(out)
            }
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Node(1, vec![Node(2, vec![])]).draw(&mut s);
        assert_eq!(s, "12");
    }
}

mod boxed_same {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    enum Expr {
        Num(u8),
        Add(Box<Expr>, Box<Expr>),
    }
    impl Expr {
        #[demono(dyn)]
        fn draw(&self, out: &mut impl Out) {
            match self {
                Expr::Num(n) => out.put(&n.to_string()),
                Expr::Add(a, b) => {
                    a.draw(out);
                    out.put("+");
                    b.draw(out);
                }
            }
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Expr::Add(Box::new(Expr::Num(1)), Box::new(Expr::Num(2))).draw(&mut s);
        assert_eq!(s, "1+2");
    }
}

mod option_box {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct List(u8, Option<Box<List>>);
    impl List {
        #[demono(dyn)]
        fn draw(&self, out: &mut impl Out) {
            out.put(&self.0.to_string());
            if let Some(n) = &self.1 {
                n.draw(out)
            }
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        List(1, Some(Box::new(List(2, None)))).draw(&mut s);
        assert_eq!(s, "12");
    }
}

mod return_value {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    struct Cell(u8);
    impl Cell {
        fn draw(&self, out: &mut dyn Out, k: usize) -> Result<usize, String> {
            out.put(&self.0.to_string());
            if k > 9 {
                Err("x".into())
            } else {
                Ok(k)
            }
        }
    }
    struct Grid(Vec<Cell>);
    impl Grid {
        #[demono(dyn)]
        fn draw(&self, out: &mut impl Out, k: usize) -> Result<usize, String> {
            let mut n = 0;
            for cell in &self.0 {
                n += cell.draw(out, k + 1)?;
            }
            Ok(n)
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        assert_eq!(Grid(vec![Cell(1), Cell(2)]).draw(&mut s, 1), Ok(4));
        assert!(Grid(vec![Cell(1)]).draw(&mut s, 10).is_err());
    }
}

mod trait_same {
    use demono::demono;
    trait Out {
        fn put(&mut self, s: &str);
    }
    impl Out for String {
        fn put(&mut self, s: &str) {
            self.push_str(s)
        }
    }
    trait Draw {
        fn draw<O: Out>(&self, out: &mut O);
    }
    struct Tree(u8, Vec<Tree>);
    #[demono(dyn)]
    impl Draw for Tree {
        fn draw<O: Out>(&self, out: &mut O) {
            out.put(&self.0.to_string());
            for c in &self.1 {
                c.draw(out);
            }
        }
    }
    #[test]
    fn works() {
        let mut s = String::new();
        Tree(1, vec![Tree(2, vec![])]).draw(&mut s);
        assert_eq!(s, "12");
    }
}
