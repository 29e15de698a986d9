//! The committed header is what the code says. `UPDATE=1 cargo test -p ordvakt-capi --test header` writes it.

use std::fs;
use std::path::Path;

#[test]
fn the_header_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).unwrap();
    let sources = [
        "text",
        "status",
        "error",
        "page",
        "content",
        "verdict",
        "statement",
        "moderator",
        "builder",
        "evidence",
    ];
    let bindings = sources
        .iter()
        .fold(cbindgen::Builder::new().with_config(config), |builder, name| {
            builder.with_src(root.join("src").join(name).with_extension("rs"))
        })
        .with_header(
            "// Ordvakt: screens Swedish comments against municipalities' own rules for social media.",
        )
        .with_after_include(format!("\n#define ORDVAKT_VERSION \"{}\"", env!("CARGO_PKG_VERSION")))
        .generate()
        .unwrap();
    let mut current = Vec::new();
    bindings.write(&mut current);
    let current = String::from_utf8(current).unwrap();

    let path = root.join("include/ordvakt.h");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &current).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    assert!(
        committed == current,
        "include/ordvakt.h is stale: run again with UPDATE=1 and look at the difference"
    );
}
