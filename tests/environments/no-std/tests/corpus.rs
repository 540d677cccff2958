//! The corpus does what it should, built without std.

use environment_no_std::corpus::*;

#[test]
fn runs() {
    assert_eq!(into("a"), "a");
    assert_eq!(as_ref("ab"), 2);
    let mut bytes = [0; 3];
    as_mut(&mut bytes, 4);
    assert_eq!(bytes, [4; 3]);
    assert_eq!(borrow("ab"), 2);
    assert_eq!(borrow_mut(&mut [3, 1][..]), 3);
    assert_eq!(try_into(5_u32), Some(5));
    assert_eq!(display(7), "7");
    assert_eq!(to_string('c'), "c");
    assert_eq!(display_debug("a"), "a\"a\"");
    assert_eq!(option_into(Some('a')), Some("a".into()));
    assert_eq!(option_as_ref(Some("abc")), 3);
    assert_eq!(vec_into(vec!["a", "b"]), ["a", "b"]);
    assert_eq!(elided("abc", "a"), "bc");
    assert_eq!(opaque("abc").count(), 3);
    assert_eq!(partial::<u8, 2>("abc"), ([0; 2], 3));
    assert_eq!(Named::new("a").renamed("b", 'c').text(), "bc");
}
