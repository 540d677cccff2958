//! Tries many operations until they work.

#[cfg_attr(
    feature = "one-type",
    expect(dead_code, reason = "the first operation is enough")
)]
mod operations;

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use example_retry::{retry, GaveUp, Policy, Success};
use example_types::Transcript;

#[inline(never)]
fn describe(result: Result<Success, GaveUp>, waits: &str) -> String {
    match result {
        Ok(success) => format!("{success}{waits}"),
        Err(error) => format!("{error}{waits}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    let policy = Policy::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($operation:expr) => {
            let mut waits = String::new();
            let result = retry(&policy, black_box($operation), |error, wait: Duration| {
                _ = write!(waits, "\n  {error}, wait {wait:?}");
            });
            transcript.add(describe(result, &waits));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($operation:expr) => {
            let mut waits = String::new();
            let mut on_retry = |error: &example_retry::Error, wait: Duration| {
                _ = write!(waits, "\n  {error}, wait {wait:?}");
            };
            let result = retry(&policy, &mut black_box($operation), &mut on_retry);
            transcript.add(describe(result, &waits));
        };
    }
    call!(operations::knock);
    #[cfg(not(feature = "one-type"))]
    {
        use std::cell::Cell;
        use std::collections::BTreeMap;
        use std::rc::Rc;

        use example_retry::Error;
        use operations::{directory, either, knock, letters, queue, scripted, Lock};

        call!(knock as fn(u32) -> Result<String, Error>);
        call!(scripted(&[Err(100), Err(4_000), Ok("late")]));
        call!(either(knock, scripted(&[Err(1), Ok("second")])));
        call!(letters("ab?"));
        call!(queue([30, 7, 12]));
        call!(directory(BTreeMap::from([
            (2, "two".to_owned()),
            (5, "five".to_owned()),
        ])));
        let mut lock = Lock {
            wheels: [3; 24],
            open: 7,
        };
        call!(move |attempt| lock.turn(attempt));
        call!(|attempt| lock.turn(attempt + 1));
        call!(&mut queue([1, 2]));
        call!(Box::new(directory(BTreeMap::new())) as Box<dyn FnMut(u32) -> _>);

        let text = String::from("7 apples, 5 pears, 11 plums");
        let mut words = text.split(", ");
        call!(move |_| {
            let word = words.next().ok_or(Error::Busy)?;
            match word.split_once(' ') {
                Some((count, fruit)) if count.len() > 1 => Ok(format!("many {fruit}")),
                _ => Err(Error::Garbled(word.to_owned())),
            }
        });
        call!(
            |attempt: u32| match text.char_indices().nth(attempt as usize * 5) {
                Some((at, 'l')) => Ok(text[at..].to_owned()),
                Some((at, _)) => Err(Error::Timeout(Duration::from_millis(at as u64))),
                None => Err(Error::Refused(text.clone())),
            }
        );

        let shared = Rc::new(Cell::new(1_u64));
        let other = Rc::clone(&shared);
        call!(move |_| {
            other.set(other.get() * 3 + 1);
            match other.get() {
                sum @ 100.. => Ok(sum.to_string()),
                sum => Err(Error::Throttled(Duration::from_millis(sum))),
            }
        });
        let limits = [shared.get(), 90, 80, 70];
        let mut load = vec![100.0_f64, 85.5, 60.25];
        call!(move |attempt: u32| {
            let limit = limits[attempt as usize % 4] as f64;
            load.retain(|share| *share > limit);
            load.iter_mut().for_each(|share| *share *= 0.9);
            match load.as_slice() {
                [] => Ok(format!("below {limit}")),
                [first, ..] => Err(Error::Timeout(Duration::from_secs_f64(first / 1000.0))),
            }
        });
        call!(|attempt| {
            let left = 3_u32.checked_sub(attempt).ok_or(Error::Refused(format!(
                "attempt {attempt} is one too many, {} in all",
                shared.get()
            )))?;
            Err(Error::Garbled("?".repeat(left as usize)))
        });
    }
}
