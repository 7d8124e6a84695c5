#!/usr/bin/env bash
# A Rust toolchain with the wasm32-unknown-unknown target, from Debian's packages alone: for machines
# where rustup cannot download. Debian ships the compiler (rustc-web) and the sources of the standard
# library, but not the library built for this target, so it is built here, once for each version.
# Needs root and the crates registry. Ends with the toolchain known to rustup as debian-wasm.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

packages=(rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web)
if ! dpkg --status "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  apt-get install -y -q --no-install-recommends "${packages[@]}"
fi

version=$(/usr/bin/rustc --version)
host=$(/usr/bin/rustc --version --verbose | sed -n 's/^host: //p')
llvm=$(/usr/bin/rustc --version --verbose | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
target=wasm32-unknown-unknown
library=/usr/lib/rustlib/$target

# The linker of the same LLVM, under the name by which rustc looks for it.
if ! command -v "lld-$llvm" >/dev/null; then
  apt-get update -q
  apt-get install -y -q --no-install-recommends "lld-$llvm"
fi
mkdir -p "/usr/lib/rustlib/$host/bin"
ln -sf "$(command -v "lld-$llvm")" "/usr/lib/rustlib/$host/bin/rust-lld"

if [ "$(cat "$library/.built-for" 2>/dev/null)" != "$version" ]; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  mkdir "$scratch/src"
  : >"$scratch/src/lib.rs"
  printf '[package]\nname = "stdbuild"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n' \
    >"$scratch/Cargo.toml"
  # embed-bitcode: link-time optimisation needs it. force-unstable-if-unmarked: as the real library
  # is built, so that programs cannot see its own dependencies. `test`: for tests on this target.
  (
    cd "$scratch"
    unset RUSTUP_TOOLCHAIN CARGO CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS RUSTDOC LD_LIBRARY_PATH
    PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
      RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" \
      /usr/bin/cargo build --quiet --release --target $target -Zbuild-std=std,panic_abort,test
  )
  rm -rf "$library"
  mkdir -p "$library/lib"
  cp "$scratch/target/$target/release/deps/"*.rlib "$library/lib/"
  rm -f "$library/lib/"libstdbuild-*.rlib
  echo "$version" >"$library/.built-for"
fi

rustup toolchain link debian-wasm /usr
