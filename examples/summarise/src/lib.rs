//! Sums up sales, wherever they come from.
//!
//! `summarise.rs` is what you write with `#[demono(dyn)]`, `by_hand.rs` is what you would
//! have to write without it; `inner.rs` has only the body, for callers that make the trait
//! object.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod summarise;

pub use summarise::summarise;

/// A sale.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The shop.
    pub shop: String,
    /// The article.
    pub item: String,
    /// How many were sold.
    pub count: u32,
    /// The price of one.
    pub cents: i64,
}

/// All sales together.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The shops, best first; the last one may stand for the many small ones.
    pub shops: Vec<Shop>,
    /// All sales, in cents.
    pub total: i64,
    /// The quartiles of the sales.
    pub quartiles: [i64; 3],
    /// How many rows were skipped as unusable.
    pub skipped: usize,
}

/// The sales of one shop.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shop {
    /// Its name.
    pub name: String,
    /// How many sales it had.
    pub sales: usize,
    /// The sum of its sales, in cents.
    pub cents: i64,
    /// Its share of all sales, in percent. The shares add up to 100.
    pub share: i64,
    /// The article that it sold most of.
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
