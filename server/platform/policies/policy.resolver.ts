import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../graphql/context.ts';
import { Access } from '../graphql/declare.ts';
import { policiesInForce } from './policy.read.ts';
import { PolicyType } from './policy.type.ts';

@Resolver()
export class PolicyResolver {
  @Query(() => [PolicyType], {
    description: 'The numbers of the rules, with the values in force now.',
  })
  @Access('operator')
  policies(@Ctx() context: GraphqlContext): Promise<PolicyType[]> {
    return policiesInForce(context);
  }
}
