#!/bin/sh
# Installs Istio, or changes it, in this order.
set -eu
cd "$(dirname "$0")"

helm upgrade --install istio-ingressgateway gateway --repo https://istio-release.storage.googleapis.com/charts --version '1.31.0' \
  --namespace istio-system --create-namespace --values 1-istio-ingressgateway.values.yml --wait
