import type { CommandDeps } from '../../../platform/command/types.ts';
import { type BssClient, bssClient } from '../../../sources/huawei-bss/index.ts';
import { type KooGalleryClient, koogalleryClient } from '../../../sources/koogallery/index.ts';
import { openTransport, type TransportOptions } from '../../../sources/transport/index.ts';
import { credentialsOf } from '../account/credentials.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import { sharedAdmissions } from '../quota/admissions.store.ts';

/** Clients of the upstream systems with the credentials of one account. */
export interface UpstreamClient {
  readonly bss: BssClient;
  readonly koogallery: KooGalleryClient;
  close(): Promise<void>;
}

/** Opens the clients of an account. Throws for a removed one. */
export function openClient(
  deps: Pick<CommandDeps, 'db' | 'clock' | 'secrets' | 'timing' | 'log'>,
  account: Readonly<
    Pick<
      UpstreamAccount,
      'id' | 'orgId' | 'endpoint' | 'domainId' | 'sealedCredentials' | 'keyVersion'
    >
  >,
  manner: Pick<TransportOptions, 'patience' | 'limits'> = {},
): UpstreamClient {
  const transport = openTransport({
    baseUrl: account.endpoint,
    credentials: { ...credentialsOf(deps, account), domainId: account.domainId ?? null },
    timing: deps.timing,
    admissions: sharedAdmissions(deps, account),
    log: deps.log,
    ...manner,
  });
  return {
    bss: bssClient(transport),
    koogallery: koogalleryClient(transport),
    close: () => transport.close(),
  };
}
