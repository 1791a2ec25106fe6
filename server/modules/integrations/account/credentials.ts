import type { CommandDeps } from '../../../platform/command/types.ts';
import type { Credentials } from '../../../sources/transport/index.ts';
import type { UpstreamAccount } from './upstream-account.entity.ts';

/** Purpose of the sealing key by the version of the form; a new version is added, older ones stay to unseal. */
const PURPOSES: Readonly<Record<number, string>> = { 1: 'upstream' };
const KEY_VERSION = 1;

/** The columns that hold credentials. */
export const sealedColumns = (
  { secrets }: Pick<CommandDeps, 'secrets'>,
  credentials: Credentials,
): Pick<UpstreamAccount, 'accessKeyId' | 'sealedCredentials' | 'keyVersion'> => ({
  accessKeyId: masked(credentials.accessKeyId),
  sealedCredentials: secrets.seal(PURPOSES[KEY_VERSION]!, JSON.stringify(credentials)),
  keyVersion: KEY_VERSION,
});

/** Returns an account's credentials. Throws for a removed account and for a lost key. */
export function credentialsOf(
  { secrets }: Pick<CommandDeps, 'secrets'>,
  { sealedCredentials, keyVersion }: Pick<UpstreamAccount, 'sealedCredentials' | 'keyVersion'>,
): Credentials {
  const purpose = PURPOSES[keyVersion];
  if (sealedCredentials == null || purpose === undefined)
    throw new Error('The account has no credentials');
  return JSON.parse(secrets.unseal(purpose, sealedCredentials)) as Credentials;
}

/** The first and last four characters of a key; of a short one, the last two. */
const masked = (key: string): string =>
  key.length >= 12 ? `${key.slice(0, 4)}****${key.slice(-4)}` : `****${key.slice(-2)}`;
