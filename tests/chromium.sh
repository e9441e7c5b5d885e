#!/usr/bin/env bash
# Sees to it that there is a Chromium for the browser tests: the system's own, else Debian's package, else Playwright's.
set -euo pipefail
if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi
if command -v apt-get >/dev/null; then
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
  "${VENV:-.venv}/bin/python" -m playwright install chromium
fi
