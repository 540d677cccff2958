//! Expansions of the attribute on an `impl` block or a trait.

snapshot! { inherent, #[demono]
    impl<T: Ord> Store<T> {
        const LIMIT: usize = { 3 };

        /// A setter.
        pub fn set(mut self, name: impl Into<String>) -> Self {
            self.name = Some(name.into());
            self
        }

        pub fn add(&mut self, name: impl Into<String>, value: T) -> Option<&mut Self> {
            let name = name.into();
            (self.list.len() < Self::LIMIT).then(|| self.push(Entry { name, value }))
        }

        #[demono(skip)]
        fn skipped(&mut self, name: impl Into<String>) {
            let name = name.into();
            self.list.clear();
        }

        #[demono(dyn)]
        fn each(&self, mut call: impl FnMut(&T)) {
            self.list.iter().for_each(|entry| call(&entry.value));
        }

        pub async fn load(&self, path: impl AsRef<Path>) -> io::Result<usize> {
            Ok(read(path.as_ref()).await?.len())
        }

        fn free(path: impl AsRef<Path>) -> usize {
            let path = path.as_ref();
            path.components().count()
        }
    }
}

snapshot! { of_a_trait, #[demono(dyn)]
    impl<'a, T: Clone + 'a> Extend<&'a T> for Set<T>
    where
        T: Ord,
    {
        fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
            for value in iter {
                self.insert(value.clone());
            }
        }
    }
}

snapshot! { with_associated_types, #[demono]
    impl codec::Decode for Reader<'_> {
        type Value = u32;

        fn decode(&mut self, name: impl AsRef<str>) -> Result<Self::Value, Self::Error> {
            let found = self.find(name.as_ref())?;
            Ok(found.len() as Self::Value)
        }
    }
}

snapshot! { blanket, #[demono]
    impl<T: Shape + ?Sized> Draw for &mut T {
        fn draw(&self, title: impl AsRef<str>) -> usize {
            println!("{}", title.as_ref());
            self.area()
        }
    }
}

snapshot! { default_methods, #[demono(dyn)]
    pub trait Store<K: Debug>: Sized
    where
        Self: Clone,
    {
        type Value;

        fn get(&self, key: K) -> Option<Self::Value>;

        fn all(&self, keys: impl IntoIterator<Item = K>) -> Vec<Self::Value> {
            let clone = self.clone();
            keys.into_iter().filter_map(|key| clone.get(key)).collect()
        }
    }
}

snapshot! { several_traits_of_a_method, #[demono(dyn)]
    impl<T> Reader<T> {
        fn fill<R: Read + Named<T>>(&mut self, mut from: R) -> io::Result<()> {
            self.name = from.name();
            from.read_exact(&mut self.buffer)
        }
    }
}

snapshot! { nothing_in_the_block, #[demono]
    impl Store {
        #[demono(inline)]
        fn none(&self) {}
    }
}
