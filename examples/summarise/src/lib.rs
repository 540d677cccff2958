//! Sums up sales, wherever they come from.
//!
//! `summarise.rs` is what one writes with `#[demono(dyn)]`, `by_hand.rs` what one would
//! have to write without; `inner.rs` is the body alone, for callers that make the trait
//! object.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod summarise;

pub use summarise::summarise;

/// Something was sold.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// In which shop.
    pub shop: String,
    /// What.
    pub item: String,
    /// How many of it.
    pub count: u32,
    /// The price of one.
    pub cents: i64,
}

/// What was sold in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The shops, the best first; the last one may stand for the many small ones.
    pub shops: Vec<Shop>,
    /// All sales, in cents.
    pub total: i64,
    /// Of the sales the one in the middle, and those at the quarters.
    pub quartiles: [i64; 3],
    /// Rows that say nothing.
    pub skipped: usize,
}

/// What was sold in one shop.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shop {
    /// Which.
    pub name: String,
    /// Its sales.
    pub sales: usize,
    /// The sum of its sales, in cents.
    pub cents: i64,
    /// What part of all sales that is, in percent. The parts add up to 100.
    pub share: i64,
    /// What it sold most of.
    pub favourite: String,
}

impl Row {
    /// One row.
    pub fn new(shop: &str, item: &str, count: u32, cents: i64) -> Self {
        Row {
            shop: shop.to_owned(),
            item: item.to_owned(),
            count,
            cents,
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [lower, middle, upper] = self.quartiles;
        write!(f, "{} in all, {lower}/{middle}/{upper}", self.total)?;
        for shop in &self.shops {
            let Shop {
                name,
                sales,
                cents,
                share,
                favourite,
            } = shop;
            write!(
                f,
                "\n  {name}: {sales} sales, {cents} ({share} %), {favourite}"
            )?;
        }
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, "\n  {skipped} skipped"),
        }
    }
}
