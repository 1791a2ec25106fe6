import { defineList } from '../../lib/url-state.ts';

/** What the URL of the product list may hold. */
export const productList = defineList({
  filters: { model: 'list', type: 'list', status: 'list' },
  sorts: ['CREATED', 'NAME'],
});

export const MODELS = ['COMMON', 'JOINT_OPERATION', 'HUAWEI'] as const;
export const STATES = ['ON_SALE', 'DELISTED'] as const;
export const TYPES = [
  'SAAS',
  'IMAGE',
  'API',
  'CONTAINER',
  'DATA_ASSET',
  'AI_ASSET',
  'LICENSE',
  'MANUAL_SERVICE',
  'HARDWARE',
  'CONSULTING',
] as const;
