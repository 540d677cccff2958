use demono::demono;

trait Named {
    #[demono]
    fn rename(&mut self, name: impl Into<String>);
}

struct Thing(String);

impl Named for Thing {
    fn rename(&mut self, name: impl Into<String>) {
        self.0 = name.into();
    }
}

fn main() {
    Thing(String::new()).rename("a");
}
