#!/usr/bin/env bash
# Uses the packed library as a new user would: `npm pack`, installed in an empty folder together with plain cdk8s, from
# TypeScript and from plain JavaScript; and `cdk8s synth` over an app that is wrong must fail and say why.
# The last line is "N passed, N failed". With --built it packs what is compiled already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

passed=0 failed=0
check() { # NAME COMMAND...: counts whether the command succeeds
  local name=$1
  shift
  if "$@" >"$work/check.log" 2>&1; then
    passed=$((passed + 1)); echo "ok    $name"
  else
    failed=$((failed + 1)); echo "FAIL  $name"; cat "$work/check.log"
  fi
}

[[ ${1-} == --built ]] || npx projen compile
npm pack --json --pack-destination "$work" >"$work/pack.json"
tarball=$(echo "$work"/cdk8s-istio-*.tgz)

echo "== packed"
node scripts/check-package.mjs <"$work/pack.json" | tee "$work/package" || true
check 'the package holds what belongs into it, and is not too large' node scripts/check-package.mjs <"$work/pack.json"

mkdir "$work/app"
cp test/consumer/app/* "$work/app/"
cd "$work/app"
# What a cdk8s user has, at the versions that the library is developed with.
version() { node -p "require('$root/node_modules/$1/package.json').version"; }
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "$tarball" "cdk8s@$(version cdk8s)" "constructs@$(version constructs)" \
  "cdk8s-cli@$(version cdk8s-cli)" "typescript@$(version typescript)" "@types/node@$(version @types/node)" >"$work/install.log" 2>&1 \
  || { cat "$work/install.log"; exit 1; }

check 'a TypeScript app compiles, strictly' npx --no-install tsc --strict --noEmit --target es2022 --module node16 --moduleResolution node16 main.ts wrong.ts
npx --no-install tsc --target es2022 --module node16 --moduleResolution node16 --outDir js main.ts wrong.ts || true
check 'the compiled app synthesizes' env CDK8S_OUTDIR=ts-out node js/main.js
check 'a plain JavaScript app synthesizes' env CDK8S_OUTDIR=js-out node plain.js
check 'both write the same bytes' diff -r ts-out js-out
check 'cdk8s synth writes it too' npx --no-install cdk8s synth --app 'node plain.js' --output cli-out
check 'cdk8s synth writes the same bytes' diff -r js-out cli-out
check 'cdk8s synth of a wrong app fails' bash -c "! npx --no-install cdk8s synth --app 'node js/wrong.js' --output wrong-out >wrong.log 2>&1"
check 'it names the construct, the value and what to do' grep -F \
  'shop/other and shop/reviews: ' wrong.log
check 'it names all findings at once' bash -c "[[ \$(grep -cE '\\[CI[0-9]{4}\\]' wrong.log) -ge 2 ]]"
check 'nothing is written for it' bash -c '[[ -z $(find wrong-out -name "*.yaml" 2>/dev/null) ]]'

check 'the command line tells where a request goes' bash -c \
  "npx --no-install cdk8s-istio request js-out workloads.yaml --to reviews.shop --port 9080 --path /upload/7 | grep -F '90 %  reviews.shop.svc.cluster.local:9080 subset v1'"

npm install --silent --no-audit --no-fund jest@30 @types/jest@30 vitest@3 >"$work/install.log" 2>&1 || { cat "$work/install.log"; exit 1; }
check 'the matchers have types' npx --no-install tsc --strict --noEmit --target es2022 --module node16 --moduleResolution node16 --types node \
  traffic.jest.cts traffic.globals.cts traffic.vitest.mts
npx --no-install tsc --target es2022 --module node16 --moduleResolution node16 --types node --outDir tests traffic.jest.cts traffic.globals.cts traffic.vitest.mts || true
check 'they work with jest' npx --no-install jest --testMatch '**/tests/traffic.jest.cjs'
check 'they work with @jest/globals' npx --no-install jest --testMatch '**/tests/traffic.globals.cjs'
mv tests/traffic.vitest.mjs tests/vitest.test.mjs
check 'they work with vitest' npx --no-install vitest run tests/vitest.test.mjs

check 'the command line imports what was synthesized' npx --no-install cdk8s-istio import ts-out --output imported
rm -f imported/package.json imported/tsconfig.json
check 'the imported program compiles, strictly' npx --no-install tsc --strict --noEmit --target es2022 --module node16 --moduleResolution node16 imported/main.ts
npx --no-install tsc --target es2022 --module node16 --moduleResolution node16 imported/main.ts || true
check 'the imported program synthesizes' env CDK8S_OUTDIR=imported-out node imported/main.js
check 'it writes the same bytes' diff -r ts-out imported-out

printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
