/// A converted value, with the method of its conversion: in the arguments of a macro that
/// shows them, that call stays as it is written.
#[derive(Clone, Copy)]
pub struct Same<T>(pub T);

impl<T: Copy> Same<T> {
    #[inline]
    pub fn as_ref(&self) -> T {
        self.0
    }

    #[inline]
    pub fn borrow(&self) -> T {
        self.0
    }
}

impl<T> Same<T> {
    #[inline]
    pub fn into(self) -> T {
        self.0
    }
}

#[allow(clippy::should_implement_trait)] // A method of its own comes before any trait's.
impl<T: ?Sized> Same<&mut T> {
    #[inline]
    pub fn as_mut(&mut self) -> &mut T {
        self.0
    }

    #[inline]
    pub fn borrow_mut(&mut self) -> &mut T {
        self.0
    }
}
