// A time zone by its name, found by typing a part of it.
import { Select } from '@mantine/core';
import { useMemo } from 'react';

type Props = {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (zone: string) => void;
};

export function ZoneSelect({ label, value, error, onChange }: Props) {
  const zones = useMemo(() => {
    const known = new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')]);
    return [...known].sort();
  }, [value]);
  return (
    <Select
      label={label}
      value={value}
      error={error}
      data={zones}
      searchable
      allowDeselect={false}
      limit={60}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}
