/**
 * Bindings of customers to partners, from pre-registration or invitation to the end (domain §4.1). The module
 * owns the life cycle of a binding, the links by which a customer answers, the codes that prove consent and the
 * sessions of a customer's links, and the partner's access level to the customer. It refuses a second partner, a
 * customer whom another partner pre-registered, and unbinding while upstream facts forbid it. An association in the
 * upstream system proves a binding, and its end there ends one.
 */

import type { DomainModule } from '../../platform/domain.ts';
import { bindingCommands } from './binding.commands.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import {
  bindingLife,
  endRivals,
  nameAnswerer,
  tellCustomer,
  UNBIND_REMINDER,
} from './binding.life.ts';
import { bindingPolicies } from './binding.policies.ts';
import { partnerBinding } from './binding.read.ts';
import { ConsentCodeEntity } from './consent-code.entity.ts';
import { customerProof } from './consent-code.read.ts';
import { customerBindingEdge } from './customer-binding.edge.ts';
import { customerProofCommands } from './customer-proof.commands.ts';

export {
  type AssociatedBinding,
  type Association,
  adoptType,
  bindAssociated,
  bindByAssociation,
  dissociate,
} from './association.write.ts';
export { type PartnerBinding, PartnerBindingEntity, partnersLink } from './binding.entity.ts';
export { bindingLife } from './binding.life.ts';
export {
  BINDING_TYPES,
  type BindingState,
  type BindingType,
  BOUND_STATES,
  bindingMachine,
  OPEN_STATES,
} from './binding.machine.ts';
export { partnerBinding } from './binding.read.ts';
export { BindingTypeEnum } from './binding.type.ts';
export { consentCodePurge } from './consent-code-purge.job.ts';
export { isDistributorsOffer } from './distributors-offer.sql.ts';
export { prospectPurge } from './prospect-purge.job.ts';

export const bindings: DomainModule = {
  name: 'bindings',
  policies: bindingPolicies,
  entities: [PartnerBindingEntity, ConsentCodeEntity],
  reads: [partnerBinding],
  lifeCycles: [bindingLife],
  commands: [...bindingCommands, ...customerProofCommands],
  customerProof,
  readEdges: [customerBindingEdge],
  reactions: [
    {
      on: bindingLife,
      events: [
        'accept',
        'decline',
        'expire',
        'confirm',
        'object',
        'supersede',
        'requestChangeType',
        'approveChange',
        'rejectChange',
        'requestUnbind',
        'approveUnbind',
        'rejectUnbind',
        'withdraw',
        'adoptType',
        'dissociate',
        UNBIND_REMINDER,
      ],
      react: tellCustomer,
    },
    { on: bindingLife, events: ['accept', 'confirm', 'associate'], react: endRivals },
    { on: bindingLife, events: ['requestUnbind'], react: nameAnswerer },
  ],
};
