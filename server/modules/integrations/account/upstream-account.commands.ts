import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { upstreamOrigin } from '../../../sources/transport/index.ts';
import { OrganizationEntity, organization } from '../../identity/index.ts';
import { openFeeds, wakeFeeds } from '../feed/feed-open.write.ts';
import type { UpstreamSystem } from '../upstream-api.ts';
import { UpstreamSystemEnum } from '../upstream-api.type.ts';
import { sealedColumns } from './credentials.ts';
import { upstreamAccountLife } from './upstream-account.life.ts';
import { ACCOUNT_ROLES } from './upstream-account.machine.ts';
import { upstreamAccount } from './upstream-account.read.ts';

/** Official base URLs (domain §6.2, §6.4), the default of each system first. */
const ENDPOINTS: Readonly<Record<UpstreamSystem, readonly [string, ...string[]]>> = {
  HUAWEI_BSS: [
    'https://bss.myhuaweicloud.com',
    'https://bss-intl.myhuaweicloud.com',
    'https://bss.myhuaweicloud.eu',
  ],
  KOOGALLERY: [
    'https://mkt.myhuaweicloud.com',
    'https://mkt.myhuaweicloud.cn',
    'https://mkt-intl.myhuaweicloud.com',
    'https://mkt.myhuaweicloud.eu',
  ],
};

const KIND_OF = { HUAWEI_BSS: 'PARTNER', KOOGALLERY: 'SELLER' } as const;

const credentials = {
  accessKeyId: field.text('Access key id (AK).', { max: 128, pattern: /^\S+$/ }),
  secretAccessKey: field.text(
    'Secret access key (SK). It is stored encrypted and never returned.',
    {
      max: 256,
      pattern: /^\S+$/,
    },
  ),
};

/**
 * The base URL to call. An organization chooses among the official ones, because the answers of the endpoint decide
 * which customers a partner has. An operator may enter another one, for instance of a private cloud.
 */
function endpointFor(tx: Tx, system: UpstreamSystem, given: string | undefined): string {
  const endpoint = (given ?? ENDPOINTS[system][0]).replace(/\/+$/, '');
  if (ENDPOINTS[system].includes(endpoint)) return endpoint;
  if (tx.viewer.side !== 'operator') throw refuse('ENDPOINT_NOT_ALLOWED', 'endpoint');
  try {
    return upstreamOrigin(endpoint).origin;
  } catch {
    throw refuse('INVALID_FORMAT', 'endpoint');
  }
}

/** The organization whose account it is: the viewer's, or the one that an operator names. */
async function ownerOf(tx: Tx, system: UpstreamSystem, named: string | undefined): Promise<string> {
  const isOperator = tx.viewer.side === 'operator';
  if (isOperator && named === undefined) throw refuse('ORGANIZATION_REQUIRED', 'organizationId');
  if (!isOperator && named !== undefined && named !== tx.viewer.tenantId)
    throw PublicError.notFound();
  const id = named ?? tx.viewer.tenantId;
  const [owner] = await tx.find(OrganizationEntity, (d) => sql`${d.id} = ${id}`);
  if (owner?.kind !== KIND_OF[system]) throw refuse('SYSTEM_OF_OTHER_SIDE', 'system');
  return id;
}

const connect = command({
  name: 'upstreamAccountConnect',
  description:
    "Connects an organization's account in an upstream system (接入上游账号), and starts its feeds.",
  roles: ACCOUNT_ROLES,
  fields: {
    organizationId: field.optional(
      field.id(() => organization, "Organization; an operator names it, by default the viewer's."),
    ),
    system: field.word(
      UpstreamSystemEnum,
      'Upstream system: HUAWEI_BSS for a partner, KOOGALLERY for a seller.',
    ),
    endpoint: field.optional(
      field.text(
        'Base URL of the APIs; by default the one of the Chinese mainland. Only an operator may enter another URL than the official ones.',
      ),
    ),
    ...credentials,
    domainId: field.optional(
      field.text('Id of the account in the upstream system (账号 ID).', { max: 64 }),
    ),
  },
  payload: { upstreamAccount: () => upstreamAccount },
  idempotent: true,
  freshProof: true,
  constraints: { upstream_account_one: { code: 'UPSTREAM_ACCOUNT_EXISTS', field: 'system' } },
  async run(tx, input) {
    const { organizationId, system, accessKeyId, secretAccessKey, domainId = null } = input;
    const endpoint = endpointFor(tx, system, input.endpoint);
    const orgId = await ownerOf(tx, system, organizationId);
    tx.lock('UpstreamAccount', `${orgId} ${system}`);
    const account = await tx.begin(
      upstreamAccountLife,
      {
        orgId,
        system,
        endpoint,
        ...sealedColumns(tx, { accessKeyId, secretAccessKey }),
        domainId,
        rotatedAt: tx.now,
      },
      'connect',
    );
    await openFeeds(tx, account);
    return { upstreamAccount: account.id };
  },
});

const event = (name: string, description: string, wakes = false): AnyCommand =>
  eventCommand(upstreamAccountLife, name, {
    description,
    freshProof: true,
    async run(tx, row, values) {
      await tx.fire(upstreamAccountLife, row, name, values);
      if (wakes) await wakeFeeds(tx, row.id);
    },
  });

export const upstreamAccountCommands: readonly AnyCommand[] = [
  connect,
  eventCommand(upstreamAccountLife, 'rotate', {
    description:
      "Replaces an account's credentials (更换凭证); a rejected account is connected again.",
    freshProof: true,
    fields: credentials,
    async run(tx, row, values) {
      await tx.fire(upstreamAccountLife, row, 'rotate', values);
      await wakeFeeds(tx, row.id);
    },
  }),
  event('pause', 'Pauses an account (暂停): nothing is called until it is resumed.'),
  event('resume', 'Resumes a paused account, and synchronizes it at once (恢复).', true),
  event('remove', 'Removes an account and erases its credentials (移除). Received data stay.'),
];
