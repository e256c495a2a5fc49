#!/usr/bin/env bash
# Stands in for the Azure CLI: records its arguments, answers as Azure would, and fails where FAIL_AT says.
printf '%s\n' "az $*" >>"$AZ_LOG"
printf 'REDIS_URL=%s\n' "${REDIS_URL:-}" >>"$AZ_LOG.env"
if [[ -n "${FAIL_AT:-}" && "$*" == *"$FAIL_AT"* ]]; then
  echo "ERROR: (Fake) $FAIL_AT failed" >&2
  exit 1
fi
case "$*" in
  "acr show "*) echo "cases.azurecr.io" ;;
  *"group what-if "*) echo "+ Microsoft.App/containerApps/redis-app" ;;
  *"outputs.apiUrl.value"*) echo "${FAKE_API_URL:-}" ;;
  *"outputs.pageUrl.value"*) echo "https://page.example" ;;
  *latestRevisionName*) echo "medical-case-api--0000002" ;;
  *latestReadyRevisionName*) echo "medical-case-api--${FAKE_READY:-0000002}" ;;
  *healthState*) echo "${FAKE_HEALTH:-Healthy}" ;;
esac
