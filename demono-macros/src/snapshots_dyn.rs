//! Expansions of `#[demono(dyn)]` and of custom conversions.

snapshot! { closures, #[demono(dyn)]
    fn retry<F>(mut attempt: F, log: &impl Fn(&str), cleanup: impl FnOnce(u8, String) -> usize + Send) -> usize
    where
        F: FnMut(u32) -> Result<(), Error> + Send,
    {
        while let Err(error) = attempt(1) {
            log(&error.to_string());
        }
        cleanup(1, String::new())
    }
}

snapshot! { closures_that_lend, #[demono(dyn)]
    fn apply(shorten: impl Fn(&str) -> &str, mut pick: impl for<'a> FnMut(&'a str, u8) -> Name<'a>, other: Option<impl FnOnce()>) {
        pick(shorten("text"), 1);
        if let Some(other) = other {
            other();
        }
    }
}

snapshot! { iterators, #[demono(dyn)]
    fn all(rows: impl Iterator<Item = Row>, ends: impl DoubleEndedIterator<Item = u8> + ExactSizeIterator, names: impl IntoIterator<Item = impl Into<String>>, pairs: impl IntoIterator<Item = (impl Into<String>, u8)>) -> Vec<String> {
        for (name, count) in pairs {
            push(name.into(), count);
        }
        push_rows(rows.chain(other()), ends.rev());
        names.into_iter().map(Into::into).collect()
    }
}

snapshot! { lent_items, #[demono(dyn)]
    fn lengths<I>(names: I) -> usize
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut sum = 0;
        for name in names {
            sum += name.as_ref().len();
        }
        sum
    }
}

snapshot! { readers, #[demono(dyn)]
    fn copy(mut from: impl std::io::Read, to: &mut impl Write, at: &mut (impl BufRead + Seek)) -> io::Result<u64> {
        from.read_exact(&mut [0; 4])?;
        io::copy(&mut from, to)
    }
}

snapshot! { several_traits, #[demono(dyn)]
    fn named<'a, T: Read + Named<'a> + Visitor<'_>>(mut value: T, name: &'a str) -> usize {
        value.read_to_string(&mut String::new()).unwrap() + value.name(name)
    }
}

snapshot! { own_traits, #[demono(dyn)]
    fn visit(mut visitor: impl Visit<u32, Out = u32> + Send, shared: impl Shape, other: &mut impl Visit<u8>, unsized_: &(impl Shape + ?Sized)) -> u32 {
        walk(&mut visitor, &shared, other);
        visitor.visit(shared.area())
    }
}

snapshot! { values, #[demono(dyn)]
    fn values(state: &mut impl Hasher, error: impl Error, shown: &impl Debug, range: impl RangeBounds<usize> + Clone) -> String {
        text().drain(range);
        format!("{error} {shown:?}")
    }
}

snapshot! { futures, #[demono(dyn)]
    async fn twice(future: impl Future<Output = u8> + Send, name: impl Into<String>) -> u8 {
        future.await * 2
    }
}

snapshot! { recursion, #[demono(dyn)]
    fn walk<V: Visit>(node: &Node, visitor: &mut V, prefix: impl AsRef<str>, each: &mut impl FnMut(&Node)) {
        visitor.visit(node, prefix.as_ref());
        for child in &node.children {
            each(child);
            walk(child, visitor, prefix.as_ref().to_owned() + "/", each);
        }
    }
}

snapshot! { some_parameters, #[demono(dyn(visitor), partial)]
    fn some<T: Debug>(visitor: &mut impl Visit<T>, other: impl Fn(T) -> bool, value: T) -> bool {
        visitor.visit(&value);
        other(value)
    }
}

snapshot! { own_conversions, #[demono(url: Result<Url, Error> = url.into_url(), addr: Addrs = ToAddrs::<v4>::to_addrs(&addr)?)]
    fn get<U: IntoUrl>(url: U, addr: impl ToAddrs<v4>, name: impl Into<String>) -> Result<Request, Error> {
        let url = url.into_url()?;
        Request::new(url, ToAddrs::<v4>::to_addrs(&addr)?, name.into())
    }
}
