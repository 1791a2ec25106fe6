import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Time in which the last answer of a connection reaches the network before the connection is cut. */
const FLUSH_MS = 200;

/** How a server stops: it answers what has arrived, closes each connection after its answer, and cuts the rest. */
export class Draining {
  #isOn = false;
  #busy = 0;
  readonly #http: Server;

  constructor(private readonly fastify: FastifyInstance) {
    this.#http = fastify.server as Server;
    this.#http.on('request', (_, response) => {
      this.#busy += 1;
      response.once('close', () => {
        this.#busy -= 1;
      });
    });
    fastify.addHook('onSend', (_, reply, __, done) => {
      if (this.#isOn) reply.header('connection', 'close');
      done();
    });
    // An answer that had begun before promised to keep its connection.
    fastify.addHook('onResponse', (_, __, done) => {
      if (this.#isOn) setImmediate(() => this.#http.closeIdleConnections());
      done();
    });
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** From now on each answer ends its connection; new ones are taken until `close`. */
  begin(): void {
    this.#isOn = true;
  }

  /**
   * Takes no new connection and waits until all requests are answered, for at most `longestMs`. Connections that
   * have not sent a whole request are cut once nobody else is waited for.
   */
  async close(longestMs: number): Promise<void> {
    this.begin();
    const end = performance.now() + longestMs;
    const cut = setInterval(() => {
      if (this.#busy === 0 || performance.now() > end) this.#http.closeAllConnections();
    }, FLUSH_MS);
    try {
      await this.fastify.close();
    } finally {
      clearInterval(cut);
    }
  }
}
