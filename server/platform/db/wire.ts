import type { Socket } from 'node:net';
import type pg from 'pg';

/** The release of the driver whose private methods are used here. A test fails if another release is installed. */
export const PG_VERSION = '8.23.0';

/** The driver's connection, with members that its typings omit: one method for each protocol message. */
export interface Wire {
  readonly stream: Socket;
  parse(statement: { name: string; text: string; types: readonly number[] }): void;
  bind(portal: { statement: string; values: readonly (string | null)[] }): void;
  close(statement: { type: 'S'; name: string }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(): void;
  sync(): void;
}

interface Private {
  readonly connection: Wire;
  _getActiveQuery(): unknown;
}

// The typings omit these members: the driver sends its own queries with them, but offers no batch of several.
const privateOf = (client: pg.ClientBase): Private => client as unknown as Private;

export const wireOf = (client: pg.ClientBase): Wire => privateOf(client).connection;

export const isAsking = (client: pg.ClientBase): boolean =>
  Boolean(privateOf(client)._getActiveQuery());
