/// `FnMut` with its arguments as a tuple. A vtable of `dyn FnMut` holds `call_once` as
/// well, which takes the closure by value and so has to drop it.
pub trait NarrowFnMut<Args, Output> {
    fn __demono_call(&mut self, args: Args) -> Output;
}

/// `Fn`, like [`NarrowFnMut`].
pub trait NarrowFn<Args, Output> {
    fn __demono_call(&self, args: Args) -> Output;
}

/// `FnOnce`, implemented for an `Option` of the function: a call takes it out.
pub trait NarrowFnOnce<Args, Output> {
    fn __demono_call(&mut self, args: Args) -> Output;
}

/// A body that took an `FnOnce` cannot call it twice, so this is never called.
#[cold]
#[inline(never)]
fn called_twice() -> ! {
    unreachable!("demono: an `FnOnce` was called twice")
}

macro_rules! arities {
    ($($name:ident)*) => {
        arities!(@each [] $($name)*);
    };
    (@each [$($name:ident)*] $($rest:ident)*) => {
        arities!(@one $($name)*);
        arities!(@next [$($name)*] $($rest)*);
    };
    (@next [$($name:ident)*]) => {};
    (@next [$($name:ident)*] $next:ident $($rest:ident)*) => {
        arities!(@each [$($name)* $next] $($rest)*);
    };
    (@one $($name:ident)*) => {
        #[allow(non_snake_case)]
        impl<__F: FnMut($($name),*) -> __R + ?Sized, $($name,)* __R> NarrowFnMut<($($name,)*), __R> for __F {
            #[inline]
            fn __demono_call(&mut self, ($($name,)*): ($($name,)*)) -> __R {
                self($($name),*)
            }
        }

        #[allow(non_snake_case)]
        impl<__F: Fn($($name),*) -> __R + ?Sized, $($name,)* __R> NarrowFn<($($name,)*), __R> for __F {
            #[inline]
            fn __demono_call(&self, ($($name,)*): ($($name,)*)) -> __R {
                self($($name),*)
            }
        }

        #[allow(non_snake_case)]
        impl<__F: FnOnce($($name),*) -> __R, $($name,)* __R> NarrowFnOnce<($($name,)*), __R> for Option<__F> {
            #[inline]
            fn __demono_call(&mut self, ($($name,)*): ($($name,)*)) -> __R {
                match self.take() {
                    Some(function) => function($($name),*),
                    None => called_twice(),
                }
            }
        }
    };
}

arities!(A B C D E F G H I J K L M N O P);
