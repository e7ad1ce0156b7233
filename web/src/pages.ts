// The folders with pages. A new one adds its two lines here.

import { accessPages } from './access/routes';
import { catalogPages } from './catalog/routes';
import { documentPages } from './documents/routes';
import { homePages } from './home/routes';
import { mailPages } from './mail/routes';
import { orderPages } from './orders/routes';
import { packPages } from './pack/routes';
import { paperPages } from './papers/routes';
import type { PageFolder } from './shell/page_folder';
import { storePages } from './stores/routes';
import { systemPages } from './system/routes';

export const pageFolders: readonly PageFolder[] = [
  orderPages,
  mailPages,
  accessPages,
  storePages,
  paperPages,
  homePages,
  documentPages,
  packPages,
  catalogPages,
  systemPages,
];
