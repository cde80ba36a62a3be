#!/usr/bin/env bash
# Compiles the shim into $1/libfacegrid_torch.so, only what is older than its source. TORCH_HOME chooses another libtorch.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$1
cxx=${CXX:-g++}
packages="apt-get install g++ libtorch-dev libopenblas0-pthread"

if [ -n "${TORCH_HOME:-}" ]; then
    includes="-isystem $TORCH_HOME/include -isystem $TORCH_HOME/include/torch/csrc/api/include"
    libraries="-L$TORCH_HOME/lib -Wl,-rpath,$TORCH_HOME/lib"
    header=$TORCH_HOME/include/ATen/ATen.h
else
    includes="-isystem /usr/include/torch/csrc/api/include"
    libraries=""
    header=/usr/include/ATen/ATen.h
fi

if ! command -v "$cxx" > /dev/null; then
    echo "the torch shim needs a C++ compiler and libtorch: $packages"
    exit 1
fi
if [ ! -f "$header" ]; then
    echo "the torch shim finds no libtorch headers ($header): $packages, or set TORCH_HOME to an unpacked libtorch"
    exit 1
fi

mkdir -p "$out"
# libtorch 2.1 and later need C++17; 2.9 and later C++20.
standard=c++17
version=$(dirname "$header")/../torch/version.h
[ -f "$version" ] || version=$(dirname "$header")/../torch/csrc/api/include/torch/version.h
if grep -qE 'TORCH_VERSION_MAJOR +([3-9]|2)$' "$version" && grep -qE 'TORCH_VERSION_MINOR +(9|[1-9][0-9])$' "$version"; then
    standard=c++20
fi
flags="-std=$standard -O1 -fPIC -fvisibility=hidden -fno-plt $includes"

# A libtorch of another ABI, place or version means compiling everything anew.
stamp="$cxx $flags $(stat -c %Y "$header")"
if [ "$(cat "$out/stamp" 2> /dev/null)" != "$stamp" ]; then
    rm -f "$out"/*.o
    printf '%s' "$stamp" > "$out/stamp"
fi

stale=()
objects=()
for source in "$here"/*.cpp; do
    object=$out/$(basename "$source" .cpp).o
    objects+=("$object")
    if [ ! -f "$object" ] || [ "$source" -nt "$object" ] || [ "$here/shim.h" -nt "$object" ]; then
        stale+=("$source")
    fi
done

if [ ${#stale[@]} -gt 0 ]; then
    # One failed unit says enough; its first error line is what the build shows.
    if ! printf '%s\n' "${stale[@]}" | xargs -P "$(nproc)" -I{} sh -c "$cxx $flags \$(grep -q 'FG_HOT' '{}' && echo -O3) -c '{}' -o '$out'/\$(basename '{}' .cpp).o 2> '$out'/\$(basename '{}' .cpp).log || exit 255" > /dev/null 2>&1; then
        echo "the torch shim does not compile: $(grep -hm1 'error' "$out"/*.log | head -1)"
        exit 1
    fi
fi

library=$out/libfacegrid_torch.so
if [ ! -f "$library" ] || [ ${#stale[@]} -gt 0 ]; then
    # shellcheck disable=SC2086
    if ! $cxx -shared -o "$library.new" "${objects[@]}" $libraries -Wl,--no-as-needed -ltorch -Wl,--as-needed -ltorch_cpu -lc10 2> "$out/link.log"; then
        echo "the torch shim does not link: $(head -1 "$out/link.log"); $packages"
        exit 1
    fi
    mv "$library.new" "$library"
fi
