import pg from 'pg';
import { CHANNEL, type LiveEvent, readEvent } from '../db/event.ts';
import { DB_ROLES } from '../db/tenancy.ts';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';

const CONNECT_MS = 2_000;
const PROOF_MS = 15_000;

export interface ListenerDeps {
  readonly url: string;
  readonly log: Logger;
  readonly onEvent: (event: LiveEvent) => void;
  /** Called when the listener starts to receive every event. */
  readonly onHeard: () => void;
  /** Called when events may have been missed. Followers must start again. */
  readonly onLost: () => void;
}

/**
 * The only connection of this process that receives events. The first call of `ready` opens it, and the next one
 * after a failure opens it again. It must reach PostgreSQL directly or through a pool in session mode.
 */
export class Listener {
  private connection: Promise<pg.Client> | null = null;
  private closed = false;

  constructor(private readonly deps: ListenerDeps) {}

  /** Resolves once events are received. Throws UNAVAILABLE if the database cannot be reached. */
  async ready(): Promise<void> {
    if (this.closed) throw PublicError.unavailable(1);
    this.connection ??= this.connect();
    const { connection } = this;
    try {
      await connection;
    } catch (error) {
      if (this.connection === connection) this.connection = null;
      this.deps.log.warn({ err: error }, 'events cannot be heard');
      throw PublicError.unavailable(2);
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
    // A dead connection without an error looks like an idle one, so the listener probes it.
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
