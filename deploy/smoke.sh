#!/usr/bin/env bash
# Checks a running system from outside, as a user would meet it. Needs bash and curl.
#   APP_USERNAME=… APP_PASSWORD=… deploy/smoke.sh API_URL [PAGE_URL]
# EXPECT_BUILD: the build that has to answer. SMOKE_WAIT_SECONDS: how long it may take to come up (60).
# It leaves one case behind, retired, under the title "Smoke test".
set -euo pipefail

if [[ $# -lt 1 || $# -gt 2 ]]; then
  echo "Usage: APP_USERNAME=… APP_PASSWORD=… $0 API_URL [PAGE_URL]" >&2
  exit 2
fi
missing=()
for name in APP_USERNAME APP_PASSWORD; do [[ -n "${!name:-}" ]] || missing+=("$name"); done
if ((${#missing[@]} > 0)); then
  echo "Not set: ${missing[*]}. The check signs in as a user does." >&2
  exit 2
fi
api="${1%/}"
page="${2:-}"
page="${page%/}"

# Credentials go to curl in files that only this user can read: on its command line everybody could.
folder="$(umask 077 && mktemp -d)"
trap 'rm -rf "$folder"' EXIT
quoted() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }
printf 'user = "%s:%s"\n' "$(quoted "$APP_USERNAME")" "$(quoted "$APP_PASSWORD")" >"$folder/right"
printf 'user = "%s:%s"\n' "$(quoted "$APP_USERNAME")" "not-the-password" >"$folder/wrong"
: >"$folder/nobody"

status=''
# call WHO METHOD URL [JSON]: the status goes to $status, the body to a file.
call() {
  local who="$1" method="$2" url="$3" json="${4:-}"
  local options=(--silent --show-error --max-time 90 --config "$folder/$who" --request "$method" --output "$folder/body")
  options+=(--dump-header "$folder/headers" --write-out '%{http_code}')
  [[ -z "$json" ]] || options+=(--header 'content-type: application/json' --data "$json")
  : >"$folder/body"
  status="$(curl "${options[@]}" "$url" 2>"$folder/problem")" || status="no answer ($(head -c 200 "$folder/problem"))"
}
field() { grep -o "\"$1\":[^,}]*" "$folder/body" | head -n 1 | sed 's/^[^:]*://; s/^"//; s/"$//' || true; }
fail() {
  echo "FAILED  $1" >&2
  echo "        $(head -c 400 "$folder/body")" >&2
  echo "        See \"When something is wrong\" in docs/operations.md." >&2
  exit 1
}
# expect STATUS WHAT: goes on if the last call ended so.
expect() {
  [[ "$status" == "$1" ]] || fail "$2: expected $1, got $status"
  echo "ok      $2"
}
contains() { grep -q -- "$1" "$folder/body" || fail "$2"; }

# The first answer may take a start of the container.
deadline=$((SECONDS + ${SMOKE_WAIT_SECONDS:-60}))
while :; do
  call nobody GET "$api/"
  [[ "$status" != 200 && $SECONDS -lt $deadline ]] || break
  sleep 2
done
expect 200 "GET / is alive"
contains 'Medical Case Generator API' "GET / is answered by something else"
if [[ -n "${EXPECT_BUILD:-}" ]]; then
  contains "\"$EXPECT_BUILD\"" "GET / is answered by another build than $EXPECT_BUILD"
  echo "ok      GET / is build $EXPECT_BUILD"
fi

call nobody GET "$api/health"
expect 200 "GET /health: $(field status), Redis $(field redis_connection), database $(field database_connection)"
[[ "$(field redis_connection)" != disconnected ]] || fail "GET /health: Redis is configured but cannot be reached, so editing is off"

call wrong GET "$api/auth/check"
expect 401 "a wrong password is refused"
call right GET "$api/auth/check"
expect 204 "the right one is accepted"

wanted='{"description":"58-year-old man, chest pressure since breakfast, diabetic, smoker","primary_diagnosis":"inferior STEMI","model":"library","seed":7}'
call right POST "$api/preview-case" "$wanted"
expect 200 "the library writes a case"
session="$(field session_id)"
[[ -n "$session" && "$session" != null ]] || fail "the draft has no edit session"

call right PUT "$api/edit-case" "{\"session_id\":\"$session\",\"title\":\"Smoke test\"}"
expect 200 "the draft is edited"
call right GET "$api/session/$session"
expect 200 "the draft is shown again"
contains '"title":"Smoke test"' "the edit is not in the draft"

call right POST "$api/finalize-case" "{\"session_id\":\"$session\",\"override_reason\":\"Check of a deployment\"}"
expect 200 "the draft is finalized"
case_id="$(field case_id)"
[[ -n "$case_id" && "$case_id" != null ]] || fail "the finalized case has no id"

call right GET "$api/case/$case_id/simulator-export/lr-matrix-csv"
expect 200 "the case is exported"
[[ "$(wc -l <"$folder/body")" -gt 5 ]] || fail "the exported matrix is empty"

call right POST "$api/case/$case_id/retire" '{}'
expect 200 "the case is retired again"

if [[ -n "$page" ]]; then
  call nobody GET "$page/"
  expect 200 "the page is served"
  grep -qi '^content-security-policy:' "$folder/headers" || fail "the page has no content security policy"
  call nobody GET "$page/config.json"
  expect 200 "the page has its config.json"
  contains "\"$api\"" "config.json names another API than $api"
fi
echo "All is well at $api"
