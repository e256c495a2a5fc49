// Example of the parameters. Everything comes from the environment, where deploy/deploy.sh puts it from .env: secrets stay out
// of files that are kept, and off command lines, which everybody on a machine can read.
using 'main.bicep'

param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param environmentName = readEnvironmentVariable('AZURE_ENVIRONMENT_NAME', 'medical-case-env')
param containerRegistry = readEnvironmentVariable('CONTAINER_REGISTRY', 'example.azurecr.io')
param imageTag = readEnvironmentVariable('IMAGE_TAG', 'none')

param redisUrl = readEnvironmentVariable(
  'REDIS_URL',
  'redis://redis-app.medical-case-env.internal:6379/0,redis://redis-app:6379/0'
)
param redisPassword = readEnvironmentVariable('REDIS_PASSWORD', '')

param acrUsername = readEnvironmentVariable('ACR_USERNAME', '')
param acrPassword = readEnvironmentVariable('ACR_PASSWORD', '')

param postgresUrl = readEnvironmentVariable('POSTGRES_URL', '')
param postgresAdminPassword = readEnvironmentVariable('POSTGRES_ADMIN_PASSWORD', '')

param openaiApiKey = readEnvironmentVariable('OPENAI_API_KEY', '')
param azureOpenAiApiKey = readEnvironmentVariable('AZURE_OPENAI_API_KEY', '')
param appUsername = readEnvironmentVariable('APP_USERNAME', '')
param appPassword = readEnvironmentVariable('APP_PASSWORD', '')

param useKeyVault = bool(readEnvironmentVariable('USE_KEY_VAULT', 'false'))
param useApplicationInsights = bool(readEnvironmentVariable('USE_APPLICATION_INSIGHTS', 'false'))

// Azure OpenAI of your own instead of a key, for instance:
// param openAiDeployments = [
//   { name: 'gpt-4o-mini', model: 'gpt-4o-mini', version: '2024-07-18', capacity: 50 }
// ]

// Empty ones are left out. More of docs/operations.md can be added by their names.
param apiSettings = {
  OPENAI_BASE_URL: readEnvironmentVariable('OPENAI_BASE_URL', '')
  AZURE_OPENAI_ENDPOINT: readEnvironmentVariable('AZURE_OPENAI_ENDPOINT', '')
  AZURE_OPENAI_API_VERSION: readEnvironmentVariable('AZURE_OPENAI_API_VERSION', '')
  CASE_MODELS: readEnvironmentVariable('CASE_MODELS', '')
  MAX_GENERATIONS_IN_FLIGHT: readEnvironmentVariable('MAX_GENERATIONS_IN_FLIGHT', '')
  GENERATIONS_PER_MINUTE: readEnvironmentVariable('GENERATIONS_PER_MINUTE', '')
}
