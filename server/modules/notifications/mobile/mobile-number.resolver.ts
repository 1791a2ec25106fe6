import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { mobileNumber } from '../../../platform/sms/number.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { readNumbers } from './mobile-number.read.ts';
import { MobileNumberType } from './mobile-number.type.ts';

@Resolver()
export class MobileNumberResolver {
  @Query(() => MobileNumberType, {
    description: "Viewer's mobile number; an API key has none.",
  })
  @Access(...NOTIFIED_ROLES)
  async mobileNumber(@Ctx() { deps, viewer }: GraphqlContext): Promise<MobileNumberType> {
    const { memberId } = viewer!;
    const now = deps.clock.now();
    const stored = memberId
      ? await deps.db.transaction(viewer!, (tx) => readNumbers(tx, memberId, now))
      : null;
    const number = (sealed: string | null | undefined): string | null =>
      sealed ? mobileNumber.unseal(deps.secrets, sealed) : null;
    return {
      isOffered: deps.sendsSms ?? false,
      number: number(stored?.sealed),
      verifiedAt: stored?.verifiedAt ?? null,
      pendingNumber: number(stored?.sealedPending),
      codeExpiresAt: stored?.expiresAt ?? null,
    };
  }
}
