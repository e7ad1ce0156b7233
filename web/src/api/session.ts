// Who is signed in and what they may.
import { createContext, use } from 'react';
import parents from './resource_parents.json';

export type Session = {
  user: {
    id: number;
    name: string;
    email: string;
    full_name: string;
    language: string;
    zone: string;
    must_change_password: boolean;
    has_second_factor: boolean;
  };
  role: { id: number; code: string; name: string };
  // The granted resources and all that lie below them.
  resources: string[];
  csrf_token: string;
  created_at: string | null;
};

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) {
    throw new Error('Only for pages behind the log-in.');
  }
  return session;
}

// The tree of resources, child to parent, as src/domain/identity/resources.cpp has it. A grant
// counts for all below it.

const parentOf: Readonly<Record<string, string>> = parents;

export function mayUse(granted: readonly string[], resource: string): boolean {
  for (let one: string | undefined = resource; one; one = parentOf[one]) {
    if (granted.includes(one)) {
      return true;
    }
  }
  return granted.includes('Magento_Backend::all');
}

// `may('Magento_Sales::ship')`. Only hides what the server would refuse; the server decides.
export function useMay(): (resource: string) => boolean {
  const session = use(SessionContext);
  return (resource) => session !== null && mayUse(session.resources, resource);
}
