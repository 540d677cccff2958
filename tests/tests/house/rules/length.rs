use crate::made_up::{clean, library};

#[test]
fn the_limit_is_the_last_line_that_is_allowed() {
    clean(&[("lib.rs", &"\n".repeat(450))]);
    let found = library(&[("lib.rs", "mod x;"), ("x.rs", &"\n".repeat(451))]);
    let expected = "a/src/x.rs:451 is past the limit of 450 lines, of 451: split the file by rule";
    assert_eq!(found, [expected]);
}

#[test]
fn tests_in_a_file_count_and_files_of_tests_do_not() {
    let long = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "\n".repeat(450));
    assert_eq!(library(&[("lib.rs", &long)]).len(), 1);
    clean(&[
        ("lib.rs", "#[cfg(test)]\nmod tests;"),
        ("tests.rs", &"\n".repeat(451)),
    ]);
    let marked = format!("#![cfg(test)]\n{}", "\n".repeat(451));
    clean(&[("lib.rs", "mod tests;"), ("tests.rs", &marked)]);
}
