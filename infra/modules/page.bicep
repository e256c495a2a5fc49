// The page: plain files behind nginx.
param location string
param environmentId string
param tags object
param name string
param image string
param identityId string
param apiUrl string

param registryServer string
@description('Empty: the identity pulls the image.')
param registryUsername string
@secure()
param registryPassword string

resource page 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: tags
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
        targetPort: 8080
        allowInsecure: false
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: [
        empty(registryUsername)
          ? { server: registryServer, identity: identityId }
          : { server: registryServer, username: registryUsername, passwordSecretRef: 'registry-password' }
      ]
      secrets: empty(registryUsername) ? [] : [{ name: 'registry-password', value: registryPassword }]
      // It only pulls: what runs in the container gets no tokens of it.
      identitySettings: [{ identity: identityId, lifecycle: 'None' }]
    }
    template: {
      containers: [
        {
          name: 'page'
          image: image
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          env: [{ name: 'API_URL', value: apiUrl }]
          probes: [
            { type: 'Liveness', httpGet: { path: '/config.json', port: 8080 }, periodSeconds: 15, timeoutSeconds: 3 }
            { type: 'Readiness', httpGet: { path: '/config.json', port: 8080 }, periodSeconds: 5, timeoutSeconds: 3 }
          ]
        }
      ]
      scale: {
        minReplicas: 1
        maxReplicas: 3
        rules: [{ name: 'http', http: { metadata: { concurrentRequests: '100' } } }]
      }
    }
  }
}

output url string = 'https://${page.properties.configuration.ingress!.fqdn}'
