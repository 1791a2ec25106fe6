import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { scalar } from '../../platform/schema/scalars.ts';
import { verifyChain } from './audit-chain.read.ts';
import { AuditVerificationType } from './audit-verification.type.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditVerificationType, {
    description: 'Result of recomputing the audit chain of one day.',
  })
  @Access('csp.owner', 'csp.auditor', 'seller.manager', 'operator')
  auditVerification(
    @Arg('day', () => scalar.date, { description: 'Day of the chain in Asia/Shanghai.' })
    day: string,
    @Ctx() context: GraphqlContext,
  ): Promise<AuditVerificationType> {
    return verifyChain(context, day);
  }
}
