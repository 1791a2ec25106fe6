import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';

/**
 * Failed sign-ins of the last hour per account, network and known device, and requests for a new password.
 * They have no tenant, because the viewer is not known yet.
 */
export const SignInAttemptEntity = aggregate({
  name: 'SignInAttempt',
  parties: {},
  properties: {
    /**
     * `account:…`, `network:…`, `device:…` and the like. It consists of facts that the server knows, never of
     * a field that a caller can vary.
     */
    key: p.text().primary(),
    /** Times of failures in milliseconds since 1970, oldest first. */
    failures: p.json<number[]>(),
    /** Times of attempts in progress; they count against the limit, so that parallel guesses do as well. */
    pending: p.json<number[]>(),
    updatedAt: p.instant(),
  },
  indexes: [{ name: 'sign_in_attempt_age', properties: ['updatedAt'] }],
});
export type SignInAttempt = InferEntity<typeof SignInAttemptEntity>;
