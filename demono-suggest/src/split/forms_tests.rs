use std::path::Path;

use demono_analysis::RefusalKind;

use super::forms::{forms, Forms};
use crate::source::tree::SourceTree;

fn tree(source: &str) -> SourceTree {
    let read = |path: &Path| match path.ends_with("lib.rs") {
        true => Ok(source.to_owned()),
        false => Err(std::io::ErrorKind::NotFound.into()),
    };
    SourceTree::load_with("a", Path::new("/a/src/lib.rs"), &read).unwrap()
}

/// The words of the forms of the function `name`.
fn words(source: &str, name: &str) -> Vec<String> {
    let tree = tree(source);
    let function = tree.functions.iter().find(|it| it.name == name).unwrap();
    match forms(&tree, function) {
        Forms::Some(forms) => forms.into_iter().map(|form| form.words).collect(),
        other => panic!("{other:?}"),
    }
}

const URL: &str = "
    pub trait IntoUrl { fn into_url(self) -> Result<Url, UrlError>; }
    pub fn relative(base: impl IntoUrl, target: impl IntoUrl) -> Result<String, UrlError> {
        let base = &base.into_url()?;
        let target = &target.into_url()?;
        Ok(base.relative(target))
    }
    pub fn lazy<U: IntoUrl>(url: U, timeout: u32) -> Result<String, UrlError> {
        if timeout == 0 { return Err(UrlError::Timeout); }
        Ok(url.into_url()?.to_string())
    }
    pub fn kept<U: IntoUrl>(url: U) -> Page { Page::new(Some(url)) }
";

#[test]
fn a_conversion_of_the_crates_own_is_spelled_out() {
    assert_eq!(
        words(URL, "relative")[0],
        "base: Url = base.into_url()?, target: Url = target.into_url()?"
    );
}

#[test]
fn what_is_checked_first_stays_first() {
    assert_eq!(
        words(URL, "lazy")[0],
        "url: Result<Url, UrlError> = url.into_url()"
    );
}

#[test]
fn plain_comes_before_objects() {
    let source = "fn f(p: impl AsRef<str>, f: impl FnMut(&str)) { f(p.as_ref()); g() }
        fn g(p: impl AsRef<str>) { h(p.as_ref()); i() }";
    assert_eq!(words(source, "f"), ["dyn", "partial"]);
    assert_eq!(words(source, "g"), [""]);
}

#[test]
fn what_leaves_every_generic_on_the_inner_is_no_form() {
    let source = "fn f<T: AsRef<str> + Clone>(of: T) -> Vec<T> { g(of.as_ref()); h(); vec![of] }";
    let tree = tree(source);
    match forms(&tree, &tree.functions[0]) {
        Forms::Refused(reasons) => {
            assert_eq!(
                reasons[0].kind,
                RefusalKind::StaysInReturnType,
                "{reasons:?}"
            );
        }
        other => panic!("{other:?}"),
    }
}
