/**
 * Customers: accounts that buy and prospects, one row for all partners, and the access to them. The module
 * owns `customer_access`, the only table that scopes a customer, with each organization's account manager and
 * tags, the users of each customer, and the activity type with which every module shows the history of its objects. It refuses unmasked
 * contact data without a reason and level FULL. Bindings are a module of their own.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { activity } from './activity.read.ts';
import { customerCommands } from './customer.commands.ts';
import { CustomerEntity } from './customer.entity.ts';
import { customer } from './customer.read.ts';
import { CustomerAccessEntity } from './customer-access.entity.ts';
import { customerContactCommands } from './customer-contact.commands.ts';
import { customerCorrectCommands } from './customer-correct.commands.ts';
import { customerFlagCommands } from './customer-flag.commands.ts';
import { CustomerFlagEntity } from './customer-flag.entity.ts';
import { CustomerUserEntity } from './customer-user.entity.ts';
import { customerUser, customerUserEdge } from './customer-user.read.ts';
import { contactsPerDay } from './disclosure.write.ts';
import { distributorAccessEdges } from './distributor-access.edge.ts';

export { activity } from './activity.read.ts';
export { ActivityType, ViaEnum } from './activity.type.ts';
export { carers } from './carers.read.ts';
export { ownDataFields } from './customer.commands.ts';
export {
  type Customer,
  CustomerEntity,
  UPSTREAM_FLAGS,
  type UpstreamFlag,
} from './customer.entity.ts';
export { contactOnFile, customer, veiledContact } from './customer.read.ts';
export { type AccessLevel, assigned, CustomerAccessEntity } from './customer-access.entity.ts';
export { type Access, customerForChange, setAccess } from './customer-access.write.ts';
export { type CustomerFlag, CustomerFlagEntity } from './customer-flag.entity.ts';
export { type FlagFact, type FlagReading, setFlags } from './customer-flag.write.ts';
export { IMPORT_COLUMNS, type ImportProblem } from './customer-import.ts';
export {
  type ImportOptions,
  type ImportReport,
  importCustomersCsv,
} from './customer-import.write.ts';
export { type OwnData, setOwnData } from './customer-own.write.ts';
export { type CustomerUser, CustomerUserEntity } from './customer-user.entity.ts';
export { customerUser } from './customer-user.read.ts';
export { type KnownUser, removeCustomerUsers, upsertCustomerUsers } from './customer-user.write.ts';
export { noteFirstCash } from './first-cash.write.ts';
export { closeSalesYear } from './sales-year.job.ts';
export {
  type UpsertedCustomer,
  type UpstreamCustomer,
  upsertUpstreamCustomers,
} from './upstream-customers.write.ts';
export { UPSTREAM_FACTS } from './upstream-facts.ts';
export { addTagFor, setManagerByName } from './upstream-own.write.ts';

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
