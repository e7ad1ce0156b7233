// Where one was in each grid, so that Back brings the same row and scroll; and the queue of ids
// that the page of one thing walks through.

export type Place = { cursorId: number | undefined; scrollTop: number };

const places = new Map<string, Place>();
const placesMax = 50;

export function rememberPlace(gridId: string, search: string, place: Place) {
  const key = gridId + search;
  places.delete(key);
  places.set(key, place);
  const oldest = places.keys().next().value;
  if (places.size > placesMax && oldest !== undefined) {
    places.delete(oldest);
  }
}

export function placeOf(gridId: string, search: string): Place | undefined {
  return places.get(gridId + search);
}

export type Queue = {
  ids: readonly number[];
  // The list's address, to go back to.
  back: string;
  // The filters and sorting, for neighbours beyond this page.
  query: Readonly<Record<string, unknown>>;
  totalCount: number;
  firstIndex: number; // of ids[0] in the whole view
};

const queues = new Map<string, Queue>();

export function rememberQueue(gridId: string, queue: Queue) {
  queues.set(gridId, queue);
}

export function queueOf(gridId: string): Queue | undefined {
  return queues.get(gridId);
}
