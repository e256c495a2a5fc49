import { caseRoutes } from './case-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { serviceRoutes } from './service-routes.ts';

/** Every route of the API, once. */
export const apiRoutes = { ...serviceRoutes, ...draftRoutes, ...caseRoutes };
export type ApiRoutes = typeof apiRoutes;
