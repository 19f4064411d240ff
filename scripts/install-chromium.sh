#!/bin/sh
# Installs Debian's Chromium for the console's tests when there is none. Quiet when there is nothing to do.
# Where it cannot be had (no root, no network, another system), the tests are skipped and say so.
set -eu
if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
  echo 'Chromium is missing and cannot be installed here: the tests of the console will be skipped.'
  exit 0
fi
echo 'Installing Chromium for the tests of the console'
{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
  echo 'Chromium could not be installed: the tests of the console will be skipped.'
