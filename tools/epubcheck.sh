#!/bin/sh
# Installs EPUBCheck where that is a matter of one command; elsewhere the tests of it are skipped.
set -eu
command -v epubcheck >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    apt-get install -y -qq --no-install-recommends epubcheck default-jre-headless >/dev/null || true
fi
