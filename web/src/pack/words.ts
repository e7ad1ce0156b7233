import { folderWords } from '../i18n/words';
import type { en } from './en';

export const useT = folderWords<typeof en>('pack');
export type T = ReturnType<typeof useT>;
