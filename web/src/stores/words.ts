import { folderWords } from '../i18n/words';
import type { en } from './en';

export const useT = folderWords<typeof en>('stores');
export type T = ReturnType<typeof useT>;
