//! Empty: this crate exists for the archives that its dependency builds (see Cargo.toml).
