# shellcheck shell=bash
# What build-images.sh and deploy.sh share. No secret is ever printed, or put on a command line, which everybody on a machine
# can read: the parameter file takes secrets from the environment.

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# Where the tag of the last images lies.
tag_file() { printf '%s' "${IMAGE_TAG_FILE:-$repository/.data/image-tag}"; }

# Prints each of its arguments on a line.
say() { printf '%s\n' "$@"; }
die() {
  printf '\nFAILED: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

# Settings of .env that the environment does not have already. The file is read, not run: a password may hold anything.
load_env() {
  local file="$1" line name value
  [[ -f "$file" ]] || return 0
  while IFS= read -r line || [[ -n "$line" ]]; do
    line="${line%$'\r'}"
    [[ "$line" =~ ^[[:space:]]*(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] || continue
    name="${BASH_REMATCH[2]}"
    value="${BASH_REMATCH[3]}"
    if [[ "$value" =~ ^\'(.*)\'[[:space:]]*$ || "$value" =~ ^\"(.*)\"[[:space:]]*$ ]]; then
      value="${BASH_REMATCH[1]}"
    else
      value="${value%% \#*}"
      value="${value%"${value##*[![:space:]]}"}"
    fi
    [[ -n "${!name:-}" ]] || export "$name=$value"
  done <"$file"
}

# Names every missing setting at once.
need() {
  local missing=() name
  for name in "$@"; do [[ -n "${!name:-}" ]] || missing+=("$name"); done
  ((${#missing[@]} == 0)) || die "These settings are missing: ${missing[*]}" \
    "Set them in $env_file (.env.example says what each means) or in the environment, and run this again."
}

env_file="${ENV_FILE:-$repository/.env}"
load_env "$env_file"

need_az() {
  command -v az >/dev/null || die "The Azure CLI (az) is not installed." \
    "https://learn.microsoft.com/cli/azure/install-azure-cli says how to install it."
  az account show --output none 2>/dev/null || die "Nobody is signed in to Azure." \
    "Run: az login" "and, with several subscriptions: az account set --subscription NAME"
}
