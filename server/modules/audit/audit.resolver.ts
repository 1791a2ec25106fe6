import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { badInput } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/declare.ts';
import { verifyChain } from './audit-chain.read.ts';

@ObjectType('AuditVerification', {
  description: "Result of checking one day's chain of the viewer's organization.",
})
export class AuditVerificationType {
  @Field(() => Boolean, { description: 'Whether every line matches its hash and its position.' })
  intact!: boolean;

  @Field(() => Int, { description: 'Number of lines of the day.' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Position of the first line that does not match; null if the chain is intact.',
  })
  firstBad!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the last line, to be kept outside the system; null for an empty day.',
  })
  head!: string | null;
}

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
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw badInput('A day is written YYYY-MM-DD.');
    return verifyChain(context, day);
  }
}
