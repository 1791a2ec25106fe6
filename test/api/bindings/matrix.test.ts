import { beforeAll } from '@jest/globals';
import { bindingLife } from '../../../server/modules/bindings/index.ts';
import { consent } from '../../kit/consent.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, invited, MAIL, partnerOf } from './fixtures.ts';
import { RULES } from './table.ts';

/** Events by which the customer answers a partner's request. */
const BY_CUSTOMER = [
  'sendCode',
  'accept',
  'confirm',
  'object',
  'decline',
  'approveChange',
  'rejectChange',
  'approveUnbind',
  'rejectUnbind',
];

const BY_SYSTEM = ['expire', 'supersede', 'associate', 'adoptType', 'dissociate'];

const world = testWorld('binding matrix');
let manager: Caller;
let buyer: Caller;
let bindingId: string;
let code: string;

beforeAll(async () => {
  const partner = await partnerOf(world, '云帆科技');
  manager = await world.member(partner, 'csp.manager');
  const customerId = await customerOf(world, '东方制造', [partner]);
  ({ id: bindingId, buyer } = await invited(world, manager, customerId));
  ({ code } = await consent(world, buyer, { id: bindingId, to: MAIL }));
  // By then another code or mail could be sent, and the first code is still valid.
  world.clock.advance(5 * 60_000);
});

// A link from before the binding could not answer.
const BOUND = 'bound_at = created_at, performance_from = now()';
const ASKED = `${BOUND}, requested_by = 'PARTNER', request_reason = 'why'`;

describeMatrix(
  bindingLife,
  RULES,
  byFiring({
    world: () => world,
    id: () => bindingId,
    by: (event) => {
      if (BY_SYSTEM.includes(event)) return null;
      return BY_CUSTOMER.includes(event) ? buyer.viewer : manager.viewer;
    },
    inputs: {
      invite: { mail: MAIL, type: 'ADVISORY' },
      accept: {
        type: 'ADVISORY',
        agreementAccepted: true,
        get code() {
          return code;
        },
      },
      confirm: {
        get code() {
          return code;
        },
      },
      associate: { type: 'ADVISORY' },
      adoptType: { type: 'AGENCY' },
      dissociate: { reason: 'why' },
      requestChangeType: { type: 'AGENCY', reason: 'why' },
      requestUnbind: { reason: 'why' },
    },
    facts: {
      DECLINED: 'due_at = null',
      EXPIRED: 'due_at = null',
      BOUND: `${BOUND}, due_at = null`,
      CHANGE_PENDING: `${ASKED}, due_at = null, requested_type = 'AGENCY'`,
      UNBIND_PENDING: ASKED,
      UNBOUND: `${BOUND}, due_at = null, unbound_at = now()`,
    },
  }),
);
