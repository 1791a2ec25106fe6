import type { CommandDeps } from '../../../platform/command/types.ts';
import { purgeCodes } from '../../identity/index.ts';
import { mobileCodeDays } from './mobile.policies.ts';
import { mobileCodes } from './mobile-number.read.ts';

export const purgeMobileCodes = (deps: CommandDeps) =>
  purgeCodes(deps, mobileCodes, mobileCodeDays);
