//! In: a report. Out: text in one of the formats that `--format` names. Refused:
//! nothing; a report without content says so in words.

pub(crate) mod html;
pub(crate) mod svg;

#[cfg(test)]
mod samples;
