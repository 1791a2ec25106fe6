/** A task of the guide, as an operation that programs in each language send. */
export interface Example {
  id: string;
  /** `pages` continues with `$after` to the end of the list named `list`; `stream` follows a subscription. */
  kind: 'query' | 'pages' | 'stream';
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  /** The root field whose pages the program reads. */
  list?: string;
  /** The program prints its last cursor, for its next run. */
  keepsCursor?: boolean;
}

const FIRST = { id: 'first', kind: 'query', query: '{ viewer { name role side } }' } as const;

const SEARCH: Example = {
  id: 'list',
  kind: 'query',
  query: '{ customers(first: 5, filter: { search: "szzk" }) { nodes { name status } } }',
};

const SCHEMA: Example = {
  id: 'schema',
  kind: 'query',
  query: '{ __schema { queryType { fields { name description } } } }',
};

const PAGES: Example = {
  id: 'pages',
  kind: 'pages',
  query: `query Customers($after: String) {
  customers(first: 100, after: $after, orderBy: { field: NAME, direction: ASC }) {
    nodes { id name status }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: { after: null },
  list: 'customers',
};

const LOOK_UP: Example = {
  id: 'lookUp',
  kind: 'query',
  query: `query Customer($account: String!) {
  customer(by: { cloudAccount: $account }) { id name status }
}`,
  variables: { account: 'acme' },
};

const CHANGES: Example = {
  id: 'changes',
  kind: 'pages',
  query: `query Changes($after: String) {
  customers(first: 100, after: $after, orderBy: { field: UPDATED, direction: ASC }) {
    nodes { id name status updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: { after: null },
  list: 'customers',
  keepsCursor: true,
};

const EVENTS: Example = {
  id: 'events',
  kind: 'pages',
  query: `query Events($after: String) {
  events(first: 100, after: $after) {
    nodes { subjectType subjectId event fromState toState actorName recordedAt }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: { after: null },
  list: 'events',
  keepsCursor: true,
};

const REPORT: Example = {
  id: 'report',
  kind: 'query',
  query: `{
  salesReport(groupBy: [MONTH, PRODUCT], first: 100) {
    isComplete
    rows { month product { name } deal { amount } cash { amount } saleCount }
  }
}`,
};

const TOTALS: Example = {
  id: 'totals',
  kind: 'query',
  query: `{
  orders {
    count { value isExact }
    totals { dealTotal { amount currency } cashTotal { amount } }
  }
}`,
};

const WRITE: Example = {
  id: 'write',
  kind: 'query',
  query: `mutation Invite($input: PartnerBindingInviteInput!, $key: ID!) {
  partnerBindingInvite(input: $input, idempotencyKey: $key) {
    partnerBinding { id status }
    userErrors { code field message }
  }
}`,
  variables: {
    input: {
      prospect: { name: 'Acme', cloudAccount: 'acme' },
      mail: 'it@acme.example',
      type: 'ADVISORY',
    },
    key: 'invite-acme-1',
  },
};

const LIVE: Example = {
  id: 'live',
  kind: 'stream',
  query: 'subscription { deadlineChanged { subjectId deadlines { label dueAt } } }',
};

/** Topics of the guide in reading order, each with its examples. */
export const TOPICS: readonly { id: string; examples: readonly Example[] }[] = [
  { id: 'start', examples: [FIRST, SEARCH, SCHEMA] },
  { id: 'paging', examples: [PAGES] },
  { id: 'lookUps', examples: [LOOK_UP] },
  { id: 'changes', examples: [CHANGES] },
  { id: 'events', examples: [EVENTS] },
  { id: 'totals', examples: [TOTALS] },
  { id: 'reports', examples: [REPORT] },
  { id: 'writes', examples: [WRITE] },
  { id: 'live', examples: [LIVE] },
];
