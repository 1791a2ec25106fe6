/**
 * Customers: accounts that buy and prospects, one row for all partners, and the access to them. The module owns
 * `customer_access`, the only table that scopes a customer, with each organization's account manager and tags, the
 * users of each customer, and the activity type with which every module shows the history of its objects. It refuses
 * unmasked contact data without a reason and level FULL. Bindings are a module of their own.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { CustomerAccessEntity } from './access/customer-access.entity.ts';
import { contactsPerDay } from './access/disclosure.write.ts';
import { distributorAccessEdges } from './access/distributor-access.edge.ts';
import { activity } from './activity/activity.read.ts';
import { customerCommands } from './customer/customer.commands.ts';
import { CustomerEntity } from './customer/customer.entity.ts';
import { customer } from './customer/customer.read.ts';
import { customerContactCommands } from './customer/customer-contact.commands.ts';
import { customerCorrectCommands } from './customer/customer-correct.commands.ts';
import { customerFlagCommands } from './flag/customer-flag.commands.ts';
import { CustomerFlagEntity } from './flag/customer-flag.entity.ts';
import { CustomerUserEntity } from './user/customer-user.entity.ts';
import { customerUser, customerUserEdge } from './user/customer-user.read.ts';

export { carers } from './access/carers.read.ts';
export {
  type AccessLevel,
  assigned,
  CustomerAccessEntity,
} from './access/customer-access.entity.ts';
export { type Access, customerForChange, setAccess } from './access/customer-access.write.ts';
export { type OwnData, setOwnData } from './access/customer-own.write.ts';
export { closeSalesYear } from './access/sales-year.job.ts';
export { addTagFor, setManagerByName } from './access/upstream-own.write.ts';
export { activity } from './activity/activity.read.ts';
export { ActivityType, ViaEnum } from './activity/activity.type.ts';
export { ownDataFields } from './customer/customer.commands.ts';
export {
  type Customer,
  CustomerEntity,
  UPSTREAM_FLAGS,
  type UpstreamFlag,
} from './customer/customer.entity.ts';
export { contactOnFile, customer, toCustomer, veiledContact } from './customer/customer.read.ts';
export { IMPORT_COLUMNS, type ImportProblem } from './customer/customer-import.ts';
export {
  type ImportOptions,
  type ImportReport,
  importCustomersCsv,
} from './customer/customer-import.write.ts';
export { noteFirstCash } from './customer/first-cash.write.ts';
export {
  type UpsertedCustomer,
  type UpstreamCustomer,
  upsertUpstreamCustomers,
} from './customer/upstream-customers.write.ts';
export { type CustomerFlag, CustomerFlagEntity } from './flag/customer-flag.entity.ts';
export { type FlagFact, type FlagReading, setFlags } from './flag/customer-flag.write.ts';
export { UPSTREAM_FACTS } from './flag/upstream-facts.ts';
export { type CustomerUser, CustomerUserEntity } from './user/customer-user.entity.ts';
export { customerUser } from './user/customer-user.read.ts';
export {
  type KnownUser,
  removeCustomerUsers,
  upsertCustomerUsers,
} from './user/customer-user.write.ts';

export const customers: DomainModule = {
  name: 'customers',
  entities: [CustomerEntity, CustomerAccessEntity, CustomerFlagEntity, CustomerUserEntity],
  policies: [contactsPerDay],
  reads: [activity, customer, customerUser],
  readEdges: [customerUserEdge],
  commands: [
    ...customerCommands,
    ...customerContactCommands,
    ...customerCorrectCommands,
    ...customerFlagCommands,
  ],
  reactions: distributorAccessEdges,
};
