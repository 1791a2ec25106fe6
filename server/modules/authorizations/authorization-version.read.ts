import { computed } from '../../platform/read/computed.ts';
import { reads } from '../../platform/read/declare.ts';
import { AuthorizationVersionType } from './authorization.type.ts';
import { rateFields } from './authorization-fields.read.ts';
import { AuthorizationVersionEntity } from './authorization-version.entity.ts';

/** Visible with the authorization; customers must not see share ratios (domain §2). */
export const authorizationVersion = reads(AuthorizationVersionType, AuthorizationVersionEntity, {
  id: 'auv',
  fields: {
    ...rateFields('floorPayRate', 'shareRatio'),
    maxCashPerMonth: computed.money('maxCashPerMonthMinor'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
});
