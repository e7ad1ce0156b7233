// Words that the list and the page of a saved export share.
import type { Tone } from '../kit';
import type { RunState, SavedExportDraft } from './types';
import type { useT } from './words';

export const runTone: Record<RunState, Tone> = {
  waiting: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
};

const two = (value: number) => String(value).padStart(2, '0');

// "Weekly on Monday at 06:30 (Asia/Seoul)"
export function scheduleWords(t: ReturnType<typeof useT>, of: SavedExportDraft): string {
  const { rhythm, minute, hour, weekday, day } = of.schedule;
  const at = {
    time: `${two(hour)}:${two(minute)}`,
    minute: two(minute),
    weekday: t(`saved.weekdays.d${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`),
    day,
    zone: of.zone,
  };
  return t(`saved.schedule.${rhythm}`, at);
}

export function sizeWords(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
