import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';

/** Failed sign-ins of the last hour, for each account, network and known device, and requests for a new password. Counted before anybody is known: of no tenant. */
export const SignInAttemptEntity = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: {
    /** `account:…`, `network:…`, `device:…` and the like, made of facts the server knows, never of a field a caller can vary at will. */
    key: p.text().primary(),
    /** Times of failures, milliseconds since 1970, oldest first. */
    failures: p.json<number[]>(),
    /** Times of attempts that are being checked; they count against the stop, so that parallel guesses do too. */
    pending: p.json<number[]>(),
    updatedAt: instant(),
  },
  indexes: [{ name: 'sign_in_attempt_age', properties: ['updatedAt'] }],
  ...tenantTable([]),
});
export type SignInAttempt = InferEntity<typeof SignInAttemptEntity>;
