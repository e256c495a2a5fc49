#!/bin/sh
# Writes config.json and the security headers from the environment, before nginx starts. API_URL is where browsers find the
# API: an absolute address, without a path. One build of the page serves every environment.
set -eu
here="${PAGE_TEMPLATES:-/etc/nginx}"
out="${PAGE_OUT:-/tmp/page}"

case "${API_URL:-}" in
  https://* | http://*) ;;
  *)
    echo "API_URL is not set to an absolute address, such as https://medical-case-api.example; the page needs it." >&2
    exit 1
    ;;
esac
api="${API_URL%/}"
build="${BUILD_SHA:-}"
# What goes between quotes of JSON and into a header may hold nothing that ends either.
if printf '%s' "$api" | LC_ALL=C grep -q '[^A-Za-z0-9:/._-]' || printf '%s' "${api#*://}" | grep -q '/'; then
  echo "API_URL may only hold scheme, host and port." >&2
  exit 1
fi
if printf '%s' "$build" | LC_ALL=C grep -q '[^A-Za-z0-9._-]'; then
  echo "BUILD_SHA may only hold letters, digits, dots, dashes and underscores." >&2
  exit 1
fi

mkdir -p "$out"
printf '{"apiUrl":"%s","build":"%s"}\n' "$api" "$build" >"$out/config.json"
sed "s|%API_ORIGIN%|$api|" "$here/security-headers.template" >"$out/security-headers.conf"
echo "The page talks to $api"
