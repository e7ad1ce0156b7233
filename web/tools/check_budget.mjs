// The first page's weight after gzip, against the budget: script 260 KB, style 40 KB. The first page is
// what index.html loads, and the orders' list with its words.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = { js: 260 * 1024, css: 40 * 1024 };
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const entries = ['index.html', 'src/orders/OrdersPage.tsx', 'src/orders/en.ts', 'src/kit/en.ts'];
const files = new Set();

function take(name) {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) {
    return;
  }
  files.add(chunk.file);
  for (const style of chunk.css ?? []) {
    files.add(style);
  }
  for (const other of chunk.imports ?? []) {
    take(other);
  }
}

for (const entry of [...entries, 'src/shell/en.ts']) {
  take(entry);
}

let hasFailed = false;
for (const [kind, most] of Object.entries(budget)) {
  const bytes = [...files]
    .filter((file) => file.endsWith(`.${kind}`))
    .reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length, 0);
  const words = `first page ${kind}: ${(bytes / 1024).toFixed(1)} of ${most / 1024} KB gzip`;
  hasFailed ||= bytes > most;
  console.log(bytes > most ? `too heavy: ${words}` : words);
}
process.exit(hasFailed ? 1 : 0);
