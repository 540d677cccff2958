//! A page of a small site: templates from text and from files, values of many types.

use std::path::{Path, PathBuf};

use tera::{Context, Tera};

const BASE: &str = "<title>{% block title %}{{ site }}{% endblock %}</title>{% block body %}{% endblock %}";
const PAGE: &str = "{% extends 'base.html' %}{% block title %}{{ title | upper }}{% endblock %}\
    {% block body %}<ul>{% for item in items %}<li>{{ loop.index }} {{ item }}</li>{% endfor %}</ul>\
    {% if draft %}draft{% endif %} {{ words | join(sep=', ') }}{% endblock %}";

fn files(tera: &mut Tera, root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all(root)?;
    let footer: PathBuf = root.join("footer.html");
    std::fs::write(&footer, "<footer>{{ site }}</footer>")?;
    let header = format!("{}/header.html", root.display());
    std::fs::write(&header, "<header>{{ title }}</header>")?;
    tera.add_template_file(&footer, Some("footer.html"))?;
    tera.add_template_file(header.as_str(), None)?;
    tera.add_template_files([(root.join("footer.html"), Some("again.html"))])?;
    std::fs::remove_dir_all(root)?;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut tera = Tera::default();
    tera.add_raw_template("base.html", BASE)?;
    tera.add_raw_template(&format!("{}.html", "page"), &PAGE.to_owned())?;
    tera.add_raw_templates([("one.txt", "{{ title }}"), ("two.txt", "{{ items | length }}")])?;
    tera.add_raw_templates(vec![(String::from("three.txt"), String::from("{{ site }}"))])?;
    files(&mut tera, &std::env::temp_dir().join(format!("demono-wild-{}", std::process::id())))?;

    let mut context = Context::new();
    context.insert("title", "hello");
    context.insert("site", &String::from("demono"));
    context.insert(String::from("draft"), &true);
    context.insert("items", &[1u32, 2, 3]);
    context.insert("words", &vec!["a", "b"]);
    let mut names: Vec<&str> = tera.get_template_names().filter(|it| !it.contains('/')).collect();
    names.sort_unstable();
    for name in names {
        println!("{name}: {}", tera.render(name, &context)?);
    }
    println!("{}", tera.render_str("{{ 1 + 2 }} {{ title }}", &context)?);
    Ok(())
}
