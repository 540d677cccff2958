use core::marker::PhantomData;

/// Says of a type whether it can be sent, by constants that exist only where it can. The
/// expansion declares a trait with the same constants as `false`.
pub struct Proof<T: ?Sized>(PhantomData<T>);

impl<T: Send + ?Sized> Proof<T> {
    pub const __DEMONO_SEND: bool = true;
}

impl<T: Sync + ?Sized> Proof<T> {
    pub const __DEMONO_SYNC: bool = true;
}
