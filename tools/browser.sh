#!/bin/sh
# Makes sure that the browser tests have a Chromium: the system's own, or Playwright's download.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji poppler-utils \
        >/dev/null
    exit 0
fi
.venv/bin/python -m playwright install chromium
