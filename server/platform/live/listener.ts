import pg from 'pg';
import { CHANNEL, type LiveEvent, readEvent } from '../db/event.ts';
import { DB_ROLES } from '../db/tenancy.ts';
import { unavailable } from '../errors.ts';
import type { Logger } from '../log.ts';

const CONNECT_MS = 2_000;
const PROOF_MS = 15_000;

export interface ListenerDeps {
  readonly url: string;
  readonly log: Logger;
  readonly onEvent: (event: LiveEvent) => void;
  /** From now on every event is heard. */
  readonly onHeard: () => void;
  /** Events may have been missed: whoever follows them must begin anew. */
  readonly onLost: () => void;
}

/**
 * The one connection of this process that hears events. It is opened when somebody first needs it, and
 * again after it broke. It must reach PostgreSQL itself, or a pool that keeps a session to its client.
 */
export class Listener {
  private connection: Promise<pg.Client> | null = null;
  private closed = false;

  constructor(private readonly deps: ListenerDeps) {}

  /** Resolves while events are being heard. Throws UNAVAILABLE when the database cannot be reached. */
  async ready(): Promise<void> {
    if (this.closed) throw unavailable(1);
    this.connection ??= this.connect();
    const { connection } = this;
    try {
      await connection;
    } catch (error) {
      if (this.connection === connection) this.connection = null;
      this.deps.log.warn({ err: error }, 'events cannot be heard');
      throw unavailable(2);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const client = await this.connection?.catch(() => null);
    await client?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.deps.url,
      options: `-c role=${DB_ROLES.app}`,
      application_name: 'partnergraph live',
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
    });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => {
      const event = readEvent(payload);
      if (event) this.deps.onEvent(event);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.deps.onHeard();
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    // A connection that dies without a word looks like one on which nothing happens.
    const proof = setInterval(
      () => client.query('select 1').catch(() => void client.end()),
      PROOF_MS,
    ).unref();
    client.once('end', () => {
      clearInterval(proof);
      this.connection = null;
      this.deps.onLost();
    });
    return client;
  }
}
