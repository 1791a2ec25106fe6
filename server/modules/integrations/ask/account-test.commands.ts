import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { type UpstreamAccount, UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { KEEPER_ROLES } from '../account/upstream-account.machine.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import type { UpstreamClient } from '../feed/upstream-client.ts';
import type { UpstreamSystem } from '../upstream-api.ts';
import { type Asked, ask } from './ask.ts';
import { outcomeFields } from './upstream-outcome.type.ts';

/** Order that every seller may query (domain §6.4). */
const BUILT_IN_ORDER = 'MOCKPERIODYEARNEW';

/** A call of each system that reads one row and changes nothing. */
const CALLS: Readonly<
  Record<UpstreamSystem, (client: UpstreamClient, signal: AbortSignal) => Promise<unknown>>
> = {
  HUAWEI_BSS: ({ bss }, signal) => bss.subCustomers({}, { size: 1, signal }).next(),
  KOOGALLERY: ({ koogallery }, signal) =>
    koogallery.orderQuery({ orderId: BUILT_IN_ORDER }, signal),
};

async function withCredentials(tx: Tx, id: string): Promise<UpstreamAccount> {
  const account = await tx.get(UpstreamAccountEntity, id);
  const { status: state } = account;
  if (state === 'REMOVED') throw refuse('NOT_IN_THIS_STATE', null, { state });
  return account;
}

const ANSWERED: Asked = { outcome: 'OK', code: null, requestId: null };

export const accountTestCommands: readonly AnyCommand[] = [
  command({
    name: 'upstreamAccountTest',
    description:
      'Tests the connection of an account in an upstream system (测试连接): calls it once with the credentials, and returns the outcome. Nothing is changed.',
    roles: KEEPER_ROLES,
    fields: { id: field.id(() => upstreamAccount, 'Global id of the UpstreamAccount.') },
    payload: { upstreamAccount: () => upstreamAccount },
    extra: outcomeFields,
    idempotent: true,
    async run(tx, { id }) {
      await withCredentials(tx, id);
      return { upstreamAccount: id };
    },
    async ask(asker, { id }) {
      const { deps, viewer } = asker;
      const account = await transact(deps, viewer, 'ask', (tx) => withCredentials(tx, id));
      const made = await ask(asker, account, CALLS[account.system]);
      const asked = 'failure' in made ? made.failure : ANSWERED;
      return async (tx) => {
        tx.audit({
          action: 'upstreamAccountTest',
          subjectType: 'UpstreamAccount',
          subjectId: id,
          detail: { ...asked },
        });
        return { ...asked };
      };
    },
  }),
];
