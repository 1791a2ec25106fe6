import type { CommandDeps } from '../../platform/command/types.ts';
import { purgeCodes } from '../identity/index.ts';
import { codeDays } from './binding.policies.ts';
import { consentCodes } from './consent-code.read.ts';

export const purgeConsentCodes = (deps: CommandDeps) => purgeCodes(deps, consentCodes, codeDays);
