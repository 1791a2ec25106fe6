import type { Clock } from '../../platform/clock.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import type { Logger } from '../../platform/log.ts';
import { keyStore } from './api-key/api-key.store.ts';
import { explorerKeys } from './api-key/explorer-key.store.ts';
import { linkStore } from './link/link.store.ts';
import { sessionStore } from './session/session.store.ts';
import { credentialStore } from './user/credential.store.ts';

/** Dependencies of the stores. Links and keys expire by the product's clock in `CommandDeps`. */
export interface AuthStoreDeps extends CommandDeps {
  /** Real time: sessions expire by it, even while the demo's clock is moved. */
  readonly realClock: Clock;
  readonly log: Logger;
  /** Whether this is the demo, in which nobody needs a second factor. */
  readonly demo: boolean;
}

/** Stores that the HTTP layer needs from identity. */
export const authStores = (deps: AuthStoreDeps) => ({
  sessions: sessionStore(deps),
  credentials: credentialStore(deps.db),
  links: linkStore(deps),
  keys: { ...keyStore(deps), openExplorer: explorerKeys(deps) },
});
