import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { badInput } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { verifyChain } from './audit-chain.read.ts';
import { AuditVerificationType } from './audit-verification.type.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditVerificationType, {
    description: 'Result of recomputing the audit chain of one day.',
  })
  @Access('csp.owner', 'csp.auditor', 'seller.manager', 'operator')
  auditVerification(
    @Arg('day', () => String, { description: 'Day in Asia/Shanghai, YYYY-MM-DD.' }) day: string,
    @Ctx() context: GraphqlContext,
  ): Promise<AuditVerificationType> {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw badInput('Write the day as YYYY-MM-DD.');
    return verifyChain(context, day);
  }
}
