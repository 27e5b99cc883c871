#!/usr/bin/env bash
# Installs the Debian packages that only `make samples` needs: producers of PDFs and their fonts.
set -euo pipefail

sudo=""
if [[ $EUID -ne 0 ]]; then
    sudo="sudo"
fi

$sudo apt-get update
$sudo apt-get install --yes --no-install-recommends \
    chromium default-jre-headless fop libreoffice-writer-nogui wkhtmltopdf \
    fonts-crosextra-caladea fonts-crosextra-carlito fonts-dejavu fonts-liberation fonts-open-sans
