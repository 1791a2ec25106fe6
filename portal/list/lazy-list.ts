import { createElement } from 'react';
import { page } from '../shell/page.ts';
import type { List } from './define.ts';

/** The page of a list, loaded with its declaration when its route is first shown. */
export const listPage = (load: () => Promise<{ list: List }>) =>
  page(async () => {
    const [{ ListPage }, { list }] = await Promise.all([import('./ListPage.tsx'), load()]);
    return { page: () => createElement(ListPage, { list }) };
  }, 'page');
