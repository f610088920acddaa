#!/usr/bin/env bash
# Uses the library from Python, Java and Go as a user of each would: the packages that jsii-pacmak makes, installed by the tools of
# the language. Programs in each language must write what the same programs in TypeScript write, byte by byte, and be refused
# what those are refused. Finds what it needs on a Debian machine, or installs it. Works in .cache/bindings.
# The last line is "N passed, N failed".
#
#   test/bindings/run.sh [--built] [python] [java] [go]      --built: packs what is compiled already
set -euo pipefail

PROGRAMS=(canary bookinfo features refused)

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
here=$root/test/bindings
cache=$root/.cache/bindings
mkdir -p "$cache"
# shellcheck source=../../scripts/go.sh
source scripts/go.sh

built=no languages=()
for argument in "$@"; do
  case "$argument" in
    --built) built=yes ;;
    python | java | go) languages+=("$argument") ;;
    *) sed -n '2,7p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
  esac
done
((${#languages[@]})) || languages=(python java go)

passed=0 failed=0
say() { printf '\n== %s\n' "$*"; }
check() { # NAME COMMAND...: counts whether the command succeeds
  local name=$1
  shift
  if "$@" >"$cache/check.log" 2>&1; then
    passed=$((passed + 1)); echo "ok    $name"
  else
    failed=$((failed + 1)); echo "FAIL  $name"; tail -n 60 "$cache/check.log"
  fi
}

# --- what the machine must have ---------------------------------------------------------------------------------

apt_install() {
  say "installing $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_python() {
  local probe
  probe=$(mktemp -d)
  python3 -m venv "$probe" >/dev/null 2>&1 || apt_install python3 python3-venv python3-pip
  rm -rf "$probe"
}

find_java() {
  local missing=()
  command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || missing+=(maven)
  ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

# --- packages and programs --------------------------------------------------------------------------------------

version() { node -p "require('$root/node_modules/$1/package.json').version"; }

# pacmak LANGUAGE PROJECT...: makes the packages of a language in $cache/LANGUAGE/package
pacmak() {
  local language=$1
  shift
  rm -rf "$cache/$language/package"
  mkdir -p "$cache/$language/package"
  npx jsii-pacmak --target "$language" --force-target --no-npmignore --outdir "$cache/$language/package" "$@" >"$cache/$language/pacmak.log" 2>&1
}

size() { # NAME FILE
  echo "== $1: $(du -sk "$2" | cut -f1) KiB"
}

# Has the programs of a language run, and compares what they do with what those in TypeScript do.
compare() { # LANGUAGE COMMAND...: the command takes the name of a program, and its arguments
  local language=$1 out=$cache/$1/out program
  shift
  rm -rf "$out"
  mkdir -p "$out"
  for program in "${PROGRAMS[@]}"; do
    check "$language: $program runs" run "$out/$program" "$@" "$program"
  done
  check "$language: the canary is the same, byte by byte" diff -r "$expected/canary" "$out/canary"
  check "$language: Bookinfo is the same, byte by byte" diff -r "$expected/bookinfo" "$out/bookinfo"
  check "$language: FastApp runs" run "$out/fast" "$@" bookinfo fast
  check "$language: FastApp writes the same bytes" diff -r "$expected/bookinfo" "$out/fast"
  check "$language: all else is the same, with Helm's files" diff -r "$expected/features" "$out/features"
  check "$language: a policy of one's own finds what it should, and requests go where they should" diff "$expected/features.txt" "$out/features.txt"
  check "$language: warnings are printed, once" diff <(warnings "$expected/features.err") <(warnings "$out/features.err")
  check "$language: errors and findings have the same words" diff "$expected/refused.txt" <(words "$out/refused.txt")
  check "$language: nothing is written for a wrong app" bash -c "[[ -s '$out/refused.txt' && -z \$(find '$out/refused' -name '*.yaml') ]]"
}

run() { # OUT COMMAND...: manifests go to the folder OUT, what is printed to OUT.txt and OUT.err
  local out=$1
  shift
  CDK8S_OUTDIR=$out "$@" >"$out.txt" 2>"$out.err" || { cat "$out.txt" "$out.err"; return 1; }
}
words() { sed 's/^Error: //' "$1"; } # jsii puts it before the errors of methods
warnings() { grep -F '[warning]' "$1"; }

# --- the languages ----------------------------------------------------------------------------------------------

typescript() { npx ts-node -T --project test/tsconfig.json "test/bindings/typescript/$1.ts" "${@:2}"; }

use_python() {
  find_python
  # The package's README is in Python if this is newer than the compiled code.
  [[ .jsii.tabl.json -nt .jsii ]] || npx projen rosetta >"$cache/rosetta.log" 2>&1 || { cat "$cache/rosetta.log"; return 1; }
  pacmak python . || { cat "$cache/python/pacmak.log"; return 1; }
  local wheel venv=$cache/python/venv
  wheel=$(ls "$cache"/python/package/python/*.whl)
  size 'the wheel' "$wheel"
  [[ -x $venv/bin/python ]] || python3 -m venv "$venv" || return 1
  "$venv/bin/pip" install -q --disable-pip-version-check "cdk8s==$(version cdk8s)" "constructs==$(version constructs)" "$wheel" || return 1
  "$venv/bin/pip" install -q --disable-pip-version-check --force-reinstall --no-deps "$wheel" || return 1
  check 'python: pip finds that all requirements are met' "$venv/bin/pip" check
  python_program() { env PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/python/$1.py" "${@:2}"; }
  compare python python_program
  check 'python: the README in Python compiles, and its programs run' run "$cache/python/out/readme" python_program readme
}

use_java() {
  find_java
  # Nobody reads the sources and the pages here.
  MAVEN_OPTS='-Dmaven.javadoc.skip=true -Dmaven.source.skip=true' pacmak java . || { cat "$cache/java/pacmak.log"; return 1; }
  local package=$cache/java/package/java app=$cache/java/app
  size 'the jar' "$(find "$package" -name '*.jar')"
  rm -rf "$app"
  cp -r "$here/java" "$app"
  # The package's version is always the same: one that was installed before must not be taken.
  local installed
  installed=${M2_REPOSITORY:-$HOME/.m2/repository}/io/github/cdk8s-istio/cdk8s-istio/$(node -p 'require("./package.json").version')
  rm -rf "$installed"
  check 'java: the programs compile' mvn -q --batch-mode -f "$app/pom.xml" compile dependency:build-classpath -Dmdep.outputFile="$app/classpath" \
    -Dbuilt="$package" -Dcdk8s-istio.version="$(node -p 'require("./package.json").version')" \
    -Dcdk8s.version="$(version cdk8s)" -Dconstructs.version="$(version constructs)"
  java_program() { java -cp "$app/target/classes:$(cat "$app/classpath")" "bookinfo.${1^}" "${@:2}"; }
  compare java java_program
  rm -rf "$installed"
}

use_go() {
  find_go
  # Modules of others that no proxy has are made here, of the packages that the library is developed with.
  local module projects=() app=$cache/go/app constructs=github.com/aws/constructs-go/constructs/v10 cdk8s=github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2
  (cd / && go list -m "$constructs@v$(version constructs)") >/dev/null 2>&1 || projects+=(node_modules/constructs)
  (cd / && go list -m "$cdk8s@v$(version cdk8s)") >/dev/null 2>&1 || projects+=(node_modules/cdk8s)
  JSII_BUILD_GO=0 pacmak go ${projects[@]+"${projects[@]}"} . || { cat "$cache/go/pacmak.log"; return 1; }
  size 'the Go module' "$cache/go/package/go/cdk8sistio"
  rm -rf "$app"
  cp -r "$here/go" "$app"
  (
    cd "$app"
    go mod init bookinfo
    for module in "$cache"/go/package/go/*/go.mod; do
      go mod edit -replace "$(sed -n 's/^module //p' "$module")=$(dirname "$module")"
    done
    go mod edit -require "$constructs@v$(version constructs)" -require "$cdk8s@v$(version cdk8s)"
    go mod tidy
  ) >"$cache/go/mod.log" 2>&1 || { cat "$cache/go/mod.log"; return 1; }
  check 'go: the programs compile' bash -c "cd '$app' && go vet ./... && go build -o bin/ ./..."
  go_program() { "$app/bin/$1" "${@:2}"; }
  compare go go_program
}

# --- all of it --------------------------------------------------------------------------------------------------

if [[ $built == no ]]; then npx projen compile && node scripts/lazy-exports.mjs lib; fi

say 'the programs in TypeScript'
expected=$cache/typescript/out
rm -rf "$expected"
mkdir -p "$expected"
for program in "${PROGRAMS[@]}"; do check "typescript: $program runs" run "$expected/$program" typescript "$program"; done
check 'typescript: a warning is printed' warnings "$expected/features.err"

for language in "${languages[@]}"; do
  say "$language"
  mkdir -p "$cache/$language"
  began=$SECONDS
  "use_$language" || { failed=$((failed + 1)); echo "FAIL  $language: the package is made and installed"; }
  echo "== $language: $((SECONDS - began)) seconds"
done

printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
