import type { App } from '../app-env.ts';
import { contentOf } from '../page/content.ts';
import { type Place, placeOf, sourceOf } from '../page/place.ts';
import { addPageFiles } from '../page/files.ts';
import { Shell, type ShellProps } from '../page/shell.tsx';
import { totalsView } from '../page/views/totals.ts';
import type { Services } from '../services.ts';
import type { Stats } from '../schemas/stats.ts';

/** Nothing comes from elsewhere, and nothing in the markup is a script or a style. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** GET /: the service for people. Everything it shows, the interface of the service answers too. */
export function addPage(app: App, { tokens }: Pick<Services, 'tokens'>): void {
  app.get('/', async (c) => {
    const place = placeOf(new URL(c.req.url).searchParams);
    // A browser sends no token when it opens a page: its script asks for one, and then for what is to be shown.
    const shown = tokens === null ? await shownAt(app, place, c.req.header('host')) : { totals: [], content: [], problem: null };
    const page = <Shell place={place} {...shown} needsToken={tokens !== null} />;
    return c.html(`<!doctype html>${page}`, 200, { 'content-security-policy': POLICY });
  });
  addPageFiles(app);
}

async function shownAt(app: App, place: Place, host: string | undefined): Promise<Pick<ShellProps, 'totals' | 'content' | 'problem'>> {
  const ask = async (path: string): Promise<{ readonly answer: unknown } | { readonly problem: string }> => {
    const response = await app.request(path, { headers: host === undefined ? {} : { host } });
    const answer: unknown = await response.json();
    if (response.ok) return { answer };
    const { title, detail } = answer as { title: string; detail?: string };
    return { problem: detail === undefined ? title : `${title}: ${detail}` };
  };
  const source = sourceOf(place);
  const [stats, asked] = await Promise.all([ask('/v1/stats'), source === null ? { answer: null } : ask(source)]);
  return {
    totals: 'answer' in stats ? totalsView(stats.answer as Stats, null) : [],
    content: 'answer' in asked ? contentOf(place, asked.answer) : [],
    problem: 'problem' in asked ? asked.problem : null,
  };
}
