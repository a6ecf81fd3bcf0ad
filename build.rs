//! Tells the compiler when the page is to be split: `cargo xtask dist` sets the variable.

fn main() {
    const SPLIT: &str = "GLOSSATOR_SPLIT";
    println!("cargo::rerun-if-env-changed={SPLIT}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if std::env::var_os(SPLIT).is_some_and(|value| !value.is_empty()) {
        println!("cargo::rustc-cfg=split");
        // What refers to what: the splitter follows these references.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
