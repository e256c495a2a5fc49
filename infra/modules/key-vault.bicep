// Optional: the secrets of the API in a key vault, which the apps' identity reads.
param location string
param name string
param tags object
param principalId string

@secure()
@description('By the names of the settings; those that are empty are left out.')
param secretSettings object

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 30
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, secretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

// The names of settings are no secret, but what is looped over must not be one as a whole.
var names = [
  'POSTGRES_URL'
  'REDIS_URL'
  'APP_USERNAME'
  'APP_PASSWORD'
  'OPENAI_API_KEY'
  'AZURE_OPENAI_API_KEY'
  'APPLICATIONINSIGHTS_CONNECTION_STRING'
]

resource secrets 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [
  for setting in names: if (!empty(secretSettings[?setting] ?? '')) {
    parent: vault
    name: toLower(replace(setting, '_', '-'))
    properties: { value: secretSettings[setting] }
  }
]

output uri string = vault.properties.vaultUri
