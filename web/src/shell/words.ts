import { folderWords } from '../i18n/words';
import type { en } from './en';

export const useShellWords = folderWords<typeof en>('shell');
