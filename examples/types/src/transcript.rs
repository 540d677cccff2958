//! What an example prints.

/// Prints one line per call. A result that equals the one before is not repeated: most
/// examples pass the same value in sixteen types, and should get the same from each.
#[derive(Debug, Default)]
pub struct Transcript {
    calls: usize,
    last: Option<String>,
}

impl Transcript {
    /// Prints the result of the next call.
    #[inline(never)]
    pub fn add(&mut self, result: String) {
        self.calls += 1;
        if self.last.as_ref() == Some(&result) {
            println!("{}: the same", self.calls);
        } else {
            println!("{}: {result}", self.calls);
            self.last = Some(result);
        }
    }
}
