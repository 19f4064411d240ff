import { describe, expect, it } from 'vitest';
import { explainOptionsFor, paintFor, safeToPrint } from './terminal.ts';

describe('colours', () => {
  const red = '\u001b[31mno\u001b[0m';
  it.each([
    [{ isTTY: true }, {}, red],
    [{}, {}, 'no'],
    [{ isTTY: true }, { NO_COLOR: '1' }, 'no'],
    [{ isTTY: true }, { NO_COLOR: '' }, red],
    [{}, { FORCE_COLOR: '1' }, red],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, 'no'],
  ])('%o with %o', (stream, environment, painted) => {
    expect(paintFor(stream, environment)('bad', 'no')).toBe(painted);
  });
});

it('lines are cut to a terminal only', () => {
  const paint = paintFor({}, {});
  expect(explainOptionsFor({ isTTY: true, columns: 100 }, paint)).toMatchObject({ columnsMax: 88 });
  expect(explainOptionsFor({ columns: 100 }, paint)).not.toHaveProperty('columnsMax');
});

it('nothing that was sent steers the terminal', () => {
  const sent = { key: 'a\u001b[2Jb\u009b', list: ['\u202e'], tab: 'a\tb', count: 1 };
  expect(safeToPrint(sent)).toEqual({
    key: 'a\ufffd[2Jb\ufffd',
    list: ['\ufffd'],
    tab: 'a\tb',
    count: 1,
  });
});
