#!/bin/sh
# Installs Istio, or changes it, in this order.
set -eu
cd "$(dirname "$0")"

helm upgrade --install istio-base base --repo https://istio-release.storage.googleapis.com/charts --version '~1.31.0' \
  --namespace istio-system --create-namespace --values 1-istio-base.values.yml --wait

helm upgrade --install istiod istiod --repo https://istio-release.storage.googleapis.com/charts --version '~1.31.0' \
  --namespace istio-system --create-namespace --values 2-istiod.values.yml --wait

helm upgrade --install istio-cni cni --repo https://istio-release.storage.googleapis.com/charts --version '~1.31.0' \
  --namespace istio-system --create-namespace --values 3-istio-cni.values.yml --wait

helm upgrade --install istio-ingressgateway gateway --repo https://istio-release.storage.googleapis.com/charts --version '~1.31.0' \
  --namespace istio-system --create-namespace --values 4-istio-ingressgateway.values.yml --wait

helm upgrade --install ilb-gateway gateway --repo https://istio-release.storage.googleapis.com/charts --version '~1.31.0' \
  --namespace user-ingressgateway-ns --create-namespace --values 5-ilb-gateway.values.yml --wait
