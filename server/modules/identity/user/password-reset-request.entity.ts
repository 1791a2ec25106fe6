import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';

/**
 * Request for a password reset mail, kept until a job has handled it. Written for every address, known or
 * not, so that each request takes the same time.
 */
export const PasswordResetRequestEntity = aggregate({
  name: 'PasswordResetRequest',
  parties: {},
  properties: {
    ...p.base(),
    /** Lower case. */
    mail: p.text(),
  },
  indexes: [{ name: 'password_reset_request_age', properties: ['createdAt', 'id'] }],
});
export type PasswordResetRequest = InferEntity<typeof PasswordResetRequestEntity>;
