import type { App } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';

/** Answers 405 and not 404 where only the method is wrong. To be called when all routes are there. */
export function addMethodNotAllowed(app: App): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const known = methods.get(path) ?? new Set();
    methods.set(path, known.add(method));
    if (method === 'GET') known.add('HEAD');
  }
  for (const [path, known] of methods) {
    const allow = [...known].sort().join(', ');
    app.all(path, (c) => {
      throw new Problem(405, 'method', 'This method is not for here', `found ${c.req.method}, expected ${allow}`, { headers: { allow } });
    });
  }
}
