// How a folder declares its pages and words; both are loaded when first needed.
import type { ComponentType } from 'react';
import type { Language } from '../i18n/words';

type Tree = { readonly [key: string]: string | Tree };

export type PageFolder = {
  // The name of its words: folderWords('orders').
  folder: string;
  words: Readonly<Record<Language, () => Promise<Tree>>>;
  // '/orders/$id': () => import('./OrderPage'), whose default export is the page.
  pages: Readonly<Record<string, () => Promise<{ default: ComponentType }>>>;
};
