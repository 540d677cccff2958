use std::collections::BTreeMap;

use demono_analysis::{Carrier, Crossing, Facts, Kept, Shape};
use demono_size::{SymbolPath, TypeName};

use super::predict::{predict, CALL, COLLECT, FUTURE, HELD, OBJECT, SHOWN, TRY};
use crate::binary::census::item::{Arguments, Instance, Item};

const INTO: Carrier = Carrier::Conversion {
    of_trait: "Into",
    target: None,
};

/// A function that crosses with these carriers, each of another generic.
fn facts(carriers: &[Carrier]) -> Facts {
    let crossing = |(index, carrier): (usize, &Carrier)| Crossing {
        name: format!("p{index}"),
        carrier: carrier.clone(),
        shape: Shape::Value,
        argument: Some(index),
    };
    Facts {
        crossings: carriers.iter().enumerate().map(crossing).collect(),
        arguments: vec![Kept::Gone; carriers.len()],
        is_async: false,
        parameters: carriers.len(),
    }
}

fn type_name(text: &str) -> TypeName {
    TypeName {
        text: text.to_owned(),
        is_closure: text.contains("{closure#"),
        has_arguments: text.contains('<'),
    }
}

/// An instance with these arguments: bytes of its copy, and of its arguments.
fn item(instances: &[(&[&str], u64, &[u64])]) -> Item {
    let instances = instances.iter().map(|(own, bytes, of_argument)| {
        let arguments = Arguments {
            self_type: None,
            own: own.iter().copied().map(type_name).collect(),
        };
        let instance = Instance {
            copies: 1,
            copy_bytes: *bytes,
            of_argument: of_argument.to_vec(),
            ..Instance::default()
        };
        (arguments, instance)
    });
    Item {
        key: "a::f".to_owned(),
        text: "a::f".to_owned(),
        path: SymbolPath::default(),
        krate: None,
        declaration: None,
        inside: None,
        instances: instances.collect::<BTreeMap<_, _>>(),
        split: false,
        satellites: 0,
        satellites_of_one: 0,
        nested: BTreeMap::new(),
    }
}

#[test]
fn one_body_stays_and_a_shim_for_each_copy() {
    let item = item(&[
        (&["A"], 1000, &[0]),
        (&["B"], 1100, &[100]),
        (&["C"], 1200, &[0]),
    ]);
    let predicted = predict(&item, &facts(&[INTO]));
    assert_eq!(predicted.before, 3300);
    // The median of what is not of the arguments: 1000, 1000, 1200.
    assert_eq!(predicted.inner, 1000);
    assert_eq!(predicted.shims, 3 * CALL + 100);
    assert_eq!(predicted.saving, 3300 - 1000 - 3 * CALL as i64 - 100);
}

#[test]
fn one_copy_costs_a_shim() {
    let predicted = predict(&item(&[(&["A"], 1000, &[50])]), &facts(&[INTO]));
    assert_eq!(predicted.saving, -(CALL as i64));
}

#[test]
fn small_bodies_cost_more_than_they_save() {
    let item = item(&[(&["A", "A"], 70, &[0, 0]), (&["B", "B"], 70, &[0, 0])]);
    let predicted = predict(&item, &facts(&[INTO, INTO]));
    assert_eq!(predicted.saving, 140 - 70 - 2 * (CALL + HELD) as i64);
    assert!(predicted.saving < 0);
}

#[test]
fn there_is_a_shim_at_each_place() {
    let mut item = item(&[(&["A"], 0, &[0])]);
    for instance in item.instances.values_mut() {
        *instance = Instance {
            inlined: 4,
            inlined_bytes: 4000,
            of_argument: vec![0],
            ..Instance::default()
        };
    }
    let predicted = predict(&item, &facts(&[INTO]));
    assert_eq!((predicted.inner, predicted.shims), (1000, 4 * CALL));
}

#[test]
fn what_stays_has_a_body_for_each() {
    let item = item(&[
        (&["A", "X"], 1000, &[0, 10]),
        (&["B", "X"], 1000, &[0, 10]),
        (&["A", "Y"], 1000, &[0, 10]),
    ]);
    let mut facts = facts(&[INTO, INTO]);
    facts.crossings.pop();
    facts.arguments[1] = Kept::Stays;
    let predicted = predict(&item, &facts);
    // The code of what stays is in the bodies.
    assert_eq!((predicted.inner, predicted.shims), (2000, 3 * CALL));
}

#[test]
fn the_arguments_of_a_function_around_it_stay() {
    let item = item(&[(&["X", "A"], 1000, &[0, 0]), (&["Y", "A"], 1000, &[0, 0])]);
    assert_eq!(predict(&item, &facts(&[INTO])).inner, 2000);
}

#[test]
fn methods_have_a_body_for_each_type() {
    let mut item = item(&[(&["A"], 1000, &[0]), (&["B"], 1000, &[0])]);
    let instances = std::mem::take(&mut item.instances).into_iter();
    item.instances = (instances.enumerate())
        .map(|(index, (mut arguments, instance))| {
            arguments.self_type = Some(type_name(&format!("Store<{index}>")));
            (arguments, instance)
        })
        .collect();
    assert_eq!(predict(&item, &facts(&[INTO])).inner, 2000);
}

#[test]
fn the_closures_of_the_body_that_stays_keep_their_satellites() {
    let mut item = item(&[(&["A"], 1000, &[0]), (&["B"], 1000, &[0])]);
    item.satellites = 600;
    item.satellites_of_one = 350;
    let predicted = predict(&item, &facts(&[INTO]));
    assert_eq!((predicted.before, predicted.inner), (2600, 1350));
    // Drop glue of futures: each shim has one.
    let mut of_future = facts(&[INTO]);
    of_future.is_async = true;
    assert_eq!(predict(&item, &of_future).inner, 2 * 1000 + 600);
}

#[test]
fn each_way_to_cross_has_its_price() {
    let custom = |tries| Carrier::Custom { tries };
    let shim = |carriers: &[Carrier]| {
        let own = vec!["A"; carriers.len()];
        let of_argument = vec![0; carriers.len()];
        predict(&item(&[(&own, 1000, &of_argument)]), &facts(carriers)).shims
    };
    assert_eq!(shim(&[Carrier::Shown]), CALL + SHOWN);
    assert_eq!(shim(&[INTO, INTO, INTO]), CALL + 2 * HELD);
    assert_eq!(shim(&[custom(false)]), CALL);
    assert_eq!(shim(&[custom(true), custom(true)]), CALL + 2 * TRY + HELD);
    assert_eq!(shim(&[Carrier::Object, INTO]), CALL + OBJECT);
    // What a closure does stays, as a method of its vtable; what a type of others does is
    // there anyway.
    let object = facts(&[Carrier::Object]);
    for (argument, stays) in [("a::main::{closure#1}", 300), ("a::Visitor", 0)] {
        let own = [argument];
        let shims = predict(&item(&[(&own, 1000, &[300])]), &object).shims;
        assert_eq!(shims, CALL + OBJECT + stays, "{argument}");
    }
}

#[test]
fn a_list_and_a_future_cost_more() {
    let item = item(&[(&["A"], 1000, &[0]), (&["B"], 1000, &[0])]);
    let mut facts = facts(&[INTO]);
    facts.crossings[0].shape = Shape::Vec;
    assert_eq!(predict(&item, &facts).shims, 2 * (CALL + COLLECT));
    facts.crossings[0].shape = Shape::Value;
    facts.is_async = true;
    let predicted = predict(&item, &facts);
    // It is polled, and dropped half-way.
    assert_eq!(predicted.inner, 2000);
    assert_eq!(predicted.shims, 2 * (CALL + FUTURE));
}

#[test]
fn nothing_is_no_division_by_zero() {
    let predicted = predict(&item(&[]), &facts(&[INTO]));
    assert_eq!((predicted.before, predicted.saving), (0, 0));
}
