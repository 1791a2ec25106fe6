import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { audit } from './modules/audit/index.ts';
import { authorizations } from './modules/authorizations/index.ts';
import { bindings } from './modules/bindings/index.ts';
import { catalog } from './modules/catalog/index.ts';
import { customers } from './modules/customers/index.ts';
import { demands } from './modules/demands/index.ts';
import { discounts } from './modules/discounts/index.ts';
import { identity } from './modules/identity/index.ts';
import { integrations } from './modules/integrations/index.ts';
import { invoices } from './modules/invoices/index.ts';
import { notes } from './modules/notes/index.ts';
import { notifications } from './modules/notifications/index.ts';
import { orders } from './modules/orders/index.ts';
import { partners } from './modules/partners/index.ts';
import { reporting } from './modules/reporting/index.ts';
import { settlement } from './modules/settlement/index.ts';
import { supervision } from './modules/supervision/index.ts';
import { transfers } from './modules/transfers/index.ts';
import { workspace } from './modules/workspace/index.ts';
import { assemble } from './platform/api/assemble.ts';
import type { Domain, DomainModule } from './platform/domain.ts';
import { platformModule } from './platform/module/index.ts';

/** The modules in dependency order: a module may use only the modules before it. */
export const modules: readonly DomainModule[] = [
  platformModule,
  identity,
  partners,
  catalog,
  customers,
  bindings,
  authorizations,
  discounts,
  demands,
  orders,
  supervision,
  settlement,
  invoices,
  integrations,
  transfers,
  notes,
  workspace,
  reporting,
  notifications,
  audit,
];

let loading: Promise<Domain> | undefined;

/** The product's domain. Each process builds it once, because the declarations do not change at run time. */
export function loadDomain(): Promise<Domain> {
  loading ??= assemble(modules);
  return loading;
}

export async function buildSchema(): Promise<GraphQLSchema> {
  return (await loadDomain()).schema;
}
