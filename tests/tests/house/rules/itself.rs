use std::path::Path;

use crate::check::check;
use crate::findings::lines;
use crate::imports::Face;
use crate::packages::Crate;

#[test]
fn the_test_of_the_house_keeps_its_rules() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = workspace.join("tests/tests/house/main.rs");
    let face = Face::Program;
    let findings = check(&workspace, &[Crate { root, face }]);
    assert_eq!(lines(&findings), Vec::<String>::new());
}
