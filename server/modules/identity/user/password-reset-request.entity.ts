import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';

/**
 * Request for a password reset mail, kept until a job has handled it. Written for every address, known or
 * not, so that each request takes the same time.
 */
export const PasswordResetRequestEntity = defineEntity({
  name: 'PasswordResetRequest',
  tableName: 'password_reset_request',
  properties: {
    ...base(),
    /** Lower case. */
    mail: p.text(),
  },
  indexes: [{ name: 'password_reset_request_age', properties: ['createdAt', 'id'] }],
  ...tenantTable([]),
});
export type PasswordResetRequest = InferEntity<typeof PasswordResetRequestEntity>;
