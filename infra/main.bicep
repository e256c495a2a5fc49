// The Medical Case Generator on Azure Container Apps: Redis, the API, the page. deploy/deploy.sh runs it; docs/operations.md
// says what each choice costs.
targetScope = 'resourceGroup'

@description('Region of everything.')
param location string = resourceGroup().location

@description('Name of the Container Apps environment. It is no part of any host name.')
@minLength(2)
@maxLength(32)
param environmentName string = 'medical-case-env'

@description('Login server of the registry that holds the images, such as cases.azurecr.io.')
param containerRegistry string

@description('Resource group of the registry, where it is another one than this.')
param containerRegistryResourceGroup string = resourceGroup().name

@description('Tag of both images, as deploy/build-images.sh made it.')
param imageTag string

@secure()
@description('Where the API finds Redis: one address or several, separated by commas, tried in order. The first is the name that the deployment was designed with; Azure makes the second.')
#disable-next-line secure-parameter-default // these are host names inside the environment; no credential stands in them
param redisUrl string = 'redis://redis-app.medical-case-env.internal:6379/0,redis://redis-app:6379/0'

@secure()
@description('Empty: Redis asks for none; it can be reached from inside the environment only. Set: it is put into every address of redisUrl that has none.')
param redisPassword string = ''

@description('Redis image; copy it into your registry (az acr import) if Docker Hub limits you.')
param redisImage string = 'docker.io/library/redis:7-alpine'

@description('User name of the registry. Empty: the managed identity pulls the images, and no password exists.')
param acrUsername string = ''

@secure()
param acrPassword string = ''

@secure()
@description('Address of PostgreSQL, with user and password. Empty where postgresAdminPassword makes a server.')
param postgresUrl string = ''

@secure()
@description('Set: a PostgreSQL flexible server is made, with this password of its administrator.')
param postgresAdminPassword string = ''

@secure()
@description('Empty: the built-in library writes the cases, or Azure OpenAI where openAiDeployments names some.')
param openaiApiKey string = ''

@secure()
@description('Key of an Azure OpenAI that exists already; its AZURE_OPENAI_ENDPOINT goes into apiSettings.')
param azureOpenAiApiKey string = ''

@secure()
@description('The user name that people sign in with.')
param appUsername string

@secure()
@description('The password that people sign in with.')
param appPassword string

@description('Set: Azure OpenAI is made with these deployments, each { name, model, version, capacity }, and called with the managed identity.')
param openAiDeployments array = []

@description('Keeps the secrets of the API in a key vault instead of the app.')
param useKeyVault bool = false

@description('Makes Application Insights and has the API report to it.')
param useApplicationInsights bool = false

@description('Further settings of the API, by their names in docs/operations.md, such as { MAX_GENERATIONS_IN_FLIGHT: 4 }.')
param apiSettings object = {}

@description('Replicas of the API. With 0 the first caller after a quiet hour waits for a start.')
@minValue(0)
param apiMinReplicas int = 1

@minValue(1)
param apiMaxReplicas int = 5

var tags = { product: 'medical-case-generator' }
var suffix = uniqueString(resourceGroup().id, environmentName)
var apiName = 'medical-case-api'
var pageName = 'medical-case-page'
var withPostgres = !empty(postgresAdminPassword)
var withOpenAi = !empty(openAiDeployments)
var postgresAdmin = 'medical_cases_admin'

module environment 'modules/environment.bicep' = {
  name: 'environment'
  params: { location: location, environmentName: environmentName, tags: tags }
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { location: location, name: '${environmentName}-identity', tags: tags }
}

module registryAccess 'modules/registry-access.bicep' = if (empty(acrUsername)) {
  name: 'registry-access'
  scope: resourceGroup(containerRegistryResourceGroup)
  params: { registryName: split(containerRegistry, '.')[0], principalId: identity.outputs.principalId }
}

module redis 'modules/redis.bicep' = {
  name: 'redis'
  params: {
    location: location
    environmentId: environment.outputs.id
    tags: tags
    image: redisImage
    password: redisPassword
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { location: location, name: 'cases${suffix}', tags: tags }
}

module postgres 'modules/postgres.bicep' = if (withPostgres) {
  name: 'postgres'
  params: {
    location: location
    name: 'medical-cases-${suffix}'
    tags: tags
    administratorLogin: postgresAdmin
    administratorPassword: postgresAdminPassword
  }
}

module openAi 'modules/openai.bicep' = if (withOpenAi) {
  name: 'openai'
  params: {
    location: location
    name: 'medical-cases-${suffix}'
    tags: tags
    principalId: identity.outputs.principalId
    deployments: openAiDeployments
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = if (useApplicationInsights) {
  name: '${environmentName}-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: environment.outputs.workspaceId
  }
}

var redisAddresses = empty(redisPassword) || contains(redisUrl, '@')
  ? redisUrl
  : replace(redisUrl, '://', '://:${uriComponent(redisPassword)}@')

var secretSettings = {
  APP_USERNAME: appUsername
  APP_PASSWORD: appPassword
  REDIS_URL: redisAddresses
  POSTGRES_URL: withPostgres
    ? 'postgres://${postgresAdmin}:${uriComponent(postgresAdminPassword)}@${postgres!.outputs.host}:5432/${postgres!.outputs.database}?sslmode=verify-full'
    : postgresUrl
  // Two providers at once would be refused: a case never goes to one that its author did not mean.
  OPENAI_API_KEY: withOpenAi ? '' : openaiApiKey
  AZURE_OPENAI_API_KEY: withOpenAi ? '' : azureOpenAiApiKey
  APPLICATIONINSIGHTS_CONNECTION_STRING: useApplicationInsights ? insights!.properties.ConnectionString : ''
}

// Every setting of the API that is no secret. Empty: left out, and the standard of docs/operations.md holds.
var standardSettings = {
  ALLOWED_ORIGINS: 'https://${pageName}.${environment.outputs.defaultDomain}'
  POSTGRES_POOL_SIZE: ''
  POSTGRES_CONNECT_TIMEOUT_MS: ''
  POSTGRES_STATEMENT_TIMEOUT_MS: ''
  REDIS_CONNECT_TIMEOUT_MS: ''
  REDIS_COMMAND_TIMEOUT_MS: ''
  OPENAI_BASE_URL: ''
  AZURE_OPENAI_ENDPOINT: withOpenAi ? openAi!.outputs.endpoint : ''
  AZURE_OPENAI_API_VERSION: ''
  AZURE_OPENAI_SCOPE: ''
  MODEL_CALL_TIMEOUT_MS: ''
  MODEL_HEADERS_TIMEOUT_MS: ''
  MODEL_IDLE_TIMEOUT_MS: ''
  CASE_MODELS: join(map(openAiDeployments, deployment => deployment.name), ',')
  MAX_GENERATIONS_IN_FLIGHT: ''
  GENERATIONS_PER_MINUTE: ''
}

var givenSettings = filter(items(apiSettings), setting => string(setting.value) != '')

module vault 'modules/key-vault.bicep' = if (useKeyVault) {
  name: 'key-vault'
  params: {
    location: location
    name: 'cases-${suffix}'
    tags: tags
    principalId: identity.outputs.principalId
    secretSettings: secretSettings
  }
}

module api 'modules/api.bicep' = {
  name: 'api'
  params: {
    location: location
    environmentId: environment.outputs.id
    tags: tags
    name: apiName
    image: '${containerRegistry}/${apiName}:${imageTag}'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    minReplicas: apiMinReplicas
    maxReplicas: apiMaxReplicas
    registryServer: containerRegistry
    registryUsername: acrUsername
    registryPassword: acrPassword
    secretSettings: secretSettings
    vaultUri: useKeyVault ? vault!.outputs.uri : ''
    plainSettings: union(standardSettings, toObject(givenSettings, setting => setting.key, setting => setting.value))
  }
  // The right to pull comes first; Redis does not have to: the API finds it whenever it appears.
  dependsOn: [registryAccess]
}

module page 'modules/page.bicep' = {
  name: 'page'
  params: {
    location: location
    environmentId: environment.outputs.id
    tags: tags
    name: pageName
    image: '${containerRegistry}/${pageName}:${imageTag}'
    identityId: identity.outputs.id
    apiUrl: api.outputs.url
    registryServer: containerRegistry
    registryUsername: acrUsername
    registryPassword: acrPassword
  }
  dependsOn: [registryAccess]
}

output apiUrl string = api.outputs.url
output pageUrl string = page.outputs.url
