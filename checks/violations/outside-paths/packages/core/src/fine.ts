export const address = 'https://example.org/work/page';
