import type { AuthStores } from '../../platform/auth/ports.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import type { Logger } from '../../platform/log.ts';
import { keyStore } from './api-key/api-key.store.ts';
import { explorerKeys } from './api-key/explorer-key.store.ts';
import { linkStore } from './link/link.store.ts';
import { sessionStore } from './session/session.store.ts';
import { credentialStore } from './user/credential.store.ts';

/** Links and keys end by the product's clock, which comes with what commands work with. */
export interface AuthStoreDeps extends CommandDeps {
  /** Real time: sessions end by it, also while the demo's clock is moved. */
  readonly realClock: Clock;
  readonly log: Logger;
  /** In the demo nobody needs a second factor. */
  readonly demo: boolean;
}

/** What the HTTP layer needs of identity. */
export const authStores = (deps: AuthStoreDeps): AuthStores => ({
  sessions: sessionStore(deps),
  credentials: credentialStore(deps.db),
  links: linkStore(deps),
  keys: { ...keyStore(deps), openExplorer: explorerKeys(deps) },
});
