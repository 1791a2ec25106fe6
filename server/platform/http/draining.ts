import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Time for a connection's last answer to reach the network before the connection is cut. */
const FLUSH_MS = 200;

/** Stops a server: open requests are answered, their connections close afterwards, and the others are cut. */
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
    // Answers that started before `begin` have announced a connection that stays open.
    fastify.addHook('onResponse', (_, __, done) => {
      if (this.#isOn) setImmediate(() => this.#http.closeIdleConnections());
      done();
    });
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Makes each further answer close its connection. The server accepts new connections until `close`. */
  begin(): void {
    this.#isOn = true;
  }

  /**
   * Accepts no new connection and waits until all requests are answered, for at most `longestMs`. Then it cuts
   * the connections that have not sent a whole request.
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
