import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { badInput } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/declare.ts';
import { verifyChain } from './audit-chain.read.ts';

@ObjectType('AuditVerification', {
  description: "Result of checking one day's chain of the viewer's organization.",
})
export class AuditVerificationType {
  @Field(() => Boolean, { description: 'Whether every line still matches its hash and its place.' })
  intact!: boolean;

  @Field(() => Int, { description: 'How many lines the day has.' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Position of the first line that does not match; null when intact.',
  })
  firstBad!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the last line, to be kept outside; null for an empty day.',
  })
  head!: string | null;
}

@Resolver()
export class AuditResolver {
  @Query(() => AuditVerificationType, { description: 'Recomputes the audit chain of one day.' })
  @Access('csp.owner', 'csp.auditor', 'seller.manager', 'operator')
  auditVerification(
    @Arg('day', () => String, { description: 'Day in Asia/Shanghai, YYYY-MM-DD.' }) day: string,
    @Ctx() context: GraphqlContext,
  ): Promise<AuditVerificationType> {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw badInput('A day is written YYYY-MM-DD.');
    return verifyChain(context, day);
  }
}
