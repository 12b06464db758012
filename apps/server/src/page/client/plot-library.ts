import type uPlot from 'uplot';

declare global {
  interface Window {
    uPlot?: typeof uPlot;
  }
}

let loading: Promise<typeof uPlot> | null = null;

/** The chart library, fetched when the first picture is wanted. */
export function plotLibrary(): Promise<typeof uPlot> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/page/uplot.js';
    script.addEventListener('load', () => (window.uPlot ? resolve(window.uPlot) : reject(new Error('/page/uplot.js: expected a chart library, found something else'))));
    script.addEventListener('error', () => {
      loading = null;
      script.remove();
      reject(new Error('/page/uplot.js cannot be loaded: pictures are missing, their tables are there'));
    });
    document.head.append(script);
  });
  return loading;
}
