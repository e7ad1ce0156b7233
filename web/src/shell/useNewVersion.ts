// Whether the server has another version of this app than the one that runs: noticed, not forced.
import { useEffect, useState } from 'react';

const lookMillis = 5 * 60_000;

async function versionNow(): Promise<string | null> {
  try {
    const response = await fetch('/admin/', { method: 'HEAD', cache: 'no-store' });
    return response.ok ? response.headers.get('etag') : null;
  } catch {
    return null;
  }
}

export function useNewVersion(): boolean {
  const [isNew, setIsNew] = useState(false);
  useEffect(() => {
    let first: string | null = null;
    const look = async () => {
      const version = await versionNow();
      first ??= version;
      if (version !== null && version !== first) {
        setIsNew(true);
      }
    };
    void look();
    const timer = setInterval(look, lookMillis);
    return () => clearInterval(timer);
  }, []);
  return isNew;
}
