import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, product, rateInput } from '../../catalog/index.ts';
import { partner } from '../../partners/index.ts';
import { shared } from '../authorization.life.ts';
import {
  customerInput,
  endUnbound,
  mustBeFree,
  namedCustomer,
  names,
  newFor,
  oneCustomer,
  partnerOfProgramme,
  recordTerms,
  sellable,
} from '../authorization.write.ts';
import { mustBeWithin, mustEndLater, periodFrom, stateFrom } from '../authorization-terms.ts';
import type { CspAuthorization } from './csp-authorization.entity.ts';
import { cspAuthorization } from './csp-authorization.read.ts';
import { mustKeepOrder } from './csp-rate-order.write.ts';

const constraints = { csp_authorization_slot: 'AUTHORIZATION_OVERLAPS' } as const;

interface Terms {
  readonly floorPayRate: string;
  readonly shareRatio: string;
  readonly validUntil: Date;
}

/** Locks the product, because the rates of different levels depend on each other. */
async function mustFit(tx: Tx, row: Parameters<typeof mustKeepOrder>[1]): Promise<void> {
  tx.lock('CspAuthorizationProduct', row.productId);
  await mustBeFree(tx, sql.raw('csp_authorization'), row);
  await mustKeepOrder(tx, row);
}

export const cspAuthorizationLife = lifeCycle<CspAuthorization>({
  reads: cspAuthorization,
  ...shared<CspAuthorization>(),
  effects: {
    async modify(tx: Tx, row: CspAuthorization, { floorPayRate, shareRatio, validUntil }: Terms) {
      if (row.validUntil <= tx.now) throw refuse('AUTHORIZATION_OVER');
      const { maxShareRatio } = await tx.get(ProductEntity, row.productId);
      mustBeWithin(shareRatio, maxShareRatio);
      mustEndLater(tx.now, { validFrom: row.validFrom, validUntil });
      await mustFit(tx, Object.assign({}, row, { floorPayRate, validUntil }));
      Object.assign(row, { floorPayRate, shareRatio, maxShareRatio, validUntil });
      row.termsVersion += 1;
      await recordTerms(tx, row);
    },
    revoke(tx: Tx, row: CspAuthorization, { reason }: { reason?: string }) {
      row.revokedAt = tx.now;
      row.revokeReason = reason ?? null;
    },
    unbind: endUnbound,
  },
});

const terms = {
  floorPayRate: rateInput(
    'Floor pay rate, above 0 to 1; at most that of a wider level, at least that of a narrower one.',
  ),
  shareRatio: rateInput("Share ratio of the partner, above 0, at most the product's maximum."),
  validUntil: field.instant('First instant after the validity.'),
};

const create = command({
  name: 'cspAuthorizationCreate',
  description:
    'Authorizes partners to sell a common product: all of them, one, or one for one customer. It takes effect at its start, or at once.',
  roles: ['seller.manager'],
  fields: {
    productId: field.id(() => product, 'Common product of the seller that is on sale.'),
    partnerId: field.optional(
      field.id(() => partner, 'Partner; by default all partners of the program.'),
    ),
    ...customerInput,
    ...terms,
    validFrom: field.optional(
      field.instant(
        'First instant of validity; by default now. A time earlier today counts as now.',
      ),
    ),
  },
  rules: [oneCustomer],
  payload: { cspAuthorization: () => cspAuthorization },
  idempotent: true,
  constraints,
  async run(tx, input) {
    const goods = await sellable(tx, input.productId, 'COMMON');
    if (!input.partnerId && names(input)) throw refuse('PARTNER_REQUIRED', 'partnerId');
    const whom = input.partnerId
      ? {
          ...(await partnerOfProgramme(tx, input.partnerId)),
          ...(await namedCustomer(tx, input.partnerId, input)),
        }
      : { partnerId: null, partnerName: null, customerId: null, customerName: null };
    const period = periodFrom(tx.now, input.validFrom, input.validUntil);
    mustBeWithin(input.shareRatio, goods.maxShareRatio);
    const facts = {
      ...newFor(tx, goods, whom),
      status: stateFrom(tx.now, period.validFrom),
      floorPayRate: input.floorPayRate,
      shareRatio: input.shareRatio,
      ...period,
      termsVersion: 1,
    };
    await mustFit(tx, facts);
    const row = await tx.begin(cspAuthorizationLife, facts, 'create');
    await recordTerms(tx, row);
    return { cspAuthorization: row.id };
  },
});

export const cspAuthorizationCommands: readonly AnyCommand[] = [
  create,
  eventCommand(cspAuthorizationLife, 'modify', {
    description:
      'Sets new terms from now on. Discounts and orders made under the previous terms keep them; all versions stay readable.',
    fields: terms,
    constraints,
  }),
  eventCommand(cspAuthorizationLife, 'revoke', {
    description: 'Revokes the authorization (终止). Effective discounts run to their end.',
    fields: {
      reason: field.optional(field.reason('Reason; visible to the partners.')),
    },
  }),
];
