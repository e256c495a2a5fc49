import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP proxy in front of a real server, which can be slow, silent, or cut its connections. */
export class FaultProxy {
  readonly #target: number;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #server: Server | undefined;
  #port = 0;
  /** Added to every piece of data, each way, in milliseconds. */
  delayMs = 0;
  /** Whether what arrives is swallowed. */
  isSilent = false;

  constructor(target: number) {
    this.#target = target;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    this.#server = createServer((client) => this.#join(client));
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as { port: number }).port;
  }

  #join(client: Socket): void {
    const upstream = createConnection({ port: this.#target, host: '127.0.0.1' });
    const pair = [client, upstream] as const;
    this.#pairs.add(pair);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      this.#pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end).setNoDelay(true);
    this.#pipe(client, upstream);
    this.#pipe(upstream, client);
  }

  #pipe(from: Socket, to: Socket): void {
    // One after another: a piece that need not wait must not overtake one that does.
    let last = Promise.resolve();
    from.on('data', (data) => {
      if (this.isSilent) return;
      const due = performance.now() + this.delayMs;
      last = last.then(async () => {
        const wait = due - performance.now();
        if (wait > 0) await sleep(wait);
        if (!to.destroyed) to.write(data);
      });
    });
  }

  cut(): void {
    for (const [client, upstream] of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
    this.#pairs.clear();
  }

  close(): void {
    this.cut();
    this.#server?.close();
  }
}
