/** Kinds of products that are sold, in the order of the chart. */
export const TYPES = [
  'SAAS',
  'LICENSE',
  'MANUAL_SERVICE',
  'HARDWARE',
  'IMAGE',
  'API',
  'CONTAINER',
  'DATA_ASSET',
  'AI_ASSET',
] as const;
