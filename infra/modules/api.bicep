// The API: Azure Functions on Container Apps.
param location string
param environmentId string
param tags object
param name string
param image string
param identityId string
param identityClientId string
param storageAccountName string
param minReplicas int
param maxReplicas int

param registryServer string
@description('Empty: the identity pulls the image.')
param registryUsername string
@secure()
param registryPassword string

@secure()
@description('Settings that are kept as secrets, by their names; those that are empty are left out.')
param secretSettings object
@description('Empty, or the address of a key vault whose secrets have the names of the settings, lower case with dashes.')
param vaultUri string
@description('Settings that anybody may read, by their names; those that are empty are left out.')
param plainSettings object

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

var storageConnection = 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'
var kept = filter(items(secretSettings), setting => !empty(setting.value))
var shown = filter(items(plainSettings), setting => string(setting.value) != '')

var fixedSecrets = concat(
  [{ name: 'azurewebjobsstorage', value: storageConnection }],
  empty(registryUsername) ? [] : [{ name: 'registry-password', value: registryPassword }]
)
var ownSecrets = map(
  kept,
  setting =>
    empty(vaultUri)
      ? { name: toLower(replace(setting.key, '_', '-')), value: setting.value }
      : {
          name: toLower(replace(setting.key, '_', '-'))
          keyVaultUrl: '${vaultUri}secrets/${toLower(replace(setting.key, '_', '-'))}'
          identity: identityId
        }
)

resource api 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        transport: 'auto'
        targetPort: 80
        allowInsecure: false
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: [
        empty(registryUsername)
          ? { server: registryServer, identity: identityId }
          : { server: registryServer, username: registryUsername, passwordSecretRef: 'registry-password' }
      ]
      secrets: concat(fixedSecrets, ownSecrets)
    }
    template: {
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json('1.0'), memory: '2.0Gi' }
          env: concat(
            [
              { name: 'AzureWebJobsStorage', secretRef: 'azurewebjobsstorage' }
              { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'node' }
              { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
              { name: 'AzureWebJobsDisableHomepage', value: 'true' }
              { name: 'AzureFunctionsJobHost__Logging__Console__IsEnabled', value: 'true' }
              { name: 'FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING', value: 'true' }
              { name: 'AZURE_CLIENT_ID', value: identityClientId }
            ],
            map(kept, setting => { name: setting.key, secretRef: toLower(replace(setting.key, '_', '-')) }),
            map(shown, setting => { name: setting.key, value: string(setting.value) })
          )
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/', port: 80 }
              periodSeconds: 10
              failureThreshold: 10
              timeoutSeconds: 5
            }
            {
              type: 'Liveness'
              httpGet: { path: '/', port: 80 }
              periodSeconds: 15
              failureThreshold: 4
              timeoutSeconds: 5
            }
            // Fails without the database, never for Redis: without it only editing is off.
            {
              type: 'Readiness'
              httpGet: { path: '/health', port: 80 }
              periodSeconds: 10
              failureThreshold: 3
              timeoutSeconds: 4
            }
          ]
        }
      ]
      // No rules here: for a function app the platform makes them from the triggers, and rejects others.
      scale: { minReplicas: minReplicas, maxReplicas: maxReplicas }
    }
  }
}

output url string = 'https://${api.properties.configuration.ingress!.fqdn}'
