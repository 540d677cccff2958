/// What a method returns that only the converted value has.
pub struct OfConverted;

/// It is [`OfConverted`]. An error message has the name of this trait.
#[allow(non_camel_case_types)]
pub trait only_a_method_of_the_converted_value {}

impl only_a_method_of_the_converted_value for OfConverted {}

/// Any value, in code that is never executed.
pub fn any<T>() -> T {
    unreachable!()
}
