#!/bin/sh
# Installs the dependencies when they are missing or older than the lock file, so that
# `npm start` and `npm test` work on a fresh clone. Quiet when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund
  touch node_modules/.package-lock.json
fi
