import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { AuthStores } from '../../platform/http/ports.ts';
import type { Logger } from '../../platform/log.ts';
import { keyStore } from './api-keys.commands.ts';
import { credentialStore } from './credentials.commands.ts';
import { linkStore } from './links.commands.ts';
import { sessionStore } from './sessions.commands.ts';

export interface AuthStoreDeps {
  readonly db: Database;
  /** The product's clock: links and keys end by it. */
  readonly clock: Clock;
  /** Real time: sessions end by it, also while the demo's clock is moved. */
  readonly realClock: Clock;
  readonly log: Logger;
}

/** What the HTTP layer needs of identity. */
export const authStores = (deps: AuthStoreDeps): AuthStores => ({
  sessions: sessionStore(deps),
  credentials: credentialStore(deps.db),
  links: linkStore(deps),
  keys: keyStore(deps),
});
