import type { CommandDeps } from '../../platform/command/types.ts';
import { keyStore } from './api-key/api-key.store.ts';
import { explorerKeys } from './api-key/explorer-key.store.ts';
import { linkStore } from './link/auth-links.store.ts';
import { sessionStore } from './session/session.store.ts';
import { credentialStore } from './user/credential.store.ts';

/**
 * Stores that the HTTP layer needs from identity. Links and keys expire by the product's clock, sessions by real time,
 * even while the demo's clock is moved. In the demo nobody needs a second factor.
 */
export const authStores = (deps: CommandDeps, isDemo: boolean) => ({
  sessions: sessionStore(deps, isDemo),
  credentials: credentialStore(deps.db),
  links: linkStore(deps),
  keys: { ...keyStore(deps), openExplorer: explorerKeys(deps) },
});
