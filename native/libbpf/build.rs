//! Copies what `libbpf-sys` built (headers and PIC archives) to `target/libbpf`, a fixed place for CMake.
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let include = PathBuf::from(env::var_os("DEP_BPF_INCLUDE").expect("libbpf-sys names its include folder"));
    let out = include.parent().expect("the archives lie beside the headers");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let stage = manifest.join("target/libbpf");
    copy_tree(&include, &stage.join("include"))?;
    fs::create_dir_all(stage.join("lib"))?;
    for archive in ["libbpf.a", "libelf.a", "libz.a"] {
        fs::copy(out.join(archive), stage.join("lib").join(archive))?;
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=target/libbpf/lib/libbpf.a");
    Ok(())
}
