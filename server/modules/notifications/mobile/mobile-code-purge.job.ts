import { purgeOfCodes } from '../../identity/index.ts';
import { mobileCodeDays } from './mobile.policies.ts';
import { mobileCodes } from './mobile-number.read.ts';

export const mobileCodePurge = purgeOfCodes(mobileCodes, mobileCodeDays);
