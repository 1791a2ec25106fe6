import type { LifeCycle } from '../../../platform/command/types.ts';
import type { Reads } from '../../../platform/read/declare.ts';
import { cspAuthorizationLife, jointSalesLife } from '../../authorizations/index.ts';
import { bindingLife } from '../../bindings/index.ts';
import { demandLife, offerLife } from '../../demands/index.ts';
import { discountLife } from '../../discounts/index.ts';
import { memberInvitationLife } from '../../identity/index.ts';
import { upstreamAccountLife, upstreamFeedLife } from '../../integrations/index.ts';
import { invoiceLife } from '../../invoices/index.ts';
import { orderLife, refundLife } from '../../orders/index.ts';
import {
  billLife,
  lineDisputeLife,
  paymentAuthorizationLife,
  runLife,
  runPartnerLife,
} from '../../settlement/index.ts';
import { appealLife, supervisionLife } from '../../supervision/index.ts';
import { jobLife } from '../../workspace/index.ts';

/** Life cycles with deadlines: each deadline belongs to one of them. */
export const deadlineLives: readonly LifeCycle[] = [
  memberInvitationLife,
  bindingLife,
  cspAuthorizationLife,
  jointSalesLife,
  discountLife,
  demandLife,
  orderLife,
  refundLife,
  supervisionLife,
  appealLife,
  offerLife,
  runLife,
  runPartnerLife,
  billLife,
  paymentAuthorizationLife,
  lineDisputeLife,
  invoiceLife,
  upstreamAccountLife,
  upstreamFeedLife,
  jobLife,
];

/** Their types. */
export const typesWithDeadlines: readonly Reads[] = deadlineLives.map(({ reads }) => reads);
