import { globalId } from '../../../platform/ids.ts';
import { customer } from '../../customers/index.ts';
import { knownCustomer, ownDataIn } from './customer-cells.read.ts';
import { CellRefusal, type Cells, type ImportTarget, required, wordIn } from './import-target.ts';

const FIELDS: Readonly<Record<string, string>> = {
  'prospect.name': 'name',
  'prospect.cloudAccount': 'cloudAccount',
  customerId: 'cloudAccount',
  'prospect.managerId': 'manager',
  managerId: 'manager',
  'prospect.tags': 'tags',
  tags: 'tags',
  mail: 'mail',
  type: 'type',
  note: 'note',
};
const STEPS = ['INVITE', 'PRE_REGISTER', 'UPDATE'] as const;

const account = (cells: Cells): string => (cells.cloudAccount ?? '').toLowerCase();

/**
 * Customers to invite or to pre-register, with account manager and tags. A row with a mail address is an invitation. A
 * row of an exported list, which has the customer's status, and one whose binding is open only update manager and tags.
 */
export const customersTarget: ImportTarget = {
  name: 'CUSTOMERS',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  columns: [
    {
      key: 'name',
      required: true,
      example: '深圳云启科技有限公司',
      aliases: ['客户', '公司名称', 'company'],
    },
    {
      key: 'cloudAccount',
      required: true,
      example: 'yunqi_tech',
      aliases: ['账号', '华为云账号', 'account'],
    },
    { key: 'step', required: false, example: '邀请', aliases: ['方式'] },
    { key: 'type', required: false, example: '顾问销售', aliases: ['合作方式'] },
    {
      key: 'mail',
      required: false,
      example: 'it@yunqi.example',
      aliases: ['邮箱', 'email', 'e-mail'],
    },
    {
      key: 'note',
      required: false,
      example: '年底上云项目',
      aliases: ['备注', '项目背景', '报备说明', 'note'],
    },
    {
      key: 'manager',
      required: false,
      example: '',
      aliases: ['客户经理', 'account manager'],
    },
    { key: 'tags', required: false, example: '重点；华南', aliases: ['tag', 'labels'] },
    { key: 'status', required: false, example: '', isExported: true },
  ],
  keyOf: account,
  labelOf: ({ name, cloudAccount }) => name || cloudAccount || '',
  async commandOf(tx, cells) {
    const name = required(cells, 'name');
    // A list shows the account of bound customers only.
    const isListed = Boolean(cells.status) && !cells.cloudAccount;
    const cloudAccount = isListed ? '' : required(cells, 'cloudAccount');
    const asked = wordIn(cells, 'step', 'ImportStep', STEPS);
    const own = await ownDataIn(tx, cells);
    const known = await knownCustomer(tx, isListed ? { name } : { account: cloudAccount });
    const step =
      asked ?? (cells.mail ? 'INVITE' : cells.status || known?.isOpen ? 'UPDATE' : 'PRE_REGISTER');
    if (step === 'UPDATE') {
      if (!known) throw new CellRefusal(isListed ? 'BLANK' : 'NOT_FOUND', 'cloudAccount');
      const input = { id: globalId(customer.spec.id, known.id), ...own };
      return { command: 'customerSetOwnData', input, repeats: true };
    }
    const prospect = { name, cloudAccount: required(cells, 'cloudAccount'), ...own };
    const note = cells.note ? { note: cells.note } : {};
    // A customer has one open binding at most; after its end, or for its next step, it is imported again.
    const repeats = true;
    if (step === 'PRE_REGISTER')
      return { command: 'partnerBindingPreRegister', input: { prospect, ...note }, repeats };
    required(cells, 'type');
    const type = wordIn(cells, 'type', 'BindingType', ['ADVISORY', 'AGENCY'] as const);
    const input = { prospect, type, mail: required(cells, 'mail'), ...note };
    return { command: 'partnerBindingInvite', input, repeats };
  },
  // A tag has its place in the list at the end of its path.
  columnOf: (field) => FIELDS[field.replace(/\.\d+$/, '')] ?? null,
};
