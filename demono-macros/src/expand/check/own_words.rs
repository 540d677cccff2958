//! How the user writes a parameter's own conversion, for the remedies of refusals.

use crate::expand::crossing::form::Form;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::plan::converted::Converted;
use crate::expand::syntax::build::stream;

/// How to write its conversion, where it is one of std's.
pub(super) fn conversion_in_words(converted: &Converted<'_>) -> Option<String> {
    let standard = converted.conversion.standard();
    standard.map(|_| own_call(converted))
}

pub(super) fn own_call(converted: &Converted<'_>) -> String {
    let name = converted.name;
    if let Some(custom) = converted.conversion.custom() {
        return stream(&custom.value).to_string();
    }
    let method = converted.conversion.by().and_then(ConversionTrait::method);
    match (method, &converted.conversion.form) {
        (Some(method), Form::Value | Form::Ref(_) | Form::RefMut(_)) => {
            format!("{name}.{method}()")
        }
        (Some(method), _) => format!("{name}.map(|value| value.{method}())"),
        (None, _) => format!("{name}.to_string()"),
    }
}
