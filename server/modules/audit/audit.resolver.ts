import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { PublicError } from '../../platform/errors.ts';
import { globalId } from '../../platform/ids.ts';
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
    @Arg('organizationId', () => ID, {
      nullable: true,
      description:
        "Organization whose chain to verify; by default the viewer's. Only operators name another one.",
    })
    organizationId: string | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<AuditVerificationType> {
    if (!organizationId) return verifyChain(context, day);
    const { side, tenantId } = context.viewer!;
    const id = globalId.decode('org', organizationId);
    if (id !== tenantId && side !== 'operator') throw PublicError.notFound();
    return verifyChain(context, day, id);
  }
}
