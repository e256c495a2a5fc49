import { createStore, useStore } from '../model/store.ts';

/** Places of the page, in the part of the address after #, so that any plain file server can serve it. */
export type Route =
  | { readonly page: 'generate' }
  | { readonly page: 'edit'; readonly draft: string; readonly tab: EditTab }
  | { readonly page: 'cases' }
  | { readonly page: 'case'; readonly caseId: number; readonly version: number | undefined; readonly tab: CaseTab }
  | { readonly page: 'practice-list' }
  | { readonly page: 'practice'; readonly caseId: number }
  | { readonly page: 'unknown' };

export const editTabs = ['details', 'framework', 'likelihoods', 'reasoning', 'export', 'finish'] as const;
export type EditTab = (typeof editTabs)[number];
export const caseTabs = ['read', 'reasoning', 'versions', 'export'] as const;
export type CaseTab = (typeof caseTabs)[number];

export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [page, id = '', tab = ''] = path.split('/');
  const caseId = /^\d{1,10}$/.test(id) ? Number(id) : undefined;
  if (!page || page === 'generate') return { page: 'generate' };
  if (page === 'edit' && /^[\w-]{1,80}$/.test(id)) return { page: 'edit', draft: id, tab: oneOf(editTabs, tab) };
  if (page === 'cases') return { page: 'cases' };
  if (page === 'case' && caseId) {
    const version = Number(new URLSearchParams(query).get('version'));
    return { page: 'case', caseId, version: version > 0 ? version : undefined, tab: oneOf(caseTabs, tab) };
  }
  if (page === 'practice' && !id) return { page: 'practice-list' };
  if (page === 'practice' && caseId) return { page: 'practice', caseId };
  return { page: 'unknown' };
}

const oneOf = <T extends string>(all: readonly [T, ...T[]], wanted: string): T => all.find((one) => one === wanted) ?? all[0];

export const hrefOf = {
  generate: '#/generate',
  cases: '#/cases',
  edit: (draft: string, tab: EditTab = 'details') => `#/edit/${draft}/${tab}`,
  case: (caseId: number, tab: CaseTab = 'read', version?: number) =>
    `#/case/${caseId}/${tab}${version === undefined ? '' : `?version=${version}`}`,
  practiceList: '#/practice',
  practice: (caseId: number) => `#/practice/${caseId}`,
};

const routes = createStore<Route>(routeOf(location.hash));
window.addEventListener('hashchange', () => routes.set(routeOf(location.hash)));

export const useRoute = (): Route => useStore(routes);

export function goTo(href: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', href);
    routes.set(routeOf(href));
  } else location.hash = href;
}
