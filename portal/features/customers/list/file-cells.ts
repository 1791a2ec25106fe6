import type { FileCell } from '../../../list/column.ts';

interface Named {
  name: string;
  cloudAccount?: string | null;
}
/** Name and account of a customer in a file, with the headers by which an import finds them. */
export const NAME: FileCell<Named> = {
  read: (r) => [r.name, r.cloudAccount],
  headers: ['ui.customer', 'ui.customer.cloudAccount'],
};

interface Managed {
  accountManager?: { name: string; mail: string } | null;
}
/** Account manager in a file, with the mail address by which an import finds the member. */
export const MANAGER: FileCell<Managed> = {
  read: (r) => [r.accountManager?.name, r.accountManager?.mail],
  headers: ['ui.customer.manager', 'ui.import.column.CUSTOMERS.manager'],
};
