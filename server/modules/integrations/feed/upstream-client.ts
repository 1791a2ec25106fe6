import { systemTiming } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import type { Logger } from '../../../platform/log.ts';
import { type BssClient, bssClient } from '../../../sources/huawei-bss/index.ts';
import { type KooGalleryClient, koogalleryClient } from '../../../sources/koogallery/index.ts';
import { openTransport, type Patience } from '../../../sources/transport/index.ts';
import { credentialsOf } from '../account/credentials.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';

/** Clients of the upstream systems with the credentials of one account. */
export interface UpstreamClient {
  readonly bss: BssClient;
  readonly koogallery: KooGalleryClient;
  close(): Promise<void>;
}

/** Opens the clients of an account. Throws for a removed one. */
export function openClient(
  { secrets, upstream }: Pick<CommandDeps, 'secrets' | 'upstream'>,
  account: Readonly<
    Pick<UpstreamAccount, 'endpoint' | 'domainId' | 'sealedCredentials' | 'keyVersion'>
  >,
  log: Pick<Logger, 'debug' | 'warn'>,
  patience?: Patience,
): UpstreamClient {
  const transport = openTransport({
    baseUrl: account.endpoint,
    credentials: { ...credentialsOf(secrets, account), domainId: account.domainId ?? null },
    timing: upstream?.timing ?? systemTiming,
    log,
    ...(patience && { patience }),
  });
  return {
    bss: bssClient(transport),
    koogallery: koogalleryClient(transport),
    close: () => transport.close(),
  };
}
