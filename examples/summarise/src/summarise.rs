//! With `#[demono(dyn)]`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use demono::demono;

use crate::{Row, Shop, Summary};

/// Sums up `rows` by shop. Shops with less than a twentieth of the sales are combined
/// into one.
#[demono(dyn)]
pub fn summarise(rows: impl IntoIterator<Item = Row>) -> Summary {
    let mut skipped = 0;
    let mut amounts = Vec::new();
    let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut shops: BTreeMap<String, Shop> = BTreeMap::new();
    let rows = rows
        .into_iter()
        .map(|mut row| {
            let words: Vec<&str> = row.shop.split_whitespace().collect();
            row.shop = words.join(" ").to_lowercase();
            row
        })
        .filter(|row| {
            let usable = row.count > 0 && !row.shop.is_empty();
            skipped += usize::from(!usable);
            usable
        });
    for row in rows {
        let cents = row.cents * i64::from(row.count);
        amounts.push(cents);
        let shop = shops.entry(row.shop.clone()).or_default();
        shop.sales += 1;
        shop.cents += cents;
        *counts.entry((row.shop, row.item)).or_default() += row.count;
    }

    // Of the articles that were sold most often, the alphabetically first.
    let mut most: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
    for ((shop, item), count) in &counts {
        let favourite = most.entry(shop).or_insert((0, item));
        if *count > favourite.0 {
            *favourite = (*count, item);
        }
    }
    let total: i64 = amounts.iter().sum();
    let mut shops: Vec<Shop> = shops
        .into_iter()
        .map(|(name, shop)| Shop {
            favourite: most
                .get(name.as_str())
                .map_or_else(String::new, |(_, item)| (*item).to_owned()),
            name,
            ..shop
        })
        .collect();
    shops.sort_by(|a, b| b.cents.cmp(&a.cents).then_with(|| a.name.cmp(&b.name)));

    // All that are less than a twentieth are combined.
    let small = shops.partition_point(|shop| shop.cents * 20 >= total);
    if shops.len() - small > 1 {
        let rest = shops.split_off(small);
        let mut names: Vec<&str> = rest.iter().map(|shop| shop.favourite.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        shops.push(Shop {
            name: format!("{} others", rest.len()),
            sales: rest.iter().map(|shop| shop.sales).sum(),
            cents: rest.iter().map(|shop| shop.cents).sum(),
            share: 0,
            favourite: names.join(", "),
        });
    }

    // The largest remainders are rounded up.
    let mut remainders = Vec::with_capacity(shops.len());
    for (at, shop) in shops.iter_mut().enumerate() {
        let hundredths = shop.cents * 100;
        shop.share = hundredths.checked_div(total).unwrap_or(0);
        remainders.push((hundredths - shop.share * total, at));
    }
    remainders.sort_unstable_by_key(|&(remainder, at)| (Reverse(remainder), at));
    let missing = 100 - shops.iter().map(|shop| shop.share).sum::<i64>();
    for &(_, at) in remainders.iter().take(missing as usize) {
        shops[at].share += 1;
    }

    amounts.sort_unstable();
    let quartile = |quarter| {
        let last = amounts.len().saturating_sub(1);
        amounts.get(last * quarter / 4).copied().unwrap_or(0)
    };
    Summary {
        quartiles: [quartile(1), quartile(2), quartile(3)],
        shops,
        total,
        skipped,
    }
}
