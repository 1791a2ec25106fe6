import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { upstreamAccountLife } from '../account/upstream-account.life.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import { NOTIFICATION_KEY } from './receiver.read.ts';

export const notificationKeyCommands: readonly AnyCommand[] = [
  command({
    name: 'upstreamAccountSetNotificationKey',
    description:
      "Enters the access key with which KooGallery signs its notifications to a seller (通知密钥). The account's address accepts notifications from then on, and those of the former key no more.",
    roles: ['seller.manager', 'operator'],
    fields: {
      id: field.id(() => upstreamAccount, 'Global id of the UpstreamAccount.'),
      notificationKey: field.text(
        'Access key from the seller console of KooGallery. It is stored encrypted and never returned.',
        { min: 8, max: 256, pattern: /^\S+$/ },
      ),
    },
    payload: { upstreamAccount: () => upstreamAccount },
    idempotent: true,
    freshProof: true,
    async run(tx, { id, notificationKey }) {
      const account = await tx.get(upstreamAccountLife, id);
      if (account.system !== 'KOOGALLERY') throw refuse('NOT_A_SELLER_ACCOUNT', 'id');
      if (account.status === 'REMOVED')
        throw refuse('NOT_IN_THIS_STATE', null, { state: account.status });
      account.sealedNotificationKey = tx.secrets.seal(NOTIFICATION_KEY, notificationKey);
      tx.audit({
        action: 'upstreamAccountSetNotificationKey',
        subjectType: 'UpstreamAccount',
        subjectId: id,
      });
      return { upstreamAccount: id };
    },
  }),
];
