import { expect, test } from 'vitest';
import { finalFlows, mixed, type Session, startSession } from './session.fixture.ts';

const SYMBOLS = { live: '●', vod: '■', other: '◇', unknown: '?' };

async function over(session: Session): Promise<string[]> {
  return await session.until('capture ended, final verdicts');
}

test.each([
  [60, 15, { tunnel: false }],
  [80, 24, { tunnel: true }],
  [160, 50, { tunnel: true }],
])('every cell of the table at %d × %d says what the detector found', async (columns, rows, { tunnel }) => {
  const flows = await finalFlows(mixed(30, 70));
  const session = startSession(mixed(30, 70), columns, rows);
  const lines = await over(session);
  const heading = lines[2]!;
  const at = (title: string) => heading.indexOf(title);
  const shown = lines.slice(3, -1).filter((line) => line.startsWith('10.0.0.', 1));
  expect(shown).toHaveLength(Math.min(30, rows - 4));
  const seen = new Set<string>();
  for (const [i, line] of shown.entries()) {
    expect(line[0]).toBe(i === 0 ? '▶' : ' ');
    const client = line.slice(at('client'), at('server')).trim().replace(/:\d+$/, '');
    seen.add(client);
    const flow = flows.get(client)!;
    const { verdict, probability } = flow.policy.current!;
    expect(verdict).toBe(['live', 'vod', 'other'][flow.flow.number % 3]);
    expect(line.slice(at('verdict'), at('conf')).trim()).toBe(`${SYMBOLS[verdict]} ${verdict}`);
    expect(line.slice(at('conf') - 1, at('conf') + 4).trim()).toBe(`${Math.round(100 * probability)}%`);
    expect(line.slice(at('since') - 3, at('since') + 5)).toMatch(/^\d\d:00:0[01]$/);
    if (tunnel) expect(line.slice(at('tunnel'), at('tunnel') + 9).trim()).toBe(flow.tunnel ?? '');
    expect(session.terminal.colorAt(at('verdict'), 3 + i)).toBe(i === 0 ? null : { live: 172, vod: 32, other: 244, unknown: 244 }[verdict]);
  }
  expect(seen.size).toBe(shown.length);
  expect(lines[1]).toContain('30 flows  ● 10 live  ■ 10 vod  ◇ 10 other  ? 0 unknown');
  await session.press('q');
  expect(await session.code).toBe(0);
});

test('the screen after any resize is that of a terminal that always had this size', async () => {
  const session = startSession(mixed(30, 40), 160, 50);
  await over(session);
  for (const [columns, rows] of [[60, 15], [200, 60], [80, 24], [79, 24], [80, 40], [160, 20]] as const) {
    session.terminal.resize(columns, rows);
    await session.press('');
    const fresh = startSession(mixed(30, 40), columns, rows);
    const wanted = await over(fresh);
    expect(await session.terminal.lines()).toEqual(wanted);
    await fresh.press('q');
    await fresh.code;
  }
  await session.press('q');
  await session.code;
});

test('without colours no cell has one, and the verdicts keep their symbols', async () => {
  const session = startSession(mixed(6, 70), 80, 24, {}, { noColor: true });
  const lines = await over(session);
  expect(lines.filter((line) => /● live|■ vod|◇ other/.test(line))).toHaveLength(6);
  for (let y = 0; y < 24; y++) for (let x = 0; x < 80; x++) expect(session.terminal.colorAt(x, y)).toBeNull();
  await session.press('q');
  await session.code;
});

test('without Unicode every cell is ASCII', async () => {
  const session = startSession(mixed(6, 70), 160, 50, {}, { unicode: false });
  const lines = await over(session);
  expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/);
  expect(lines[1]).toContain('* 2 live  # 2 vod  o 2 other');
  await session.press('q');
  await session.code;
});

test('nothing is written while nothing changes', async () => {
  const session = startSession(mixed(6, 20), 80, 24);
  await over(session);
  await session.press('', '');
  const before = session.terminal.writes;
  await session.press('', '', '', '', '');
  expect(session.terminal.writes).toBe(before);
  await session.press('q');
  await session.code;
});
