//! Operations that may fail. Each is a type of its own, with different captures.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use example_retry::Error;

/// A function.
pub(crate) fn knock(attempt: u32) -> Result<String, Error> {
    match attempt {
        1 | 2 => Err(Error::Busy),
        3 => Err(Error::Timeout(Duration::from_millis(30))),
        _ => Ok("come in  ".to_owned()),
    }
}

/// A server that answers from a script.
pub(crate) fn scripted(
    script: &'static [Result<&'static str, u64>],
) -> impl FnMut(u32) -> Result<String, Error> {
    move |attempt| match script.get(attempt as usize - 1) {
        Some(Ok(answer)) => Ok((*answer).to_owned()),
        Some(Err(millis)) => Err(Error::Throttled(Duration::from_millis(*millis))),
        None => Err(Error::Refused("the script is over".to_owned())),
    }
}

/// The second, if the first fails.
pub(crate) fn either(
    mut first: impl FnMut(u32) -> Result<String, Error>,
    mut second: impl FnMut(u32) -> Result<String, Error>,
) -> impl FnMut(u32) -> Result<String, Error> {
    move |attempt| first(attempt).or_else(|_| second(attempt))
}

/// Letters that arrive one by one, and not always intact.
pub(crate) fn letters(text: &str) -> impl FnMut(u32) -> Result<String, Error> + '_ {
    let mut rest = text.chars();
    let mut arrived = String::new();
    move |_| match rest.next() {
        Some('?') => Ok(format!("{arrived}{}", char::REPLACEMENT_CHARACTER)),
        Some(letter) => {
            arrived.push(letter);
            Err(Error::Garbled(arrived.clone()))
        }
        None => Ok(arrived.clone()),
    }
}

/// Jobs that are done in the order in which they came.
pub(crate) fn queue(jobs: impl Into<VecDeque<u64>>) -> impl FnMut(u32) -> Result<String, Error> {
    let mut jobs = jobs.into();
    let mut done = Vec::new();
    move |attempt| {
        let Some(job) = jobs.pop_front() else {
            return Ok(format!("{done:?}"));
        };
        if job > u64::from(attempt) * 10 {
            jobs.push_back(job / 2);
        } else {
            done.push(job);
        }
        Err(Error::Timeout(Duration::from_millis(job)))
    }
}

/// Names, each known at one attempt only.
pub(crate) fn directory(names: BTreeMap<u32, String>) -> impl Fn(u32) -> Result<String, Error> {
    move |attempt| match names.range(attempt..).next() {
        Some((known, name)) if *known == attempt => Ok(name.to_uppercase()),
        Some((known, _)) => Err(Error::Throttled(Duration::from_secs(u64::from(*known)))),
        None => Err(Error::Refused(format!("{} names only", names.len()))),
    }
}

/// A lock that opens at a number that is hard to guess.
#[derive(Clone, Copy)]
pub(crate) struct Lock {
    pub(crate) wheels: [u8; 24],
    pub(crate) open: u32,
}

impl Lock {
    pub(crate) fn turn(&mut self, attempt: u32) -> Result<String, Error> {
        let mut carry = attempt;
        for wheel in &mut self.wheels {
            carry += u32::from(*wheel);
            *wheel = (carry % 10) as u8;
            carry /= 3;
        }
        let sum: u32 = self.wheels.iter().map(|wheel| u32::from(*wheel)).sum();
        match sum % self.open {
            0 => Ok(format!("open at {sum}")),
            left => Err(Error::Timeout(Duration::from_micros(u64::from(left)))),
        }
    }
}
