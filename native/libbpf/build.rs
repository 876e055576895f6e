//! Copies what `libbpf-sys` built (headers and PIC archives) to a fixed place for CMake: `target/libbpf`, or the folder
//! that `LIBBPF_STAGE` names when `scripts/prebuild` builds for another machine.
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
    let stage = env::var_os("LIBBPF_STAGE").map_or_else(|| manifest.join("target/libbpf"), PathBuf::from);
    copy_tree(&include, &stage.join("include"))?;
    fs::create_dir_all(stage.join("lib"))?;
    for archive in ["libbpf.a", "libelf.a", "libz.a"] {
        fs::copy(out.join(archive), stage.join("lib").join(archive))?;
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=LIBBPF_STAGE");
    println!("cargo:rerun-if-changed={}", stage.join("lib/libbpf.a").display());
    Ok(())
}
