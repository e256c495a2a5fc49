#!/usr/bin/env bash
# Phase 2: shows what would change in Azure, changes it, waits for the new revision, and checks the running system from outside.
# Safe to run again at any time: the same settings and the same images change nothing.
#   deploy/deploy.sh [--yes]      --yes: does not ask after showing what would change
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

agreed=''
case "${1:-}" in
  --yes) agreed=yes ;;
  '') ;;
  *) die "Unknown option $1. Usage: deploy/deploy.sh [--yes]" ;;
esac

# The name that the deployment was designed with first, then the one that Azure makes; the API tries them in order.
export REDIS_URL="${REDIS_URL:-redis://redis-app.medical-case-env.internal:6379/0,redis://redis-app:6379/0}"
if [[ -z "${IMAGE_TAG:-}" && -f "$(tag_file)" ]]; then IMAGE_TAG="$(<"$(tag_file)")"; fi
export IMAGE_TAG="${IMAGE_TAG:-}"
database=POSTGRES_URL
[[ -z "${POSTGRES_ADMIN_PASSWORD:-}" ]] || database=POSTGRES_ADMIN_PASSWORD
need AZURE_RESOURCE_GROUP AZURE_LOCATION AZURE_CONTAINER_REGISTRY APP_USERNAME APP_PASSWORD "$database"
[[ -z "${ACR_USERNAME:-}" ]] || need ACR_PASSWORD
((${#APP_PASSWORD} >= 12)) || die "APP_PASSWORD has fewer than 12 characters; the API is open to the internet."
[[ -n "$IMAGE_TAG" ]] || die "There are no images to deploy." "Run deploy/build-images.sh first, or set IMAGE_TAG to a tag that it made."
need_az

group="$AZURE_RESOURCE_GROUP"
registry="${AZURE_CONTAINER_REGISTRY%%.*}"
api=medical-case-api
logs="az containerapp logs show --resource-group $group --name $api --tail 100"
CONTAINER_REGISTRY="$(az acr show --name "$registry" --query loginServer --output tsv)" ||
  die "The registry $registry cannot be read." "Is AZURE_CONTAINER_REGISTRY its name, and may your account read it?"
export CONTAINER_REGISTRY

parameters=(--parameters "$repository/infra/main.bicepparam")
# Explicit, so that it can be read in the history of deployments; with a password in it, it only goes by the environment.
if [[ "$REDIS_URL" == *@* ]]; then
  say "Redis: the addresses of REDIS_URL (they hold credentials and are not shown)"
else
  say "Redis: $REDIS_URL"
  parameters+=(--parameters "redisUrl=$REDIS_URL")
fi
[[ -n "${OPENAI_API_KEY:-}${AZURE_OPENAI_ENDPOINT:-}${OPENAI_BASE_URL:-}" ]] ||
  say "Language model: none is set; the built-in library writes the cases"

az group create --name "$group" --location "$AZURE_LOCATION" --output none ||
  die "The resource group $group could not be made or read." "A group keeps its region: is it in $AZURE_LOCATION?"

say "" "What would change in $group with images $IMAGE_TAG:"
az deployment group what-if --resource-group "$group" --result-format "${WHAT_IF_FORMAT:-ResourceIdOnly}" "${parameters[@]}" ||
  die "Azure would not accept this deployment; nothing was changed." "What it says stands above." \
    "\"AuthorizationFailed\": your account needs Owner on $group, or Contributor and User Access Administrator" \
    "(the apps' identity is given roles; with ACR_USERNAME and ACR_PASSWORD Contributor is enough)."

if [[ -z "$agreed" ]]; then
  [[ -t 0 ]] || die "There is no terminal to ask on; nothing was changed." "Run deploy/deploy.sh --yes if the above is what you want."
  read -r -p "Deploy this? [y/N] " answer
  [[ "$answer" == [yY]* ]] || die "Not deployed; nothing was changed."
fi

name="medical-case-$IMAGE_TAG"
say "" "Deploying; this takes some minutes ..."
az deployment group create --resource-group "$group" --name "${name:0:64}" --output none "${parameters[@]}" ||
  die "The deployment failed. What ran before goes on running." \
    "Which step it was: az deployment operation group list --resource-group $group --name ${name:0:64} --query \"[?properties.provisioningState=='Failed']\"" \
    "Running deploy/deploy.sh again is safe and goes on from there."

output() { az deployment group show --resource-group "$group" --name "${name:0:64}" --query "properties.outputs.$1.value" --output tsv; }
api_url="$(output apiUrl)" || api_url=''
page_url="$(output pageUrl)" || page_url=''
[[ -n "$api_url" && -n "$page_url" ]] ||
  die "The deployment does not say where the API and the page are." "az deployment group show --resource-group $group --name ${name:0:64}"

app() { az containerapp show --resource-group "$group" --name "$api" --query "$1" --output tsv; }
say "Waiting for the new revision ..."
deadline=$((SECONDS + ${DEPLOY_WAIT_SECONDS:-600}))
while :; do
  revision="$(app properties.latestRevisionName)" || revision=''
  ready="$(app properties.latestReadyRevisionName)" || ready=''
  state=''
  if [[ -n "$revision" ]]; then
    state="$(az containerapp revision show --resource-group "$group" --name "$api" --revision "$revision" \
      --query properties.healthState --output tsv)" || state=''
  fi
  [[ -z "$revision" || "$revision" != "$ready" || "$state" != Healthy ]] || break
  if ((SECONDS >= deadline)); then
    die "The new revision ${revision:-of the API} is not healthy (${state:-unknown}); the one before it goes on serving." \
      "What the platform says: $logs --type system" \
      "What the API says:      $logs --type console" \
      "Most often a setting is wrong (the console log names it), or the database cannot be reached." \
      "\"When something is wrong\" in docs/operations.md goes through it. To go back: IMAGE_TAG=<an older tag> deploy/deploy.sh"
  fi
  sleep "${DEPLOY_POLL_SECONDS:-5}"
done
say "Revision $revision is ready"

say "" "Checking the running system:"
# A tag of build-images.sh ends in its time; what stands before it is the build that GET / has to show.
if [[ "$IMAGE_TAG" =~ ^(.+)-[0-9]{14}$ ]]; then export EXPECT_BUILD="${BASH_REMATCH[1]}"; fi
SMOKE_WAIT_SECONDS="${SMOKE_WAIT_SECONDS:-120}" "${SMOKE:-$repository/deploy/smoke.sh}" "$api_url" "$page_url" ||
  die "It is deployed, but the check found something wrong; what it was stands above." \
    "What the API says: $logs --type console" \
    "What it knows of its services: curl $api_url/health" \
    "\"When something is wrong\" in docs/operations.md goes through it. To go back: IMAGE_TAG=<an older tag> deploy/deploy.sh"

say "" "API:  $api_url" "Page: $page_url"
