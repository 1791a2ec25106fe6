/**
 * Reporting: the days that figures cover, and the partners' targets for their performance (domain §3.2). Figures
 * themselves are reports of the modules whose rows they sum. The module refuses a target of another partner.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { completeDays } from './complete-days.edge.ts';
import { customerBusinessEdge } from './customer-business.edge.ts';
import { readyHour } from './data-as-of.policies.ts';
import { dataAsOfRoot } from './data-as-of.read.ts';
import { performanceTargetCommands } from './performance-target.commands.ts';
import { PerformanceTargetEntity } from './performance-target.entity.ts';
import { performanceTarget } from './performance-target.read.ts';

export const reporting: DomainModule = {
  name: 'reporting',
  policies: [readyHour],
  entities: [PerformanceTargetEntity],
  reads: [performanceTarget],
  commands: performanceTargetCommands,
  valueRoots: [dataAsOfRoot],
  readEdges: [completeDays, customerBusinessEdge],
};
