import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, UpstreamAsker } from '../../../platform/command/types.ts';
import { upstream } from '../../../platform/command/upstream.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { MAIL_USERS } from '../../../sources/koogallery/index.ts';
import { ONCE } from '../../../sources/transport/index.ts';
import { openClient } from '../feed/upstream-client.ts';
import { type AskedUser, askedUsers, storeMails } from './mail.write.ts';

export const ENTERPRISE_MAIL = 'enterprise-mail';

/** A user whose address is asked, with its last known address. */
interface Input {
  /** UUID of the user. */
  readonly id: string;
  readonly address: string | null;
  readonly syncedAtMs: number | null;
}

export interface Mail {
  readonly address: string;
  readonly syncedAt: Date;
}

const lastKnown = ({ address, syncedAtMs }: Input): Mail | null =>
  address === null ? null : { address, syncedAt: new Date(Number(syncedAtMs)) };

const inSystem = <T>(deps: CommandDeps, work: Parameters<typeof transact<T>>[3]): Promise<T> =>
  transact(deps, systemViewer(ENTERPRISE_MAIL), ENTERPRISE_MAIL, work);

/**
 * Enterprise mail addresses of users (domain §3 item 1). Each user is asked with the account of the seller that knows
 * it; a user of a seller without a connected account keeps the last known address.
 */
export const enterpriseMailUpstream = upstream<Input, Mail>({
  name: ENTERPRISE_MAIL,
  most: MAIL_USERS,
  async answer(asker, inputs) {
    const { deps } = asker;
    const users = await inSystem(deps, (tx) =>
      askedUsers(
        tx,
        inputs.map(({ id }) => id),
      ),
    );
    const accounts = Map.groupBy(users, ({ account }) => account.id);
    const answers = await Promise.allSettled(
      [...accounts.values()].map((own) => askedBy(asker, own)),
    );
    const found = new Map<string, string | Error | null>();
    [...accounts.values()].forEach((own, i) => {
      const answer = answers[i]!;
      for (const { id, externalId } of own)
        found.set(
          id,
          answer.status === 'fulfilled'
            ? (answer.value.get(externalId) ?? null)
            : (answer.reason as Error),
        );
    });
    const now = deps.clock.now();
    const known = [...found].flatMap(([id, mail]) => (mail instanceof Error ? [] : [{ id, mail }]));
    await inSystem(deps, (tx) => storeMails(tx, known)).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'mail addresses were not stored'),
    );
    return inputs.map((input) => {
      const mail = found.get(input.id);
      if (mail === undefined) return lastKnown(input);
      return typeof mail === 'string' ? { address: mail, syncedAt: now } : mail;
    });
  },
  known: (input) => ({
    value: lastKnown(input),
    asOf: input.syncedAtMs === null ? null : new Date(Number(input.syncedAtMs)),
  }),
});

/** The addresses of users of one account, by external id. */
async function askedBy(
  { deps, signal }: UpstreamAsker,
  users: readonly AskedUser[],
): Promise<ReadonlyMap<string, string>> {
  const { account } = users[0]!;
  const client = openClient(deps, account, { patience: ONCE });
  try {
    return await client.koogallery.enterpriseMail(
      [...new Set(users.map(({ externalId }) => externalId))],
      signal,
    );
  } finally {
    void client.close();
  }
}
