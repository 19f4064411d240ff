#!/bin/sh
# Installs the dependencies when they are missing or older than the lock file, so that
# `npm start` and `npm test` work on a fresh clone. Quiet when there is nothing to do.
#
# `npm install --no-save` and not `npm ci`: both take the versions of package-lock.json, but the native tools
# (oxlint, oxfmt, tsc) have one package per platform, a registry mirror may lack some of them, and `npm ci`
# then refuses the whole lock file where `npm install` skips what this machine does not need.
# One of the packages is Node itself (`node`), so that an older node on the machine is no obstacle.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm install --no-save --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
