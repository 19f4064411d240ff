/**
 * The repository's own rules, as far as neither the compiler nor the linter can hold them. They are
 * written down in CONTRIBUTING.md; a failure here names the file and, where there is one, the
 * line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDeviations } from '../scripts/deviations.ts';
import { root } from '../scripts/generated-file.ts';
import { sourceFiles } from '../scripts/source-files.ts';

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

function read(path: string): SourceFile {
  const text = readFileSync(resolve(root, path), 'utf8');
  return { path, text, lines: text.split('\n') };
}

const code = sourceFiles('{packages,tests,bench,scripts,examples}/**/*.{ts,tsx}', '*.ts').map(read);
const production = code.filter(
  (f) => /^(packages\/[^/]+\/src|scripts)\//.test(f.path) && !isTest(f),
);
const markdown = sourceFiles('**/*.md').map(read);
const manifests = sourceFiles('package.json', '{packages,tests,bench}/**/package.json');
const operations = production.filter((f) => /\/operations\/(?!index\.ts$)[^/]+$/.test(f.path));

function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path);
}

/** `path:line` of every line that breaks a rule. */
function offences(
  files: readonly SourceFile[],
  breaks: (line: string, at: number) => boolean,
): string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) => (breaks(line, at) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}

function json(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(resolve(root, path), 'utf8')) as Record<string, unknown>;
}

describe('size', () => {
  test('no file is longer than 400 lines', () => {
    const long = code.filter(({ lines }) => lines.length > 401);
    expect(long.map(({ path, lines }) => `${path}: ${lines.length - 1}`)).toEqual([]);
  });

  test('no line is wider than 100 columns', () => {
    // The formatter does not break texts, templates and patterns, nor would it help to; and it does
    // not count the end of a comment that stands on one line.
    const text = /(['"`])(?:\\.|(?!\1).)*\1|^\s*[`'"].*|`[^`]*$/g;
    const wide = (line: string): boolean => {
      if (line.length <= 100 || /https?:\/\/|^\s*\/[^/*]/.test(line)) return false;
      if (/^\s*(\*|\/\/|\/\*)/.test(line)) return line.length > (line.endsWith(' */') ? 106 : 100);
      return line.replaceAll(text, "''").length > 80;
    };
    const inTemplate = ({ lines }: SourceFile, at: number): boolean =>
      lines.slice(0, at).join('').split('`').length % 2 === 0;
    const found = code.flatMap((file) =>
      offences([file], (line, at) => wide(line) && !inTemplate(file, at)),
    );
    expect(found).toEqual([]);
  });
});

describe('text', () => {
  test('nothing is left to do: no marks of unfinished work', () => {
    const mark = /\b(TO[D]O|FIX[M]E|X[X]X)\b/;
    expect(offences([...code, ...markdown], (line) => mark.test(line))).toEqual([]);
  });

  test('no test is singled out, and a skipped one says why', () => {
    const tests = code.filter(isTest).filter(({ path }) => path !== 'tests/tidy.test.ts');
    expect(offences(tests, (line) => /\b(test|it|describe)\.only\b/.test(line))).toEqual([]);
    for (const file of tests) {
      const silent = (line: string, at: number): boolean =>
        /\b(test|it|describe)(\.\w+)*\.(skip|todo)\b/.test(line) &&
        !/\/\/|\*\//.test(`${file.lines[at - 1] ?? ''}${line}`);
      expect(offences([file], silent), 'needs a comment with the reason').toEqual([]);
    }
  });

  test('no test looks at the clock of the machine: behaviour is asserted, never elapsed time', () => {
    const clock = /\b(performance\.now|process\.hrtime|process\.cpuUsage)\b/;
    const tests = code.filter(isTest).filter(({ path }) => path !== 'tests/tidy.test.ts');
    expect(offences(tests, (line) => clock.test(line))).toEqual([]);
  });

  test('what a page shows is waited for, not looked at once', () => {
    const once =
      /expect\(await .*\.(count|isVisible|isChecked|isDisabled|innerText|inputValue)\(\)/;
    const browser = code.filter(({ path }) => path.startsWith('tests/console/'));
    expect(
      offences(browser, (line) => once.test(line)),
      'use expect.poll',
    ).toEqual([]);
  });

  test('who silences the compiler or the linter says why', () => {
    const silenced = /oxlint-disable(?!.* -- \S)|@ts-(expect-error|ignore|nocheck)(?! \S+ )/;
    const others = code.filter(({ path }) => path !== 'tests/tidy.test.ts');
    expect(offences(others, (line) => silenced.test(line))).toEqual([]);
  });

  test('every module begins by saying what it is for', () => {
    const bare = production.filter(({ text }) => !/^(#!.*\n)?\/(\*\*|\/)/.test(text));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('every deviation from AWS is listed in docs/deviations.md', () => {
    const page = readFileSync(resolve(root, 'docs/deviations.md'), 'utf8');
    const missing = findDeviations().filter(({ text }) => !page.includes(text));
    expect(missing, 'run npm run docs').toEqual([]);
  });
});

describe('names', () => {
  test('files are kebab-case, operations are named as by AWS', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/;
    const operation = /\/operations\/[A-Z][A-Za-z0-9]+(\.test)?\.ts$/;
    const odd = code.filter(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return !kebab.test(name) && !operation.test(path);
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test('nothing is called by a name that says nothing', () => {
    const emptyWord = /(^|[/.-])(utils?|helpers?|managers?|misc)([/.-]|$)/;
    expect(code.filter(({ path }) => emptyWord.test(path)).map(({ path }) => path)).toEqual([]);
    const declared = /\b(const|function|class|interface|type)\s+\w*(Utils?|Helpers?|Manager)\b/;
    expect(offences(production, (line) => declared.test(line))).toEqual([]);
  });
});

describe('operations', () => {
  const folders = [...new Set(operations.map(({ path }) => dirname(path)))];

  test.each(folders)('%s: one file is one operation, exported in index.ts', async (folder) => {
    const { services } = await import('../packages/server/src/services/registry.ts');
    const index = read(`${folder}/index.ts`).text;
    const service = services.find(({ model }) => folder.includes(`/${model.name}/`));
    const known = service?.model.operationSchemas.map((schema) => (schema as string[])[2]);
    for (const { path, text } of operations.filter((file) => dirname(file.path) === folder)) {
      const name = path.slice(folder.length + 1, -'.ts'.length);
      expect(known, 'is an API name').toContain(name);
      expect(text).toMatch(new RegExp(`^export const ${name}\\b`, 'm'));
      expect(index).toContain(`{ ${name} } from './${name}.ts'`);
    }
  });

  test('every operation is called by a test', () => {
    const tests = code.filter(isTest);
    const untested = operations.filter(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
      const call = new RegExp(`\\b(${name}Command|Action=${name}|${name}\\$?)\\b`);
      return !tests.some(({ text }) => call.test(text));
    });
    expect(untested.map(({ path }) => path)).toEqual([]);
  });
});

describe('packages', () => {
  const workspaces = manifests.filter((path) => path.startsWith('packages/'));

  test.each(workspaces)('%s has one door', (path) => {
    const { exports = {}, type, license } = json(path);
    // A contract is the test suite that implementations from elsewhere run too.
    const doors = Object.keys(exports as object).filter((door) => door !== './contract');
    expect(doors).toEqual(['.']);
    expect({ type, license }).toEqual({ type: 'module', license: 'Apache-2.0' });
  });

  test('nobody climbs over the wall into another package', () => {
    const imports = /(?:from|import\()\s*'([^']+)'/;
    const climbs = ({ path }: SourceFile, line: string): boolean => {
      const [, specifier = ''] = imports.exec(line) ?? [];
      if (/^@hallpass\/[^/]+\/(?!contract$)./.test(specifier)) return true;
      if (!specifier.startsWith('.')) return false;
      const home = path.split('/').slice(0, 2).join('/');
      return !normalize(join(dirname(path), specifier)).startsWith(`${home}/`);
    };
    const inside = code.filter(({ path }) => path.startsWith('packages/'));
    expect(inside.flatMap((file) => offences([file], (line) => climbs(file, line)))).toEqual([]);
  });

  test('types can be erased: no enum, namespace or parameter property compiles', () => {
    const { compilerOptions } = json('tsconfig.json') as { compilerOptions: object };
    expect(compilerOptions).toMatchObject({ strict: true, erasableSyntaxOnly: true });
  });

  test.each(manifests)('%s: versions are exact', (path) => {
    const { dependencies = {}, devDependencies = {}, version } = json(path);
    const wanted = { ...(dependencies as object), ...(devDependencies as object) };
    const loose = Object.entries(wanted).filter(
      ([, v]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(String(v)),
    );
    expect(loose).toEqual([]);
    expect(version).toBe(json('package.json')['version']);
  });
});

describe('licences', () => {
  const permissive = new Set(
    (
      'MIT MIT-0 ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 Unlicense ' +
      'CC0-1.0 CC-BY-4.0 CC-BY-3.0 Python-2.0 Zlib Artistic-2.0 MPL-2.0'
    ).split(' '),
  );

  /** `(MIT OR GPL-2.0)` leaves the choice to us; `MIT AND Zlib` asks for both. */
  function isPermissive(expression: string): boolean {
    const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
    return choices.some((choice) => choice.split(' AND ').every((name) => permissive.has(name)));
  }

  test('every dependency has a permissive licence', () => {
    const { packages } = json('package-lock.json') as {
      packages: Record<string, { license?: string; link?: boolean }>;
    };
    const foreign = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
    const refused = foreign
      .filter(([, { license = '', link }]) => link !== true && !isPermissive(license))
      .map(([path, { license }]) => `${path}: ${license ?? 'none stated'}`);
    expect(refused).toEqual([]);
  });

  test('the licence and its notice are here', () => {
    expect(read('LICENSE').text).toContain('Apache License');
    expect(read('NOTICE').text).toContain('Hallpass');
  });
});

describe('documents', () => {
  test.each(markdown.map(({ path }) => path))('links of %s lead somewhere', (path) => {
    const { text } = read(path);
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = targets.filter((target) => !/^([a-z]+:|#)/.test(target));
    const broken = local.filter((target) => {
      const [file = ''] = decodeURIComponent(target).split('#');
      return !existsSync(resolve(root, dirname(path), file));
    });
    expect(broken).toEqual([]);
  });

  test('the changelog has a place for what is not released', () => {
    expect(read('CHANGELOG.md').text).toContain('## [Unreleased]');
  });

  test('no two decisions have the same number', () => {
    const records = sourceFiles('docs/decisions/[0-9]*.md');
    const numbers = records.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1]));
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});
