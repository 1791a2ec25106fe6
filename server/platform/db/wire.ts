import type { Socket } from 'node:net';
import type pg from 'pg';

/** The release of the driver whose private methods are used here. A test fails when another one is installed. */
export const PG_VERSION = '8.23.0';

/** The driver's connection, beyond its typings: one method for each message of PostgreSQL's extended query protocol. */
export interface Wire {
  readonly stream: Socket;
  parse(statement: { name: string; text: string; types: readonly number[] }): void;
  bind(portal: { statement: string; values: readonly (string | null)[] }): void;
  close(statement: { type: 'S'; name: string }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(): void;
  sync(): void;
}

/** The driver's client, beyond its typings. */
interface Private {
  readonly connection: Wire;
  _getActiveQuery(): unknown;
}

// The typings leave these members out: the driver writes its own queries by them, but offers no batch of several.
const privateOf = (client: pg.ClientBase): Private => client as unknown as Private;

/** The connection of a client, to write messages on. */
export const wireOf = (client: pg.ClientBase): Wire => privateOf(client).connection;

/** Whether a query of the client waits for its answer. */
export const isAsking = (client: pg.ClientBase): boolean =>
  Boolean(privateOf(client)._getActiveQuery());
