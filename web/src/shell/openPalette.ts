// Opens the command palette from anywhere; its code is loaded by the shell when it is first wanted.

const listeners = new Set<() => void>();

export function openPalette() {
  for (const listener of listeners) {
    listener();
  }
}

export function onOpenPalette(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
