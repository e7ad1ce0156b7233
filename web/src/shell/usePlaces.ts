// The places whose pages exist and that the user may see.
import { useMay } from '../api/session';
import { pageFolders } from '../pages';
import { type Place, places } from './places';

const paths = new Set(['/settings', ...pageFolders.flatMap(({ pages }) => Object.keys(pages))]);

export function usePlaces(group?: Place['group']): Place[] {
  const may = useMay();
  const isThere = (place: Place) => paths.has(place.to) && (!place.resource || may(place.resource));
  const hasSettings = places.some((place) => place.group === 'settings' && isThere(place));
  return places.filter((place) => {
    if (group && place.group !== group) {
      return false;
    }
    return place.to === '/settings' ? hasSettings : isThere(place);
  });
}
