import {
  AuditEntryEntity,
  DomainEventEntity,
  IdempotencyKeyEntity,
} from '../command/records.entity.ts';
import { DemoMarkEntity } from '../db/demo-mark.entity.ts';
import { KeptCountEntity } from '../db/kept-count.entity.ts';
import type { DomainModule } from '../domain.ts';
import { AttachmentEntity } from '../files/attachment.entity.ts';
import { attachment } from '../files/attachment.read.ts';
import { filePolicies } from '../files/file.policies.ts';
import { jobEntities } from '../jobs/index.ts';
import { messageDays } from '../jobs/purge-messages.ts';
import { HolidayPlanEntity } from '../rules/holiday-plan.ts';
import { PolicyValueEntity } from '../rules/policy.ts';
import { CommentEntity } from './discussion/comment.entity.ts';
import { comment } from './discussion/comment.read.ts';
import { holidayCommands } from './holidays/holiday-plan.commands.ts';
import { holidayPlanRead, holidayYearsRoot } from './holidays/holiday-plan.read.ts';
import { permissionsRoot } from './permissions/permissions.read.ts';
import { policyCommands } from './policies/policy.commands.ts';
import { policiesRoot, policyValueRead } from './policies/policy.read.ts';
import { SearchResolver } from './search/search.resolver.ts';

/** The module of the platform: its tables, policies, holiday plans, permissions and search. */
export const platformModule: DomainModule = {
  name: 'platform',
  entities: [
    DomainEventEntity,
    AuditEntryEntity,
    IdempotencyKeyEntity,
    PolicyValueEntity,
    HolidayPlanEntity,
    DemoMarkEntity,
    KeptCountEntity,
    AttachmentEntity,
    CommentEntity,
    ...jobEntities,
  ],
  policies: [...filePolicies, messageDays],
  reads: [policyValueRead, holidayPlanRead, attachment, comment],
  commands: [...policyCommands, ...holidayCommands],
  valueRoots: [policiesRoot, holidayYearsRoot, permissionsRoot],
  resolvers: [SearchResolver],
};
