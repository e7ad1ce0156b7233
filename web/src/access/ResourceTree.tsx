// The tree of rights with boxes: a right covers what is below it, and what the user does not hold
// himself cannot be given.
import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import styles from './access.module.css';
import type { Resource } from './types';
import { useT } from './words';

type Props = {
  label: string;
  resources: readonly Resource[];
  granted: readonly string[];
  onChange?: (granted: string[]) => void;
};

export function ResourceTree({ label, resources, granted, onChange }: Props) {
  const t = useT();
  const rows = useMemo(() => inOrder(resources), [resources]);
  const covered = useMemo(() => coveredBy(resources, granted), [resources, granted]);
  const toggle = (id: string, isOn: boolean) => {
    // What a new right covers anyway is not granted beside it.
    const kept = granted.filter(
      (other) => other !== id && !(isOn && isBelow(resources, other, id)),
    );
    onChange?.(isOn ? [...kept, id] : kept);
  };
  return (
    <fieldset className={styles.tree}>
      <legend>{label}</legend>
      {rows.map(({ resource, depth }) => {
        const isByParent = covered.has(resource.id) && !granted.includes(resource.id);
        return (
          <Checkbox
            key={resource.id}
            size="xs"
            style={{ paddingLeft: depth * 20 }}
            label={t.maybe(`resource.${wordOf(resource.id)}`) ?? resource.title}
            description={resource.id}
            checked={covered.has(resource.id)}
            disabled={!onChange || isByParent || !resource.is_held}
            onChange={(event) => toggle(resource.id, event.currentTarget.checked)}
          />
        );
      })}
    </fieldset>
  );
}

// "Magento_Sales::actions_view" as a key of the catalogue.
function wordOf(id: string): string {
  return id.replace('::', '_');
}

function isBelow(resources: readonly Resource[], id: string, ancestor: string): boolean {
  const parent = resources.find((one) => one.id === id)?.parent;
  return parent ? parent === ancestor || isBelow(resources, parent, ancestor) : false;
}

export function coveredBy(resources: readonly Resource[], granted: readonly string[]): Set<string> {
  const covered = new Set(granted);
  for (const { id, parent } of resources) {
    if (parent && covered.has(parent)) {
      covered.add(id);
    }
  }
  return covered;
}

// Children right behind their parent; the server's list has parents before children.
function inOrder(resources: readonly Resource[]): { resource: Resource; depth: number }[] {
  const below = (parent: string | null, depth: number): { resource: Resource; depth: number }[] =>
    resources
      .filter((one) => one.parent === parent)
      .flatMap((resource) => [{ resource, depth }, ...below(resource.id, depth + 1)]);
  return below(null, 0);
}
