import { createStore } from '../model/store.ts';

/** Who is signed in. In memory only: a reload or a closed tab signs out. `reason` is said on the form. */
export type SignedIn = { readonly user: string; readonly header: string };
export type SignInState = { readonly signedIn: SignedIn | undefined; readonly reason: string | undefined };

export const signInStore = createStore<SignInState>({ signedIn: undefined, reason: undefined });

export const signedInAs = (user: string, password: string): SignedIn => {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { user, header: `Basic ${btoa(String.fromCharCode(...bytes))}` };
};

export const signOut = (reason?: string): void => signInStore.set({ signedIn: undefined, reason });
