// Measurements in a browser: `npm run bench`, see bench/README.md at the top of the repository.
import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

export default defineConfig(tests, { testDir: 'bench', timeout: 300_000, reporter: 'list' });
