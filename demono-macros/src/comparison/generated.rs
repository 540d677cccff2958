//! Programs that are made up: binders in binders, with few names, so that most hide another.
//!
//! In: a seed. Out: the text of a function's body. It need not have types that fit, as
//! nothing but its syntax is looked at.

pub(super) struct Generator {
    state: u64,
}

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        Generator {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from((self.state >> 20) % limit as u64).unwrap_or(0)
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        texts[self.below(texts.len())].to_owned()
    }

    fn name(&mut self) -> String {
        self.one_of(&["a", "b", "c"])
    }

    /// Statements, and perhaps a last expression.
    pub(super) fn body(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            text += &self.statement(depth);
            text += " ";
        }
        if self.below(2) == 0 {
            text += &self.expression(depth);
        }
        text
    }

    fn block(&mut self, depth: usize) -> String {
        format!("{{ {} }}", self.body(depth.saturating_sub(1)))
    }

    fn statement(&mut self, depth: usize) -> String {
        let (e, p) = (self.expression(depth), self.pattern(2));
        match self.below(20) {
            0..=3 => format!("let {p} = {e};"),
            4 => format!("let {p}: Box<dyn Fn(A<B, C>) -> Vec<D<E>>> = {e};"),
            5 => format!("let Some({p}) = f({e}) else {{ return {} }};", self.name()),
            6 => format!("#[cfg(x)] let {p} = {e};"),
            7 => format!("let {};", self.name()),
            8 => {
                let item = self.item();
                format!("{item} {e};")
            }
            9..=11 => self.block_like(depth),
            12 => {
                let (one, other) = (self.block_like(depth), self.expression(0));
                format!("{one} -{other};")
            }
            13 => {
                let (one, name) = (self.block_like(depth), self.name());
                format!("{one} |{name}| {e};")
            }
            14 => {
                let (one, other) = (self.block_like(depth), self.expression(0));
                format!("{one}.m({other});")
            }
            15 => format!("m! {{ {e} }} ({});", self.name()),
            16 => format!("println!(\"{{}}\", {e});"),
            17 => format!("{}.field = {e};", self.name()),
            18 => format!("|{}: A| -> B {} + {e};", self.name(), self.block(depth)),
            _ => format!("{e};"),
        }
    }

    fn item(&mut self) -> String {
        let name = self.name();
        self.one_of(&[
            "fn NAME(a: u8) -> [u8; { 2 }] where A<{ 3 }>: B { a.into() }",
            "const NAME: u8 = { let b = 1; b };",
            "static mut NAME: u8 = a;",
            "use a::{b, NAME};",
            "struct NAME;",
            "struct NAME<const A: u8>(B<A>);",
            "struct NAME { a: u8 }",
            "enum NAME { A = 1 < 2 }",
            "mod NAME { fn a() { b.into() } }",
            "type NAME = fn(u8) -> A<B>;",
            "impl<const N: usize> NAME<{ N }> for B { fn c(a: u8) { a.into() } }",
            "unsafe extern \"C\" { fn NAME(a: u8); }",
            "pub(crate) const unsafe extern \"C\" fn NAME() {}",
            "#[cfg(x)] fn NAME() {}",
            "#[cfg(x)] #[allow(y)] const NAME: u8 = 1;",
            "macro_rules! NAME { ($a:expr) => { $a + a.into() } }",
            "trait NAME: A<B = C> { fn b(a: u8) { a } }",
        ])
        .replace("NAME", &name)
    }

    fn block_like(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.block(0);
        }
        let depth = depth - 1;
        match self.below(11) {
            0 => format!("if {} {}", self.condition(depth), self.block(depth)),
            1 => {
                let (one, other) = (self.condition(depth), self.condition(depth));
                let blocks = [self.block(depth), self.block(depth), self.block(depth)];
                let [a, b, c] = blocks;
                format!("if {one} {a} else if {other} {b} else {c}")
            }
            2 => format!("while {} {}", self.condition(depth), self.block(depth)),
            3 => {
                let (p, head) = (self.pattern(2), self.whole_head(depth));
                format!("'l: for {p} in {head} {}", self.block(depth))
            }
            4 | 5 => format!(
                "match {} {{ {} }}",
                self.whole_head(depth),
                self.arms(depth)
            ),
            6 => format!("loop {}", self.block(depth)),
            7 => format!("unsafe {}", self.block(depth)),
            8 => format!("'l: {}", self.block(depth)),
            9 => format!("const {}", self.block(depth)),
            _ => self.block(depth),
        }
    }

    fn arms(&mut self, depth: usize) -> String {
        let mut arms = String::new();
        for _ in 0..=self.below(3) {
            let pattern = self.alternatives();
            let guard = match self.below(4) {
                0 => format!(" if {}", self.chain(depth)),
                1 => format!(" if {} == S {{ {} }}", self.name(), self.name()),
                _ => String::new(),
            };
            let body = match self.below(3) {
                0 => self.block_like(depth),
                1 => format!("{},", self.block_like(depth)),
                _ => format!("{},", self.expression(depth)),
            };
            let attribute = self.one_of(&["", "", "#[cfg(y)] "]);
            arms += &format!("{attribute}{pattern}{guard} => {body} ");
        }
        arms
    }

    fn alternatives(&mut self) -> String {
        match self.below(4) {
            0 => format!("| A({0}) | B({0}, ..)", self.name()),
            1 => format!("A {{ {0}, .. }} | B {{ x: {0} }}", self.name()),
            _ => self.pattern(2),
        }
    }

    fn pattern(&mut self, depth: usize) -> String {
        let name = self.name();
        if depth == 0 {
            return self
                .one_of(&["NAME", "_", "ref NAME", "mut NAME", "ref mut NAME"])
                .replace("NAME", &name);
        }
        let (one, other) = (self.pattern(depth - 1), self.pattern(depth - 1));
        match self.below(14) {
            0 => format!("({one}, {other})"),
            1 => format!("[{one}, .., {other}]"),
            2 => format!("Some({one})"),
            3 => format!("a::b::<c>::T({one}, {other})"),
            4 => format!("S {{ {name}, x: {one}, .. }}"),
            5 => format!("S {{ ref mut {name}, b: {one} }}"),
            6 => format!("S {{ #[cfg(x)] {name}, y: {one}, .. }}"),
            7 => format!("{name} @ ({one} | 1..=9)"),
            8 => format!("&{one}"),
            9 => format!("(1..=2 | ..=a | ..b | a::C.. | -1 | \"x\" | {one})"),
            10 => format!("<a as b>::C({one})"),
            11 => format!("[{name} @ .., _]"),
            _ => name,
        }
    }

    /// What stands between `if` and its block.
    fn condition(&mut self, depth: usize) -> String {
        match self.below(3) {
            0 => self.whole_head(depth),
            _ => self.chain(depth),
        }
    }

    fn chain(&mut self, depth: usize) -> String {
        let (p, one, other) = (self.pattern(1), self.head(depth), self.head(0));
        match self.below(5) {
            0 => format!("let {p} = {one}"),
            1 => format!("!{other} && let {p} = {one}"),
            2 => format!("let {p} = {one} && {other}"),
            3 => {
                let (q, third) = (self.pattern(1), self.head(0));
                format!("let {p} = {one} && let {q} = {third} && {other}")
            }
            _ => format!("{one} || {other}"),
        }
    }

    /// All of what stands before a block, which can end in what takes an operand if there is
    /// one.
    fn whole_head(&mut self, depth: usize) -> String {
        let name = self.name();
        match self.below(6) {
            0 => self
                .one_of(&["NAME..", "..", "break 'l"])
                .replace("NAME", &name),
            _ => self.head(depth),
        }
    }

    /// An expression without `{` where that would end a head, and without `&&` or `||`.
    fn head(&mut self, depth: usize) -> String {
        let name = self.name();
        if depth == 0 {
            return self
                .one_of(&[
                    "NAME",
                    "NAME.into()",
                    "NAME.as_ref()",
                    "f(NAME)",
                    "(NAME)",
                    "[NAME]",
                    "NAME[0]",
                    "NAME.NAME",
                    "-NAME.into()",
                    "NAME < b",
                    "(S { NAME })",
                    "NAME?",
                    "*NAME",
                    "Into::into(NAME)",
                ])
                .replace("NAME", &name);
        }
        match self.below(6) {
            0 | 1 => self.block_like(depth),
            2 => format!(
                "{name}.map(|{}| {})",
                self.name(),
                self.expression(depth - 1)
            ),
            3 => format!("{name}.m::<A<B>>({})", self.expression(depth - 1)),
            4 => format!("f({}) == {}", self.expression(depth - 1), self.head(0)),
            _ => self.head(0),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        let name = self.name();
        if depth == 0 {
            return self
                .one_of(&[
                    "NAME",
                    "NAME.into()",
                    "NAME.as_ref()",
                    "(NAME).into()",
                    "&NAME",
                    "(&NAME).as_ref()",
                    "AsRef::as_ref(&NAME)",
                    "<A as Into<B<C>>>::into(NAME)",
                    "NAME::into(b)",
                    "b::NAME",
                    "x.NAME",
                    "x.NAME()",
                    "NAME(c)",
                    "S { NAME }",
                    "S { NAME: b, ..NAME }",
                    "b..NAME",
                    "..NAME",
                    "NAME..",
                    "NAME as a<b>",
                    "NAME as c",
                    "NAME as usize as u8",
                    "NAME < b",
                    "NAME << b",
                    "NAME >> b",
                    "&&NAME",
                    "NAME.0.1",
                    "NAME!()",
                    "NAME { c: a }",
                    "*NAME = b",
                    "NAME += c",
                    "return",
                    "break 'l NAME",
                    "continue 'l",
                    "NAME.into",
                    "Into::<T>::into(NAME)",
                    "NAME as fn(A) -> B",
                    "NAME as *const [u8; 2]",
                    "&raw const NAME",
                    "&mut NAME",
                ])
                .replace("NAME", &name);
        }
        let depth = depth - 1;
        let (one, other) = (self.expression(depth), self.expression(depth / 2));
        match self.below(24) {
            0 => format!("|{name}| {one}"),
            1 => format!("move |{name}, {}| {one}", self.pattern(1)),
            2 => format!(
                "|{name}: A<b, c>, x: fn(a) -> b| -> c<a> {}",
                self.block(depth)
            ),
            3 => format!("|| {one}"),
            4 => format!("async move {}", self.block(depth)),
            5 => format!("async |{name}| {one}"),
            6 => format!("f({one}, {other})"),
            7 => format!("x.map(|{name}| {one}, {other})"),
            8 => format!("({one}, {other})"),
            9 => format!("[{one}; 3]"),
            10 => format!("f::<A<b>>({one}).g::<c>({other})"),
            11 => format!("S {{ x: {one}, y: {other} }}"),
            12 => format!("return {one}"),
            13 => format!("break 'l {one}"),
            14 => format!("({one}) && ({other})"),
            15 => format!("({one}) | ({other})"),
            16 => format!("({one}) < <A as B<C>>::d({other})"),
            17 => format!("matches!({other}, {} if {one})", self.alternatives()),
            18 => format!("vec![{one}, {other}]"),
            19 => format!("|{name}| |{}| {one}", self.name()),
            20 => format!("{name} = {one}"),
            21 => format!("for<'a> |{name}: &'a A| -> B {}", self.block(depth)),
            22 => format!("({one})..=({other})"),
            _ => self.block_like(depth),
        }
    }
}
