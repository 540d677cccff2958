//! scratch
use demono_size::Binary;
use demono_suggest::census::{census, Item};
use demono_suggest::debug::DebugInfo;
fn main() {
    let prof = std::env::args().nth(1).unwrap();
    let mut sum = (0i64, 0i64);
    for e in "read-config read-file request report frame error-context walk fetch store router retry summarise copy visit collect journal connect app".split(' ') {
        let p = |h: &str| format!("/tmp/cal-{h}/p-{prof}/example-{e}");
        let (off, on) = (DebugInfo::read(p("off").as_ref()).unwrap(), DebugInfo::read(p("on").as_ref()).unwrap());
        let (boff, bon) = (Binary::read(std::path::Path::new(&p("off"))).unwrap(), Binary::read(std::path::Path::new(&p("on"))).unwrap());
        let (coff, con) = (census(&off), census(&on));
        let dtext = boff.text() as i64 - bon.text() as i64;
        let vt: u64 = con.iter().filter(|i| i.text.contains("__demono_") && i.text.contains("Narrow")).map(Item::bytes).sum();
        println!("== {e} text saved {dtext}  vtable methods {vt}");
        let inners: Vec<_> = bon.symbols.iter().filter_map(|s| { let n = demono_size::FunctionName::parse(&s.name); (n.role == demono_size::Role::Inner).then_some((n.item, n.part, s.bytes)) }).collect();
        let mut tot = 0;
        let mut seen = std::collections::BTreeSet::new();
        for (key, _, _) in &inners {
            if !seen.insert(key.clone()) { continue; }
            let inner: u64 = inners.iter().filter(|i| i.0 == *key).map(|i| i.2).sum();
            let f = |c: &Vec<Item>| c.iter().find(|i| i.key == *key).cloned();
            let (Some(b), a) = (f(&coff), f(&con)) else { println!("   {key} not found"); continue };
            let n = b.instances.len();
            let places: usize = b.instances.values().map(|i| i.places()).sum();
            let before = b.bytes(); let after = a.as_ref().map_or(0, |a| a.bytes());
            let sat_after = a.as_ref().map_or(0, |a| a.satellites);
            let tdep: u64 = b.instances.values().map(|i| i.of_argument.iter().sum::<u64>()).sum();
            let mut bodies: Vec<u64> = b.instances.values().map(|i| (i.bytes() - i.of_argument.iter().sum::<u64>())/i.places().max(1) as u64).collect(); bodies.sort();
            let shim = after as i64 - inner as i64 - sat_after as i64;
            println!("   n {n} places {places} before {before} sat {}->{} inner {inner} med {} max {} shims {shim} = {} each; tdep {} each | saved {}  {}", b.satellites, sat_after, bodies[bodies.len()/2], bodies[bodies.len()-1], shim / places.max(1) as i64, tdep / places.max(1) as u64, before as i64 - after as i64, b.text);
            tot += before as i64 - after as i64;
        }
        println!("   functions saved {tot} unexplained {}", dtext - tot);
        sum.0 += dtext; sum.1 += tot;
    }
    println!("{sum:?}");
}
