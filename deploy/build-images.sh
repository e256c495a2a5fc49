#!/usr/bin/env bash
# Phase 1: builds both images in Azure Container Registry, under a tag that is used once: git's revision and the time. Nothing
# that runs is touched. deploy.sh takes the tag from where this leaves it.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need AZURE_CONTAINER_REGISTRY
need_az
registry="${AZURE_CONTAINER_REGISTRY%%.*}"

revision="$(git -C "$repository" rev-parse --short=12 HEAD)" || die "This is no git checkout, so the images could not be named." \
  "Set IMAGE_TAG to a name that was never used before."
[[ -z "$(git -C "$repository" status --porcelain --untracked-files=no)" ]] || revision="$revision-changed"
built_at="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
tag="${IMAGE_TAG:-$revision-$(date -u +%Y%m%d%H%M%S)}"

build() {
  local image="$1" file="$2"
  say "Building $image:$tag ..."
  az acr build --registry "$registry" --image "$image:$tag" --platform linux/amd64 \
    --file "$repository/deploy/$file" --build-arg "BUILD_SHA=$revision" --build-arg "BUILD_TIME=$built_at" "$repository" ||
    die "$image could not be built." \
      "What went wrong stands above, and in: az acr task list-runs --registry $registry --output table" \
      "\"denied\" or \"unauthorized\": your account needs the right to build in $registry (Contributor on it)." \
      "Nothing that runs was touched. Mend it and run this again."
}
build medical-case-api Dockerfile.backend
build medical-case-page Dockerfile.frontend

mkdir -p "$(dirname "$(tag_file)")"
printf '%s\n' "$tag" >"$(tag_file)"
say "" "Both images are built: $tag" "Next: deploy/deploy.sh"
