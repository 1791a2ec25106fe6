import { purgeOfCodes } from '../identity/index.ts';
import { codeDays } from './binding.policies.ts';
import { consentCodes } from './consent-code.read.ts';

export const consentCodePurge = purgeOfCodes(consentCodes, codeDays);
