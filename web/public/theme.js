// Runs before the first paint, so that a dark screen does not flash white. A file of its own since
// the content policy takes no inline code.
(() => {
  let wanted = null;
  try {
    wanted = localStorage.getItem('orderyard-color-scheme');
  } catch {
    // Storage may be switched off; then the system's wish counts.
  }
  const isDark =
    wanted === 'dark' ||
    (wanted !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
