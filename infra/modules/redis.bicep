// Redis for edit sessions: one replica, reached only from inside the environment, by its name and port.
param location string
param environmentId string
param tags object

@description('Pinned, and without anything that changes from deploy to deploy: a new revision starts before the old one stops, and both would hold sessions.')
param image string

@secure()
param password string

// The image's entry point drops root. The append-only file lives as long as the replica does: what must last is in PostgreSQL.
var start = 'exec docker-entrypoint.sh redis-server --appendonly yes --appendfsync everysec --dir /data --maxmemory 700mb --maxmemory-policy noeviction'

resource redis 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'redis-app'
  location: location
  tags: tags
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        transport: 'tcp'
        targetPort: 6379
        exposedPort: 6379
      }
      secrets: empty(password) ? [] : [{ name: 'redis-password', value: password }]
    }
    template: {
      containers: [
        {
          name: 'redis'
          image: image
          command: ['/bin/sh', '-c']
          args: ['${start}\${REDIS_PASSWORD:+ --requirepass "$REDIS_PASSWORD"}']
          env: empty(password) ? [] : [{ name: 'REDIS_PASSWORD', secretRef: 'redis-password' }]
          resources: { cpu: json('0.5'), memory: '1.0Gi' }
          volumeMounts: [{ volumeName: 'data', mountPath: '/data' }]
          probes: [
            { type: 'Startup', tcpSocket: { port: 6379 }, periodSeconds: 2, failureThreshold: 10, timeoutSeconds: 3 }
            { type: 'Liveness', tcpSocket: { port: 6379 }, periodSeconds: 15, failureThreshold: 3, timeoutSeconds: 3 }
            { type: 'Readiness', tcpSocket: { port: 6379 }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3 }
          ]
        }
      ]
      volumes: [{ name: 'data', storageType: 'EmptyDir' }]
      // Exactly one: two would each hold half of the sessions, and none is not woken by internal TCP.
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}
