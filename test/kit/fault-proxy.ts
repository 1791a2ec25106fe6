import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A fault of the network for all traffic through a proxy. */
export type Fault =
  | { readonly kind: 'none' }
  /** Each chunk arrives this many milliseconds later, in either direction. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** New connections are refused, and open ones are reset. */
  | { readonly kind: 'refused' }
  /** A connection is reset when the first data arrives on it. */
  | { readonly kind: 'reset' }
  /** Connections are accepted but no data passes. Data sent meanwhile is lost for good. */
  | { readonly kind: 'black hole' }
  /** Each connection ends after this many bytes of the answer. */
  | { readonly kind: 'truncated'; readonly bytes: number }
  /** Each chunk of an answer is other bytes of the same length. */
  | { readonly kind: 'malformed' }
  /** Each connection gets these bytes instead of an answer, and ends. */
  | { readonly kind: 'server error'; readonly bytes: Buffer }
  /** The network alternates between working and resetting. */
  | { readonly kind: 'flapping'; readonly ms: number };

/** A network between a program and a server, in this process. */
export interface FaultProxy {
  /** An address of the server with the proxy's port. */
  through(address: string): string;
  set(fault: Fault): Promise<void>;
  /**
   * Passes on the next matching message, but no byte of any answer on its connection. Resolves when the
   * message has arrived.
   */
  loseAnswerTo(message: RegExp): Promise<void>;
  /** Resets all connections. */
  resetAll(): void;
  close(): Promise<void>;
}

/** Chunks in transit in one direction of a connection, and the arrival time of the last one. */
interface Way {
  late: number;
  last: number;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  readonly forth: Way;
  readonly back: Way;
  /** Bytes of answers since the fault began. */
  answered: number;
  isLost: boolean;
}

export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const url = new URL(target);
  const to = { host: url.hostname, port: Number(url.port) };
  const pairs = new Set<Pair>();
  let fault: Fault = { kind: 'none' };
  let isUp = true;
  let flaps: NodeJS.Timeout | undefined;
  let losing: { readonly message: RegExp; readonly came: () => void } | undefined;

  const end = (pair: Pair, how: 'reset' | 'end'): void => {
    pairs.delete(pair);
    if (how === 'reset') pair.client.resetAndDestroy();
    else pair.client.destroySoon();
    pair.server.destroy();
  };

  const pass = (pair: Pair, to: Socket, bytes: Buffer, isAnswer: boolean): void => {
    if (fault.kind === 'black hole') pair.isLost = true;
    if (pair.isLost || to.destroyed) return;
    if (fault.kind === 'reset' || !isUp) {
      end(pair, 'reset');
      return;
    }
    const delay = fault.kind === 'slow' ? fault.ms : 0;
    const way = isAnswer ? pair.back : pair.forth;
    if (delay > 0 || way.late > 0) {
      // Later chunks do not overtake this one, even after the fault has ended.
      way.last = Math.max(way.last, performance.now() + delay);
      way.late += 1;
      setTimeout(() => {
        way.late -= 1;
        to.write(bytes);
      }, way.last - performance.now()).unref();
      return;
    }
    if (fault.kind === 'truncated' && isAnswer) {
      const left = fault.bytes - pair.answered;
      pair.answered += bytes.length;
      to.write(bytes.subarray(0, Math.max(left, 0)));
      if (bytes.length >= left) end(pair, 'end');
      return;
    }
    if (fault.kind === 'server error' && isAnswer) {
      to.write(fault.bytes);
      end(pair, 'end');
      return;
    }
    to.write(fault.kind === 'malformed' && isAnswer ? bytes.map((byte) => byte ^ 0x55) : bytes);
    if (!isAnswer && losing?.message.test(bytes.toString('latin1'))) {
      pair.isLost = true;
      // The message itself has been sent; only its answer is lost.
      losing.came();
      losing = undefined;
    }
  };

  const listener = (): Server =>
    createServer((client) => {
      const server = connect(to);
      const [forth, back] = [
        { late: 0, last: 0 },
        { late: 0, last: 0 },
      ];
      const pair: Pair = { client, server, forth, back, answered: 0, isLost: false };
      pairs.add(pair);
      client.on('data', (bytes) => pass(pair, server, bytes, false));
      server.on('data', (bytes) => pass(pair, client, bytes, true));
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        one.on('error', () => {});
        one.on('close', () => {
          // If data between them is lost, neither side learns of the other's end.
          if (pair.isLost) return;
          other.destroySoon();
          pairs.delete(pair);
        });
      }
    });

  let proxy = listener().listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const resetAll = (): void => {
    for (const pair of pairs) end(pair, 'reset');
  };

  return {
    through: (address) =>
      Object.assign(new URL(address), { hostname: '127.0.0.1', port: String(port) }).href,
    async set(next) {
      clearInterval(flaps);
      isUp = true;
      if (fault.kind === 'refused') {
        proxy = listener().listen(port, '127.0.0.1');
        await once(proxy, 'listening');
      }
      fault = next;
      for (const pair of pairs) pair.answered = 0;
      if (next.kind === 'flapping') {
        flaps = setInterval(() => {
          isUp = !isUp;
          if (!isUp) resetAll();
        }, next.ms);
      }
      if (next.kind === 'refused') {
        const closed = once(proxy, 'close');
        proxy.close();
        resetAll();
        await closed;
      }
    },
    loseAnswerTo: (message) =>
      new Promise((came) => {
        losing = { message, came };
      }),
    resetAll,
    async close() {
      clearInterval(flaps);
      resetAll();
      if (!proxy.listening) return;
      const closed = once(proxy, 'close');
      proxy.close();
      await closed;
    },
  };
}
