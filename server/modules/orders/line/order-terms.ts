import type { Specification } from '../../catalog/index.ts';
import type { CHARGING_MODES, ShareStrategy } from './order-line.entity.ts';

/** Returns how a specification is charged by default; packages of use are named by the upstream. */
export const chargingModeOf = (
  period: Specification['period'],
): (typeof CHARGING_MODES)[number] => {
  if (period === 'ONE_OFF') return 'ONE_TIME';
  return period === 'ON_DEMAND' ? 'ON_DEMAND' : 'PERIOD';
};

/** Returns the months that one charge period pays for; null without a period. */
export const monthsOf = (period: Specification['period']): number | null =>
  ({ MONTH: 1, YEAR: 12, ONE_OFF: null, ON_DEMAND: null })[period];

/** Formula of the partner's share by sale model (domain §5.2, §5.3). */
export const STRATEGIES = {
  COMMON: 'OWN_SALE',
  JOINT_OPERATION: 'JOINT_SALE',
  HUAWEI: 'LEGACY_MARGIN',
} as const satisfies Record<string, ShareStrategy>;
