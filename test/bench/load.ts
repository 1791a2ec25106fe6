import { createConnection, type Socket } from 'node:net';
import { UNIQUE } from './operations.ts';

// The load generator, in a separate process. It keeps a number of connections busy for some time and
// reports the answers. It writes prepared bytes and only counts answers, so that it takes little of the
// machine that it shares with the servers.

/** The requests to send, and the duration. */
export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Bodies with their keys, sent in turn. */
  readonly requests: readonly { readonly key: string; readonly body: string }[];
}

export interface LoadResult {
  readonly answers: number;
  /** Answers with an error or with a status other than 200. */
  readonly failures: number;
  readonly seconds: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Text of the first failure. */
  readonly said?: string;
}

const CRLF2 = Buffer.from('\r\n\r\n');
/** An error is at the beginning of an answer or, after partial data, near its end. */
const LOOKED_AT = 300;

class Load {
  readonly #buffers: { bytes: Buffer; unique: readonly number[] }[];
  readonly #times: number[] = [];
  #next = 0;
  #serial = (Date.now() % 1e8) * 100;
  #failures = 0;
  #said: string | undefined;
  #until = 0;

  constructor(private readonly order: LoadOrder) {
    this.#buffers = order.requests.map(({ key, body }) => {
      const bytes = Buffer.from(
        `POST /graphql HTTP/1.1\r\nhost: localhost:${order.port}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      const unique: number[] = [];
      for (let at = bytes.indexOf(UNIQUE); at >= 0; at = bytes.indexOf(UNIQUE, at + 1))
        unique.push(at);
      return { bytes, unique };
    });
  }

  async run(): Promise<LoadResult> {
    const { port, connections, seconds } = this.order;
    const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
    const began = performance.now();
    this.#until = began + seconds * 1_000;
    await Promise.all(sockets.map((socket) => this.#keepBusy(socket)));
    const took = (performance.now() - began) / 1_000;
    const times = this.#times.sort((a, b) => a - b);
    const at = (share: number): number =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return {
      answers: times.length,
      failures: this.#failures,
      seconds: took,
      p50: at(0.5),
      p99: at(0.99),
      ...(this.#said !== undefined && { said: this.#said }),
    };
  }

  #keepBusy(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let sent = 0;
      let missing = -1;
      let head = Buffer.alloc(0);
      let tail = '';
      const send = (): void => {
        sent = performance.now();
        if (sent >= this.#until) {
          socket.destroy();
          resolve();
          return;
        }
        missing = -1;
        head = Buffer.alloc(0);
        socket.write(this.#request());
      };
      socket.on('data', (chunk: Buffer) => {
        if (missing < 0) {
          head = Buffer.concat([head, chunk]);
          const end = head.indexOf(CRLF2);
          if (end < 0) return;
          const length = /content-length: (\d+)/i.exec(head.toString('latin1', 0, end))?.[1];
          if (!length) return reject(new Error('An answer came without its length.'));
          missing = Number(length) - (head.length - end - 4);
          tail = head.toString('latin1', end + 4);
        } else {
          missing -= chunk.length;
          tail = chunk.toString('latin1', Math.max(0, chunk.length - LOOKED_AT));
        }
        if (missing > 0) return;
        this.#times.push(performance.now() - sent);
        this.#check(head, tail);
        send();
      });
      socket.on('error', reject);
      socket.on('end', () => reject(new Error('The server closed the connection.')));
      send();
    });
  }

  #check(head: Buffer, tail: string): void {
    const begin = head.toString(
      'latin1',
      head.indexOf(CRLF2) + 4,
      head.indexOf(CRLF2) + 4 + LOOKED_AT,
    );
    const failed =
      head.toString('latin1', 9, 12) !== '200' ||
      /"errors":\s*\[/.test(begin) ||
      /"errors":\s*\[/.test(tail) ||
      /"userErrors":\s*\[\s*\{/.test(begin);
    if (!failed) return;
    this.#failures++;
    this.#said ??= `${head.toString('utf8', 0, 20)} ${begin}`;
  }

  #request(): Buffer {
    const { bytes, unique } = this.#buffers[this.#next++ % this.#buffers.length]!;
    if (unique.length === 0) return bytes;
    const own = Buffer.from(bytes);
    const serial = String(this.#serial++).padStart(UNIQUE.length, '0');
    for (const at of unique) own.write(serial, at, 'latin1');
    return own;
  }
}

async function open(port: number): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port, noDelay: true });
  await new Promise<void>((resolve, reject) =>
    socket.once('connect', resolve).once('error', reject),
  );
  return socket;
}

process.on('message', (order: LoadOrder) => {
  new Load(order).run().then(
    (result) => process.send!(result),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
